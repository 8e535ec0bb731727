/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * events.h - what happens next: a monotone radix heap. Events of one time come out in the order in which they went in.
 *
 * Bucket k holds the events whose time differs from now first in bit k - 1; bucket 0 those of now. Taking deals the
 * lowest bucket that is not empty out anew about its least time, so that an event moves down at most 64 times. Nobody
 * may schedule into the past, which is all that it asks.
 */
#ifndef BOTE_EVENTS_H
#define BOTE_EVENTS_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

/* Nanoseconds; what it is; whom it concerns: the lab's business. */
struct event {
	uint64_t time;
	uint32_t kind, who;
};

struct event_bucket {
	struct event *event;
	uint32_t first, count, cap; /* those before `first` are gone */
};

struct events {
	uint64_t now;    /* time of the event that was taken last */
	uint64_t filled; /* bit k - 1: bucket k is not empty */
	uint64_t pending;
	struct event_bucket bucket[65];
};

/* All zero is an empty queue at time 0. */
void events_release(struct events *q);
/* Empty, at time 0; the memory is kept. */
void events_reset(struct events *q);

void events_grow(struct event_bucket *b);
bool events_deal(struct events *q);
/* When the next one is; UINT64_MAX: there is none. Looks through those of its bucket: ask when one was taken, and keep
 * it. */
uint64_t events_soonest(const struct events *q);

static inline void events_put(struct events *q, struct event e)
{
	unsigned k = e.time == q->now ? 0 : 64 - (unsigned)__builtin_clzll(e.time ^ q->now);
	struct event_bucket *b = &q->bucket[k];

	if (b->count == b->cap)
		events_grow(b);
	b->event[b->count++] = e;
	if (k)
		q->filled |= UINT64_C(1) << (k - 1);
}

/* At `time`, which is now or later. */
static inline void events_at(struct events *q, uint64_t time, uint32_t kind, uint32_t who)
{
	assert(time >= q->now);
	q->pending++;
	events_put(q, (struct event){time, kind, who});
}

/* Take the next one; false when there is none. */
static inline bool events_next(struct events *q, struct event *e)
{
	struct event_bucket *now = &q->bucket[0];

	if (now->first == now->count && !events_deal(q))
		return false;
	*e = now->event[now->first++];
	q->pending--;
	return true;
}

#endif
