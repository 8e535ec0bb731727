/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dist.h - the distributions that an uncertain number can have. */
#ifndef BOTE_DIST_H
#define BOTE_DIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "sampling/kernel.h"

/* How the units of the parameters go together. */
enum dist_units {
	DIST_SAME,  /* all in the unit of the first, and so is the number drawn */
	DIST_FIRST, /* the first has the unit; the others are plain */
	DIST_PLAIN, /* all plain */
	DIST_MIX    /* two of one unit, and a plain weight */
};

/*
 * A distribution, by the inverse of its cumulative function: `draw` turns `n` numbers in 0..1 into samples. Parameters
 * may be samples themselves unless `certain`.
 */
struct dist {
	const char *name; /* as a function: "triangular"; those of `..`, `±` begin with a blank */
	const char *args;
	uint8_t min_args, max_args;
	enum dist_units units;
	bool certain; /* wants certain parameters, and makes a table of them */
	/* NULL when certain parameters are good, or what they should be: "wants a < b". */
	const char *(*check)(const double *p, uint32_t n);
	void *(*table)(struct arena *a, const double *p, uint32_t n);
	void (*draw)(const struct kernel *k, const double *u, const struct lane *p, uint32_t args, const void *table,
	             double *out, uint32_t n);
	const char *help, *example;
};

extern const struct dist dists[];
extern const unsigned dist_count;
const struct dist *dist_find(struct str name);

/* Those after LO..HI, LO%..HI% (parameters in percent) and X ± D: interval ends are P5 and P95. */
extern const struct dist dist_range, dist_proportion, dist_plus_minus;

/* P95 of the standard normal distribution. */
#define NORMAL_P95 1.6448536269514722

#endif
