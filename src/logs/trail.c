/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trail.c - steps kept by hash, thinned and merged. */
#include "logs/trail.h"

#include <stdlib.h>

#include "base/arena.h"

void trail_init(struct trail *t)
{
	*t = (struct trail){.threshold = UINT64_MAX};
}

void trail_release(struct trail *t)
{
	free(t->steps);
}

static void thin(struct trail *t)
{
	size_t left = 0;

	for (size_t i = 0; i < t->count; i++)
		if (t->steps[i].hash <= t->threshold)
			t->steps[left++] = t->steps[i];
	t->count = left;
}

void trail_add(struct trail *t, uint64_t hash, int64_t time, uint64_t bytes)
{
	if (hash > t->threshold)
		return;
	t->steps = xgrow(t->steps, t->count, &t->cap, sizeof(*t->steps));
	t->steps[t->count++] = (struct trail_step){hash, time, bytes};
	while (t->count >= TRAIL_MOST && t->threshold > 1) {
		t->threshold -= t->threshold / 4;
		thin(t);
	}
}

/* By time; steps of one second stay in the order of their trail, those of `into` first. */
void trail_merge(struct trail *into, const struct trail *from)
{
	struct trail both = {.threshold = into->threshold < from->threshold ? into->threshold : from->threshold};
	size_t i = 0, k = 0;

	while (i < into->count || k < from->count) {
		bool first = k == from->count || (i < into->count && into->steps[i].time <= from->steps[k].time);
		const struct trail_step *s = first ? &into->steps[i++] : &from->steps[k++];

		trail_add(&both, s->hash, s->time, s->bytes);
	}
	trail_release(into);
	*into = both;
}
