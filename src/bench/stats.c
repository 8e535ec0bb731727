/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats.c - order statistics: one preemption is twenty standard deviations, so there are no means. */
#include "bench/stats.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "algo/random.h"

enum { RESAMPLES = 1000, MOST = 256 };

/* The least a 90 % interval reaches to either side, and below the best pass: steps of the clock rate are as large. */
#define LEAST 0.02
#define BELOW_BEST 0.05
/* What one pass alone may be off by on a quiet machine (the median over operations of the range is 8 %). */
#define ONE_PASS 0.10
/* Half of a 90 % interval in standard deviations. */
#define SIGMAS 1.65

static int stats_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

void stats_sort(double *x, size_t n)
{
	if (n)
		qsort(x, n, sizeof(*x), stats_compare);
}

double stats_quantile(const double *sorted, size_t n, double q)
{
	double at = q * (double)(n - 1);
	size_t i = (size_t)at;

	assert(n > 0);
	return i + 1 < n ? sorted[i] + (at - (double)i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

double stats_median(double *x, size_t n)
{
	stats_sort(x, n);
	return stats_quantile(x, n, 0.5);
}

double stats_mad(const double *sorted, size_t n)
{
	double off[MOST], median = stats_quantile(sorted, n, 0.5);

	assert(n <= MOST);
	for (size_t i = 0; i < n; i++)
		off[i] = fabs(sorted[i] - median);
	return 1.4826 * stats_median(off, n);
}

struct stats_outliers stats_outliers(const double *sorted, size_t n)
{
	double q1 = stats_quantile(sorted, n, 0.25), q3 = stats_quantile(sorted, n, 0.75), range = q3 - q1;
	struct stats_outliers out = {0, 0};

	for (size_t i = 0; i < n; i++) {
		double off = sorted[i] < q1 ? q1 - sorted[i] : sorted[i] - q3;

		if (off > 3 * range)
			out.severe++;
		else if (off > 1.5 * range)
			out.mild++;
	}
	return out;
}

void stats_bootstrap(const double *x, size_t n, uint64_t seed, double *low, double *high)
{
	double medians[RESAMPLES], draw[MOST];
	struct random r = {seed};

	assert(n > 0 && n <= MOST);
	for (size_t i = 0; i < RESAMPLES; i++) {
		for (size_t k = 0; k < n; k++)
			draw[k] = x[random_below(&r, (uint32_t)n)];
		medians[i] = stats_median(draw, n);
	}
	stats_sort(medians, RESAMPLES);
	*low = stats_quantile(medians, RESAMPLES, 0.025);
	*high = stats_quantile(medians, RESAMPLES, 0.975);
}

/* One sigma of the passes, and at least what is always there. */
static double half_width(const struct stats_result *r, double sigma, double least)
{
	double half = SIGMAS * sigma;

	return half > least * r->value ? half : least * r->value;
}

struct stats_result stats_passes(double *m, size_t n, double within)
{
	struct stats_result r;
	double sigma, half;

	stats_sort(m, n);
	r.best = m[0];
	if (n >= STATS_FULL) {
		r.value = stats_quantile(m, n, 0.5);
		sigma = stats_quantile(m, n, 0.75) - stats_quantile(m, n, 0.25);
	} else {
		r.value = m[0];
		sigma = n > 1 ? m[n - 1] - m[0] : within * m[0];
	}
	r.spread = sigma / r.value;
	half = half_width(&r, sigma, n > 1 ? LEAST : ONE_PASS);
	r.high = r.value + half;
	r.low = r.value - half;
	if (r.low < (1 - BELOW_BEST) * r.best)
		r.low = (1 - BELOW_BEST) * r.best;
	return r;
}
