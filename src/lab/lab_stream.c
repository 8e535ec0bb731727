/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_stream.c - Kafka's assignors: who gets which partition, and what moves when consumers come and go. */
#include <stdlib.h>

#include "lab/lab.h"

struct stream_lab {
	struct lab_list partitions;
	uint64_t consumers, groups, pause, time;
	double inflow, each;
	int assignor, change;
};

enum { RANGE, ROUND_ROBIN, STICKY, COOPERATIVE };
enum { NONE, LEAVE_LAST, LEAVE_FIRST, JOIN };
static const char *const assignors[] = {"range", "round_robin", "sticky", "cooperative", NULL};
static const char *const changes[] = {"none", "leave_last", "leave_first", "join", NULL};
enum { MOVED, IDLE, LARGEST, SMALLEST, STOPPED, LAG };
enum { PARTITIONS_MOST = 100000, CONSUMERS_MOST = 10000 };

#define FIELD(name) offsetof(struct stream_lab, name)
static const struct lab_in in[] = {
	{"partitions", LAB_LIST, FIELD(partitions), NULL},
	{"consumers", LAB_COUNT, FIELD(consumers), NULL},
	{"assignor", LAB_CHOICE, FIELD(assignor), assignors},
	{"change", LAB_CHOICE, FIELD(change), changes},
	{"groups", LAB_COUNT, FIELD(groups), NULL},
	{"inflow", LAB_NUMBER, FIELD(inflow), NULL},
	{"each", LAB_NUMBER, FIELD(each), NULL},
	{"pause", LAB_TIME, FIELD(pause), NULL},
	{"time", LAB_TIME, FIELD(time), NULL},
	{0},
};

static const struct lab_out out[] = {
	[MOVED] = {"moved", LAB_ONCE, 0, 0},
	[IDLE] = {"idle", LAB_ONCE, 0, 0},
	[LARGEST] = {"largest", LAB_ONCE, 0, 0},
	[SMALLEST] = {"smallest", LAB_ONCE, 0, 0},
	[STOPPED] = {"stopped", LAB_ONCE, 0, 0},
	[LAG] = {"lag_most", LAB_ONCE, 0, 0},
	{0},
};

static bool stream_exact(const void *params)
{
	(void)params;
	return true;
}

/* Who has each partition: names of consumers, from 0. NOBODY where there is none. */
#define NOBODY UINT32_MAX

struct table {
	uint32_t *owner, count; /* of all partitions, topic after topic */
};

struct group {
	const uint32_t *name; /* of its consumers, in order: without gaps */
	uint32_t count;
	struct lab_run *r;
};

static double all_partitions(const struct stream_lab *p)
{
	double sum = 0;

	for (uint32_t t = 0; t < p->partitions.count; t++)
		sum += p->partitions.v[t];
	return sum;
}

/* Topic by topic: runs of p / c, the first p mod c one more. */
static void by_range(const struct stream_lab *p, const struct group *g, struct table *out_table)
{
	uint32_t at = 0;

	for (uint32_t t = 0; t < p->partitions.count; t++) {
		uint32_t n = (uint32_t)p->partitions.v[t], given = 0;

		for (uint32_t c = 0; c < g->count; c++) {
			uint32_t part = n / g->count + (c < n % g->count);

			for (uint32_t i = 0; i < part; i++)
				out_table->owner[at + given++] = g->name[c];
		}
		at += n;
	}
}

static void by_turns(const struct group *g, struct table *t)
{
	for (uint32_t i = 0; i < t->count; i++)
		t->owner[i] = g->name[i % g->count];
}

/* The how manyth of the group; NOBODY for one that is not in it. */
static uint32_t place_in(const struct group *g, uint32_t name)
{
	uint32_t place = g->count ? name - g->name[0] : NOBODY;

	return place < g->count ? place : NOBODY;
}

/*
 * Take the first partition of the one with most. Who has most only loses some, so that all that it has lies at or after
 * the last one taken: from[].
 */
static uint32_t take_from_most(const struct group *g, const struct table *t, uint32_t *has, uint32_t *from)
{
	uint32_t most = 0;

	for (uint32_t c = 1; c < g->count; c++)
		if (has[c] > has[most])
			most = c;
	lab_ticks(g->r, g->count);
	for (uint32_t i = from[most]; i < t->count; i++)
		if (t->owner[i] == g->name[most]) {
			has[most]--;
			from[most] = i;
			return i;
		}
	return NOBODY;
}

