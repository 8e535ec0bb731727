/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_search.h - which rate to ask next: doubling, bisecting, confirming. Asks nothing itself. */
#ifndef BOTE_LOAD_SEARCH_H
#define BOTE_LOAD_SEARCH_H

#include <stdbool.h>

#include "bench/load_step.h"

/* How it ended. */
enum load_end {
	LOAD_RUNNING,
	LOAD_FOUND, /* between `held` and `failed` */
	LOAD_TOP,   /* all that was asked for was held: at least `held` */
	LOAD_BLIND, /* the generator was the limit: at least `held`, which may be 0 */
	LOAD_NEVER, /* even the least rate fails */
};

enum { LOAD_HELD_MOST = 64 };

struct load_search {
	double from, to, ratio; /* ends when failed / held is at most `ratio` */
	double held, failed;    /* the highest that held, the lowest that failed; 0: none */
	bool confirmed;         /* `held` held for twice the time, too */
	unsigned unconfirmed;   /* how many did not when asked again */
	enum load_end end;
	/* Private. */
	double rate;
	bool confirming, again;
	double all[LOAD_HELD_MOST]; /* that held, rising */
	unsigned count;
};

void load_search_init(struct load_search *s, double from, double to, double ratio);
/* The rate to ask; *confirm: for twice the time. False when it is over. */
bool load_search_next(struct load_search *s, double *rate, bool *confirm);
/* What came of it: LOAD_HOLDS, LOAD_FAILS, or LOAD_VOID, which is asked once more before it ends the search. */
void load_search_tell(struct load_search *s, enum load_verdict v);

#endif
