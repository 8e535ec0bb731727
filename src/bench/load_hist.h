/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load_hist.h - how long requests took: counts by size, 128 to each doubling from 1 us to over two minutes, so that a
 * percentile is right to 0.4 %.
 */
#ifndef BOTE_LOAD_HIST_H
#define BOTE_LOAD_HIST_H

#include <stdint.h>

enum { LOAD_HIST_STEPS = 128, LOAD_HIST_DOUBLINGS = 27, LOAD_HIST_SIZE = LOAD_HIST_STEPS * LOAD_HIST_DOUBLINGS };

/* All zero is an empty one. Times in seconds. */
struct load_hist {
	uint32_t count[LOAD_HIST_SIZE];
	uint64_t total;
	double sum, most;
};

/* What is shorter or longer than the counts reach goes to the first or last of them. */
void load_hist_add(struct load_hist *h, double seconds);
void load_hist_merge(struct load_hist *into, const struct load_hist *h);
/* The time that a share `q` of all stays under; 0 when it is empty. */
double load_hist_quantile(const struct load_hist *h, double q);
double load_hist_mean(const struct load_hist *h);
/* How many took longer; of the count in which the limit lies, the part that is above it. */
double load_hist_over(const struct load_hist *h, double limit);

#endif
