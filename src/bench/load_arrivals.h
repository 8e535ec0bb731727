/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_arrivals.h - when requests are due. Drawn beforehand: nothing that happens moves them. */
#ifndef BOTE_LOAD_ARRIVALS_H
#define BOTE_LOAD_ARRIVALS_H

#include <stdbool.h>
#include <stdint.h>

#include "algo/random.h"

struct load_arrivals {
	double next; /* when the next one is due, seconds */
	/* Private. */
	double rate, from;
	bool even;
	uint64_t taken;
	struct random random;
};

/*
 * `rate` a second from the time `from` on: with gaps that are exponentially distributed, as those of many users who
 * know nothing of each other are, or all equal (`even`). The same seed gives the same times.
 */
void load_arrivals_init(struct load_arrivals *a, double rate, bool even, uint64_t seed, double from);
/* The next one is taken: when it is due. */
double load_arrivals_take(struct load_arrivals *a);

#endif
