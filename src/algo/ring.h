/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ring.h - which node has a key: a consistent hash ring, and jump consistent hash. */
#ifndef BOTE_RING_H
#define BOTE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A point of the ring and the node it stands for. */
struct ring_point {
	uint64_t at;
	uint32_t node;
};

struct ring {
	struct ring_point *points; /* in order of `at` */
	size_t count;
};

/* `nodes` nodes with `each` points: 160 keep the load within some 8 % of even. False when there is no memory. */
bool ring_init(struct ring *r, uint32_t nodes, uint32_t each);
void ring_release(struct ring *r);

/* The node that has the keys hashed to `hash`: that of the first point at or after it, round the ring. */
static inline uint32_t ring_find(const struct ring *r, uint64_t hash)
{
	const struct ring_point *low = r->points;
	size_t n = r->count;

	/* The last step that is not past it, without a branch to mispredict. */
	while (n > 1) {
		size_t half = n / 2;

		low = low[half - 1].at < hash ? low + half : low;
		n -= half;
	}
	low += low->at < hash;
	return low == r->points + r->count ? r->points[0].node : low->node;
}

/* Jump consistent hash (Lamping and Veach 2014): a bucket below `buckets`, without memory. */
static inline uint32_t ring_jump(uint64_t key, uint32_t buckets)
{
	int64_t bucket = -1, next = 0;

	while (next < (int64_t)buckets) {
		bucket = next;
		key = key * 2862933555777941757u + 1;
		next = (int64_t)((double)(bucket + 1) * ((double)(1LL << 31) / (double)((key >> 33) + 1)));
	}
	return (uint32_t)bucket;
}

#endif
