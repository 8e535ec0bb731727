/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_plan.h - a load test from its warm-up to what it found: which steps are made, and what they say together. */
#ifndef BOTE_LOAD_PLAN_H
#define BOTE_LOAD_PLAN_H

#include "bench/load_run.h"
#include "bench/load_search.h"

/* A step in short. Times in seconds. */
struct load_row {
	double rate, seconds;
	uint64_t count, errors; /* that ended; of them errors */
	struct load_range p50, p99;
	double p90, p999, most; /* p999 0: fewer than 10,000 answers */
	double service_p50;     /* from when they were handed over */
	double lag;             /* p99 of the generator's own */
	double cpu;             /* seconds of the server's CPU a request; below 0: not known */
	double body;            /* bytes, mean */
	double busy;            /* CPUs that the generator had */
	double machine;         /* share of all CPUs that worked, whoever for; NAN: not known */
	enum load_verdict verdict;
	bool behind, flooded, confirm;
	bool late; /* it held although the generator was not what it should be: its times are too long */
	const struct load_term *failed;
};

enum { LOAD_ROWS = 128 };

struct load_plan {
	struct load_run *run;
	struct load_slo slo;
	double from, to, ratio; /* of the search */
	double step;            /* seconds of a step, before it is lengthened */
	/* Called before each step, and after it; may be NULL. */
	void (*before)(void *ctx, double rate);
	void (*after)(void *ctx, const struct load_row *row);
	void *ctx;
	/* What came of it. */
	struct load_search search;
	struct load_row rows[LOAD_ROWS];
	unsigned count;
	struct buf blind; /* why the last void step is void, or the last late one late */
	double blind_rate;
	double warm_body;      /* bytes of an answer in the warm-up, mean */
	bool noisy;            /* a step of the curve failed below a rate that held twice */
	struct load_step *now; /* the last step; heap */
};

void load_plan_init(struct load_plan *p, struct load_run *run);
void load_plan_release(struct load_plan *p);

/*
 * At `rate` for 2 s, and until the medians of two half seconds agree to 10 %, at most 10 s. p->now has the first of
 * it. False when no answer was without an error, or the run has been stopped.
 */
bool load_plan_warm(struct load_plan *p, double rate);
/*
 * One step at this rate: the row is added. `judged`: by the objective, as a step of a search is, lengthened while it is
 * undecided, and undecided when the run ends before; else it only may fall behind.
 */
void load_plan_once(struct load_plan *p, double rate, double seconds, bool judged);
/* The highest rate at which the objective holds: p->search and the rows. */
void load_plan_search(struct load_plan *p);
/* More steps at 10, 20, 35, 50, 65, 80, 90, 95 % of what was found. */
void load_plan_curve(struct load_plan *p);

/* ---- what it says ---- */

/* The step at the highest rate that held, the longest of them; the first one at low load; NULL: there is none. */
const struct load_row *load_plan_held(const struct load_plan *p);
const struct load_row *load_plan_low(const struct load_plan *p);
/* Where p99 passes twice that at low load: between the lowest such rate and the next lower one. False: nowhere. */
bool load_plan_knee(const struct load_plan *p, struct load_range *knee);
/* The highest rate, requests/s, as it goes into estimates; *bound: it is at least this. False: nothing held. */
bool load_plan_rate(const struct load_plan *p, struct load_range *rate, bool *bound);

#endif
