/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waiting.h - a line of those who wait: first in, first out, as long as need be. */
#ifndef BOTE_WAITING_H
#define BOTE_WAITING_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

/* Since when, and a number of the lab's: who, or the how manyth try. */
struct waiter {
	uint64_t since;
	uint32_t who, tries;
};

/* All zero is empty. */
struct waiting {
	struct waiter *w;
	uint32_t first, count, cap; /* a circle; cap is a power of two */
};

static inline void waiting_grow(struct waiting *q)
{
	uint32_t cap = q->cap ? 2 * q->cap : 16;
	struct waiter *w = xmalloc(cap * sizeof *w);

	for (uint32_t i = 0; i < q->count; i++)
		w[i] = q->w[(q->first + i) & (q->cap - 1)];
	free(q->w);
	*q = (struct waiting){w, 0, q->count, cap};
}

static inline void waiting_push(struct waiting *q, struct waiter w)
{
	if (q->count == q->cap)
		waiting_grow(q);
	q->w[(q->first + q->count++) & (q->cap - 1)] = w;
}

static inline bool waiting_pop(struct waiting *q, struct waiter *w)
{
	if (!q->count)
		return false;
	*w = q->w[q->first];
	q->first = (q->first + 1) & (q->cap - 1);
	q->count--;
	return true;
}

/* The one who comes next; NULL for none. Good until the line changes. */
static inline struct waiter *waiting_first(struct waiting *q)
{
	return q->count ? &q->w[q->first] : NULL;
}

static inline void waiting_release(struct waiting *q)
{
	free(q->w);
	*q = (struct waiting){0};
}

#endif
