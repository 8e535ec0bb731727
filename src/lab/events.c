/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events.c - the rare half of the radix heap: growing, and dealing a bucket out. */
#include "lab/events.h"

#include <stdlib.h>

#include "base/arena.h"

void events_release(struct events *q)
{
	for (unsigned k = 0; k <= 64; k++)
		free(q->bucket[k].event);
	*q = (struct events){0};
}

void events_reset(struct events *q)
{
	for (unsigned k = 0; k <= 64; k++)
		q->bucket[k].first = q->bucket[k].count = 0;
	q->now = q->filled = q->pending = 0;
}

void events_grow(struct event_bucket *b)
{
	size_t cap = b->cap;

	b->event = xgrow(b->event, b->count, &cap, sizeof *b->event);
	b->cap = (uint32_t)cap;
}

static uint64_t events_least(const struct event_bucket *b)
{
	uint64_t time = b->event[0].time;

	for (uint32_t i = 1; i < b->count; i++)
		if (b->event[i].time < time)
			time = b->event[i].time;
	return time;
}

uint64_t events_soonest(const struct events *q)
{
	if (q->bucket[0].first < q->bucket[0].count)
		return q->now;
	return q->filled ? events_least(&q->bucket[1 + (unsigned)__builtin_ctzll(q->filled)]) : UINT64_MAX;
}

/* Bucket 0 is used up: the lowest bucket goes to those below it, in its order. False when all are empty. */
bool events_deal(struct events *q)
{
	struct event_bucket *b;
	uint32_t count;

	q->bucket[0].first = q->bucket[0].count = 0;
	if (!q->filled)
		return false;
	b = &q->bucket[1 + (unsigned)__builtin_ctzll(q->filled)];
	q->filled &= q->filled - 1;
	q->now = events_least(b);
	count = b->count;
	b->count = 0;
	for (uint32_t i = 0; i < count; i++)
		events_put(q, b->event[i]);
	return true;
}
