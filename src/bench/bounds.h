/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bounds.h - what no machine can do: a value beyond a bound is a fault of the measurement, and is not stored. */
#ifndef BOTE_BOUNDS_H
#define BOTE_BOUNDS_H

#include <stdbool.h>

#include "base/buf.h"
#include "bench/result.h"

/* A measured operation, as far as bounds look at it. The best pass is what counts. */
struct bound_value {
	const char *op;
	double each;             /* seconds */
	double bytes;            /* of one operation */
	double hz;               /* clock rate; 0: not known */
	double twice;            /* t(2n) / t(n); 0: not looked at */
	double cpu_wall;         /* CPU time by wall time */
	double working_set, llc; /* bytes; 0: not known */
	bool core;               /* class core */
	bool sound;              /* its passes agree: fit to judge another one by */
	bool direct;             /* a disk read past the page cache */
	bool in_memory;          /* a file that is on no disk (tmpfs) */
};

enum bound_state { BOUND_HOLDS, BOUND_BROKEN, BOUND_UNKNOWN };

struct bound {
	const char *op;   /* whose value is refused; "*": any */
	const char *rule; /* "takes 3 to 7 cycles" */
	/* UNKNOWN when something it needs was not measured. `seen` gets what was found, in words. */
	enum bound_state (*look)(const struct bound_value *all, unsigned count, const struct bound_value *v,
	                         struct buf *seen);
};

/* The rule that values[which] breaks, or NULL. */
const char *bounds_broken(const struct bound_value *values, unsigned count, unsigned which);

/* Mark the results that break a bound. Returns how many do. */
unsigned bounds_apply(struct result *results, unsigned count);
/* Every bound with what was found, as events {"event":"bound", ...}. */
void bounds_tell(const struct result *results, unsigned count);

#endif
