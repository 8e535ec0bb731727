/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stream.h - random numbers of one run for one purpose: a new purpose changes no other, and two policies see the same
 * arrivals.
 */
#ifndef BOTE_STREAM_H
#define BOTE_STREAM_H

#include <stdbool.h>
#include <stdint.h>

/* What numbers are drawn for. Only ever add at the end. */
enum purpose { ARRIVALS, SERVICE, CHOICE, FAULT, START, DELAY, WRITES, READS, ORDER, PHASE, CLIENT, REPAIR };

struct stream {
	uint64_t state;
};

/* splitmix64 (S. Vigna, public domain): any state is a good one. */
static inline uint64_t stream_mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static inline uint64_t stream_next(struct stream *s)
{
	return stream_mix(s->state += 0x9E3779B97F4A7C15u);
}

/* Uniform in (0, 1], 53 bits. */
static inline double stream_unit(struct stream *s)
{
	return (double)((stream_next(s) >> 11) + 1) * 0x1p-53;
}

/* Uniform in [0, n), exact; n is not 0. */
static inline uint32_t stream_below(struct stream *s, uint32_t n)
{
	uint64_t m = (stream_next(s) >> 32) * n;

	if ((uint32_t)m < n) {
		uint32_t least = -n % n;

		while ((uint32_t)m < least)
			m = (stream_next(s) >> 32) * n;
	}
	return (uint32_t)(m >> 32);
}

static inline bool stream_chance(struct stream *s, double p)
{
	return stream_unit(s) <= p;
}

#endif
