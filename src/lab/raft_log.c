/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * raft_log.c - Raft after Ongaro and Ousterhout 2014: elections, a log that is replicated, and a network that is cut
 * and heals. A leader begins its term with an entry that is no command, so that what was there before is committed with
 * it.
 */
#include "lab/raft_log.h"

#include <stdlib.h>

enum { TIMER, BEAT, LETTER, NEXT, SCRIPTED };
enum role { FOLLOWER, CANDIDATE, LEADER };
enum letter_kind { ASK, ANSWER, APPEND, REPLY };
enum phase { SETTLES, FIRST, BREAKS, ELECTS, SECOND, HEALS, AGREES, OVER };
enum { EVENTS_MOST = 20000000, WAITS = 1000 }; /* WAITS: of the longest timeout, until a phase is given up */

struct entry {
	uint32_t term, command; /* command 0: what a leader begins with */
};

struct letter {
	enum letter_kind kind;
	uint8_t from, to;
	bool yes; /* ANSWER, REPLY */
	uint32_t term, index, of,
		commit;          /* ASK: length and last term; APPEND: what goes before, its term; REPLY: what it has now */
	struct entry *entry; /* APPEND */
	uint32_t count, next_free;
};

struct member {
	uint32_t term, voted, votes, timer; /* voted: 1 more than whom it voted for in this term; 0: nobody */
	enum role role;
	bool dead;
	struct entry *log;
	uint32_t length, cap, commit;
	uint32_t next[PARTS_NODES], match[PARTS_NODES];
};

struct course {
	const struct raft_log_plan *p;
	struct lab_run *r;
	struct stream *timers, *moment;
	struct raft_log_found *found;
	struct member *member;
	uint8_t part[PARTS_NODES];
	uint32_t size[PARTS_NODES]; /* of each part */
	bool cut;
	struct letter *letter;
	uint32_t letters, letter_cap, free; /* free: 1 more than the first that may be used again */
	struct entry *safe;                 /* committed by whomever, in order */
	uint64_t *taken;                    /* when a command was taken, from 1 */
	uint32_t safe_count, safe_cap, taken_cap;
	uint8_t *leader_of; /* 1 more than who led a term */
	uint32_t terms_cap;
	enum phase phase;
	uint64_t sent, since, last, ends;
	bool led; /* there was a leader once */
	struct script script;
};

static uint64_t raft_log_now(const struct course *c)
{
	return c->r->events.now;
}

#define tell(c, node, ...) \
	((c)->r->trace ? lab_line((c)->r, raft_log_now(c), (char[2]){parts_letter(node), 0}, __VA_ARGS__) : (void)0)
#define tell_all(c, ...) ((c)->r->trace ? lab_line((c)->r, raft_log_now(c), "", __VA_ARGS__) : (void)0)

static void raft_log_broken(struct course *c, const char *rule)
{
	if (!c->found->broken)
		c->found->broken = rule;
	tell_all(c, "A RULE IS BROKEN: %s", rule);
}

/* ---- the network ---- */

static bool raft_log_together(const struct course *c, uint32_t a, uint32_t b)
{
	return !c->cut || c->part[a] == c->part[b];
}

static bool reaches_majority(const struct course *c, uint32_t node)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < c->p->nodes; i++)
		count += !c->member[i].dead && raft_log_together(c, node, i);
	return count > c->p->nodes / 2;
}

static void post(struct course *c, struct letter l, const char *words, uint32_t number)
{
	bool comes = raft_log_together(c, l.from, l.to) && !c->member[l.to].dead;
	uint32_t at;

	c->found->messages++;
	if (words[0])
		lab_send(c->r, raft_log_now(c), comes ? raft_log_now(c) + c->p->delay : LAB_NEVER, l.from, l.to, words, number);
	if (!comes) {
		free(l.entry);
		return;
	}
	if (c->free) {
		at = c->free - 1;
		c->free = c->letter[at].next_free;
	} else {
		if (c->letters == c->letter_cap) {
			c->letter_cap = c->letter_cap ? c->letter_cap * 2 : 64;
			c->letter = xrealloc(c->letter, c->letter_cap * sizeof *c->letter);
		}
		at = c->letters++;
	}
	c->letter[at] = l;
	events_at(&c->r->events, raft_log_now(c) + c->p->delay, LETTER, at);
}

