/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_election.c - messages until there is a leader: LCR and HS on a ring, Bully among all. */
#include <stdlib.h>

#include "lab/lab.h"

struct election {
	uint64_t nodes, orders;
	struct lab_list list;
	int algorithm, ids, notices;
};

enum { LCR, HS, BULLY };
enum { IDS_RANDOM, ASCENDING, DESCENDING };
enum { LOWEST, SECOND, NOTICES_RANDOM };
static const char *const algorithms[] = {"lcr", "hs", "bully", NULL};
static const char *const orders[] = {"random", "ascending", "descending", NULL};
static const char *const noticers[] = {"lowest", "second", "random", NULL};
enum { MESSAGES, ROUNDS };
enum { NODES_MOST = 1000000 };

#define FIELD(name) offsetof(struct election, name)
static const struct lab_in in[] = {
	{"nodes", LAB_COUNT, FIELD(nodes), NULL},
	{"algorithm", LAB_CHOICE, FIELD(algorithm), algorithms},
	{"ids", LAB_CHOICE, FIELD(ids), orders},
	{"list", LAB_LIST, FIELD(list), NULL},
	{"orders", LAB_COUNT, FIELD(orders), NULL},
	{"notices", LAB_CHOICE, FIELD(notices), noticers},
	{0},
};

static const struct lab_out out[] = {
	[MESSAGES] = {"messages", LAB_MEAN, 0, 0}, [ROUNDS] = {"rounds", LAB_MEAN, 0, 0}, {0}};

static bool given_ids(const struct election *p)
{
	return p->list.count > 1;
}

static uint32_t election_size(const struct election *p)
{
	return given_ids(p) ? p->list.count : (uint32_t)p->nodes;
}

static bool election_exact(const void *params)
{
	const struct election *p = params;

	return p->algorithm == BULLY ? p->notices != NOTICES_RANDOM : given_ids(p) || p->ids != IDS_RANDOM;
}

struct ring_of {
	struct lab_run *r;
	uint32_t *id, n;
	uint64_t messages, rounds;
};

/* Steps clockwise (or back) to the first larger id; n for the largest. */
static uint32_t to_larger(const struct ring_of *g, uint32_t i, bool back, uint32_t most)
{
	uint32_t at = i;

	for (uint32_t d = 1; d <= most && d < g->n; d++) {
		at = back ? (at ? at - 1 : g->n - 1) : (at + 1 < g->n ? at + 1 : 0);
		if (g->id[at] > g->id[i])
			return d;
	}
	return g->n;
}

/* Ids go clockwise; a node passes larger ones on and drops smaller ones; the leader's own returns. */
/* Hops of one message, a round each, the first in the round after `from`. */
static void tell_hops(const struct ring_of *g, uint32_t i, bool back, uint64_t hops, uint64_t from, const char *what,
                      uint32_t number)
{
	uint32_t at = i;

	for (uint64_t d = 1; d <= hops && g->r->trace && g->r->trace->messages && g->r->trace->lanes; d++) {
		uint32_t to = back ? (at ? at - 1 : g->n - 1) : (at + 1 < g->n ? at + 1 : 0);

		lab_message(g->r, from + d, from + d, at, to, "%s %u", what, number);
		at = to;
	}
}

static void lcr(struct ring_of *g)
{
	uint32_t leader = 0;

	for (uint32_t i = 0; i < g->n && lab_tick(g->r); i++) {
		uint32_t steps = to_larger(g, i, false, g->n);

		lab_ticks(g->r, steps);
		g->messages += steps;
		leader = steps == g->n ? i : leader;
		tell_hops(g, i, false, steps, 0, "id", g->id[i]);
		lab_say(g->r, 0, "", "id %u goes %u step%s%s", g->id[i], steps, steps == 1 ? "" : "s",
		        steps == g->n ? ", back to itself: it leads" : " and is dropped by a larger one");
	}
	g->messages += g->n;
	g->rounds = 2 * (uint64_t)g->n;
	tell_hops(g, leader, false, g->n, g->n, "leader is", g->id[leader]);
	lab_say(g->r, 2 * (uint64_t)g->n, "", "the leader is told round the ring: %u messages", g->n);
}

/* One way of a phase: out to 2^k hops, and an answer back, or dropped on the way. True when it came through. */
static bool election_probe(struct ring_of *g, uint32_t i, bool back, uint64_t hops)
{
	uint64_t reach = hops < g->n ? hops : g->n;
	uint32_t larger = to_larger(g, i, back, (uint32_t)reach);

	lab_ticks(g->r, larger < reach ? larger : reach);
	tell_hops(g, i, back, larger <= hops && larger < g->n ? larger : reach, g->rounds, "id", g->id[i]);
	if (larger <= hops && larger < g->n) {
		g->messages += larger;
		return false;
	}
	if (hops < g->n)
		tell_hops(g, (uint32_t)((i + (back ? g->n - hops : hops)) % g->n), !back, hops, g->rounds + hops, "yes to id",
		          g->id[i]);
	g->messages += hops < g->n ? 2 * hops : g->n;
	return true;
}

