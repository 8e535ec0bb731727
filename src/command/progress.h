/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - how far something is that takes long: one line on the terminal, after a second. */
#ifndef BOTE_PROGRESS_H
#define BOTE_PROGRESS_H

#include <time.h>

#include "command/bench_progress.h"

struct progress {
	struct bench_progress line;
	struct str what;    /* "lab queue", "report"; borrowed */
	const char *part;   /* the part at hand, where nobody knows how much is left; else NULL */
	uint32_t at, of;    /* which of the alternatives */
	double began, last; /* by now_monotonic */
};

/* Labs and sampling tell of themselves until progress_end(). Nothing is said unless standard error is a terminal. */
void progress_begin(struct progress *p, struct session *s, struct str what);
/* Takes the line away. */
void progress_end(struct progress *p);
/* The part of work that begins; ctx is a struct progress. */
void progress_part(void *ctx, const char *part);
/* Seconds since it began. */
double progress_seconds(const struct progress *p);

#endif