/* ---- terms and timers ---- */

static void raft_log_set_timer(struct course *c, uint32_t i)
{
	uint64_t window = c->p->timeout_high - c->p->timeout_low;

	events_at(&c->r->events, raft_log_now(c) + c->p->timeout_low + (uint64_t)(stream_unit(c->timers) * (double)window),
	          TIMER, i | ++c->member[i].timer << 6);
}

static void raft_log_follow(struct course *c, uint32_t i, uint32_t term)
{
	struct member *m = &c->member[i];
	bool led = m->role == LEADER;

	if (term > m->term) {
		m->term = term;
		m->voted = 0;
	}
	m->role = FOLLOWER;
	if (led) {
		tell(c, i, "hears of term %u, and leads no longer", term);
		raft_log_set_timer(c, i);
	}
}

static uint32_t last_term(const struct member *m)
{
	return m->length ? m->log[m->length - 1].term : 0;
}

static void append_entry(struct member *m, struct entry e)
{
	if (m->length == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 16;
		m->log = xrealloc(m->log, m->cap * sizeof *m->log);
	}
	m->log[m->length++] = e;
}

/* All the other one lacks, or nothing: a heartbeat. */
static void send_log(struct course *c, uint32_t i, uint32_t to)
{
	struct member *m = &c->member[i];
	uint32_t before = m->next[to], count = m->length - before;
	struct letter l = {APPEND,    (uint8_t)i, (uint8_t)to, false, m->term, before, before ? m->log[before - 1].term : 0,
	                   m->commit, NULL,       count,       0};

	if (count) {
		l.entry = xmalloc(count * sizeof *l.entry);
		memcpy(l.entry, m->log + before, count * sizeof *l.entry);
	}
	post(c, l, count ? "append %u" : "", count);
}

static void send_all(struct course *c, uint32_t i)
{
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i)
			send_log(c, i, k);
}

static void beat_again(struct course *c, uint32_t i)
{
	events_at(&c->r->events, raft_log_now(c) + c->p->heartbeat, BEAT, i | (c->member[i].term & 0x3FFFFFF) << 6);
}

static void note_leader(struct course *c, uint32_t i)
{
	uint32_t term = c->member[i].term;

	if (term >= c->terms_cap) {
		uint32_t cap = (term + 1) * 2;

		c->leader_of = xrealloc(c->leader_of, cap);
		memset(c->leader_of + c->terms_cap, 0, cap - c->terms_cap);
		c->terms_cap = cap;
	}
	if (c->leader_of[term] && c->leader_of[term] != i + 1)
		raft_log_broken(c, "two leaders of one term");
	c->leader_of[term] = (uint8_t)(i + 1);
	c->led = true;
}

static void raft_log_lead(struct course *c, uint32_t i)
{
	struct member *m = &c->member[i];

	m->role = LEADER;
	m->timer++;
	note_leader(c, i);
	tell(c, i, "has %u of %llu votes: leader of term %u", m->votes, (unsigned long long)c->p->nodes, m->term);
	for (uint32_t k = 0; k < c->p->nodes; k++) {
		m->next[k] = m->length;
		m->match[k] = 0;
	}
	append_entry(m, (struct entry){m->term, 0});
	send_all(c, i);
	beat_again(c, i);
}

