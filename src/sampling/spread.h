/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.h - what a column of samples says: percentiles, mean, shape. */
#ifndef BOTE_SPREAD_H
#define BOTE_SPREAD_H

#include <stdint.h>

enum { SPREAD_BINS = 40, SPREAD_EXACT = 255, SPREAD_DIGITS = 4 /* borne at most */ };

/* Of samples that are numbers; those that are none are only counted. */
struct spread {
	uint32_t samples, good;
	double p1, p5, p10, p25, p50, p75, p90, p95, p99;
	double mean, sd, min, max;      /* mean and sd by formula where there is one, INFINITY where there is none */
	uint8_t mean_digits, sd_digits; /* that the samples bear, 1 to 4; 0: they do not settle; SPREAD_EXACT: by formula */
	double mean_error;              /* of the mean of the samples; 0 where they are too few to tell */
	double error;                   /* standard error of p50, as if the samples were independent: an upper bound */
	double bin_from, bin_to;        /* histogram: bins of equal width; of logarithms where `bin_log`. See spread_edge */
	int bin_log;
	uint32_t bin_whole; /* the samples are whole numbers, and a bin holds so many of them; else 0 */
	uint32_t bin[SPREAD_BINS];
	/* Of texts (numbers of them): the commonest, and their shares of the samples. */
	double text[4], share[4];
	double why; /* one of the samples that are no number, or 0 */
};

/* Where bin `i` begins; SPREAD_BINS: where the last one ends. The first and the last bin also hold what lies beyond. */
double spread_edge(const struct spread *s, unsigned i);
/*
 * Of whole numbers, whose bins are many where only a few hold something: those from *from to before *to without the
 * empty ones at both ends, but no fewer than `least`. Of others all that were given.
 */
void spread_filled(const struct spread *s, unsigned least, uint32_t *from, uint32_t *to);

/*
 * Work it out, with up to `threads` threads; the answer does not depend on their number. Time grows with n: a few looks
 * at each sample, whatever their distribution. Needs some bytes more for every 16,384 samples, and room for as many as
 * lie near a percentile: a few in a hundred, or all where most of them are one value.
 */
void spread_of(const double *column, uint32_t n, unsigned threads, struct spread *s);

/* Of a column of texts: the commonest, commonest first. */
void spread_texts(const double *column, uint32_t n, struct spread *s);

/* The same of samples that are all multiplied by a positive factor. */
void spread_scale(struct spread *s, double factor);

/* The quantile q (0 to 1) of a column without NaNs, which is reordered: one of its samples. n is at least 1. */
double spread_quantile(double *column, uint32_t n, double q);

#endif
