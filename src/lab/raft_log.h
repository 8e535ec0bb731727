/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * raft_log.h - Raft with its log: commands are appended, acknowledged by a majority and committed, whatever is cut or
 * stopped.
 */
#ifndef BOTE_RAFT_LOG_H
#define BOTE_RAFT_LOG_H

#include "lab/lab.h"
#include "lab/partition.h"
#include "lab/script.h"

struct raft_log_plan {
	uint64_t nodes, timeout_low, timeout_high, heartbeat, delay;
	uint64_t entries;      /* commands before the cut, and as many to each leader while it lasts */
	const char *partition; /* "3-2"; NULL: nothing is cut, the leader stops instead */
	const char *script;    /* what happens instead of all this; NULL */
};

struct raft_log_found {
	uint64_t accepted, lost, committed; /* commands: that a leader took; of those, thrown away; known to be safe */
	uint64_t messages, terms;
	double commit; /* sum over `timed` commands, from the leader to a majority, in ns */
	uint64_t timed;
	uint64_t without; /* ns in which no living leader reached a majority, since the first leader */
	uint32_t parts;
	bool served[PARTS_NODES]; /* did a part commit something while the network was cut? */
	const char *broken;       /* a rule of Raft that did not hold; NULL */
};

/* One course of events, in r->events. Draws from `timers`. */
void raft_log_run(const struct raft_log_plan *p, struct lab_run *r, struct stream *timers, struct stream *moment,
                  struct raft_log_found *found);
/* A line of a script for so many nodes: NULL, or what is expected. ctx: const uint64_t *nodes. */
const char *raft_log_check(const void *ctx, const struct script_line *l);
enum { RAFT_LOG_LINES = 10000 };

#endif
