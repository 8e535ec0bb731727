/* SPDX-License-Identifier: GPL-3.0-or-later */
/* campaign.h - passes through a list of operations, in an order shuffled anew each time. */
#ifndef BOTE_CAMPAIGN_H
#define BOTE_CAMPAIGN_H

#include "bench/result.h"

struct campaign {
	struct bench *bench;
	struct trial *trials;
	unsigned count;
	unsigned passes;        /* wanted */
	double budget;          /* seconds for all passes; HUGE_VAL: as long as it takes */
	double gap;             /* seconds between the starts of passes, at least */
	double began;           /* clock_now */
	const struct trial *at; /* under way, or NULL */
	bool adrift;        /* stopped while threads set up: they still use the trials, and the program is about to end */
	bool ahead;         /* what is big is set up */
	unsigned done;      /* passes that are complete */
	uint64_t throttled; /* host_throttled at the start */
	bool part;          /* one pass of another process, which says what cannot be measured */
	bool bounds;        /* tell every bound, not only those broken */
	char *const *words; /* arguments of the program, when each pass is to have a process of its own; else NULL */
};

/* `chosen` has `count` rows, built and to be measured. */
void campaign_init(struct campaign *c, struct bench *b, const struct operation *const *chosen, unsigned count);
void campaign_release(struct campaign *c);
/* One pass, without waiting. */
void campaign_pass(struct campaign *c, unsigned number);
/* All passes; skipped and failed operations are said as they come up. False when it was stopped. */
bool campaign_run(struct campaign *c);
/*
 * Results of what has passes enough, held against the bounds, each written out. Returns how many bounds are broken.
 * What is under way is left out: the thread that is at it may be stuck.
 */
unsigned campaign_finish(struct campaign *c);

#endif
