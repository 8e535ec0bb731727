/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_raft.c - Raft's elections: the leader stops, timers run out, votes are given; and commands of a cluster that is
 * cut.
 */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/raft_log.h"

enum { NODES_MOST = PARTS_NODES };

struct raft {
	uint64_t nodes, timeout_low, timeout_high, heartbeat, delay, elections;
	uint64_t entries;
	const char *partition, *script;
};

enum { NO_LEADER, NO_LEADER_P99, FIRST_TRY, TERMS, MESSAGES, COMMIT, COMMITTED, LOST, MINORITY, SERVED, MAJORITY };
enum { SERVED_PARTS, MAJORITY_PARTS }; /* series */
enum { GAP_TIME };
enum { TIMER, ASK, VOTE };
enum { TERMS_MOST = 20000 };
#define TIME_MOST (86400 * UINT64_C(1000000000))

#define FIELD(name) offsetof(struct raft, name)
static const struct lab_in in[] = {
	{"nodes", LAB_COUNT, FIELD(nodes), NULL},
	{"timeout_low", LAB_TIME, FIELD(timeout_low), NULL},
	{"timeout_high", LAB_TIME, FIELD(timeout_high), NULL},
	{"heartbeat", LAB_TIME, FIELD(heartbeat), NULL},
	{"delay", LAB_TIME, FIELD(delay), NULL},
	{"elections", LAB_COUNT, FIELD(elections), NULL},
	{"partition", LAB_TEXT, FIELD(partition), NULL},
	{"entries", LAB_COUNT, FIELD(entries), NULL},
	{"script", LAB_TEXT, FIELD(script), NULL},
	{0},
};

static const struct lab_out out[] = {
	[NO_LEADER] = {"no_leader", LAB_MEAN, 0, 0},
	[NO_LEADER_P99] = {"no_leader_p99", LAB_QUANTILE, 0.99, GAP_TIME},
	[FIRST_TRY] = {"first_try", LAB_MEAN, 0, 0},
	[TERMS] = {"terms", LAB_MEAN, 0, 0},
	[MESSAGES] = {"messages", LAB_MEAN, 0, 0},
	[COMMIT] = {"commit", LAB_MEAN, 0, 0},
	[COMMITTED] = {"committed", LAB_MEAN, 0, 0},
	[LOST] = {"lost", LAB_MEAN, 0, 0},
	[MINORITY] = {"minority", LAB_ONCE, 0, 0},
	[SERVED] = {"served", LAB_EACH, 0, SERVED_PARTS},
	[MAJORITY] = {"majority", LAB_EACH, 0, MAJORITY_PARTS},
	{0},
};

struct node {
	uint32_t term, voted;  /* voted in this term */
	uint32_t votes, timer; /* a timer that is out of date has another number */
	bool candidate;
};

struct cluster {
	const struct raft *p;
	struct lab_run *r;
	struct stream timers;
	struct node node[NODES_MOST]; /* node 0 was the leader, and is dead */
	uint64_t messages;
	uint32_t terms, leader;
};

/* A message: from, to and term in one number. */
static uint32_t raft_pack(uint32_t from, uint32_t to, uint32_t term)
{
	return from | to << 6 | term << 12;
}

static void raft_set_timer(struct cluster *c, uint32_t i, uint64_t from)
{
	uint64_t window = c->p->timeout_high - c->p->timeout_low;
	uint64_t at = from + c->p->timeout_low + (uint64_t)(stream_unit(&c->timers) * (double)window);

	events_at(&c->r->events, at > c->r->events.now ? at : c->r->events.now, TIMER, i | ++c->node[i].timer << 6);
}

static void raft_stand(struct cluster *c, uint32_t i)
{
	struct node *n = &c->node[i];
	uint64_t now = c->r->events.now;

	n->term++;
	n->candidate = true;
	n->voted = n->term;
	n->votes = 1;
	if (n->term > c->terms)
		c->terms = n->term;
	lab_say(c->r, now, PARTS_NAME(i), "times out: candidate in term %u, votes for itself, asks the others", n->term);
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i) {
			c->messages++;
			lab_send(c->r, now, k ? now + c->p->delay : LAB_NEVER, i, k, "vote? term %u", n->term);
			if (k) /* the dead one hears nothing */
				events_at(&c->r->events, now + c->p->delay, ASK, raft_pack(i, k, n->term));
		}
	raft_set_timer(c, i, now);
}

