/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draw.h - random numbers of a distribution, by additions and multiplications in a fixed order: the same bits on every
 * machine. libm is not asked, since logarithms differ in the last bit from one to another.
 */
#ifndef BOTE_DRAW_H
#define BOTE_DRAW_H

#include <stdbool.h>

#include "lab/stream.h"

/*
 * ln x, x > 0, to 1.3e-12; e^x; x^y, x > 0; the standard normal number below which a share p lies (Wichura 1988, AS
 * 241).
 */
double draw_ln(double x);
double draw_exp(double x);
double draw_pow(double x, double y);
double draw_normal_at(double p);

/* Exponential of that mean. */
static inline double draw_exponential(struct stream *s, double mean)
{
	return -mean * draw_ln(stream_unit(s));
}

/* A time in whole nanoseconds from seconds; beyond 500 years it is that. */
static inline uint64_t draw_ns(double seconds)
{
	double ns = seconds * 1e9 + 0.5;

	return ns < 0 ? 0 : ns > 1.6e19 ? (uint64_t)1.6e19 : (uint64_t)ns;
}

static inline uint64_t draw_exponential_ns(struct stream *s, double mean)
{
	return draw_ns(draw_exponential(s, mean));
}

/* Normal, standard. */
static inline double draw_normal(struct stream *s)
{
	return draw_normal_at(((double)(stream_next(s) >> 11) + 0.5) * 0x1p-53);
}

/* A service time with that mean and spread: constant for cv 0, exponential for 1, else lognormal. */
struct draw_spread {
	double mean, mu, sigma;
	int kind;
};
struct draw_spread draw_spread(double mean, double cv);
/* Lognormal whatever the spread is; constant for 0. */
struct draw_spread draw_lognormal(double mean, double cv);
double draw_spread_one(const struct draw_spread *d, struct stream *s);

/* A rank out of n by weights (Walker 1977, Vose 1991): one draw, one look-up. */
struct draw_alias {
	uint32_t n;
	struct draw_column {
		uint32_t keep; /* chance to stay with the column drawn, times 2^32; where it is all there is no other */
		uint32_t other;
	} * column;
	double *share; /* of each rank: its weight over the sum */
};
/*
 * The n weights are copied. False, and nothing is made, when *stop is set meanwhile, which may take long for millions;
 * `stop` may be NULL.
 */
bool draw_alias_init(struct draw_alias *a, const double *weight, uint32_t n, const volatile int *stop);
/* Likewise, where rank i (from 0) has the weight (i + 1)^-alpha. */
bool draw_zipf_init(struct draw_alias *a, uint32_t n, double alpha, const volatile int *stop);
void draw_alias_release(struct draw_alias *a);

static inline uint32_t draw_rank(const struct draw_alias *a, struct stream *s)
{
	uint64_t x = stream_next(s);
	uint32_t i = (uint32_t)(((x >> 32) * a->n) >> 32);

	return (uint32_t)x < a->column[i].keep ? i : a->column[i].other;
}

/*
 * Ranks drawn ahead, the same in the same order, so that the memory that each needs is on its way while others are
 * used.
 */
enum { DRAW_AHEAD = 32 };
struct draw_ahead {
	uint32_t rank[DRAW_AHEAD], at;
};
#define DRAW_AHEAD_EMPTY ((struct draw_ahead){.at = DRAW_AHEAD})

/* `wanted` is an array by rank that will be looked at next, or NULL. */
static inline uint32_t draw_rank_ahead(struct draw_ahead *d, const struct draw_alias *a, struct stream *s,
                                       const uint32_t *wanted)
{
	if (d->at == DRAW_AHEAD) {
		uint64_t x[DRAW_AHEAD];

		for (unsigned i = 0; i < DRAW_AHEAD; i++) {
			x[i] = stream_next(s);
			__builtin_prefetch(&a->column[((x[i] >> 32) * a->n) >> 32]);
		}
		for (unsigned i = 0; i < DRAW_AHEAD; i++) {
			uint32_t at = (uint32_t)(((x[i] >> 32) * a->n) >> 32);

			d->rank[i] = (uint32_t)x[i] < a->column[at].keep ? at : a->column[at].other;
			if (wanted)
				__builtin_prefetch(&wanted[d->rank[i]]);
		}
		d->at = 0;
	}
	return d->rank[d->at++];
}

/* A random order of 0 .. n-1. */
void draw_order(struct stream *s, uint32_t *order, uint32_t n);
/* The same piece by piece: numbers from .. to-1 join those before them. */
void draw_order_part(struct stream *s, uint32_t *order, uint32_t from, uint32_t to);

#endif
