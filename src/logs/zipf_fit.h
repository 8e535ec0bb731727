/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zipf_fit.h - the exponent of Zipf's law that counts follow, by maximum likelihood. */
#ifndef BOTE_ZIPF_FIT_H
#define BOTE_ZIPF_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zipf_fit {
	bool is;                 /* is it a Zipf law? */
	double alpha, low, high; /* the hull of three fits, 90 % */
	double head, tail;       /* of ranks 1..sqrt(10 K) and 10..K */
	size_t ranks;            /* K: those that were asked for 30 times */
};

/*
 * `counts` from the largest. Only ranks with a count of at least 30 (and four times `floor`, below which counts are
 * not sure) are looked at: ranks seen are not true ones, which biases fits that use rare objects (Pilgrim & Hills
 * 2021).
 */
void zipf_fit(const uint32_t *counts, size_t n, uint32_t floor, struct zipf_fit *out);

#endif
