/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trial.h - one operation in one run of bote-bench: its passes, and what came of them. */
#ifndef BOTE_TRIAL_H
#define BOTE_TRIAL_H

#include "bench/bench.h"
#include "bench/probe.h"
#include "bench/stats.h"

enum { TRIAL_SAMPLES = 7, TRIAL_PASSES = 32, TRIAL_ALL = 3, TRIAL_TICKS = 40000 };

struct sample {
	double each;     /* seconds an operation */
	double cpu_wall; /* CPU time by wall time; the less of the two threads' where both spin */
	bool switched;   /* involuntarily, at least once */
	struct probe probe;
};

struct pass {
	double began; /* clock_now, of the pass through the whole list */
	struct sample sample[TRIAL_SAMPLES];
	unsigned samples;
	double all;           /* seconds an operation when all CPUs are at it: 1 / their rate together; 0: not measured */
	double p50, p99;      /* of single operations; 0: not measured */
	double others, steal; /* shares of the time, on the CPUs used; below 0: not told */
};

struct trial {
	const struct operation *op;
	struct run run;
	bool ready;   /* setup is done */
	bool over;    /* it cannot continue, and that was said */
	bool checked; /* known answer, and twice the work */
	uint64_t n;   /* operations in a sample */
	double each;  /* about what one takes */
	double twice; /* t(2n) / t(n) */
	struct pass pass[TRIAL_PASSES];
	unsigned passes;
	double *singles; /* times of single operations over all passes */
	size_t single_count, single_cap;
	unsigned threads_all;
};

void trial_init(struct trial *t, struct bench *b, const struct operation *op);
/*
 * One pass, of a pass through the list that began then. False when the operation cannot continue (t->run.why), or
 * bench_stop was set.
 */
bool trial_pass(struct trial *t, double began);
/* setup alone, then with check: false as above. */
bool trial_setup(struct trial *t);
bool trial_prepare(struct trial *t);
/* Give the operation's memory and threads back; the results stay. */
void trial_rest(struct trial *t);
void trial_release(struct trial *t);

/* ---- all CPUs at once (trial_all.c) ---- */

/* Seconds an operation with `threads` threads at it, the median of some samples; 0 when it did not work. */
double trial_all(struct trial *t, unsigned threads);

#endif
