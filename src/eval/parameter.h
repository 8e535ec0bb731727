/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parameter.h - a sheet used as a formula: its parameters, the arguments given for them, and what fits. One meaning for
 * run, use and calls.
 */
#ifndef BOTE_PARAMETER_H
#define BOTE_PARAMETER_H

#include "eval/eval.h"

/* The cell or parameter of that name, or NULL; the parameter. */
const struct statement *template_cell(const struct template *t, struct str name);
const struct statement *template_param(const struct template *t, struct str name);

/* The cell that a call stands for: the first shown, else the first described. Empty when there is none. */
struct str template_answer(const struct template *t);

/* The argument of that name, or NULL. */
const struct item *template_argument(const struct item *given, uint32_t count, struct str name);

/* The arguments of a call by the names of their parameters, in `a`. False with `d` filled when they do not fit `t`. */
bool template_bind(const struct template *t, const struct node *call, struct arena *a, struct diag *d,
                   struct item **given, uint32_t *count);
/* Those of a `use` line have names: is each a parameter, and given once? */
bool template_check(const struct template *t, const struct statement *use, struct diag *d);

/* The error for formulas that use one another in a circle, or too deep; returns false. */
bool template_nested(const struct template *t, struct span at, unsigned depth, struct diag *d);

/* The type that `in UNIT` declares. */
bool parameter_declared(const struct engine *e, const struct scope *s, const struct statement *param, struct diag *d,
                        struct type *want);

/*
 * Does what has the type `got` fit a parameter that wants `want`? Then *units is what it is read in, nouns and all, and
 * its numbers are to be multiplied by *scale. `wild`: see there.
 */
bool parameter_fits(const struct type *want, const struct type *got, enum wild wild, struct units *units,
                    struct factor *scale);

/*
 * Bring a value to what a parameter wants, its numbers in `a` if they change. False, and the value as it was, when it
 * does not fit.
 */
bool parameter_adopt(const struct type *want, struct value *v, struct arena *a);

/* The error for what does not fit, at `at`; `name` as the caller knows the parameter. Returns false. */
bool parameter_refused(const struct statement *param, const struct source *src, struct str name,
                       const struct type *want, const struct type *got, struct span at, struct diag *d);

#endif
