/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock_count.c - days in a list, the newest seconds in a ring. */
#include "logs/clock_count.h"

#include <stdlib.h>

#include "base/arena.h"

void clock_release(struct clock_count *c)
{
	for (unsigned i = 0; i < c->count; i++)
		free(c->days[i]);
	free(c->days);
}

unsigned clock_limit(const struct clock_count *c)
{
	return c->limit ? c->limit : CLOCK_DAYS;
}

struct clock_day *clock_day(struct clock_count *c, int64_t day)
{
	unsigned at = c->count;

	if (c->current && c->current->day == day)
		return c->current;
	while (at > 0 && c->days[at - 1]->day > day)
		at--;
	if (at > 0 && c->days[at - 1]->day == day)
		return c->current = c->days[at - 1];
	if (c->count >= clock_limit(c))
		return NULL;
	c->days = xgrow(c->days, c->count, &c->cap, sizeof(*c->days));
	memmove(c->days + at + 1, c->days + at, (c->count - at) * sizeof(*c->days));
	c->days[at] = xcalloc(1, sizeof(**c->days));
	c->days[at]->day = day;
	c->count++;
	return c->current = c->days[at];
}

static void end_second(struct clock_count *c, int64_t second)
{
	uint32_t *n = &c->second[second % CLOCK_WINDOW];

	if (*n)
		loghist_add(&c->seconds, *n, 1);
	*n = 0;
}

/* The ring moves on: what falls out of it is over. */
static void clock_count_move(struct clock_count *c, int64_t time)
{
	if (!c->newest || time - c->newest >= CLOCK_WINDOW) {
		for (int i = 0; i < CLOCK_WINDOW; i++)
			end_second(c, i);
	} else
		for (int64_t s = c->newest + 1; s <= time; s++)
			end_second(c, s);
	c->newest = time;
}

struct clock_day *clock_add(struct clock_count *c, int64_t time)
{
	struct clock_day *d = clock_day(c, time / 86400);

	if (!d) {
		c->dropped++;
		return NULL;
	}
	d->total++;
	d->minute[time % 86400 / 60]++;
	c->total++;
	if (!c->first || time < c->first)
		c->first = time;
	if (time > c->last)
		c->last = time;
	if (time > c->newest)
		clock_count_move(c, time);
	c->back += time + 60 < c->newest;
	if (time + CLOCK_WINDOW > c->newest)
		c->second[time % CLOCK_WINDOW]++;
	else
		c->late++;
	return d;
}

void clock_close(struct clock_count *c)
{
	for (int i = 0; i < CLOCK_WINDOW; i++)
		end_second(c, i);
}

void clock_merge(struct clock_count *into, const struct clock_count *from)
{
	for (unsigned i = 0; i < from->count; i++) {
		const struct clock_day *d = from->days[i];
		struct clock_day *to = clock_day(into, d->day);

		if (!to) {
			into->dropped += d->total;
			continue;
		}
		/* What two have counted of one day may be the same. */
		to->objects_unsure = to->objects_unsure || d->objects_unsure || to->total;
		to->clients_unsure = to->clients_unsure || d->clients_unsure || to->total;
		to->object_count += d->object_count;
		to->client_count += d->client_count;
		to->total += d->total;
		for (int m = 0; m < 1440; m++)
			to->minute[m] += d->minute[m];
		unique_merge(&to->objects, &d->objects);
		unique_merge(&to->clients, &d->clients);
		into->total += d->total;
	}
	into->late += from->late;
	into->back += from->back;
	into->dropped += from->dropped;
	loghist_merge(&into->seconds, &from->seconds);
	if (from->first && (!into->first || from->first < into->first))
		into->first = from->first;
	into->last = from->last > into->last ? from->last : into->last;
}