static void raft_log_stand(struct course *c, uint32_t i)
{
	struct member *m = &c->member[i];

	m->term++;
	m->role = CANDIDATE;
	m->voted = i + 1;
	m->votes = 1;
	if (m->term > c->found->terms)
		c->found->terms = m->term;
	tell(c, i, "times out: candidate in term %u, votes for itself, asks the others", m->term);
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i)
			post(c,
			     (struct letter){ASK, (uint8_t)i, (uint8_t)k, false, m->term, m->length, last_term(m), 0, NULL, 0, 0},
			     "vote? term %u", m->term);
	raft_log_set_timer(c, i);
}

/* ---- what comes ---- */

/* A vote for the first who asks in a term, with a log no older than one's own. */
static void raft_log_asked(struct course *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];
	bool newer = l->of > last_term(m) || (l->of == last_term(m) && l->index >= m->length);
	bool yes = l->term == m->term && newer && (!m->voted || m->voted == l->from + 1u) && m->role == FOLLOWER;

	if (yes) {
		m->voted = l->from + 1u;
		raft_log_set_timer(c, l->to);
		tell(c, l->to, "votes for %c in term %u", parts_letter(l->from), l->term);
	} else {
		tell(c, l->to, "refuses %c: %s", parts_letter(l->from),
		     l->term < m->term ? "a later term"
		     : !newer          ? "its log is older"
		                       : "has voted in this term");
	}
	post(c, (struct letter){ANSWER, l->to, l->from, yes, m->term, 0, 0, 0, NULL, 0, 0},
	     yes ? "yes, term %u" : "no, term %u", m->term);
}

static void answered(struct course *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];

	if (m->role != CANDIDATE || l->term != m->term || !l->yes)
		return;
	if (++m->votes > c->p->nodes / 2)
		raft_log_lead(c, l->to);
}

static uint32_t commands(const struct member *m, uint32_t from)
{
	uint32_t count = 0;

	for (uint32_t i = from; i < m->length; i++)
		count += m->log[i].command > 0;
	return count;
}

/* What was committed by one is what all others commit there, for ever. */
static void commit_to(struct course *c, uint32_t i, uint32_t to)
{
	struct member *m = &c->member[i];

	for (; m->commit < to; m->commit++) {
		struct entry e = m->log[m->commit];

		if (m->commit < c->safe_count) {
			if (c->safe[m->commit].term != e.term || c->safe[m->commit].command != e.command)
				raft_log_broken(c, "a committed entry was replaced");
			continue;
		}
		if (c->safe_count == c->safe_cap) {
			c->safe_cap = c->safe_cap ? c->safe_cap * 2 : 16;
			c->safe = xrealloc(c->safe, c->safe_cap * sizeof *c->safe);
		}
		c->safe[c->safe_count++] = e;
		if (c->cut)
			c->found->served[c->part[i]] = true;
		if (!e.command)
			continue;
		c->found->committed++;
		if (e.term == m->term) {
			c->found->commit += (double)(raft_log_now(c) - c->taken[e.command]);
			c->found->timed++;
		}
		tell(c, i, "commits command %u: a majority has it", e.command);
	}
}

static void take_log(struct course *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];

	for (uint32_t k = 0; k < l->count; k++) {
		uint32_t at = l->index + k;

		if (at < m->length && m->log[at].term != l->entry[k].term) {
			uint32_t gone = commands(m, at);

			if (at < m->commit)
				raft_log_broken(c, "a committed entry was thrown away");
			if (gone)
				tell(c, l->to, "throws away %u command%s that %s never committed", gone, gone > 1 ? "s" : "",
				     gone > 1 ? "were" : "was");
			m->length = at;
		}
		if (at == m->length)
			append_entry(m, l->entry[k]);
	}
}

