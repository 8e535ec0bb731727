/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.h - answers while one cell, or two, go through a range of numbers. */
#ifndef BOTE_SWEEP_H
#define BOTE_SWEEP_H

#include "whatif/ask.h"

/*
 * "dau = 10M..1bn steps 5 log : servers, cost": a table with a row for each step; with two cells ("a = 1..3, b = 1..3 :
 * c") a grid for each expression, which is one of the tables chained to the result. NULL with `d` filled when it cannot
 * be.
 */
struct doc_table *sweep(struct ask *q, struct str text);

/* A cell and the numbers it is to go through, in its unit. */
struct sweep_axis {
	struct cell *cell;
	struct type type; /* of the cell, certain */
	double *at;
	uint32_t count;
};

/*
 * Numbers from `from` to `to`, which differ (and are above 0 on a log scale): `steps` of them, or each whole number
 * where the ends are whole, there are not many, and `steps` was not `given`.
 */
void sweep_points(struct sweep_axis *x, double from, double to, uint32_t steps, bool given, bool log_scale,
                  struct arena *a);
/*
 * A row for each number: it, then the expressions; what has no value there is FIELD_ERROR with the reason. NULL with
 * q->d filled.
 */
struct doc_table *sweep_over(struct ask *q, struct sweep_axis *x, const struct asked *e, uint32_t count);

#endif
