/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sobol.h - evenly spread points in up to 256 dimensions, the same on every machine. */
#ifndef BOTE_SOBOL_H
#define BOTE_SOBOL_H

#include <stdint.h>

enum {
	SOBOL_DIMENSIONS = 256,
	SAMPLE_BLOCK = 512 /* samples that are worked on together; a power of two */
};

/*
 * One coordinate of the sequence, shifted (exclusive-or with a constant drawn from the seed), prepared for blocks.
 * A dimension of SOBOL_DIMENSIONS or more is a seeded pseudo-random coordinate instead.
 */
struct sobol {
	uint32_t direction[32];
	uint32_t within[SAMPLE_BLOCK]; /* the points of block 0 */
	uint32_t shift;
	uint64_t random; /* key of a pseudo-random coordinate */
	int is_random;
};

/* Prepare coordinate `dimension`; `key` decides its shift. */
void sobol_init(struct sobol *s, uint32_t dimension, uint64_t key);
/* The constant that all points of block `block` are xored with. */
uint32_t sobol_block(const struct sobol *s, uint64_t block);
/* Points of a pseudo-random coordinate. */
void sobol_random(const struct sobol *s, uint64_t block, uint32_t *out);

/* A well mixed 64-bit number from another (splitmix64 of S. Vigna, public domain algorithm). */
uint64_t mix64(uint64_t x);

#endif
