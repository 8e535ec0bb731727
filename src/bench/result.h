/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result.h - what the passes of an operation come to: a number, a verdict, a line for the store. */
#ifndef BOTE_RESULT_H
#define BOTE_RESULT_H

#include "bench/trial.h"
#include "bench/verdict.h"

/* A number with its 90 % interval; `value` 0: not measured. */
struct interval {
	double value, low, high;
};

struct result {
	const struct trial *trial;
	double medians[TRIAL_PASSES]; /* of the passes, in their order */
	struct stats_result each;     /* seconds an operation */
	struct interval all;          /* operations a second, all CPUs */
	struct interval p50, p99;     /* seconds */
	struct stats_outliers outliers;
	double mad;           /* inside a pass, as a share; the middle one of the passes */
	double low95, high95; /* bootstrap interval of the median of all samples */
	double hz;            /* clock rate; 0: not known */
	struct evidence evidence;
	enum verdict verdict;
	struct buf why;     /* what was seen */
	const char *broken; /* the bound it breaks, or NULL */
	unsigned left_out;  /* samples that a neighbour spoiled */
};

/*
 * `best_width` is the best width probe of the whole run; `throttled` whether the quota ran out meanwhile. The trial has
 * at least one pass.
 */
void result_make(struct result *r, const struct trial *t, double best_width, bool throttled);
void result_release(struct result *r);

/* The line of the store, without its newline, as {"event":"result", ...}. `when` is an ISO date. */
void result_write(const struct result *r, const char *when, struct buf *out);

/* The field "machine": what a number depends on. */
void result_machine(struct buf *out, const struct machine *m);

#endif
