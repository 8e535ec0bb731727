/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.h - what was seen: means over time, and a histogram of times from which quantiles come. */
#ifndef BOTE_TALLY_H
#define BOTE_TALLY_H

#include <stdint.h>

/*
 * 128 steps an octave, whole numbers below 128 each by itself. A step knows its least and its most, too: where times
 * are but a few (a hit and a miss, rounds) quantiles are those times, else off by 0.4 % at most.
 */
enum { TALLY_BITS = 7, TALLY_STEPS = 1 << TALLY_BITS, TALLY_SLOTS = (64 - TALLY_BITS + 1) * TALLY_STEPS };

struct tally_step {
	uint64_t count, least, most;
};

struct tally {
	uint64_t count;
	double sum;
	uint64_t most;
	struct tally_step step[TALLY_SLOTS];
};

static inline uint32_t tally_slot(uint64_t x)
{
	unsigned octave;

	if (x < TALLY_STEPS)
		return (uint32_t)x;
	octave = 63 - (unsigned)__builtin_clzll(x) - TALLY_BITS;
	return (octave + 1) * TALLY_STEPS + (uint32_t)(x >> octave) - TALLY_STEPS;
}

static inline void tally_add(struct tally *t, uint64_t x)
{
	struct tally_step *s = &t->step[tally_slot(x)];

	t->count++;
	t->sum += (double)x;
	t->most = x > t->most ? x : t->most;
	if (!s->count++ || x < s->least)
		s->least = x;
	if (x > s->most)
		s->most = x;
}

/* to += from; to -= from, which was added before (what is least and most stays). */
void tally_join(struct tally *to, const struct tally *from);
void tally_part(struct tally *to, const struct tally *from);
/* The number below which a share q lies, between the least and the most of its step; 0 of nothing. */
double tally_quantile(const struct tally *t, double q);
/* The width of that step, within which nothing is known of it. */
double tally_grain(const struct tally *t, double q);
/* How many are at most x: whole steps, and a part of the one that x lies in. */
double tally_below(const struct tally *t, double x);

/* A number that changes now and then, and its mean over time. */
struct level {
	double area;
	uint64_t from, since, now;
};

/* It is `now` from the time `at` on. */
static inline void level_set(struct level *l, uint64_t at, uint64_t now)
{
	l->area += (double)l->now * (double)(at - l->since);
	l->since = at;
	l->now = now;
}

/* Forget what was before. */
static inline void level_begin(struct level *l, uint64_t at)
{
	level_set(l, at, l->now);
	l->area = 0;
	l->from = at;
}

static inline double level_mean(struct level *l, uint64_t at)
{
	level_set(l, at, l->now);
	return at > l->from ? l->area / (double)(at - l->from) : (double)l->now;
}

#endif