static void appended(struct course *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];
	bool yes = l->term == m->term && l->index <= m->length && (!l->index || m->log[l->index - 1].term == l->of);
	uint32_t has = l->index + l->count, known = l->commit < has ? l->commit : has;

	if (l->term == m->term) {
		m->role = FOLLOWER;
		raft_log_set_timer(c, l->to);
	}
	if (yes) {
		take_log(c, l);
		if (known > m->commit)
			commit_to(c, l->to, known);
	}
	post(c, (struct letter){REPLY, l->to, l->from, yes, m->term, yes ? has : m->length, 0, 0, NULL, 0, 0},
	     yes && l->count ? "has %u"
	     : yes           ? ""
	                     : "no: has %u",
	     yes ? has : m->length);
}

/* An entry of the leader's own term that a majority has is committed, and all before it. */
static void try_commit(struct course *c, uint32_t i)
{
	struct member *m = &c->member[i];

	for (uint32_t n = m->length; n > m->commit && m->log[n - 1].term == m->term; n--) {
		uint32_t have = 1;

		for (uint32_t k = 0; k < c->p->nodes; k++)
			have += k != i && m->match[k] >= n;
		if (have > c->p->nodes / 2) {
			commit_to(c, i, n);
			return;
		}
	}
}

static void replied(struct course *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];

	if (m->role != LEADER || l->term != m->term)
		return;
	if (l->yes) {
		if (l->index > m->match[l->from])
			m->match[l->from] = l->index;
		if (l->index > m->next[l->from])
			m->next[l->from] = l->index;
		try_commit(c, l->to);
		return;
	}
	m->next[l->from] = m->next[l->from] ? (l->index < m->next[l->from] - 1 ? l->index : m->next[l->from] - 1) : 0;
	send_log(c, l->to, l->from);
}

static void comes(struct course *c, uint32_t at)
{
	struct letter l = c->letter[at];

	c->letter[at].next_free = c->free;
	c->free = at + 1;
	if (!c->member[l.to].dead && raft_log_together(c, l.from, l.to)) {
		if (l.term > c->member[l.to].term)
			raft_log_follow(c, l.to, l.term);
		if (l.kind == ASK)
			raft_log_asked(c, &l);
		else if (l.kind == ANSWER)
			answered(c, &l);
		else if (l.kind == APPEND)
			appended(c, &l);
		else
			replied(c, &l);
	}
	free(l.entry);
}

/* ---- clients, faults ---- */

static void take_command(struct course *c, uint32_t i)
{
	struct member *m = &c->member[i];
	uint32_t number = (uint32_t)++c->found->accepted;

	if (number >= c->taken_cap) {
		c->taken_cap = c->taken_cap ? c->taken_cap * 2 : 64;
		c->taken = xrealloc(c->taken, c->taken_cap * sizeof *c->taken);
	}
	c->taken[number] = raft_log_now(c);
	tell(c, i, "takes command %u in term %u", number, m->term);
	append_entry(m, (struct entry){m->term, number});
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i) {
			send_log(c, i, k);
			m->next[k] = m->length; /* it is on its way: a refusal brings it back */
		}
}

/* The living leader of a part with the latest term; of all when they are together. nodes: there is none. */
static uint32_t leader_in(const struct course *c, uint32_t part)
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

static void command_all(struct course *c)
{
	for (uint32_t part = 0; part < (c->cut ? c->found->parts : 1); part++) {
		uint32_t i = leader_in(c, part);

		if (i < c->p->nodes)
			take_command(c, i);
	}
}

static void raft_log_cut(struct course *c, const char *how)
{
	c->found->parts = parts_read(how, c->p->nodes, c->part);
	c->cut = true;
	memset(c->size, 0, sizeof c->size);
	for (uint32_t i = 0; i < c->p->nodes; i++)
		c->size[c->part[i]]++;
	tell_all(c, "the network is cut: %s", how);
}

static void raft_log_heal(struct course *c)
{
	if (c->cut)
		tell_all(c, "the network heals");
	c->cut = false;
}

