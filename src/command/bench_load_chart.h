/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_load_chart.h - p99 over the rate, in characters. */
#ifndef BOTE_BENCH_LOAD_CHART_H
#define BOTE_BENCH_LOAD_CHART_H

#include "base/buf.h"

/* Under so many columns there is no chart. */
enum { LOAD_CHART_LEAST = 40, LOAD_POINTS = 128 };

struct load_point {
	double rate, p99; /* requests/s, seconds; both above 0 */
	bool holds;
};

/* Both axes are logarithmic. */
struct load_chart {
	struct load_point points[LOAD_POINTS];
	unsigned count;
	double limit;               /* of p99, seconds; 0: the objective has none */
	double knee_low, knee_high; /* requests/s; 0: there is no knee */
	unsigned width;             /* columns */
	bool ascii;
};

/* Lines, each with two blanks in front; none when there are fewer than three points or too few columns. */
void load_chart_write(struct buf *out, const struct load_chart *c);

#endif
