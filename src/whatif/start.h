/* SPDX-License-Identifier: GPL-3.0-or-later */
/* start.h - values to begin with, for cells that a question asks about and that have none of their own. */
#ifndef BOTE_START_H
#define BOTE_START_H

#include "whatif/ask.h"
#include "whatif/scenario.h"

/*
 * What a question begins with: the first number of a sweep, what a what-if says, for solve an empty text. Fills `out`
 * with at most `max` of them, in the order of the question. What cannot be read is left out: the question itself says
 * why.
 */
typedef uint32_t starts_fn(struct ask *q, struct str text, struct supposed *out, uint32_t max);

starts_fn sweep_starts, solve_starts;

/* Is one of them a parameter that has to be given and was not? */
bool starts_missing(const struct sheet *sheet, const struct supposed *cells, uint32_t count);

/*
 * Give those of them that must be given and were not, or else all that are parameters, what they begin with; where that
 * is nothing, one of their unit if they are 0 or nothing yet. False when none was given, or with q->d filled when one
 * cannot be. sheet_recalc() comes next.
 */
bool starts_give(struct ask *q, const struct supposed *cells, uint32_t count);

#endif