static uint32_t next_free(const struct table *t, uint32_t from)
{
	while (from < t->count && t->owner[from] != NOBODY)
		from++;
	return from;
}

/*
 * Kafka's constrained sticky rule: each keeps what it has up to the larger share, as many of them as may have that;
 * those below the smaller one are filled in turn with what is free, then from those with most; what is left goes to
 * those at the smaller share, in turn.
 */
static void by_sticking(const struct group *g, const struct table *before, struct table *t)
{
	uint32_t low = t->count / g->count, more = t->count % g->count, *has = xcalloc(g->count, sizeof *has),
			 *from = xcalloc(g->count, sizeof *from), full = 0, free_at = 0, moved = 1;

	for (uint32_t i = 0; i < t->count; i++) {
		uint32_t c = before ? place_in(g, before->owner[i]) : NOBODY;

		if (c != NOBODY && (has[c] < low || (has[c] == low && full < more))) {
			full += has[c] == low;
			has[c]++;
			t->owner[i] = g->name[c];
		} else {
			t->owner[i] = NOBODY;
		}
	}
	while (moved && !g->r->stopped) {
		moved = 0;
		for (uint32_t c = 0; c < g->count; c++) {
			uint32_t i;

			if (has[c] >= low)
				continue;
			i = free_at = next_free(t, free_at);
			if (i == t->count)
				i = take_from_most(g, t, has, from);
			t->owner[i] = g->name[c];
			has[c]++;
			moved = 1;
		}
	}
	for (uint32_t c = 0; !g->r->stopped && (free_at = next_free(t, free_at)) < t->count;
	     c = c + 1 < g->count ? c + 1 : 0)
		if (has[c] == low) {
			t->owner[free_at] = g->name[c];
			has[c]++;
		}
	free(has);
	free(from);
}

static void assign(const struct stream_lab *p, const struct group *g, const struct table *before, struct table *t)
{
	for (uint32_t i = 0; i < t->count && !g->count; i++)
		t->owner[i] = NOBODY;
	if (!g->count)
		return;
	if (p->assignor == RANGE)
		by_range(p, g, t);
	else if (p->assignor == ROUND_ROBIN)
		by_turns(g, t);
	else
		by_sticking(g, before, t);
}

/* The consumers after the change: a newcomer has the last name. */
static struct group changed(const struct stream_lab *p, uint32_t *names, struct lab_run *r)
{
	uint32_t n = (uint32_t)p->consumers, first = p->change == LEAVE_FIRST,
			 last = p->change == LEAVE_LAST ? n - 1
	                : p->change == JOIN     ? n + 1
	                                        : n,
			 count = 0;

	for (uint32_t c = first; c < last; c++)
		names[count++] = c;
	return (struct group){names, count, r};
}

static void write_owner(struct lab_run *r, const struct stream_lab *p, const struct table *t, uint32_t name,
                        size_t width)
{
	size_t from = r->words->len;
	uint32_t at = 0;

	for (uint32_t topic = 0; topic < p->partitions.count; topic++)
		for (uint32_t i = 0; i < (uint32_t)p->partitions.v[topic]; i++, at++)
			if (t->owner[at] == name) {
				if (p->partitions.count > 1)
					buf_printf(r->words, "%c%u ", 'a' + topic % 26, i);
				else
					buf_printf(r->words, "%u ", i);
			}
	if (r->words->len == from)
		buf_add_c(r->words, "nothing ");
	while (r->words->len < from + width)
		buf_char(r->words, ' ');
}

static void write_tables(struct lab_run *r, const struct stream_lab *p, const struct table *before,
                         const struct table *after)
{
	size_t width = before->count / (p->consumers ? p->consumers : 1) * 3 + 12;
	uint32_t names = (uint32_t)p->consumers + (p->change == JOIN);

	for (uint32_t c = 0; c < names; c++) {
		buf_printf(r->words, "C%-4u", c + 1);
		write_owner(r, p, before, c, p->change == NONE ? 0 : width);
		if (p->change != NONE) {
			buf_add_c(r->words, "-> ");
			write_owner(r, p, after, c, 0);
		}
		while (r->words->len && r->words->p[r->words->len - 1] == ' ')
			buf_cut(r->words, r->words->len - 1);
		buf_char(r->words, '\n');
	}
}

