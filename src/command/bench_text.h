/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_text.h - measured numbers as people read them. */
#ifndef BOTE_BENCH_TEXT_H
#define BOTE_BENCH_TEXT_H

#include "session/session.h"
#include "show/grid.h"
#include "store/measured.h"

/* Results as a table, each group below its name; `verbose`: what passes and samples were like, below each. */
void bench_text_results(struct outcome *o, const struct measurement *const *results, unsigned count, bool verbose);

/* A service asked at a rate: requests a second, and seconds from when one was due to its answer; 0: too few to tell. */
struct bench_paced {
	const char *op;
	double rate, reached, p50, p99, p999, most;
	bool behind;
};
/* A row of those, in three columns. */
void bench_text_paced(struct grid *g, const struct bench_paced *p);

#endif
