/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_pubsub.c - a queue, a stream, publish and subscribe: who sees what, and what is lost while one consumer is away.
 */
#include <stdlib.h>

#include "lab/lab.h"

enum { CONSUMERS_MOST = 1000, RATE_MOST = 1000000 };

struct pubsub {
	uint64_t consumers, servers, away, from, time, retention;
	double publish, capacity;
	int kind;
};

enum { QUEUE, STREAM, PUSH };
static const char *const kinds[] = {"queue", "stream", "pubsub", NULL};
enum { FIRST, OTHERS, LOST, BACKLOG, CAUGHT_UP, STORED, DELIVERIES, APART };

#define FIELD(name) offsetof(struct pubsub, name)
static const struct lab_in in[] = {
	{"kind", LAB_CHOICE, FIELD(kind), kinds},
	{"publish", LAB_NUMBER, FIELD(publish), NULL},
	{"consumers", LAB_COUNT, FIELD(consumers), NULL},
	{"from_time", LAB_TIME, FIELD(from), NULL},
	{"away", LAB_TIME, FIELD(away), NULL},
	{"capacity", LAB_NUMBER, FIELD(capacity), NULL},
	{"time", LAB_TIME, FIELD(time), NULL},
	{"servers", LAB_COUNT, FIELD(servers), NULL},
	{"retention", LAB_TIME, FIELD(retention), NULL},
	{0},
};

static const struct lab_out out[] = {
	[FIRST] = {"first", LAB_ONCE, 0, 0},
	[OTHERS] = {"others", LAB_ONCE, 0, 0},
	[LOST] = {"lost", LAB_ONCE, 0, 0},
	[BACKLOG] = {"backlog", LAB_ONCE, 0, 0},
	[CAUGHT_UP] = {"caught_up", LAB_ONCE, 0, 0},
	[STORED] = {"stored", LAB_ONCE, 0, 0},
	[DELIVERIES] = {"deliveries", LAB_ONCE, 0, 0},
	[APART] = {"apart", LAB_ONCE, 0, 0},
	{0},
};

static bool pubsub_exact(const void *params)
{
	(void)params;
	return true;
}

struct reader {
	uint64_t place, seen; /* STREAM: next message to read */
	uint64_t free_at;     /* when it can take the next one */
	bool busy;            /* there was more to read when it stopped */
};

static bool is_away(const struct pubsub *p, uint64_t c, uint64_t now)
{
	return c == 0 && now >= p->from && now < p->from + p->away;
}

/* Each message to the next consumer in turn that is there; what nobody took waits for the first one who is back. */
static void to_one(const struct pubsub *p, struct reader *reader, uint64_t now, uint64_t *next, uint64_t *waiting)
{
	++*waiting;
	for (uint64_t k = 0; k < p->consumers; k++) {
		uint64_t c = (*next + k) % p->consumers;

		if (is_away(p, c, now))
			continue;
		reader[c].seen += *waiting;
		*waiting = 0;
		*next = c + 1;
		return;
	}
}

/* Read on from one's own place, as fast as one can, up to `now`. */
static void read_on(struct reader *r, uint64_t published, uint64_t now, uint64_t each)
{
	if (!r->busy && r->free_at < now)
		r->free_at = now;
	while (r->place < published && r->free_at <= now) {
		r->place++;
		r->seen++;
		r->free_at += each;
	}
	r->busy = r->place < published;
}

static void pubsub_run(const void *params, struct lab_run *r)
{
	const struct pubsub *p = params;
	struct reader *reader = xcalloc(p->consumers, sizeof *reader);
	uint64_t between = draw_ns(1 / p->publish), each = draw_ns(1 / p->capacity), published = 0, lost = 0, backlog = 0,
			 caught = 0, next = 0, others = 0, waiting = 0;

	for (uint64_t now = 0; now < p->time && lab_ticks(r, p->consumers); now = lab_after(now, between)) {
		published++;
		if (p->kind == QUEUE)
			to_one(p, reader, now, &next, &waiting);
		backlog = waiting > backlog ? waiting : backlog;
		for (uint64_t c = 0; c < p->consumers && p->kind != QUEUE; c++) {
			if (p->kind == STREAM && !is_away(p, c, now))
				read_on(&reader[c], published, now, each);
			else if (p->kind == PUSH && !is_away(p, c, now))
				reader[c].seen++;
			else if (p->kind == PUSH)
				lost++;
			else
				reader[c].busy = false;
		}
		if (p->kind != STREAM)
			continue;
		if (published - reader[0].place > backlog) {
			backlog = published - reader[0].place;
			caught = 0;
		}
		if (backlog > 1 && !caught && now >= p->from + p->away && published - reader[0].place <= 1)
			caught = now;
	}
	for (uint64_t c = 1; c < p->consumers; c++)
		others += reader[c].seen;
	lab_put(r, FIRST, (double)reader[0].seen);
	if (p->consumers > 1)
		lab_put(r, OTHERS, (double)others / (double)(p->consumers - 1));
	lab_put(r, LOST, (double)lost);
	lab_put(r, BACKLOG, (double)backlog);
	if (caught)
		lab_put(r, CAUGHT_UP, (double)(caught - p->from - p->away) / 1e9);
	lab_put(r, STORED,
	        p->kind == STREAM ? p->publish * (double)(p->retention < p->time ? p->retention : p->time) / 1e9 : 0);
	lab_put(r, DELIVERIES, p->publish * (p->kind == QUEUE ? 1 : (double)p->consumers));
	lab_put(r, APART, 1 - 1 / (double)p->servers);
	free(reader);
}

static bool pubsub_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct pubsub *p = params;

	if (p->consumers > CONSUMERS_MOST)
		return lab_refuse(c, "consumers", d, DIAG_LIMIT, "lab pubsub: at most %d consumers", CONSUMERS_MOST);
	if (p->publish > RATE_MOST || p->capacity > RATE_MOST)
		return lab_refuse(c, p->publish > RATE_MOST ? "publish" : "capacity", d, DIAG_LIMIT,
		                  "lab pubsub: at most a million messages a second");
	*c = (struct lab_cost){.steps = p->publish * (double)p->time / 1e9 * (double)p->consumers, .param = "publish"};
	return true;
}

const struct lab lab_pubsub = {
	"pubsub", sizeof(struct pubsub), in, out, pubsub_exact, pubsub_cost, pubsub_run, NULL, NULL, NULL};
