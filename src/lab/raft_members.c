/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * raft_members.c - Raft after Ongaro and Ousterhout 2014: elections, and a log that is replicated. A leader begins its
 * term with an entry that is not a command, so that what was there before is committed with it.
 */
#include "lab/raft_members.h"

#include <stdlib.h>

enum letter_kind { ASK, ANSWER, APPEND, REPLY };

struct letter {
	enum letter_kind kind;
	uint8_t from, to;
	bool yes; /* ANSWER, REPLY */
	uint32_t term, commit;
	uint32_t index, of;  /* ASK: length and last term; APPEND: what goes before, its term; REPLY: what it has now */
	struct entry *entry; /* APPEND: so many */
	uint32_t count, next_free;
};

static void members_broken(struct members *c, const char *rule)
{
	if (!c->found->broken)
		c->found->broken = rule;
	tell_all(c, "A RULE IS BROKEN: %s", rule);
}

/* ---- the network ---- */

static bool together(const struct members *c, uint32_t a, uint32_t b)
{
	return !c->cut || c->part[a] == c->part[b];
}

bool members_majority(const struct members *c, uint32_t node)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < c->p->nodes; i++)
		count += !c->member[i].dead && together(c, node, i);
	return count > c->p->nodes / 2;
}

static void post(struct members *c, struct letter l, const char *words, uint32_t number)
{
	bool comes = together(c, l.from, l.to) && !c->member[l.to].dead;
	uint32_t at;

	c->found->messages++;
	if (words[0])
		lab_send(c->r, members_now(c), comes ? members_now(c) + c->p->delay : LAB_NEVER, l.from, l.to, words, number);
	if (!comes) {
		free(l.entry);
		return;
	}
	if (c->free) {
		at = c->free - 1;
		c->free = c->letter[at].next_free;
	} else {
		c->letter = xgrow(c->letter, c->letters, &c->letter_cap, sizeof *c->letter);
		at = c->letters++;
	}
	c->letter[at] = l;
	events_at(&c->r->events, members_now(c) + c->p->delay, LETTER, at);
}

/* ---- terms and timers ---- */

void members_set_timer(struct members *c, uint32_t i)
{
	uint64_t window = c->p->timeout_high - c->p->timeout_low;

	events_at(&c->r->events, members_now(c) + c->p->timeout_low + (uint64_t)(stream_unit(c->timers) * (double)window),
	          TIMER, i | ++c->member[i].timer << 6);
}

static void members_follow(struct members *c, uint32_t i, uint32_t term)
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
		members_set_timer(c, i);
	}
}

uint32_t members_last_term(const struct member *m)
{
	return m->length ? m->log[m->length - 1].term : 0;
}

static void append_entry(struct member *m, struct entry e)
{
	m->log = xgrow(m->log, m->length, &m->cap, sizeof *m->log);
	m->log[m->length++] = e;
}

/* All the other one lacks, or nothing: a heartbeat. */
static void send_log(struct members *c, uint32_t i, uint32_t to)
{
	struct member *m = &c->member[i];
	uint32_t before = m->next[to], count = m->length - before;
	struct letter l = {.kind = APPEND, .from = (uint8_t)i, .to = (uint8_t)to, .term = m->term, .commit = m->commit};

	l.index = before;
	l.of = before ? m->log[before - 1].term : 0;
	l.count = count;
	if (count) {
		l.entry = xmalloc(count * sizeof *l.entry);
		memcpy(l.entry, m->log + before, count * sizeof *l.entry);
	}
	post(c, l, count ? "append %u" : "", count);
}

static void send_all(struct members *c, uint32_t i)
{
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i)
			send_log(c, i, k);
}

static void beat_again(struct members *c, uint32_t i)
{
	events_at(&c->r->events, members_now(c) + c->p->heartbeat, BEAT, i | (c->member[i].term & 0x3FFFFFF) << 6);
}