static void raft_log_stop(struct course *c, uint32_t i)
{
	if (i >= c->p->nodes || c->member[i].dead)
		return;
	tell(c, i, c->member[i].role == LEADER ? "the leader stops" : "stops");
	c->member[i].dead = true;
	c->member[i].role = FOLLOWER;
	c->member[i].timer++;
}

static void raft_log_start(struct course *c, uint32_t i)
{
	if (!c->member[i].dead)
		return;
	tell(c, i, "is back, with its log");
	c->member[i].dead = false;
	raft_log_set_timer(c, i);
}

/* ---- scripts ---- */

const char *raft_log_check(const void *ctx, const struct script_line *l)
{
	const uint64_t *nodes = ctx;
	uint8_t part[PARTS_NODES];
	bool node = l->what[0] && !l->what[1] && parts_node(l->what[0]) < *nodes, leader = strcmp(l->what, "leader") == 0;

	if (str_eq(l->verb, S("heal")))
		return l->what[0] ? "nothing stands behind heal" : NULL;
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
static uint32_t for_clients(const struct course *c)
{
	uint32_t best = (uint32_t)c->p->nodes;

	for (uint32_t part = 0; part < (c->cut ? c->found->parts : 1); part++) {
		uint32_t i = leader_in(c, part);

		if (i < c->p->nodes && (best == c->p->nodes || reaches_majority(c, i)))
			best = i;
	}
	return best;
}

static void raft_log_scripted(struct course *c, const struct script_line *l)
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
			take_command(c, node);
		else if (node < c->p->nodes)
			tell(c, node, "refuses a command: it does not lead");
		else
			tell_all(c, "a command finds no leader");
	}
}

/* ---- commands, a cut, commands, healing ---- */

