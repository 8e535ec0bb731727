/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stats.h - medians and spreads of samples and of passes. Nothing here knows a clock. */
#ifndef BOTE_STATS_H
#define BOTE_STATS_H

#include <stddef.h>
#include <stdint.h>

void stats_sort(double *x, size_t n);
/* Quantile q of sorted numbers, n > 0, by linear interpolation (type 7 of Hyndman and Fan 1996). */
double stats_quantile(const double *sorted, size_t n, double q);
/* Median of numbers in any order; sorts them. */
double stats_median(double *x, size_t n);
/* Median absolute deviation times 1.4826 (one sigma of normal noise); `x` is sorted. */
double stats_mad(const double *sorted, size_t n);

/* How many lie outside Tukey's fences, at 1.5 and at 3 quartile ranges. */
struct stats_outliers {
	unsigned mild, severe;
};
struct stats_outliers stats_outliers(const double *sorted, size_t n);

/* 95 % interval of the median by percentile bootstrap, 1000 resamples; at most 256 numbers. */
void stats_bootstrap(const double *x, size_t n, uint64_t seed, double *low, double *high);

/* What the passes of an operation say together, in seconds an operation. */
struct stats_result {
	double value;     /* what goes into estimates */
	double best;      /* the fastest pass: what to hold against a physical limit */
	double spread;    /* of the middle half of the passes, as a share of the value */
	double low, high; /* 90 % interval */
};

enum { STATS_FULL = 5 }; /* passes that a full result takes */

/*
 * `m` are the medians of n > 0 passes (sorted here); `within` is the spread inside the one pass, used when n is 1.
 * With fewer than STATS_FULL passes the value is the best one.
 */
struct stats_result stats_passes(double *m, size_t n, double within);

#endif
