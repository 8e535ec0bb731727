/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sobol.c - direction numbers by the recurrence of Bratley and Fox (ACM TOMS 14, 1988). */
#include "sampling/sobol.h"

#include <string.h>

#include "sampling/sobol_table.h"

uint64_t mix64(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static unsigned degree_of(unsigned polynomial)
{
	unsigned d = 0;
	while (polynomial >> (d + 1))
		d++;
	return d;
}

static void directions(uint32_t v[32], uint32_t dimension)
{
	if (dimension == 0) {
		for (unsigned i = 0; i < 32; i++)
			v[i] = 1u << (31 - i);
		return;
	}
	const struct sobol_row *row = &sobol_rows[dimension - 1];
	unsigned d = degree_of(row->polynomial);
	for (unsigned i = 0; i < d; i++)
		v[i] = (uint32_t)row->m[i] << (31 - i);
	for (unsigned i = d; i < 32; i++) {
		v[i] = v[i - d] ^ (v[i - d] >> d);
		for (unsigned k = 1; k < d; k++)
			if ((row->polynomial >> (d - k)) & 1)
				v[i] ^= v[i - k];
	}
}

/* Point number `i` in plain binary order: a block of points is then a permutation of that in Gray order. */
static uint32_t point(const uint32_t v[32], uint64_t i)
{
	uint32_t x = 0;
	for (unsigned bit = 0; bit < 32 && i >> bit; bit++)
		if ((i >> bit) & 1)
			x ^= v[bit];
	return x;
}

void sobol_init(struct sobol *s, uint32_t dimension, uint64_t key)
{
	memset(s, 0, sizeof *s);
	s->is_random = dimension >= SOBOL_DIMENSIONS;
	s->random = mix64(key);
	s->shift = (uint32_t)(mix64(key ^ 0x5bd1e995) >> 32);
	if (s->is_random)
		return;
	directions(s->direction, dimension);
	for (uint32_t i = 0; i < SAMPLE_BLOCK; i++)
		s->within[i] = point(s->direction, i);
}

uint32_t sobol_block(const struct sobol *s, uint64_t block)
{
	return point(s->direction, block * SAMPLE_BLOCK) ^ s->shift;
}

void sobol_random(const struct sobol *s, uint64_t block, uint32_t *out)
{
	for (uint32_t i = 0; i < SAMPLE_BLOCK; i++)
		out[i] = (uint32_t)(mix64(s->random ^ mix64(block * SAMPLE_BLOCK + i)) >> 32);
}
