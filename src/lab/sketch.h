/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sketch.h - how often keys were asked for lately, about: four rows of counters to 15, halved now and then (TinyLFU,
 * 2017).
 */
#ifndef BOTE_SKETCH_H
#define BOTE_SKETCH_H

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "lab/stream.h"

struct sketch {
	uint8_t *row[4];
	uint64_t mask, added, limit;
};

/* For a cache of so many entries: eight counters each, halved every ten times as many requests. */
static inline void sketch_init(struct sketch *s, uint32_t room)
{
	uint64_t size = 8;

	while (size < 8 * (uint64_t)room)
		size *= 2;
	*s = (struct sketch){.mask = size - 1, .limit = 10 * (uint64_t)room};
	for (int i = 0; i < 4; i++)
		s->row[i] = xcalloc(size, 1);
}

static inline void sketch_release(struct sketch *s)
{
	for (int i = 0; i < 4; i++)
		free(s->row[i]);
}

static inline uint8_t *sketch_at(const struct sketch *s, int row, uint32_t key)
{
	return &s->row[row][stream_mix(key * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)row) & s->mask];
}

static inline void sketch_halve(struct sketch *s)
{
	for (int i = 0; i < 4; i++)
		for (uint64_t k = 0; k <= s->mask; k++)
			s->row[i][k] /= 2;
	s->added /= 2;
}

static inline void sketch_add(struct sketch *s, uint32_t key)
{
	for (int i = 0; i < 4; i++) {
		uint8_t *c = sketch_at(s, i, key);

		*c = (uint8_t)(*c + (*c < 15));
	}
	if (++s->added >= s->limit)
		sketch_halve(s);
}

static inline unsigned sketch_count(const struct sketch *s, uint32_t key)
{
	unsigned least = 15;

	for (int i = 0; i < 4; i++) {
		unsigned here = *sketch_at(s, i, key);

		least = here < least ? here : least;
	}
	return least;
}

#endif
