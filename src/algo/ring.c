/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ring.c - the points of a ring. */
#include "algo/ring.h"

#include <stdlib.h>

#include "algo/random.h"

static int ring_compare(const void *a, const void *b)
{
	const struct ring_point *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

bool ring_init(struct ring *r, uint32_t nodes, uint32_t each)
{
	r->count = (size_t)nodes * each;
	r->points = malloc(r->count * sizeof(*r->points));
	if (!r->points)
		return false;
	for (size_t i = 0; i < r->count; i++) {
		/* A point depends on its node and number alone, so a new node moves none of the others. */
		struct random place = {(uint64_t)(i / each) << 32 | (i % each)};

		r->points[i].at = random_next(&place);
		r->points[i].node = (uint32_t)(i / each);
	}
	qsort(r->points, r->count, sizeof(*r->points), ring_compare);
	return true;
}

void ring_release(struct ring *r)
{
	free(r->points);
}
