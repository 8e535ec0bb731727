/* SPDX-License-Identifier: GPL-3.0-or-later */
/* study.h - what each uncertain literal does to an answer. */
#ifndef BOTE_STUDY_H
#define BOTE_STUDY_H

#include "eval/eval.h"

/* One uncertain literal that an answer depends on. */
struct study_input {
	struct str cell;             /* the cell it is in, or empty */
	uint32_t position;           /* which literal of that cell */
	const struct source *source; /* where it is written */
	struct span at;
	struct type type;
	double low, middle, high; /* its P5, P50, P95 */
	double at_low, at_high;   /* the answer there, all others at their medians; a poison where it has none */
	double share;             /* of the spread of the answer, by itself: 0 to 1 */
};

struct study {
	struct value answer; /* with its spread, or a certain number */
	double middle;       /* all at their medians */
	bool logarithmic;    /* shares are of the spread on a log scale, as the histogram is drawn */
	struct study_input *inputs;
	uint32_t count;
};

/*
 * Study an expression whose value is one number or truth. With `shares` it is sampled; without, only the answers at
 * the ends are worked out. Everything lives in `scratch`.
 */
bool eval_study(const struct engine *e, const struct scope *s, const struct node *n, bool shares, struct arena *scratch,
                struct diag *d, struct study *out);

#endif