/* One leader, and all that live have its log, committed. */
static bool agreed(const struct course *c)
{
	uint32_t leader = leader_in(c, 0);

	if (c->cut || leader == c->p->nodes || c->member[leader].commit < c->member[leader].length)
		return false;
	for (uint32_t i = 0; i < c->p->nodes; i++) {
		const struct member *m = &c->member[i];

		if (!m->dead && (m->length != c->member[leader].length || m->commit != m->length ||
		                 last_term(m) != last_term(&c->member[leader])))
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

	for (uint32_t i = 0; i < c->p->nodes; i++) {
		const struct member *m = &c->member[i];

		possible = possible || (!m->dead && reaches_majority(c, i));
		if (m->role == LEADER && !m->dead && reaches_majority(c, i) && m->commit &&
		    m->log[m->commit - 1].term == m->term)
			return true;
	}
	return !possible && raft_log_now(c) >= c->since + 3 * c->p->timeout_high;
}

static void raft_log_later(struct course *c, uint64_t in)
{
	events_at(&c->r->events, raft_log_now(c) + in, NEXT, 0);
}

static void enter(struct course *c, enum phase phase, uint64_t in)
{
	c->phase = phase;
	c->since = raft_log_now(c);
	c->sent = 0;
	raft_log_later(c, in);
}

static void send_some(struct course *c, enum phase then)
{
	uint64_t rest = 4 * c->p->delay + (uint64_t)(stream_unit(c->moment) * (double)c->p->heartbeat);

	if (c->sent++ == c->p->entries) {
		enter(c, then, rest);
		return;
	}
	command_all(c);
	raft_log_later(c, c->p->heartbeat);
}

static void raft_log_next(struct course *c)
{
	bool given_up = raft_log_now(c) > c->since + WAITS * c->p->timeout_high;

	switch (c->phase) {
	case SETTLES:
	case AGREES:
		if (!agreed(c) && !given_up)
			raft_log_later(c, c->p->heartbeat);
		else if (c->phase == SETTLES)
			enter(c, FIRST, 0);
		else
			c->phase = OVER;
		break;
	case FIRST: send_some(c, BREAKS); break;
	case BREAKS:
		if (c->p->partition)
			raft_log_cut(c, c->p->partition);
		else
			raft_log_stop(c, leader_in(c, 0));
		enter(c, ELECTS, c->p->heartbeat);
		break;
	case ELECTS:
		if (elected(c) || given_up)
			enter(c, SECOND, 0);
		else
			raft_log_later(c, c->p->heartbeat);
		break;
	case SECOND: send_some(c, HEALS); break;
	case HEALS:
		raft_log_heal(c);
		enter(c, AGREES, c->p->heartbeat);
		break;
	default: break;
	}
}

/* ---- all of it ---- */

static void count_without(struct course *c, uint64_t until)
{
	bool some = !c->led;

	for (uint32_t i = 0; i < c->p->nodes && !some; i++)
		some = c->member[i].role == LEADER && !c->member[i].dead && reaches_majority(c, i);
	c->found->without += some ? 0 : until - c->last;
	c->last = until;
}

static void raft_log_begin(struct course *c)
{
	for (uint32_t i = 0; i < c->p->nodes; i++)
		raft_log_set_timer(c, i);
	if (!c->p->script) {
		enter(c, SETTLES, c->p->timeout_low);
		return;
	}
	script_read(&c->script, c->p->script, RAFT_LOG_LINES, raft_log_check, &c->p->nodes);
	for (uint32_t i = 0; i < c->script.count; i++) {
		events_at(&c->r->events, c->script.line[i].at, SCRIPTED, i);
		c->ends = c->script.line[i].at + 4 * c->p->timeout_high;
	}
}

/* Commands that were taken, and are not in the log that won. */
static void count_lost(struct course *c)
{
	const struct member *best = NULL;

	for (uint32_t i = 0; i < c->p->nodes; i++) {
		const struct member *m = &c->member[i];

		if (!m->dead &&
		    (!best || last_term(m) > last_term(best) || (last_term(m) == last_term(best) && m->length > best->length)))
			best = m;
	}
	c->found->lost = c->found->accepted - (best ? commands(best, 0) : 0);
}

static void raft_log_release(struct course *c)
{
	for (uint32_t i = 0; i < c->p->nodes; i++)
		free(c->member[i].log);
	free(c->member);
	free(c->letter);
	free(c->safe);
	free(c->taken);
	free(c->leader_of);
	if (c->p->script)
		script_release(&c->script);
}

void raft_log_run(const struct raft_log_plan *p, struct lab_run *r, struct stream *timers, struct stream *moment,
                  struct raft_log_found *found)
{
	struct course c = {.p = p, .r = r, .timers = timers, .moment = moment, .found = found};
	struct event e;

	*found = (struct raft_log_found){0};
	c.member = xcalloc(p->nodes, sizeof *c.member);
	events_reset(&r->events);
	lab_lanes(r, p->nodes, true, false);
	raft_log_begin(&c);
	for (uint64_t n = 0; n < EVENTS_MOST && c.phase != OVER && events_next(&r->events, &e) &&
	                     (!p->script || e.time <= c.ends) && lab_tick(r);
	     n++) {
		uint32_t i = e.who & 63;

		count_without(&c, e.time);
		if (e.kind == TIMER && e.who >> 6 == (c.member[i].timer & 0x3FFFFFF) && !c.member[i].dead)
			raft_log_stand(&c, i);
		else if (e.kind == BEAT && c.member[i].role == LEADER && !c.member[i].dead &&
		         e.who >> 6 == (c.member[i].term & 0x3FFFFFF)) {
			send_all(&c, i);
			beat_again(&c, i);
		} else if (e.kind == LETTER)
			comes(&c, e.who);
		else if (e.kind == NEXT)
			raft_log_next(&c);
		else if (e.kind == SCRIPTED)
			raft_log_scripted(&c, &c.script.line[e.who]);
	}
	while (events_next(&r->events, &e)) /* letters that nobody will read */
		if (e.kind == LETTER)
			free(c.letter[e.who].entry);
	count_lost(&c);
	raft_log_release(&c);
}