static void raft_ask(struct cluster *c, uint32_t from, uint32_t to, uint32_t term)
{
	struct node *n = &c->node[to];
	uint64_t now = c->r->events.now;

	if (term > n->term) {
		n->term = term;
		n->candidate = false;
		n->votes = 0;
	}
	if (term < n->term || n->voted == term) {
		lab_say(c->r, now, PARTS_NAME(to), "refuses %c: %s", parts_letter(from),
		        term < n->term ? "a later term" : "has voted in this term");
		return;
	}
	n->voted = term;
	lab_say(c->r, now, PARTS_NAME(to), "votes for %c in term %u", parts_letter(from), term);
	c->messages++;
	lab_send(c->r, now, now + c->p->delay, to, from, "yes, term %u", term);
	events_at(&c->r->events, now + c->p->delay, VOTE, raft_pack(to, from, term));
	raft_set_timer(c, to, now);
}

static void vote(struct cluster *c, uint32_t to, uint32_t term)
{
	struct node *n = &c->node[to];

	if (!n->candidate || n->term != term)
		return;
	n->votes++;
	if (n->votes > c->p->nodes / 2) {
		c->leader = to;
		lab_say(c->r, c->r->events.now, PARTS_NAME(to), "has %u of %llu votes: leader of term %u", n->votes,
		        (unsigned long long)c->p->nodes, term);
	}
}

/* The leader stops at a random moment between two heartbeats; its last one reached all a delay after it was sent. */
static bool election(struct cluster *c, struct stream *moment, uint64_t *gap)
{
	uint64_t since = (uint64_t)(stream_unit(moment) * (double)c->p->heartbeat), stops, first;
	struct event e;

	events_reset(&c->r->events);
	memset(c->node, 0, sizeof c->node);
	c->leader = c->terms = 0;
	c->messages = 0;
	/* Time is shifted so that the last heartbeat was heard at `first`, and the leader stops at `stops`. */
	first = c->p->heartbeat + c->p->delay;
	stops = first - c->p->delay + since;
	lab_say(c->r, stops, PARTS_NAME(0), "the leader stops");
	for (uint32_t i = 1; i < c->p->nodes; i++)
		raft_set_timer(c, i, first);
	while (!c->leader && c->terms < TERMS_MOST && events_next(&c->r->events, &e) && lab_tick(c->r)) {
		uint32_t from = e.who & 63, to = e.who >> 6 & 63;

		if (e.kind == TIMER && e.who >> 6 == c->node[from].timer)
			raft_stand(c, from);
		else if (e.kind == ASK)
			raft_ask(c, from, to, e.who >> 12);
		else if (e.kind == VOTE)
			vote(c, to, e.who >> 12);
	}
	*gap = c->r->events.now > stops ? c->r->events.now - stops : 0;
	return c->leader != 0;
}

/* ---- commands ---- */

static const char *raft_given(const char *text)
{
	return text && text[0] ? text : NULL;
}

static struct raft_log_plan log_plan(const struct raft *p)
{
	const char *partition = raft_given(p->partition);

	return (struct raft_log_plan){p->nodes,        p->timeout_low,
	                              p->timeout_high, p->heartbeat,
	                              p->delay,        p->entries ? p->entries : partition != NULL,
	                              partition,       raft_given(p->script)};
}

static bool has_log(const struct raft *p)
{
	return p->entries || raft_given(p->partition) || raft_given(p->script);
}

/* What is known beforehand: which part has more than half, and which share of the nodes is in another. */
static void put_parts(struct lab_run *r, const struct raft *p)
{
	uint8_t part[PARTS_NODES];
	uint32_t count = parts_read(raft_given(p->partition), p->nodes, part), size[PARTS_NODES] = {0}, minority = 0;

	for (uint32_t i = 0; i < p->nodes; i++)
		size[part[i]]++;
	for (uint32_t k = 0; k < count; k++) {
		r->series[MAJORITY_PARTS][k] = size[k] > p->nodes / 2;
		minority += size[k] > p->nodes / 2 ? 0 : size[k];
	}
	r->counts[MAJORITY_PARTS] = count;
	lab_put(r, MINORITY, (double)minority / (double)p->nodes);
}

