/* SPDX-License-Identifier: GPL-3.0-or-later */
/* breaking.h - how far an assumption can go before a check no longer holds. */
#ifndef BOTE_BREAKING_H
#define BOTE_BREAKING_H

#include "sheet/sheet.h"
#include "whatif/ask.h"

struct breaking {
	const struct cell *cell; /* NULL: no assumption that was tried breaks it within a factor of BREAKING_FAR */
	bool any;                /* it rests on assumptions at all */
	bool labs;               /* what labs are given was not tried: each try would take a run */
	bool equality;           /* == or !=: it holds at a point, and nothing is said of how far */
	bool ended;              /* beyond `at` the check has no value: a line grows without end */
	bool holds;              /* with the cell at its median it holds, and stops at `at`; else it begins to */
	struct type type;        /* of `at` */
	double median,
		at; /* the last number of the cell at which it holds (of one that does not: the first at which it does) */
};

enum { BREAKING_FAR = 100 };

/*
 * Of the assumptions that a check rests on, the one that moves it most and breaks it; one that only takes its value
 * away where none breaks it: each is tried alone as one certain number, from its median outwards, while the others stay
 * as uncertain as they are. What it is held against is none of them, whether it is a number or a cell that has one. An
 * uncertain check holds when its probability is q->sure. Percentages stay within 0 and 100 %, counts of things whole.
 * `check` is a STATEMENT_CHECK. False with `d` filled on failure.
 */
bool breaking(struct ask *q, const struct entry *check, struct breaking *out);

#endif