static void note_leader(struct members *c, uint32_t i)
{
	uint32_t term = c->member[i].term;

	if (term >= c->terms_cap) {
		uint32_t cap = (term + 1) * 2;

		c->leader_of = xrealloc(c->leader_of, cap);
		memset(c->leader_of + c->terms_cap, 0, cap - c->terms_cap);
		c->terms_cap = cap;
	}
	if (c->leader_of[term] && c->leader_of[term] != i + 1)
		members_broken(c, "two leaders of one term");
	c->leader_of[term] = (uint8_t)(i + 1);
	c->led = true;
}

static void members_lead(struct members *c, uint32_t i)
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

static void members_stand(struct members *c, uint32_t i)
{
	struct member *m = &c->member[i];
	struct letter l = {.kind = ASK, .from = (uint8_t)i, .index = m->length, .of = members_last_term(m)};

	l.term = ++m->term;
	m->role = CANDIDATE;
	m->voted = i + 1;
	m->votes = 1;
	if (m->term > c->found->terms)
		c->found->terms = m->term;
	tell(c, i, "times out: candidate in term %u, votes for itself, asks the others", m->term);
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i) {
			l.to = (uint8_t)k;
			post(c, l, "vote? term %u", m->term);
		}
	members_set_timer(c, i);
}

/* ---- what comes ---- */

/* A vote for the first who asks in a term, with a log no older than one's own. */
static void members_asked(struct members *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];
	bool newer = l->of > members_last_term(m) || (l->of == members_last_term(m) && l->index >= m->length);
	bool yes = l->term == m->term && newer && (!m->voted || m->voted == l->from + 1u) && m->role == FOLLOWER;

	if (yes) {
		m->voted = l->from + 1u;
		members_set_timer(c, l->to);
		tell(c, l->to, "votes for %c in term %u", parts_letter(l->from), l->term);
	} else {
		tell(c, l->to, "refuses %c: %s", parts_letter(l->from),
		     l->term < m->term ? "a later term"
		     : !newer          ? "its log is older"
		                       : "has voted in this term");
	}
	post(c, (struct letter){.kind = ANSWER, .from = l->to, .to = l->from, .yes = yes, .term = m->term},
	     yes ? "yes, term %u" : "no, term %u", m->term);
}

static void answered(struct members *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];

	if (m->role != CANDIDATE || l->term != m->term || !l->yes)
		return;
	if (++m->votes > c->p->nodes / 2)
		members_lead(c, l->to);
}

uint32_t members_commands(const struct member *m, uint32_t from)
{
	uint32_t count = 0;

	for (uint32_t i = from; i < m->length; i++)
		count += m->log[i].command > 0;
	return count;
}

/* What was committed by one is what all others commit there, for ever. */
static void commit_to(struct members *c, uint32_t i, uint32_t to)
{
	struct member *m = &c->member[i];

	for (; m->commit < to; m->commit++) {
		struct entry e = m->log[m->commit];

		if (m->commit < c->safe_count) {
			if (c->safe[m->commit].term != e.term || c->safe[m->commit].command != e.command)
				members_broken(c, "a committed entry was replaced");
			continue;
		}
		c->safe = xgrow(c->safe, c->safe_count, &c->safe_cap, sizeof *c->safe);
		c->safe[c->safe_count++] = e;
		if (c->cut)
			c->found->served[c->part[i]] = true;
		if (!e.command)
			continue;
		c->found->committed++;
		if (e.term == m->term) {
			c->found->commit += (double)(members_now(c) - c->taken[e.command]);
			c->found->timed++;
		}
		tell(c, i, "commits command %u: a majority has it", e.command);
	}
}

static void take_log(struct members *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];

	for (uint32_t k = 0; k < l->count; k++) {
		uint32_t at = l->index + k;

		if (at < m->length && m->log[at].term != l->entry[k].term) {
			uint32_t gone = members_commands(m, at);

			if (at < m->commit)
				members_broken(c, "a committed entry was thrown away");
			if (gone)
				tell(c, l->to, "throws away %u command%s that %s never committed", gone, gone > 1 ? "s" : "",
				     gone > 1 ? "were" : "was");
			m->length = at;
		}
		if (at == m->length)
			append_entry(m, l->entry[k]);
	}
}

