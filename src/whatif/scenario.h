/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario.h - some cells are different: base and scenario side by side. */
#ifndef BOTE_SCENARIO_H
#define BOTE_SCENARIO_H

#include "whatif/ask.h"

/* `name = value` of a what-if, as typed. */
struct supposed {
	struct str name, value;
};

/*
 * The cells with other values, and the answers (NULL: what the sheet shows): base, scenario, ratio. NULL with `d`
 * filled on failure.
 */
struct doc_table *what_if(struct ask *q, const struct supposed *cells, uint32_t cell_count, struct str answers);

/* A scenario of the sheet by its name. */
struct doc_table *scenario_named(struct ask *q, struct str name, struct str answers);

/*
 * Can the cells of a `scenario` line be what it says, where it is `at`? False with `d` filled: they are something
 * else by now.
 */
bool scenario_fits(struct ask *q, const struct statement *st, const struct definition *at);

/* All scenarios of the sheet, one column each; NULL without an error when it has none. */
struct doc_table *scenarios(struct ask *q);

/* The sheet's own scenarios, in the order of the text. */
uint32_t scenario_list(struct ask *q, const struct entry ***out);
/* Between sheet_suppose() and sheet_suppose_end(): its cells are what it says. False with q->d filled. */
bool scenario_suppose(struct ask *q, const struct statement *st, const struct definition *at);
/*
 * Visit each scenario of the sheet while it is supposed. False when a visit says so, or one cannot be worked out (`d`
 * filled).
 */
bool scenario_visit(struct ask *q, bool (*visit)(void *ctx, uint32_t number, struct str name), void *ctx);

#endif
