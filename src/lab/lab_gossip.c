/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_gossip.c - news spreads from node to node in rounds; a node falls silent, and is called dead. */
#include <stdlib.h>

#include "lab/lab.h"

struct gossip {
	uint64_t nodes, fanout, interval, missed, spreads;
	double loss;
	int way;
};

enum { PUSH, PUSH_PULL };
static const char *const ways[] = {"push", "push_pull", NULL};
enum { ROUNDS, ROUNDS_P95, TIME, MESSAGES, DETECT, DETECT_MOST, FALSE_ALARMS };
enum { ROUNDS_SEEN };
enum { ROUNDS_MOST = 10000, BEATS = 1000000, FEW = 8 };
#define INTERVAL_MOST (20 * 86400 * UINT64_C(1000000000))

#define FIELD(name) offsetof(struct gossip, name)
static const struct lab_in in[] = {
	{"nodes", LAB_COUNT, FIELD(nodes), NULL},      {"fanout", LAB_COUNT, FIELD(fanout), NULL},
	{"interval", LAB_TIME, FIELD(interval), NULL}, {"way", LAB_CHOICE, FIELD(way), ways},
	{"loss", LAB_NUMBER, FIELD(loss), NULL},       {"missed", LAB_COUNT, FIELD(missed), NULL},
	{"spreads", LAB_COUNT, FIELD(spreads), NULL},  {0},
};

static const struct lab_out out[] = {
	[ROUNDS] = {"rounds", LAB_MEAN, 0, 0},
	[ROUNDS_P95] = {"rounds_p95", LAB_QUANTILE, 0.95, ROUNDS_SEEN},
	[TIME] = {"time", LAB_MEAN, 0, 0},
	[MESSAGES] = {"messages", LAB_MEAN, 0, 0},
	[DETECT] = {"detect", LAB_MEAN, 0, 0},
	[DETECT_MOST] = {"detect_most", LAB_MOST, 0, 0},
	[FALSE_ALARMS] = {"false_alarms", LAB_MEAN, 0, 0},
	{0},
};

struct news {
	uint64_t now; /* when this round began */
	const struct gossip *p;
	struct lab_run *r;
	struct stream choice, fault;
	uint32_t *other; /* those that were told, while they are few; else all nodes, in some order */
	bool *knows, *learns;
	uint64_t known, messages;
};

static bool gossip_arrives(struct news *n)
{
	n->messages++;
	return !(n->p->loss > 0 && stream_chance(&n->fault, n->p->loss));
}

/* Another node at random, but none of the first k of n->other. */
static uint32_t other(struct news *n, uint32_t self, uint32_t k)
{
	for (;;) {
		uint32_t x = stream_below(&n->choice, (uint32_t)n->p->nodes);
		uint32_t i = 0;

		while (i < k && n->other[i] != x)
			i++;
		if (x != self && i == k)
			return x;
	}
}

static void tells(struct news *n, uint32_t from, uint32_t to, bool comes)
{
	lab_send(n->r, n->now, comes ? n->now + n->p->interval : LAB_NEVER, from, to, "%s",
	         n->knows[from] ? "the news" : "any news?");
}

static uint64_t fanout_of(const struct gossip *p)
{
	return p->fanout < p->nodes - 1 ? p->fanout : p->nodes - 1;
}

static void tell_one(struct news *n, uint32_t self, uint32_t x)
{
	bool comes = gossip_arrives(n);

	tells(n, self, x, comes);
	if (comes)
		n->learns[x] = true;
}

/* Many others, each once: the first of a random order, without oneself. */
static void tell_many(struct news *n, uint32_t self, uint64_t fanout)
{
	for (uint32_t i = 0, told = 0; told < fanout; i++) {
		uint32_t k = i + stream_below(&n->choice, (uint32_t)n->p->nodes - i), x = n->other[k];

		n->other[k] = n->other[i];
		n->other[i] = x;
		if (x == self)
			continue;
		tell_one(n, self, x);
		told++;
	}
}

static void gossip_push(struct news *n, uint32_t self)
{
	uint64_t fanout = fanout_of(n->p);

	if (!lab_ticks(n->r, fanout))
		return;
	if (fanout > FEW) {
		tell_many(n, self, fanout);
		return;
	}
	for (uint32_t k = 0; k < fanout; k++) {
		n->other[k] = other(n, self, k);
		tell_one(n, self, n->other[k]);
	}
}

/* Each calls one other; both know then what either knew before the round. */
static void gossip_call(struct news *n, uint32_t self)
{
	uint32_t x = other(n, self, 0);
	bool comes = gossip_arrives(n);

	tells(n, self, x, comes);
	if (!lab_tick(n->r) || !comes)
		return;
	n->learns[x] = n->learns[x] || n->knows[self];
	n->learns[self] = n->learns[self] || n->knows[x];
}

static void round_of(struct news *n)
{
	uint64_t nodes = n->p->nodes;

	for (uint32_t i = 0; i < nodes && !n->r->stopped; i++) {
		if (n->p->way == PUSH_PULL)
			gossip_call(n, i);
		else if (n->knows[i])
			gossip_push(n, i);
	}
	n->known = 0;
	for (uint32_t i = 0; i < nodes; i++)
		n->known += n->knows[i] = n->knows[i] || n->learns[i];
}

