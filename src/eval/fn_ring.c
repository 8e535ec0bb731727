/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fn_ring.c - the busiest node of a hash ring, the fullest of hashed shards: the largest of n sums of arcs, of n
 * counts.
 */
#include "base/interrupt.h"
#include "eval/fn.h"

enum { PANELS = 4000 };

/* Chance that a sum of v exponential numbers of mean 1 is above x: e^-x (1 + x + x^2/2 + ... + x^(v-1)/(v-1)!). */
static double above(double v, double x)
{
	double term = -x, sum = 0, k;

	if (x <= 0)
		return 1;
	builtin_steps += (unsigned)v;
	/* From the largest term outwards, so that none is lost below the least number there is. */
	k = floor(fmin(v - 1, x));
	term = exp(k * log(x) - x - lgamma(k + 1));
	for (double t = term, i = k; i >= 0 && t > 1e-18 * sum; t *= i / x, i--)
		sum += t;
	for (double t = term * x / (k + 1), i = k + 1; i < v && t > 1e-18 * sum; i++, t *= x / i)
		sum += t;
	return fmin(sum, 1);
}

/*
 * Shares of a ring are Dirichlet: gamma numbers over their sum, which is independent of them. So the largest share, n
 * times, is the mean of the largest of n gamma numbers, over v: one integral of 1 - F(x)^n, by Simpson's rule.
 */
double fn_ring_max(double n, double v)
{
	double high, sum = 0, width;

	if (!fn_whole(&n, 1, 1e6) || !fn_whole(&v, 1, 1e6))
		return fn_domain();
	high = v + 12 * sqrt(v) + 3 * log(n) + sqrt(v) * sqrt(2 * log(n)) + 40;
	width = high / PANELS;
	for (int i = 0; i <= PANELS && !interrupt_came; i++) {
		double f = -expm1(n * log1p(-above(v, i * width)));

		sum += (i == 0 || i == PANELS ? 1 : i % 2 ? 4 : 2) * f;
	}
	return interrupt_came ? poison_make(POISON_INTERRUPT, 0) : sum * width / 3 / v;
}

/* ---- counts ---- */

/*
 * Keys over m shards, by their hash: counts hang together, so that the largest is best taken for that of m Poisson
 * numbers (a count of keys that is Poisson itself, and hardly matters to the largest). Right within 0.5 % for nine keys
 * on three shards, within 0.1 % from 50 on.
 */
double fn_fullest(double n, double m)
{
	double mean, low, high, step, below, term, sum;

	if (!fn_whole(&n, 1, 1e15) || !fn_whole(&m, 1, 1e9))
		return fn_domain();
	if (m == 1)
		return n;
	mean = n / m;
	low = fmax(0, floor(mean - 9 * sqrt(mean)));
	high = ceil(mean + (9 + 2 * sqrt(2 * log(m))) * sqrt(mean) + 3 * log(m) + 30);
	step = fmax(1, floor(sqrt(mean) / 500)); /* of a smooth curve, points are enough */
	below = 0;
	sum = low;
	builtin_steps += (unsigned)((high - low) / step);
	for (double k = low; k <= high; k += step) {
		term = exp(k * log(mean) - mean - lgamma(k + 1)) * step;
		below = fmin(below + (step > 1 && k == low ? term / 2 : term), 1);
		sum += step * -expm1(m * log(below > 0 ? below : 1e-300));
	}
	return fmin(sum, n);
}

/*
 * Of those who do not know so many are left by chance each round as nobody tells; all know after it with the chance
 * that of so few, taken as Poisson, none is left. That the first rounds are left to chance too is not looked at: it
 * makes 1.5 % with two told a round, and less with more.
 */
double fn_gossip_rounds(double n, double k)
{
	double left = n - 1, sum = 0, miss;

	if (!fn_whole(&n, 2, 1e15) || !(k >= 1))
		return fn_domain();
	for (miss = log1p(-fmin(k / (n - 1), 1)); left > 1e-9; left *= exp(miss * (n - left)))
		sum -= expm1(-left);
	return sum;
}