static void hs(struct ring_of *g)
{
	uint32_t *candidate = xcalloc(g->n, sizeof *candidate), count = g->n;
	uint64_t hops = 1;

	for (uint32_t i = 0; i < g->n; i++)
		candidate[i] = i;
	for (;; hops *= 2) {
		uint32_t left = 0;
		uint64_t before = g->messages;

		for (uint32_t k = 0; k < count && lab_tick(g->r); k++) {
			bool right = election_probe(g, candidate[k], false, hops),
				 both = election_probe(g, candidate[k], true, hops) && right;

			if (both)
				candidate[left++] = candidate[k];
		}
		lab_say(g->r, g->rounds, "", "%u ask %llu hops both ways: %llu messages, %u go on", count,
		        (unsigned long long)hops, (unsigned long long)(g->messages - before), left);
		count = left;
		g->rounds += hops < g->n ? 2 * hops : g->n;
		if (hops >= g->n || g->r->stopped)
			break;
	}
	tell_hops(g, candidate[0], false, g->n, g->rounds, "leader is", g->id[candidate[0]]);
	g->messages += g->n;
	g->rounds += g->n;
	free(candidate);
}

/* The highest is dead; number s notices and asks all above it; the living answer, and ask in turn, each once. */
static void bully(struct ring_of *g, uint32_t s)
{
	for (uint32_t i = s; i < g->n && lab_tick(g->r); i++) {
		uint32_t above = g->n - i, living = above - 1;

		g->messages += above + living;
		for (uint32_t k = i; k < g->n && g->r->trace && g->r->trace->lanes; k++) {
			lab_send(g->r, 2 * (uint64_t)(i - s), k + 1 < g->n ? 2 * (uint64_t)(i - s) + 1 : LAB_NEVER, i - 1, k,
			         "election");
			if (k + 1 < g->n)
				lab_send(g->r, 2 * (uint64_t)(i - s) + 1, 2 * (uint64_t)(i - s) + 2, k, i - 1, "alive");
		}
		lab_say(g->r, 2 * (uint64_t)(i - s), "", "node %u asks the %u above it; %u answer", i, above, living);
	}
	g->messages += g->n - 2;
	for (uint32_t k = 0; k + 2 < g->n && g->r->trace && g->r->trace->lanes; k++)
		lab_send(g->r, 2 * (uint64_t)(g->n - s), 2 * (uint64_t)(g->n - s) + 1, g->n - 2, k, "leads");
	lab_say(g->r, 2 * (uint64_t)(g->n - s), "", "node %u leads, and tells the %u below it", g->n - 1, g->n - 2);
}

static void set_ids(const struct election *p, struct ring_of *g, struct stream *s)
{
	if (p->ids == IDS_RANDOM && !given_ids(p))
		draw_order(s, g->id, g->n);
	for (uint32_t i = 0; i < g->n; i++) {
		if (given_ids(p))
			g->id[i] = (uint32_t)p->list.v[i];
		else if (p->ids != IDS_RANDOM)
			g->id[i] = p->ids == ASCENDING ? i + 1 : g->n - i;
		else
			g->id[i]++;
	}
}

static void election_run(const void *params, struct lab_run *r)
{
	const struct election *p = params;
	struct stream s = lab_stream(r, ORDER);
	uint64_t part = election_exact(p) || r->trace ? 1 : lab_part(r, p->orders);
	struct ring_of g = {.r = r, .n = election_size(p)};

	g.id = xcalloc(g.n, sizeof *g.id);
	lab_lanes(r, g.n, false, true);
	for (uint64_t k = 0; k < part && !r->stopped; k++) {
		set_ids(p, &g, &s);
		if (p->algorithm == LCR)
			lcr(&g);
		else if (p->algorithm == HS)
			hs(&g);
		else
			bully(&g, p->notices == LOWEST ? 1 : p->notices == SECOND ? g.n - 1 : 1 + stream_below(&s, g.n - 1));
	}
	if (p->algorithm == HS)
		lab_put(r, ROUNDS, (double)g.rounds / (double)part);
	else if (p->algorithm == LCR)
		lab_put(r, ROUNDS, (double)g.rounds);
	lab_put(r, MESSAGES, (double)g.messages / (double)part);
	free(g.id);
}

/* About how many of a node, at most. */
static double messages_expected(const struct election *p, double n)
{
	double phases = draw_ln(n) / draw_ln(2);

	if (p->algorithm == BULLY)
		return 1;
	if (p->algorithm == HS)
		return 8 * (2 + phases);
	return p->ids == DESCENDING || given_ids(p) ? n : 2 + phases;
}

static bool election_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct election *p = params;
	double n = election_size(p);

	for (uint32_t i = 0; given_ids(p) && i < p->list.count; i++)
		for (uint32_t k = 0; k < i && p->list.count <= 2000; k++)
			if (p->list.v[i] == p->list.v[k])
				return lab_refuse(c, "list", d, DIAG_ARGUMENT, "lab election: two nodes have the id %g", p->list.v[i]);
	if (n > NODES_MOST)
		return lab_refuse(c, "nodes", d, DIAG_LIMIT, "lab election: at most a million nodes");
	*c = (struct lab_cost){.steps = (election_exact(p) ? 1 : (double)p->orders) * n * messages_expected(p, n),
	                       .param = election_exact(p) ? "nodes" : "orders",
	                       .bytes = n * 24};
	return true;
}

static void election_told(const void *params, struct buf *text)
{
	const struct election *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS, figure_count(&a, (double)(p->orders / LAB_RUNS), "order").p);
	arena_release(&a);
}

const struct lab lab_election = {
	"election", sizeof(struct election), in,  out, election_exact, election_cost, election_run,
	NULL,       election_told,           NULL};