static uint64_t gossip_spread(struct news *n)
{
	uint64_t rounds = 0;

	memset(n->knows, 0, n->p->nodes);
	memset(n->learns, 0, n->p->nodes);
	n->knows[0] = true;
	n->known = 1;
	while (n->known < n->p->nodes && rounds < ROUNDS_MOST && lab_tick(n->r)) {
		n->r->series[0][rounds < LAB_POINTS ? rounds : LAB_POINTS - 1] += (double)n->known;
		n->now = rounds * n->p->interval;
		round_of(n);
		rounds++;
		lab_say(n->r, rounds * n->p->interval, "", "round %llu: %llu know", (unsigned long long)rounds,
		        (unsigned long long)n->known);
	}
	for (uint64_t i = rounds; i < LAB_POINTS; i++)
		n->r->series[0][i] += (double)n->known;
	return rounds;
}

/* A node dies at a random moment between two beats; it is called dead when `missed` intervals have gone without one. */
static void detection(const struct gossip *p, struct lab_run *r)
{
	struct stream phase = lab_stream(r, PHASE), fault = lab_stream(r, FAULT);
	double sum = 0, most = 0, interval = (double)p->interval / 1e9;
	uint64_t part = 2000, missed = 0, alarms = 0;

	for (uint64_t i = 0; i < part; i++) {
		double since = stream_unit(&phase) * interval, wait = (double)p->missed * interval - since;

		sum += wait;
		most = wait > most ? wait : most;
	}
	lab_put(r, DETECT, sum / (double)part);
	lab_put(r, DETECT_MOST, most);
	for (uint64_t i = 0; i < BEATS && p->loss > 0; i++) {
		missed = stream_chance(&fault, p->loss) ? missed + 1 : 0;
		alarms += missed == p->missed;
	}
	lab_put(r, FALSE_ALARMS, (double)alarms / BEATS / interval);
}

static void gossip_run(const void *params, struct lab_run *r)
{
	const struct gossip *p = params;
	struct news n = {.p = p, .r = r, .choice = lab_stream(r, CHOICE), .fault = lab_stream(r, DELAY)};
	uint64_t part = r->trace ? 1 : lab_part(r, p->spreads), rounds = 0, failed = 0, done = 0;

	lab_lanes(r, p->nodes, false, false);
	n.knows = xcalloc(p->nodes, 1);
	n.learns = xcalloc(p->nodes, 1);
	n.other = xcalloc(p->nodes + FEW, sizeof *n.other);
	for (uint32_t i = 0; i < p->nodes && fanout_of(p) > FEW; i++)
		n.other[i] = i;
	for (; done < part && !r->stopped; done++) {
		uint64_t took = gossip_spread(&n);

		failed += n.known < p->nodes;
		rounds += took;
		lab_time(r, ROUNDS_SEEN, took * 1000000000);
		if (failed)
			break;
	}
	if (!failed && done) {
		lab_put(r, ROUNDS, (double)rounds / (double)done);
		lab_put(r, TIME, (double)rounds / (double)done * (double)p->interval / 1e9);
		lab_put(r, MESSAGES, (double)n.messages / (double)done);
	}
	for (unsigned i = 0; i < LAB_POINTS && done; i++)
		r->series[0][i] /= (double)done;
	detection(p, r);
	free(n.knows);
	free(n.learns);
	free(n.other);
}

static bool gossip_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct gossip *p = params;
	double nodes = (double)p->nodes, rounds = 10 + 3 * draw_ln(nodes + 1) / (1 - p->loss), each;

	if (p->interval > INTERVAL_MOST)
		return lab_refuse(c, "interval", d, DIAG_LIMIT, "lab gossip: a round of at most 20 days");
	if (p->missed > BEATS)
		return lab_refuse(c, "missed", d, DIAG_LIMIT, "lab gossip: at most a million heartbeats");
	rounds = rounds < ROUNDS_MOST ? rounds : ROUNDS_MOST;
	each = p->way == PUSH_PULL ? 1 : (double)fanout_of(p);
	*c = (struct lab_cost){.steps = (double)p->spreads * nodes * (each < FEW ? rounds * each : 4 * each + rounds),
	                       .param = "spreads",
	                       .bytes = nodes * 8 * LAB_RUNS};
	return true;
}

static void gossip_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct gossip *p = params;
	static double round[LAB_POINTS];
	uint32_t count = 1;

	while (count < LAB_POINTS && r->series[0][count - 1] < (double)p->nodes * 0.999)
		count++;
	for (uint32_t i = 0; i < LAB_POINTS; i++)
		round[i] = i;
	f->title = S("Nodes that know, on average");
	f->x_title = S("round");
	f->y_title = S("nodes");
	figure_line(f, S("nodes"), round, r->series[0], count);
}

static void gossip_told(const void *params, struct buf *text)
{
	const struct gossip *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s news each", LAB_RUNS, figure_number(&a, (double)(p->spreads / LAB_RUNS), 9).p);
	arena_release(&a);
}

const struct lab lab_gossip = {"gossip",   sizeof(struct gossip), in,          out, NULL, gossip_cost,
                               gossip_run, gossip_figure,         gossip_told, NULL};
