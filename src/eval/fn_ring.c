/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_ring.c - the busiest node of a hash ring: the largest of n sums of v exponential arcs. */
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
 * Shares of a ring are Dirichlet: gamma numbers over their sum, which is independent of them. So the largest share, n times, is the
 * mean of the largest of n gamma numbers, over v: one integral of 1 - F(x)^n, by Simpson's rule.
 */
double fn_ring_max(double n, double v)
{
	double high, sum = 0, width;

	if (!fn_whole(&n, 1, 1e6) || !fn_whole(&v, 1, 1e6))
		return fn_domain();
	high = v + 12 * sqrt(v) + 3 * log(n) + sqrt(v) * sqrt(2 * log(n)) + 40;
	width = high / PANELS;
	for (int i = 0; i <= PANELS && !builtin_interrupted; i++) {
		double f = -expm1(n * log1p(-above(v, i * width)));

		sum += (i == 0 || i == PANELS ? 1 : i % 2 ? 4 : 2) * f;
	}
	return builtin_interrupted ? poison_make(POISON_INTERRUPT, 0) : sum * width / 3 / v;
}