static void appended(struct members *c, const struct letter *l)
{
	struct member *m = &c->member[l->to];
	bool yes = l->term == m->term && l->index <= m->length && (!l->index || m->log[l->index - 1].term == l->of);
	uint32_t has = l->index + l->count, known = l->commit < has ? l->commit : has;
	struct letter answer = {.kind = REPLY, .from = l->to, .to = l->from, .yes = yes, .term = m->term};

	if (l->term == m->term) {
		m->role = FOLLOWER;
		members_set_timer(c, l->to);
	}
	if (yes) {
		take_log(c, l);
		if (known > m->commit)
			commit_to(c, l->to, known);
	}
	answer.index = yes ? has : m->length;
	post(c, answer, yes && l->count ? "has %u" : yes ? "" : "no: has %u", answer.index);
}

/* An entry of the leader's own term that a majority has is committed, and all before it. */
static void try_commit(struct members *c, uint32_t i)
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

static void replied(struct members *c, const struct letter *l)
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

static void comes(struct members *c, uint32_t at)
{
	struct letter l = c->letter[at];

	c->letter[at].entry = NULL;
	c->letter[at].next_free = c->free;
	c->free = at + 1;
	if (!c->member[l.to].dead && together(c, l.from, l.to)) {
		if (l.term > c->member[l.to].term)
			members_follow(c, l.to, l.term);
		if (l.kind == ASK)
			members_asked(c, &l);
		else if (l.kind == ANSWER)
			answered(c, &l);
		else if (l.kind == APPEND)
			appended(c, &l);
		else
			replied(c, &l);
	}
	free(l.entry);
}

/* ---- commands ---- */

void members_take(struct members *c, uint32_t i)
{
	struct member *m = &c->member[i];
	uint32_t number = (uint32_t)++c->found->accepted;

	c->taken = xgrow(c->taken, number, &c->taken_cap, sizeof *c->taken);
	c->taken[number] = members_now(c);
	tell(c, i, "takes command %u in term %u", number, m->term);
	append_entry(m, (struct entry){m->term, number});
	for (uint32_t k = 0; k < c->p->nodes; k++)
		if (k != i) {
			send_log(c, i, k);
			m->next[k] = m->length; /* it is on its way: a refusal brings it back */
		}
}

/* ---- all of it ---- */

void members_event(struct members *c, const struct event *e)
{
	uint32_t i = e->who & 63, number = e->who >> 6;

	if (e->kind == TIMER && number == (c->member[i].timer & 0x3FFFFFF) && !c->member[i].dead)
		members_stand(c, i);
	else if (e->kind == BEAT && c->member[i].role == LEADER && !c->member[i].dead &&
	         number == (c->member[i].term & 0x3FFFFFF)) {
		send_all(c, i);
		beat_again(c, i);
	} else if (e->kind == LETTER)
		comes(c, e->who);
}

void members_init(struct members *c, const struct raft_log_plan *p, struct lab_run *r, struct stream *timers,
                  struct raft_log_found *found)
{
	*c = (struct members){.p = p, .r = r, .timers = timers, .found = found};
	c->member = xcalloc(p->nodes, sizeof *c->member);
	for (uint32_t i = 0; i < p->nodes; i++)
		members_set_timer(c, i);
}

void members_release(struct members *c)
{
	for (uint32_t i = 0; i < c->letters; i++) /* letters that nobody will read */
		free(c->letter[i].entry);
	for (uint32_t i = 0; i < c->p->nodes; i++)
		free(c->member[i].log);
	free(c->member);
	free(c->letter);
	free(c->safe);
	free(c->taken);
	free(c->leader_of);
}
