/* SPDX-License-Identifier: GPL-3.0-or-later */
/* solve.h - the value of a cell that makes a condition so. */
#ifndef BOTE_SOLVE_H
#define BOTE_SOLVE_H

#include "whatif/ask.h"

/*
 * "p95(fleet) <= 10 for rps": rows with the value of the cell and what the left side is there. Of an uncertain
 * condition the median of the difference decides. No rows, and a line that says so, when there is no solution. NULL
 * with `d` filled when the question is wrong.
 */
struct doc_table *solve(struct ask *q, struct str text);

#endif
