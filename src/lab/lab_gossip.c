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
enum { ROUNDS_MOST = 10000, BEATS = 1000000 };

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
	uint32_t *who, *other; /* those who know come first; 0 .. fanout of others */
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

static void gossip_push(struct news *n, uint32_t self)
{
	uint64_t fanout = n->p->fanout < n->p->nodes - 1 ? n->p->fanout : n->p->nodes - 1;

	for (uint32_t k = 0; k < fanout; k++) {
		uint32_t x = n->other[k] = other(n, self, k);
		bool comes = gossip_arrives(n);

		tells(n, self, x, comes);
		if (comes)
			n->learns[x] = true;
	}
}

/* Each calls one other; both know then what either knew before the round. */
static void gossip_call(struct news *n, uint32_t self)
{
	uint32_t x = other(n, self, 0);
	bool comes = gossip_arrives(n);

	tells(n, self, x, comes);
	if (!comes)
		return;
	n->learns[x] = n->learns[x] || n->knows[self];
	n->learns[self] = n->learns[self] || n->knows[x];
}

static void round_of(struct news *n)
{
	uint64_t nodes = n->p->nodes;

	for (uint32_t i = 0; i < nodes; i++) {
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
	n.other = xcalloc(p->fanout + 1, sizeof *n.other);
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
	double rounds = 10 + 3 * draw_ln((double)p->nodes + 1) / (1 - p->loss < 0.01 ? 0.01 : 1 - p->loss);

	(void)d;
	*c = (struct lab_cost){.steps = (double)p->spreads * (double)p->nodes * rounds *
	                                (double)(p->way == PUSH_PULL ? 1 : p->fanout),
	                       .param = "spreads",
	                       .now = (double)p->spreads,
	                       .bytes = (double)p->nodes * 4 * LAB_RUNS};
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

	buf_printf(text, "%d runs of %llu news each", LAB_RUNS,
	           (unsigned long long)(p->spreads / LAB_RUNS ? p->spreads / LAB_RUNS : 1));
}

const struct lab lab_gossip = {"gossip",   sizeof(struct gossip), in,          out, NULL, gossip_cost,
                               gossip_run, gossip_figure,         gossip_told, NULL};
