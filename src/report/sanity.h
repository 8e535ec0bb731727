/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sanity.h - what is usual: rules that hold a sheet's numbers against base rates, read from
 * formulas/prelude/sanity.bote.
 */
#ifndef BOTE_SANITY_H
#define BOTE_SANITY_H

#include "diag/diag.h"
#include "sheet/sheet.h"
#include "show/doc.h"

/* A number of a sheet that rules may look at. */
struct sanity_number {
	struct str name, text; /* "peak", "Peak over average" */
	const struct value *value;
};

/* What a rule found. */
struct sanity_finding {
	struct str rule;           /* "Peak over average" */
	struct str names;          /* "peak", "reads, writes" */
	const struct value *value; /* left side of the check that `why` is of, else of the last one */
	struct str usual;          /* "≥ 1 and ≤ 24" */
	bool holds;
	struct str why; /* it does not hold: "more than all of a day within one hour" */
	struct str source;
};

/*
 * What the rules of a text in the form of formulas/prelude/sanity.bote find: for each rule that applies the numbers
 * that do not hold, three at most, else one that does. NULL with `d` filled when the rules cannot be read. All lives in
 * `a`.
 */
struct sanity_finding *sanity_look(struct sheet *s, const struct source *rules, const struct sanity_number *numbers,
                                   uint32_t count, struct arena *a, struct diag *d, uint32_t *found);

#endif
