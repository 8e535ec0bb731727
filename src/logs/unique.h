/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unique.h - how many different things: HyperLogLog with 2^14 registers (Flajolet et al. 2007), read out by O. Ertl's
 * estimator (arXiv:1702.01284), which needs no correction for few or many. sigma is 0.81 %.
 */
#ifndef BOTE_UNIQUE_H
#define BOTE_UNIQUE_H

#include <stdint.h>

enum { UNIQUE_BITS = 14, UNIQUE_REGISTERS = 1 << UNIQUE_BITS };
#define UNIQUE_SIGMA 0.0081

struct unique {
	uint8_t reg[UNIQUE_REGISTERS];
};

static inline void unique_add(struct unique *u, uint64_t hash)
{
	uint64_t rest = hash << UNIQUE_BITS | 1u << (UNIQUE_BITS - 1);
	uint8_t rank = (uint8_t)(__builtin_clzll(rest) + 1), *r = &u->reg[hash >> (64 - UNIQUE_BITS)];

	if (rank > *r)
		*r = rank;
}

/* The union of both. */
void unique_merge(struct unique *into, const struct unique *from);
double unique_count(const struct unique *u);

#endif
