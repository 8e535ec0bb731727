/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_count.c - counting: factorials, choices, chances of so many successes, digits. */
#include "base/gcd.h"
#include "base/interrupt.h"
#include "eval/fn.h"

double fn_fact(double n)
{
	double product = 1;

	if (!fn_whole(&n, 0, 170)) /* 171! is over 1.8e308 */
		return fn_domain();
	for (double i = 2; i <= n; i++)
		product *= i;
	return product;
}

/* *x = *x * num / den, which is whole; false when it does not fit. */
static bool times_exact(uint64_t *x, uint64_t num, uint64_t den)
{
	uint64_t common = gcd(*x, den);

	/* What of den is not in x is in num. */
	num /= den / common;
	if (*x / common > UINT64_MAX / num)
		return false;
	*x = *x / common * num;
	return true;
}

/*
 * Pascal's row from the edge inwards: after step i it is choose(n - k + i, i), always whole. It at least doubles with
 * each step, so that it leaves the doubles within some 1,030 steps and n may be as large as it likes.
 */
double fn_choose(double n, double k)
{
	uint64_t exact = 1;
	bool fits = true;
	double ways = 1;

	if (!fn_whole(&n, 0, FN_WHOLE_MAX) || !fn_whole(&k, -FN_WHOLE_MAX, FN_WHOLE_MAX))
		return fn_domain();
	if (k < 0 || k > n)
		return 0;
	if (k > n - k)
		k = n - k;
	for (double i = 1; i <= k && !isinf(ways); i++) {
		fits = fits && times_exact(&exact, (uint64_t)(n - k + i), (uint64_t)i);
		ways = fits ? (double)exact : ways * ((n - k + i) / i);
		builtin_steps++;
	}
	return fn_finite(ways);
}

/* From 100 on Euler's expansion is right to the last digit: what it leaves out is below n^-8 / 240. */
double fn_harmonic(double n)
{
	static const double euler_gamma = 0.57721566490153286061;
	double sum = 0, square = n * n;

	if (!fn_whole(&n, 0, FN_WHOLE_MAX))
		return fn_domain();
	if (n >= 100)
		return log(n) + euler_gamma + 1 / (2 * n) - 1 / (12 * square) + 1 / (120 * square * square) -
		       1 / (252 * square * square * square);
	for (; n >= 1; n--)
		sum += 1 / n;
	return sum;
}

/*
 * The binomial probability of k successes of n, after C. Loader, "Fast and Accurate Computation of
 * Binomial Probabilities" (2000): what would cancel is taken out, so that it is good to the last digits for any n.
 */

/* ln(n!) less Stirling's formula. */
static double stirling_rest(double n)
{
	double square = n * n;

	if (n < 16) {
		static const double half_ln_2pi = 0.91893853320467274178;

		return lgamma(n + 1) - (n + 0.5) * log(n) + n - half_ln_2pi;
	}
	return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square) / n;
}

/* x ln(x / mean) + mean - x, also where x is close to mean. */
static double deviance(double x, double mean)
{
	double v = (x - mean) / (x + mean), term, sum;

	if (fabs(v) >= 0.1)
		return x * log(x / mean) + mean - x;
	sum = (x - mean) * v;
	term = 2 * x * v;
	for (int j = 3; j < 100; j += 2) {
		double next;

		term *= v * v;
		next = sum + term / j;
		if (next == sum)
			break;
		sum = next;
	}
	return sum;
}

static double binomial(double n, double k, double a)
{
	static const double two_pi = 6.28318530717958647692;
	double miss = n - k, exponent;

	if (k == 0)
		return exp(n * log1p(-a));
	if (miss == 0)
		return exp(n * log(a));
	exponent = stirling_rest(n) - stirling_rest(k) - stirling_rest(miss) - deviance(k, n * a) -
	           deviance(miss, n * (1 - a));
	return exp(exponent) * sqrt(n / (two_pi * k * miss));
}

/*
 * The sum over i = k .. n or k .. 0 of binomial(n, i, a) over that of k. Called on the side of the mean where the
 * terms fall, about as a geometric series, so that it ends after a few standard deviations.
 */
static double count_tail(double n, double k, double a, bool up)
{
	double odds = a / (1 - a), term = 1, sum = 1;
	uint32_t steps = 0;

	for (double i = k; up ? i < n : i > 0; up ? i++ : i--) {
		term *= up ? (n - i) / (i + 1) * odds : i / (n - i + 1) / odds;
		if (term < sum * 1e-17)
			break;
		sum += term;
		builtin_steps++;
		if (++steps % 65536 == 0) {
			if (interrupt_came)
				return poison_make(POISON_INTERRUPT, 0);
			if (steps > 100000000)
				return poison_make(POISON_LIMIT, 0);
		}
	}
	return sum;
}

double fn_at_least(double n, double k, double a)
{
	double sum;
	bool up;

	if (!fn_whole(&n, 0, FN_WHOLE_MAX) || !fn_whole(&k, -FN_WHOLE_MAX, FN_WHOLE_MAX) || a < 0 || a > 1)
		return fn_domain();
	if (k <= 0)
		return 1;
	if (k > n || a == 0)
		return 0;
	if (a == 1)
		return 1;
	up = k > n * a;
	if (!up)
		k--; /* the chance of fewer than k */
	sum = count_tail(n, k, a, up);
	if (is_poison(sum))
		return sum;
	sum *= binomial(n, k, a);
	return up ? fmin(sum, 1) : fmax(1 - sum, 0);
}

/*
 * By powers, not by logarithms, which miss 62^6 by a hair. Above 2^53, where neither is exact any more, a power within
 * the noise of arithmetic counts as reached.
 */
double fn_digits_needed(double n, double base)
{
	double power = 1;
	int digits = 0;

	n = number_snap(n);
	if (n <= 0 || !fn_whole(&base, 2, FN_WHOLE_MAX))
		return fn_domain();
	while (power < n && !(power > FN_WHOLE_MAX && number_same(power, n))) {
		power *= base;
		digits++;
	}
	builtin_steps += (unsigned)digits;
	return digits;
}
