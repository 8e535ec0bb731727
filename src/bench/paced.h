/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paced.h - requests to a service at a given rate, each with a time at which it is due. In a closed loop a stall is one
 * slow request; here it is also felt by those that were due meanwhile, as it is by the users of a service.
 */
#ifndef BOTE_PACED_H
#define BOTE_PACED_H

#include "bench/trial.h"

struct paced {
	uint64_t count;              /* requests answered */
	double reached;              /* of them a second */
	double p50, p99, p999, most; /* seconds from when a request was due to its answer; 0: too few to tell */
	bool behind;                 /* fewer were answered than were due */
};

/* Is it a service whose single requests can be timed? */
bool paced_fits(const struct operation *op);
/* Each of these operations at that rate; results as events {"event":"paced", ...}. How many fell behind. */
unsigned paced_all(struct bench *b, const struct operation *const *chosen, unsigned count, double rate);

/*
 * What the times of n > 0 requests say, in seconds; sorts them. `spent` seconds went by, and `due` requests were due.
 */
void paced_summarise(struct paced *out, double *late, uint64_t n, double due, double spent);

#endif