/* Courses of events with commands, one in 25 elections; with a script one. */
static void run_log(const struct raft *p, struct lab_run *r)
{
	struct raft_log_plan plan = log_plan(p);
	struct stream timers = lab_stream(r, ORDER), moment = lab_stream(r, PHASE);
	uint64_t courses = plan.script || r->trace ? 1 : lab_part(r, p->elections) / 25, done = 0, timed = 0;
	double committed = 0, lost = 0, commit = 0, without = 0, messages = 0, terms = 0;
	struct raft_log_found f;

	courses = courses < 1 ? 1 : courses > 200 ? 200 : courses;
	for (; done < courses && !r->stopped; done++) {
		raft_log_run(&plan, r, &timers, &moment, &f);
		committed += (double)f.committed;
		lost += (double)f.lost;
		commit += f.commit;
		timed += f.timed;
		without += (double)f.without;
		messages += (double)f.messages;
		terms += (double)f.terms;
		for (uint32_t k = 0; k < f.parts && plan.partition; k++)
			r->series[SERVED_PARTS][k] += f.served[k];
		assert(!f.broken);
	}
	for (uint32_t k = 0; k < PARTS_NODES; k++)
		r->series[SERVED_PARTS][k] /= (double)done;
	lab_put(r, COMMITTED, committed / (double)done);
	lab_put(r, LOST, lost / (double)done);
	if (timed)
		lab_put(r, COMMIT, commit / (double)timed / 1e9);
	if (plan.script) {
		lab_put(r, NO_LEADER, without / 1e9);
		lab_put(r, TERMS, terms);
		lab_put(r, MESSAGES, messages);
	} else if (plan.partition) {
		put_parts(r, p);
		r->counts[SERVED_PARTS] = r->counts[MAJORITY_PARTS];
	}
}

static void run_elections(const struct raft *p, struct lab_run *r)
{
	struct cluster c = {.p = p, .r = r, .timers = lab_stream(r, DELAY)};
	struct stream moment = lab_stream(r, FAULT);
	uint64_t part = r->trace ? 1 : lab_part(r, p->elections), first = 0, terms = 0, messages = 0, done = 0, gap;
	double sum = 0;

	lab_lanes(r, p->nodes, true, false);
	for (; done < part && p->nodes / 2 + 1 < p->nodes && election(&c, &moment, &gap); done++) {
		lab_time(r, GAP_TIME, gap);
		sum += (double)gap;
		first += c.terms == 1;
		terms += c.terms;
		messages += c.messages;
	}
	if (!done)
		return;
	lab_put(r, NO_LEADER, sum / (double)done / 1e9);
	lab_put_share(r, FIRST_TRY, first, done);
	lab_put(r, TERMS, (double)terms / (double)done);
	lab_put(r, MESSAGES, (double)messages / (double)done);
}

static void raft_run(const void *params, struct lab_run *r)
{
	const struct raft *p = params;

	if (!raft_given(p->script) && !(r->trace && has_log(p)))
		run_elections(p, r);
	if (has_log(p) && !r->stopped)
		run_log(p, r);
}

static bool readable(const struct raft *p, struct lab_cost *c, struct diag *d)
{
	uint8_t part[PARTS_NODES];
	struct script script;
	bool ok = true;

	if (raft_given(p->partition) && !parts_read(p->partition, p->nodes, part)) {
		lab_refuse(c, "partition nodes", d, DIAG_ARGUMENT, "lab raft: '%s' is no partition of %llu nodes", p->partition,
		           (unsigned long long)p->nodes);
		diag_hint(d, "how many nodes each part has, as 3-2, or the nodes that are cut off, as DE");
		return false;
	}
	if (raft_given(p->script)) {
		c->param = "script";
		ok = script_read(&script, p->script, RAFT_LOG_LINES, raft_log_check, &p->nodes) ||
		     script_fail(&script, p->script, d);
		script_release(&script);
	}
	return ok;
}

static bool raft_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct raft *p = params;

	if (p->nodes > NODES_MOST)
		return lab_refuse(c, "nodes", d, DIAG_LIMIT, "lab raft: at most %d nodes", NODES_MOST);
	if (p->entries > 100000)
		return lab_refuse(c, "entries", d, DIAG_LIMIT, "lab raft: at most 100,000 entries");
	if (p->timeout_high > TIME_MOST || p->delay > TIME_MOST) /* heartbeats are below */
		return lab_refuse(c, p->delay > TIME_MOST ? "delay" : "timeout_high", d, DIAG_LIMIT,
		                  "lab raft: timeouts and delays of at most a day");
	if (!readable(p, c, d))
		return false;
	*c = (struct lab_cost){.steps = (double)p->elections * (double)p->nodes * 4, .param = "elections"};
	c->steps += has_log(p) ? (double)p->elections / 25 * (double)p->nodes * (400 + 8 * (double)p->entries) : 0;
	return true;
}

static void raft_told(const void *params, struct buf *text)
{
	const struct raft *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS,
	           raft_given(p->script) ? "the script"
	                                 : figure_count(&a, (double)(p->elections / LAB_RUNS), "election").p);
	arena_release(&a);
}

const struct lab lab_raft = {"raft", sizeof(struct raft), in, out, NULL, raft_cost, raft_run, NULL, raft_told, NULL};
