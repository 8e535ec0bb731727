/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zipf.h - keys as users ask for them: rank k with a chance proportional to 1 / k^s. */
#ifndef BOTE_ZIPF_H
#define BOTE_ZIPF_H

#include "algo/random.h"

/* Rejection-inversion (Hormann and Derflinger 1996): no table, about one logarithm and one power a draw. */
struct zipf {
	double s, n;
	double integral_first, integral_last, squeeze;
};

/* 1 <= n ranks, s > 0. */
void zipf_init(struct zipf *z, uint32_t n, double s);
/* A rank from 0 (the most wanted) to n-1. */
uint32_t zipf_draw(const struct zipf *z, struct random *r);

/*
 * The share of hits of an LRU cache of `capacity` entries under Zipf traffic (Che, Tung and Wang 2002). Exact for the
 * first thousand ranks; ranks beyond are taken in groups of equal chance, which moves the result by less than 1e-4.
 */
double zipf_lru_hits(uint32_t n, double s, double capacity);

#endif
