/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * raft_log.c - what befalls a Raft cluster, and what came of it: clients and their commands, faults by script or by
 * plan, and which commands were lost.
 */
#include "lab/raft_log.h"

#include "lab/raft_members.h"

enum phase { SETTLES, FIRST, BREAKS, ELECTS, SECOND, HEALS, AGREES, OVER };
enum { EVENTS_MOST = 20000000, WAITS = 1000 }; /* WAITS: of the longest timeout, until a phase is given up */

struct course {
	struct members m;
	struct stream *moment;
	enum phase phase;
	uint64_t sent, since, last, ends;
	struct script script;
};

/* ---- clients, faults ---- */

/* The living leader of a part with the latest term; of all when they are together. nodes: there is none. */
static uint32_t leader_in(const struct members *c, uint32_t part)
{
	uint32_t best = (uint32_t)c->p->nodes;

	for (uint32_t i = 0; i < c->p->nodes; i++) {
		const struct member *m = &c->member[i];

		if (m->role == LEADER && !m->dead && (!c->cut || c->part[i] == part) &&
		    (best == c->p->nodes || m->term > c->member[best].term))
			best = i;
	}
	return best;
}

static void command_all(struct members *c)
{
	for (uint32_t part = 0; part < (c->cut ? c->found->parts : 1); part++) {
		uint32_t i = leader_in(c, part);

		if (i < c->p->nodes)
			members_take(c, i);
	}
}

static void raft_log_cut(struct members *c, const char *how)
{
	c->found->parts = parts_read(how, c->p->nodes, c->part);
	c->cut = true;
	tell_all(c, "the network is cut: %s", how);
}

static void raft_log_heal(struct members *c)
{
	if (c->cut)
		tell_all(c, "the network heals");
	c->cut = false;
}

static void raft_log_stop(struct members *c, uint32_t i)
{
	if (i >= c->p->nodes || c->member[i].dead)
		return;
	tell(c, i, c->member[i].role == LEADER ? "the leader stops" : "stops");
	c->member[i].dead = true;
	c->member[i].role = FOLLOWER;
	c->member[i].timer++;
}

static void raft_log_start(struct members *c, uint32_t i)
{
	if (!c->member[i].dead)
		return;
	tell(c, i, "is back, with its log");
	c->member[i].dead = false;
	members_set_timer(c, i);
}

/* ---- scripts ---- */

const char *raft_log_check(const void *ctx, const struct script_line *l)
{
	const uint64_t *nodes = ctx;
	uint8_t part[PARTS_NODES];
	bool node = l->what[0] && !l->what[1] && parts_node(l->what[0]) < *nodes, leader = strcmp(l->what, "leader") == 0;

	if (str_eq(l->verb, S("heal")))
		return l->what[0] ? "nothing comes after heal" : NULL;
	if (str_eq(l->verb, S("cut")))
		return parts_read(l->what, *nodes, part) ? NULL : "no such nodes: cut B, cut AC, or parts such as cut 3-2";
	if (str_eq(l->verb, S("stop")))
		return node || leader ? NULL : "no such node: stop A, or stop leader";
	if (str_eq(l->verb, S("start")))
		return node ? NULL : "no such node";
	if (str_eq(l->verb, S("write")))
		return node || !l->what[0] ? NULL : "no such node: write, or write A";
	return "write, stop, start, cut or heal is expected";
}

/* Who takes a command: the leader that reaches a majority, else any. */
static uint32_t for_clients(const struct members *c)
{
	uint32_t best = (uint32_t)c->p->nodes;

	for (uint32_t part = 0; part < (c->cut ? c->found->parts : 1); part++) {
		uint32_t i = leader_in(c, part);

		if (i < c->p->nodes && (best == c->p->nodes || members_majority(c, i)))
			best = i;
	}
	return best;
}

static void raft_log_scripted(struct members *c, const struct script_line *l)
{
	uint32_t node = l->what[0] && !l->what[1] ? parts_node(l->what[0]) : (uint32_t)c->p->nodes;

	if (str_eq(l->verb, S("cut"))) {
		raft_log_cut(c, l->what);
	} else if (str_eq(l->verb, S("heal"))) {
		raft_log_heal(c);
	} else if (str_eq(l->verb, S("stop"))) {
		raft_log_stop(c, l->what[1] ? for_clients(c) : node);
	} else if (str_eq(l->verb, S("start"))) {
		raft_log_start(c, node);
	} else {
		node = l->what[0] ? node : for_clients(c);
		if (node < c->p->nodes && c->member[node].role == LEADER && !c->member[node].dead)
			members_take(c, node);
		else if (node < c->p->nodes)
			tell(c, node, "refuses a command: it does not lead");
		else
			tell_all(c, "a command finds no leader");
	}
}

/* ---- commands, a cut, commands, healing ---- */

/* One leader, and all that live have its log, committed. */
static bool agreed(const struct members *c)
{
	uint32_t leader = leader_in(c, 0);

	if (c->cut || leader == c->p->nodes || c->member[leader].commit < c->member[leader].length)
		return false;
	for (uint32_t i = 0; i < c->p->nodes; i++) {
		const struct member *m = &c->member[i];

		if (!m->dead && (m->length != c->member[leader].length || m->commit != m->length ||
		                 members_last_term(m) != members_last_term(&c->member[leader])))
			return false;
	}
	return true;
}

