/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_cap.c - a network falls apart and heals: nodes that refuse without a majority, or that answer with what they
 * have.
 */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/partition.h"
#include "lab/script.h"

enum { NODES_MOST = 26, LINES_MOST = 10000 };

struct cap {
	uint64_t nodes, from, until, time, delay;
	double writes, reads;
	const char *cut, *script;
	int choose;
};

enum { CP, AP };
static const char *const choices[] = {"cp", "ap", NULL};
enum { REFUSED, STALE, STALE_CUT, DIVERGED, OVERWRITTEN };

#define FIELD(name) offsetof(struct cap, name)
static const struct lab_in in[] = {
	{"nodes", LAB_COUNT, FIELD(nodes), NULL},
	{"cut", LAB_TEXT, FIELD(cut), NULL},
	{"from_time", LAB_TIME, FIELD(from), NULL},
	{"until", LAB_TIME, FIELD(until), NULL},
	{"time", LAB_TIME, FIELD(time), NULL},
	{"choose", LAB_CHOICE, FIELD(choose), choices},
	{"writes", LAB_RATE, FIELD(writes), NULL},
	{"reads", LAB_RATE, FIELD(reads), NULL},
	{"delay", LAB_TIME, FIELD(delay), NULL},
	{"script", LAB_TEXT, FIELD(script), NULL},
	{0},
};

static const struct lab_out out[] = {
	[REFUSED] = {"refused", LAB_MEAN, 0, 0},         [STALE] = {"stale", LAB_MEAN, 0, 0},
	[STALE_CUT] = {"stale_cut", LAB_MEAN, 0, 0},     [DIVERGED] = {"diverged", LAB_MEAN, 0, 0},
	[OVERWRITTEN] = {"overwritten", LAB_MEAN, 0, 0}, {0},
};

enum { WRITE, READ, ARRIVES, CUT, HEAL, SCRIPTED };

struct net {
	const struct cap *p;
	struct lab_run *r;
	uint8_t part[PARTS_NODES], size[NODES_MOST]; /* of each node, and of each part */
	uint32_t has[NODES_MOST];                    /* the latest write that a node knows; 0: none */
	uint32_t last, confirmed;                    /* of all; of those that a majority has */
	bool cut;
	uint64_t asked, refused, read, stale, read_cut, stale_cut;
	double diverged, overwritten;
	uint64_t since[NODES_MOST]; /* writes of each part since the cut */
	struct script script;
	struct stream where;
};

static uint32_t reached(const struct net *n, uint32_t node)
{
	return n->cut ? n->size[n->part[node]] : (uint32_t)n->p->nodes;
}

static bool has_majority(const struct net *n, uint32_t node)
{
	return reached(n, node) > n->p->nodes / 2;
}

static bool cap_together(const struct net *n, uint32_t a, uint32_t b)
{
	return !n->cut || n->part[a] == n->part[b];
}

static uint32_t cap_largest(const struct net *n)
{
	uint32_t most = 0;

	for (uint32_t i = 1; i < n->p->nodes; i++)
		most = n->size[i] > n->size[most] ? i : most;
	return most;
}

static bool has_script(const struct cap *p)
{
	return p->script && p->script[0];
}

/* A trace begins just before the cut. */
static bool cap_told(const struct net *n)
{
	return n->r->trace && (has_script(n->p) || n->r->events.now + 200000000 >= n->p->from);
}

#define say(n, node, ...) (cap_told(n) ? lab_line((n)->r, (n)->r->events.now, PARTS_NAME(node), __VA_ARGS__) : (void)0)

/* ---- what happens ---- */

/* Two numbers of an event: which write, which node. */
static uint32_t cap_pack(uint32_t write, uint32_t node)
{
	return write << 5 | node;
}

static void send(struct net *n, uint32_t from, uint32_t write)
{
	for (uint32_t i = 0; i < n->p->nodes; i++)
		if (i != from) {
			bool comes = cap_together(n, from, i);

			if (cap_told(n))
				lab_send(n->r, n->r->events.now, comes ? n->r->events.now + n->p->delay : LAB_NEVER, from, i,
				         "write %u", write);
			if (comes)
				events_at(&n->r->events, lab_after(n->r->events.now, n->p->delay), ARRIVES, cap_pack(write, i));
		}
}

static uint32_t holders(const struct net *n, uint32_t write)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < n->p->nodes; i++)
		count += n->has[i] >= write;
	return count;
}

static void cap_arrives(struct net *n, uint32_t write, uint32_t node)
{
	if (n->has[node] < write)
		n->has[node] = write;
	if (write > n->confirmed && holders(n, write) > n->p->nodes / 2)
		n->confirmed = write;
}

