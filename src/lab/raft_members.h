/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * raft_members.h - the members of a Raft cluster, and the network between them: what each does when a timer runs out, a
 * letter comes or a command is given to it. What befalls them is raft_log.c's business.
 */
#ifndef BOTE_RAFT_MEMBERS_H
#define BOTE_RAFT_MEMBERS_H

#include "lab/raft_log.h"

/* Kinds of events: the members' own, then those of raft_log.c. */
enum { TIMER, BEAT, LETTER, NEXT, SCRIPTED };
enum role { FOLLOWER, CANDIDATE, LEADER };

struct entry {
	uint32_t term, command; /* command 0: what a leader begins with */
};

struct member {
	uint32_t term, voted, votes, timer; /* voted: 1 more than whom it voted for in this term; 0: nobody */
	enum role role;
	bool dead;
	struct entry *log;
	size_t cap;
	uint32_t length, commit;
	uint32_t next[PARTS_NODES], match[PARTS_NODES];
};

struct members {
	const struct raft_log_plan *p;
	struct lab_run *r;
	struct stream *timers;
	struct raft_log_found *found;
	struct member *member;
	uint8_t part[PARTS_NODES]; /* of each, while the network is cut */
	bool cut;
	bool led; /* there was a leader once */
	struct letter *letter;
	size_t letter_cap, safe_cap, taken_cap;
	uint32_t letters, free; /* free: 1 more than the first that may be used again */
	struct entry *safe;     /* committed by whomever, in order */
	uint32_t safe_count;
	uint64_t *taken;    /* when a command was taken, from 1 */
	uint8_t *leader_of; /* 1 more than who led a term */
	uint32_t terms_cap;
};

/* Followers with empty logs, in r->events, whose timers run. All is borrowed; *found is counted up. To be released. */
void members_init(struct members *c, const struct raft_log_plan *p, struct lab_run *r, struct stream *timers,
                  struct raft_log_found *found);
void members_release(struct members *c);
/* A timer, a heartbeat or a letter; of other kinds nothing. */
void members_event(struct members *c, const struct event *e);
/* A leader takes the next command, and sends it to the others. */
void members_take(struct members *c, uint32_t i);
/* Let a member wait anew, for as long as its timer is drawn. */
void members_set_timer(struct members *c, uint32_t i);
/* Are a node and those it reaches more than half, counting the living? */
bool members_majority(const struct members *c, uint32_t node);
/* The term of the last entry of a log, or 0. */
uint32_t members_last_term(const struct member *m);
/* How many commands a log has from an index on. */
uint32_t members_commands(const struct member *m, uint32_t from);

static inline uint64_t members_now(const struct members *c)
{
	return c->r->events.now;
}

/* A line of the trace, of a member or of nobody. */
#define tell(c, node, ...) ((c)->r->trace ? lab_line((c)->r, members_now(c), PARTS_NAME(node), __VA_ARGS__) : (void)0)
#define tell_all(c, ...) ((c)->r->trace ? lab_line((c)->r, members_now(c), "", __VA_ARGS__) : (void)0)

#endif
