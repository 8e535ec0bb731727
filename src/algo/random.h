/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random.h - seeded random numbers, orders and walks: the same on every machine. */
#ifndef BOTE_RANDOM_H
#define BOTE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* splitmix64 (S. Vigna, public domain): any seed is a good one. */
struct random {
	uint64_t state;
};

static inline uint64_t random_next(struct random *r)
{
	uint64_t z = (r->state += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

/* Uniform in [0, n), n under 2^32; off by less than n / 2^32. */
static inline uint32_t random_below(struct random *r, uint32_t n)
{
	return (uint32_t)(((random_next(r) >> 32) * n) >> 32);
}

/* Uniform in [0, 1). */
static inline double random_unit(struct random *r)
{
	return (double)(random_next(r) >> 11) * 0x1p-53;
}

void random_fill(struct random *r, void *bytes, size_t n);
/* The numbers 0 to n-1 in a random order. */
void random_order(struct random *r, uint32_t *order, uint32_t n);
/* next[i] of one cycle through all of 0 to n-1, each equally likely (Sattolo 1986). */
void random_cycle(struct random *r, uint32_t *next, uint32_t n);

#endif
