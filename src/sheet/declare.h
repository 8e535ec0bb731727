/* SPDX-License-Identifier: GPL-3.0-or-later */
/* declare.h - `unit`, `alias` and `noun` lines to the registry. */
#ifndef BOTE_DECLARE_H
#define BOTE_DECLARE_H

#include "eval/eval.h"
#include "lang/ast.h"

/* Carry out a unit, alias or noun statement of d->source; its value may use the names of `scope`. */
bool declare_unit(const struct engine *e, const struct scope *scope, const struct statement *st, bool replace,
                  struct diag *d);

/*
 * For unit_registry_new: reads a line of the prelude. `ctx` is a struct declare_prelude.
 */
struct declare_prelude {
	const struct engine *engine;
	const struct vocabulary *vocabulary;
};
bool declare_line(void *ctx, struct unit_registry *reg, struct str line);

#endif