static void count_shares(struct lab_run *r, const struct stream_lab *p, const struct group *g, const struct table *t)
{
	uint32_t *has = xcalloc(g->count + (size_t)1, sizeof *has), most = 0, least = t->count, idle = 0;
	double seconds = (double)p->time / 1e9;

	for (uint32_t i = 0; i < t->count; i++)
		if (t->owner[i] != NOBODY)
			has[place_in(g, t->owner[i])]++;
	for (uint32_t c = 0; c < g->count; c++) {
		most = has[c] > most ? has[c] : most;
		least = has[c] < least ? has[c] : least;
		idle += has[c] == 0;
	}
	lab_put(r, IDLE, idle);
	lab_put(r, LARGEST, most);
	lab_put(r, SMALLEST, g->count ? least : 0);
	double rate = t->count ? p->inflow * (g->count ? most : t->count) / t->count - (g->count ? p->each : 0) : 0;
	lab_put(r, LAG, rate > 0 ? rate * seconds : 0);
	free(has);
}

/* The last consumer may have gone, and then there is nobody to go to. */
static void say_moved(struct lab_run *r, uint32_t partition, uint32_t from, uint32_t to)
{
	if (from == NOBODY)
		lab_line(r, LAB_NEVER, "", "partition %u goes to C%u, and had nobody", partition, to + 1);
	else if (to == NOBODY)
		lab_line(r, LAB_NEVER, "", "partition %u goes from C%u to nobody", partition, from + 1);
	else
		lab_line(r, LAB_NEVER, "", "partition %u goes from C%u to C%u", partition, from + 1, to + 1);
}

static void lab_stream_run(const void *params, struct lab_run *r)
{
	const struct stream_lab *p = params;
	uint32_t n = (uint32_t)all_partitions(p), *names = xcalloc(p->consumers + 2, sizeof *names),
			 *others = xcalloc(p->consumers + 2, sizeof *others), moved = 0;
	struct table before = {xcalloc(n + (size_t)1, sizeof(uint32_t)), n},
				 after = {xcalloc(n + (size_t)1, sizeof(uint32_t)), n};
	struct stream_lab still = *p;
	struct group old, now;

	still.change = NONE;
	old = changed(&still, names, r);
	now = changed(p, others, r);
	assign(p, &old, NULL, &before);
	assign(p, &now, &before, &after);
	for (uint32_t i = 0; i < n; i++)
		if (before.owner[i] != after.owner[i]) {
			moved++;
			if (r->trace)
				say_moved(r, i, before.owner[i], after.owner[i]);
		}
	if (p->change != NONE) {
		lab_put(r, MOVED, moved);
		lab_put(r, STOPPED, (p->assignor == COOPERATIVE ? moved : n) * ((double)p->pause / 1e9));
	}
	count_shares(r, p, &now, &after);
	if (r->words && p->consumers <= 30 && n <= 200)
		write_tables(r, p, &before, &after);
	free(names);
	free(others);
	free(before.owner);
	free(after.owner);
}

static bool stream_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct stream_lab *p = params;

	for (uint32_t t = 0; t < p->partitions.count; t++)
		if (p->partitions.v[t] != floor(p->partitions.v[t]))
			return lab_refuse(c, "partitions", d, DIAG_ARGUMENT,
			                  "lab stream: a topic has a whole number of partitions");
	if (all_partitions(p) > PARTITIONS_MOST || p->consumers > CONSUMERS_MOST)
		return lab_refuse(c, p->consumers > CONSUMERS_MOST ? "consumers" : "partitions", d, DIAG_LIMIT,
		                  "lab stream: at most %d partitions and %d consumers", PARTITIONS_MOST, CONSUMERS_MOST);
	return true;
}

static void stream_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	(void)params;
	if (r->words.len)
		figure_words(f, buf_str(&r->words));
}

const struct lab lab_stream_row = {
	"stream", sizeof(struct stream_lab), in, out, stream_exact, stream_cost, lab_stream_run, stream_figure, NULL, NULL};
