/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_replicas.c - copies of a database that lag; two masters that collide. */
#include <stdlib.h>

#include "lab/lab.h"

struct replicas {
	uint64_t lag, think, keys, reads, replicas;
	double writes, other, mine;
	int kind, order, mode, resolve;
};

enum { FIXED, EXPONENTIAL };
enum { LOG, LATEST_WRITE };
enum { PRIMARY, MULTI };
enum { KEEP_LATEST, MERGE, BOTH };
static const char *const kinds[] = {"fixed", "random", NULL};
static const char *const orders[] = {"log", "latest", NULL};
static const char *const modes[] = {"primary", "multi", NULL};
static const char *const resolves[] = {"latest", "merge", "both", NULL};
enum { COPIES_MOST = 100, LAG_LEAST = 1000 };
enum { STALE, OWN_WRITE, CONFLICTS, LOST };

#define FIELD(name) offsetof(struct replicas, name)
static const struct lab_in in[] = {
	{"mode", LAB_CHOICE, FIELD(mode), modes},
	{"writes", LAB_RATE, FIELD(writes), NULL},
	{"lag", LAB_TIME, FIELD(lag), NULL},
	{"kind", LAB_CHOICE, FIELD(kind), kinds},
	{"order", LAB_CHOICE, FIELD(order), orders},
	{"think", LAB_TIME, FIELD(think), NULL},
	{"mine", LAB_RATE, FIELD(mine), NULL},
	{"other", LAB_RATE, FIELD(other), NULL},
	{"keys", LAB_COUNT, FIELD(keys), NULL},
	{"resolve", LAB_CHOICE, FIELD(resolve), resolves},
	{"reads", LAB_COUNT, FIELD(reads), NULL},
	{"replicas", LAB_COUNT, FIELD(replicas), NULL},
	{0},
};

static const struct lab_out out[] = {
	[STALE] = {"stale", LAB_MEAN, 0, 0},
	[OWN_WRITE] = {"own_write", LAB_MEAN, 0, 0},
	[CONFLICTS] = {"conflicts", LAB_MEAN, 0, 0},
	[LOST] = {"lost", LAB_MEAN, 0, 0},
	{0},
};

static uint64_t lag(const struct replicas *p, struct stream *s)
{
	return p->kind == FIXED ? p->lag : draw_exponential_ns(s, (double)p->lag / 1e9);
}

/*
 * One key, some copies, one of which is looked at now and then. In log order a copy has all writes up to the first that
 * is still on its way: it is old while any is. Else it has the newest that arrived: it is old while the last one is on
 * its way.
 */
static void run_primary(const struct replicas *p, struct lab_run *r)
{
	struct stream writes = lab_stream(r, WRITES), lags = lab_stream(r, DELAY), reads = lab_stream(r, READS),
				  mine = lab_stream(r, CLIENT);
	struct stream which = lab_stream(r, CHOICE);
	uint64_t part = lab_part(r, p->reads), stale = 0, unseen = 0, now = 0, done = 0, at;
	uint64_t all_there[COPIES_MOST] = {0},
			 last_there[COPIES_MOST] = {0}; /* of each copy: when all writes, and when the last is there */
	double between = 2 / p->writes;         /* a look for every two writes: looks must not hang together */

	at = draw_exponential_ns(&writes, 1 / p->writes);
	for (uint64_t i = 0; i < part && lab_tick(r); i++) {
		uint64_t look = lab_after(now, draw_exponential_ns(&reads, between));

		while (at <= look && look < LAB_NEVER && lab_ticks(r, p->replicas)) {
			for (uint64_t k = 0; k < p->replicas; k++) {
				last_there[k] = lab_after(at, lag(p, &lags));
				all_there[k] = last_there[k] > all_there[k] ? last_there[k] : all_there[k];
			}
			at = lab_after(at, draw_exponential_ns(&writes, 1 / p->writes));
		}
		now = look;
		if (i >= part / 20) { /* the start, when nothing was written, is left out */
			uint32_t k = stream_below(&which, (uint32_t)p->replicas);
			bool old = now < (p->order == LOG ? all_there[k] : last_there[k]);

			stale += old;
			unseen += lag(p, &mine) > p->think;
			done++;
			if (r->trace)
				lab_line(r, now, "", "a read of copy %u %s", k + 1, old ? "is old" : "has the last write");
		}
	}
	lab_clock(r, now);
	lab_put_share(r, STALE, stale, done);
	lab_put_share(r, OWN_WRITE, unseen, done);
}

/* Two masters: a write of a key within the lag of one of the other's, either way, is a conflict. */
static void run_multi(const struct replicas *p, struct lab_run *r)
{
	struct stream writes = lab_stream(r, WRITES), choice = lab_stream(r, CHOICE), lags = lab_stream(r, DELAY);
	uint64_t *there[2] = {xcalloc(p->keys, sizeof(uint64_t)), xcalloc(p->keys, sizeof(uint64_t))},
			 part = lab_part(r, p->reads), now = 0, conflicts = 0;
	double both = p->mine + p->other;

	for (uint64_t i = 0; i < part && lab_tick(r); i++) {
		uint32_t master = !stream_chance(&choice, p->mine / both), key = stream_below(&choice, (uint32_t)p->keys);

		now = lab_after(now, draw_exponential_ns(&writes, 1 / both));
		if (there[!master][key] > now) { /* the other's last write has not come here yet */
			conflicts++;
			lab_say(r, now, master ? "B" : "A", "writes key %u before it has the other's write", key + 1);
		}
		there[master][key] = lab_after(now, lag(p, &lags));
	}
	lab_clock(r, now);
	lab_put_rare(r, CONFLICTS, (double)conflicts / ((double)now / 1e9), 1 / ((double)now / 1e9));
	lab_put_rare(r, LOST, p->resolve == KEEP_LATEST ? (double)conflicts / ((double)now / 1e9) : 0,
	             1 / ((double)now / 1e9));
	free(there[0]);
	free(there[1]);
}

static void replicas_run(const void *params, struct lab_run *r)
{
	const struct replicas *p = params;

	if (p->mode == PRIMARY)
		run_primary(p, r);
	else
		run_multi(p, r);
}

static bool replicas_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct replicas *p = params;

	if (p->replicas > COPIES_MOST)
		return lab_refuse(c, "replicas", d, DIAG_LIMIT, "lab replicas: at most %d copies", COPIES_MOST);
	if (p->kind == EXPONENTIAL && p->lag && p->lag < LAG_LEAST)
		return lab_refuse(c, "lag", d, DIAG_LIMIT, "lab replicas: a lag of none, or of a microsecond at least");
	*c = (struct lab_cost){.steps = (double)p->reads * (2 + 2 * (double)p->replicas),
	                       .param = "reads",
	                       .bytes = p->mode == MULTI ? (double)p->keys * 16 * 4 : 0};
	return true;
}

static void replicas_told(const void *params, struct buf *text)
{
	const struct replicas *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS,
	           figure_count(&a, (double)(p->reads / LAB_RUNS), p->mode == PRIMARY ? "read" : "write").p);
	arena_release(&a);
}

const struct lab lab_replicas = {"replicas", sizeof(struct replicas), in,  out, NULL, replicas_cost, replicas_run,
                                 NULL,       replicas_told,           NULL};