static bool refuses(struct net *n, uint32_t node, const char *what)
{
	n->asked++;
	if (n->p->choose == AP || has_majority(n, node))
		return false;
	n->refused++;
	say(n, node, "refuses a %s: it reaches %u of %llu", what, reached(n, node), (unsigned long long)n->p->nodes);
	return true;
}

static void write_at(struct net *n, uint32_t node)
{
	if (refuses(n, node, "write"))
		return;
	n->last++;
	say(n, node, "takes write %u%s", n->last, n->cut ? ", and tells its side" : "");
	if (n->cut) {
		n->since[n->part[node]]++;
		n->diverged += n->part[node] != cap_largest(n);
	}
	cap_arrives(n, n->last, node);
	send(n, node, n->last);
}

/* With a majority to be asked: the latest that any of so many, chosen at random, has. */
static uint32_t cap_answer(struct net *n, uint32_t node)
{
	uint32_t order[NODES_MOST], latest = n->has[node], asked = 1;

	if (n->p->choose == AP)
		return latest;
	draw_order(&n->where, order, (uint32_t)n->p->nodes);
	for (uint32_t i = 0; i < n->p->nodes && asked <= n->p->nodes / 2; i++) {
		if (order[i] == node || !cap_together(n, order[i], node))
			continue;
		latest = n->has[order[i]] > latest ? n->has[order[i]] : latest;
		asked++;
	}
	return latest;
}

static void read_at(struct net *n, uint32_t node)
{
	uint32_t got, newest = n->p->choose == CP ? n->confirmed : n->last;

	if (refuses(n, node, "read"))
		return;
	got = cap_answer(n, node);
	n->read++;
	n->stale += got < newest;
	n->read_cut += n->cut;
	n->stale_cut += n->cut && got < newest;
	if (got < newest)
		say(n, node, "answers with write %u, and the newest is %u", got, newest);
}

static void cap_cut(struct net *n, const char *how)
{
	parts_read(how, n->p->nodes, n->part);
	memset(n->size, 0, sizeof n->size);
	memset(n->since, 0, sizeof n->since);
	for (uint32_t i = 0; i < n->p->nodes; i++)
		n->size[n->part[i]]++;
	n->cut = true;
	if (cap_told(n))
		lab_line(n->r, n->r->events.now, "", "the network is cut: %s", how);
}

/* Both sides tell what they have; the latest write wins, and those of the other sides are gone. */
static void cap_heal(struct net *n)
{
	uint32_t winner = 0;
	uint64_t all = 0;

	if (!n->cut)
		return;
	n->cut = false;
	for (uint32_t i = 0; i < n->p->nodes; i++) {
		winner = n->has[i] > n->has[winner] ? i : winner;
		all += n->since[i];
	}
	n->overwritten += (double)(all - n->since[n->part[winner]]);
	if (cap_told(n))
		lab_line(n->r, n->r->events.now, "", "the network heals: write %u of %c wins, %llu are overwritten",
		         n->has[winner], parts_letter(winner), (unsigned long long)(all - n->since[n->part[winner]]));
	for (uint32_t i = 0; i < n->p->nodes; i++)
		send(n, i, n->has[i]);
}

static void cap_scripted(struct net *n, uint32_t line)
{
	const struct script_line *l = &n->script.line[line];

	if (str_eq(l->verb, S("cut")))
		cap_cut(n, l->what);
	else if (str_eq(l->verb, S("heal")))
		cap_heal(n);
	else if (str_eq(l->verb, S("write")))
		write_at(n, parts_node(l->what[0]));
	else
		read_at(n, parts_node(l->what[0]));
}

/* The next of a stream of requests; none at a rate of 0. */
static void next_request(struct net *n, struct stream *s, double rate, uint32_t kind)
{
	if (rate > 0)
		events_at(&n->r->events, lab_after(n->r->events.now, draw_exponential_ns(s, 1 / rate)), kind, 0);
}

/* ---- a script: `12 s: cut B`, `40 s: heal`, `15 s: write A`, `16 s: read C` ---- */

static const char *check_line(const void *ctx, const struct script_line *l)
{
	const struct cap *p = ctx;
	uint8_t part[PARTS_NODES];
	bool node = l->what[0] && !l->what[1] && parts_node(l->what[0]) < p->nodes;

	if (str_eq(l->verb, S("heal")))
		return l->what[0] ? "nothing comes after heal" : NULL;
	if (str_eq(l->verb, S("cut")))
		return parts_read(l->what, p->nodes, part) ? NULL : "no such nodes: cut B, cut AC, or parts such as cut 3-2";
	if (str_eq(l->verb, S("write")) || str_eq(l->verb, S("read")))
		return node ? NULL : "no such node";
	return "cut, heal, write or read is expected";
}

