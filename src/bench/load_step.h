/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_step.h - one rate, asked for some seconds: what came back, and whether the objective held. Knows no clock. */
#ifndef BOTE_LOAD_STEP_H
#define BOTE_LOAD_STEP_H

#include <stdbool.h>

#include "bench/load_hist.h"
#include "bench/load_slo.h"

/* A step is decided by ten parts; one that is undecided continues until it is twice, then four times as long. */
enum { LOAD_PARTS = 10, LOAD_PARTS_MOST = 4 * LOAD_PARTS };

/* How a request ended. All but the first are errors. */
enum load_fate {
	LOAD_ANSWERED,
	LOAD_STATUS,
	LOAD_TIMEOUT,
	LOAD_REFUSED,
	LOAD_RESET,
	LOAD_SHORT,
	LOAD_TLS,
	LOAD_OTHER,
	LOAD_FATES
};

/* Requests that were due in one part, whenever they were answered. */
struct load_part {
	struct load_hist times; /* from when they were due, of those without an error */
	uint64_t ended, errors;
};

/* What the generator itself had of the machine, and all that ran there, in seconds. */
struct load_effort {
	double cpu;     /* time on a CPU */
	double delayed; /* time in which it could have run and was not let */
	double wall;
	double busy; /* of all CPUs together: time in which they worked, */
	double all;  /* and time that they had; 0: not known */
};

enum load_verdict { LOAD_HOLDS, LOAD_FAILS, LOAD_UNDECIDED, LOAD_VOID };

struct load_step {
	double rate;
	double seconds; /* of all parts that count */
	unsigned parts; /* that count: 10, 20 or 40; fewer when it was ended early */
	struct load_part part[LOAD_PARTS_MOST];
	struct load_hist all, service; /* of the parts that count; `service`: from when they were handed over */
	struct load_hist lag;          /* handed over late although a connection was free */
	uint64_t due, ended, errors;
	uint64_t missed; /* due, a connection free, and never handed over */
	uint64_t fates[LOAD_FATES];
	unsigned status; /* of the first answer that was an error, or 0 */
	uint64_t waits;  /* 429 and 503 that said when to come again */
	double bytes;    /* of bodies, sum over answers without an error */
	struct load_effort effort;
	double server_cpu;    /* seconds of the server's CPU time; below 0: not known */
	bool behind, flooded; /* ended early: it fell behind; half of the answers were errors */
	enum load_verdict verdict;
	const struct load_term *failed; /* the term that failed, or NULL */
};

/* The first `parts` parts as one. */
void load_step_sum(struct load_step *s, unsigned parts);

/*
 * Does the objective hold? For each term a number of each of ten equal times; m their mean, se its standard error: it
 * holds when m + t se keeps the limit, fails when m - t se does not, t so that each is a 95 % bound. `last`: what is
 * undecided is decided by m. Sets *failed to the first term that fails. `parts` is a multiple of ten.
 */
enum load_verdict load_step_judge(const struct load_step *s, unsigned parts, const struct load_slo *slo, bool last,
                                  const struct load_term **failed);

/*
 * Was the generator the limit, so that the step says nothing about the server? Then why is added to `why`: it was
 * late, had no CPU left, or was kept off the CPU.
 */
bool load_step_void(const struct load_step *s, struct buf *why);

/*
 * Quantile `q` of all of it; low to high is the 90 % t interval of the ten parts' own, widened where it must be to
 * hold the value.
 */
struct load_range {
	double value, low, high;
};
struct load_range load_step_quantile(const struct load_step *s, double q);

#endif
