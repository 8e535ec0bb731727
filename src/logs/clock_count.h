/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock_count.h - how many requests came in each second, minute and day. */
#ifndef BOTE_CLOCK_COUNT_H
#define BOTE_CLOCK_COUNT_H

#include <stdbool.h>

#include "logs/loghist.h"
#include "logs/unique.h"

enum { CLOCK_WINDOW = 600, CLOCK_DAYS = 1100 };

/* A day, UTC. */
struct clock_day {
	int64_t day; /* since 1970 */
	uint64_t total;
	uint32_t minute[1440];
	struct unique objects, clients;
	uint32_t object_count, client_count; /* exact, unless: */
	bool objects_unsure, clients_unsure;
};

struct clock_count {
	struct clock_day **days; /* in their order */
	unsigned count, limit;   /* `limit` 0: CLOCK_DAYS */
	size_t cap;
	struct clock_day *current;     /* the one used last */
	uint32_t second[CLOCK_WINDOW]; /* of the newest seconds, by time modulo */
	int64_t newest;                /* second; 0: none yet */
	int64_t first, last;           /* seconds of all requests */
	struct loghist seconds;        /* counts of seconds that are over and had requests */
	uint64_t late;                 /* lines too late for their second */
	uint64_t back;                 /* lines over a minute before the newest */
	uint64_t dropped;              /* days beyond the limit */
	uint64_t total;
};

void clock_release(struct clock_count *c);
/* Count one; NULL: its day is one too many. */
struct clock_day *clock_add(struct clock_count *c, int64_t time);
/* How many days there is room for. */
unsigned clock_limit(const struct clock_count *c);
/* The seconds still open are over. */
void clock_close(struct clock_count *c);
void clock_merge(struct clock_count *into, const struct clock_count *from);
/* The day, made if it is not there. */
struct clock_day *clock_day(struct clock_count *c, int64_t day);

#endif