static void cap_begin(struct net *n)
{
	const struct cap *p = n->p;

	if (!has_script(p)) {
		events_at(&n->r->events, p->from, CUT, 0);
		events_at(&n->r->events, p->until, HEAL, 0);
		return;
	}
	script_read(&n->script, p->script, LINES_MOST, check_line, p);
	for (uint32_t i = 0; i < n->script.count; i++)
		events_at(&n->r->events, n->script.line[i].at, SCRIPTED, i);
}

static void cap_results(struct net *n)
{
	struct lab_run *r = n->r;

	if (n->asked)
		lab_put_share(r, REFUSED, n->refused, n->asked);
	if (n->read)
		lab_put_share(r, STALE, n->stale, n->read);
	if (n->read_cut)
		lab_put_share(r, STALE_CUT, n->stale_cut, n->read_cut);
	lab_put(r, DIVERGED, n->p->choose == AP ? n->diverged : 0);
	lab_put(r, OVERWRITTEN, n->p->choose == AP ? n->overwritten : 0);
}

static void cap_run(const void *params, struct lab_run *r)
{
	const struct cap *p = params;
	struct stream writes = lab_stream(r, WRITES), reads = lab_stream(r, READS);
	struct net n = {.p = p, .r = r, .where = lab_stream(r, CHOICE)};
	struct event e;

	lab_lanes(r, p->nodes, true, false);
	cap_begin(&n);
	next_request(&n, &writes, p->writes, WRITE);
	next_request(&n, &reads, p->reads, READ);
	while (events_next(&r->events, &e) && e.time <= p->time && lab_tick(r)) {
		if (e.kind == WRITE) {
			write_at(&n, stream_below(&n.where, (uint32_t)p->nodes));
			next_request(&n, &writes, p->writes, WRITE);
		} else if (e.kind == READ) {
			read_at(&n, stream_below(&n.where, (uint32_t)p->nodes));
			next_request(&n, &reads, p->reads, READ);
		} else if (e.kind == ARRIVES) {
			cap_arrives(&n, e.who >> 5, e.who & 31);
		} else if (e.kind == SCRIPTED) {
			cap_scripted(&n, e.who);
		} else if (e.kind == CUT) {
			cap_cut(&n, p->cut);
		} else {
			cap_heal(&n);
		}
	}
	cap_results(&n);
	script_release(&n.script);
}

static bool cap_exact(const void *params)
{
	const struct cap *p = params;

	return has_script(p) && p->writes == 0 && p->reads == 0;
}

static bool cap_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct cap *p = params;
	uint8_t part[PARTS_NODES];
	double seconds = (double)p->time / 1e9, delay = (double)p->delay / 1e9;

	if (p->nodes > NODES_MOST)
		return lab_refuse(c, "nodes", d, DIAG_LIMIT, "lab cap: at most %d nodes, A to Z", NODES_MOST);
	if (has_script(p)) {
		struct script script;
		bool ok = script_read(&script, p->script, LINES_MOST, check_line, p) || script_fail(&script, p->script, d);

		script_release(&script);
		c->param = "script";
		if (!ok)
			return false;
	} else if (!p->cut || !parts_read(p->cut, p->nodes, part)) {
		lab_refuse(c, "cut nodes", d, DIAG_ARGUMENT, "lab cap: '%s' is not a cut of %llu nodes", p->cut ? p->cut : "",
		           (unsigned long long)p->nodes);
		diag_hint(d, "nodes that are cut off, as B or BC, or the parts, as 3-2");
		return false;
	}
	if (seconds * p->writes > 1e8)
		return lab_refuse(c, "writes", d, DIAG_LIMIT, "lab cap: at most 100 million writes");
	*c = (struct lab_cost){.param = "time",
	                       .bytes = 64 * p->writes * (double)p->nodes * (delay < seconds ? delay : seconds),
	                       .steps = LAB_RUNS * seconds * (p->reads + p->writes * (double)p->nodes) * 2};
	return true;
}

static void told_how(const void *params, struct buf *text)
{
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS, figure_time(&a, (double)((const struct cap *)params)->time).p);
	arena_release(&a);
}

const struct lab lab_cap = {"cap", sizeof(struct cap), in, out, cap_exact, cap_cost, cap_run, NULL, told_how, NULL};