/*
 * Does a part with a majority have a leader that has committed what it began with? Where none has a majority: has
 * enough time gone?
 */
static bool elected(const struct course *c)
{
	bool possible = false;

	for (uint32_t i = 0; i < c->m.p->nodes; i++) {
		const struct member *m = &c->m.member[i];

		possible = possible || (!m->dead && members_majority(&c->m, i));
		if (m->role == LEADER && !m->dead && members_majority(&c->m, i) && m->commit &&
		    m->log[m->commit - 1].term == m->term)
			return true;
	}
	return !possible && members_now(&c->m) >= c->since + 3 * c->m.p->timeout_high;
}

static void raft_log_later(struct course *c, uint64_t in)
{
	events_at(&c->m.r->events, members_now(&c->m) + in, NEXT, 0);
}

static void enter(struct course *c, enum phase phase, uint64_t in)
{
	c->phase = phase;
	c->since = members_now(&c->m);
	c->sent = 0;
	raft_log_later(c, in);
}

static void send_some(struct course *c, enum phase then)
{
	uint64_t rest = 4 * c->m.p->delay + (uint64_t)(stream_unit(c->moment) * (double)c->m.p->heartbeat);

	if (c->sent++ == c->m.p->entries) {
		enter(c, then, rest);
		return;
	}
	command_all(&c->m);
	raft_log_later(c, c->m.p->heartbeat);
}

static void raft_log_next(struct course *c)
{
	bool given_up = members_now(&c->m) > c->since + WAITS * c->m.p->timeout_high;

	switch (c->phase) {
	case SETTLES:
	case AGREES:
		if (!agreed(&c->m) && !given_up)
			raft_log_later(c, c->m.p->heartbeat);
		else if (c->phase == SETTLES)
			enter(c, FIRST, 0);
		else
			c->phase = OVER;
		break;
	case FIRST: send_some(c, BREAKS); break;
	case BREAKS:
		if (c->m.p->partition)
			raft_log_cut(&c->m, c->m.p->partition);
		else
			raft_log_stop(&c->m, leader_in(&c->m, 0));
		enter(c, ELECTS, c->m.p->heartbeat);
		break;
	case ELECTS:
		if (elected(c) || given_up)
			enter(c, SECOND, 0);
		else
			raft_log_later(c, c->m.p->heartbeat);
		break;
	case SECOND: send_some(c, HEALS); break;
	case HEALS:
		raft_log_heal(&c->m);
		enter(c, AGREES, c->m.p->heartbeat);
		break;
	default: break;
	}
}

/* ---- all of it ---- */

static void count_without(struct course *c, uint64_t until)
{
	bool some = !c->m.led;

	for (uint32_t i = 0; i < c->m.p->nodes && !some; i++)
		some = c->m.member[i].role == LEADER && !c->m.member[i].dead && members_majority(&c->m, i);
	c->m.found->without += some ? 0 : until - c->last;
	c->last = until;
}

static void raft_log_begin(struct course *c)
{
	if (!c->m.p->script) {
		enter(c, SETTLES, c->m.p->timeout_low);
		return;
	}
	script_read(&c->script, c->m.p->script, RAFT_LOG_LINES, raft_log_check, &c->m.p->nodes);
	for (uint32_t i = 0; i < c->script.count; i++) {
		events_at(&c->m.r->events, c->script.line[i].at, SCRIPTED, i);
		c->ends = c->script.line[i].at + 4 * c->m.p->timeout_high;
	}
}

/* Commands that were taken, and are not in the log that won. */
static void count_lost(struct members *c)
{
	const struct member *best = NULL;

	for (uint32_t i = 0; i < c->p->nodes; i++) {
		const struct member *m = &c->member[i];

		if (!m->dead && (!best || members_last_term(m) > members_last_term(best) ||
		                 (members_last_term(m) == members_last_term(best) && m->length > best->length)))
			best = m;
	}
	c->found->lost = c->found->accepted - (best ? members_commands(best, 0) : 0);
}

void raft_log_run(const struct raft_log_plan *p, struct lab_run *r, struct stream *timers, struct stream *moment,
                  struct raft_log_found *found)
{
	struct course c = {.moment = moment};
	struct event e;

	*found = (struct raft_log_found){0};
	events_reset(&r->events);
	lab_lanes(r, p->nodes, true, false);
	members_init(&c.m, p, r, timers, found);
	raft_log_begin(&c);
	for (uint64_t n = 0; n < EVENTS_MOST && c.phase != OVER && events_next(&r->events, &e) &&
	                     (!p->script || e.time <= c.ends) && lab_tick(r);
	     n++) {
		count_without(&c, e.time);
		if (e.kind == NEXT)
			raft_log_next(&c);
		else if (e.kind == SCRIPTED)
			raft_log_scripted(&c.m, &c.script.line[e.who]);
		else
			members_event(&c.m, &e);
	}
	count_lost(&c.m);
	members_release(&c.m);
	if (p->script)
		script_release(&c.script);
}
