/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parameter.h - a sheet used as a formula: its parameters, the arguments given for them, and what fits. One meaning for
 * run, use and calls.
 */
#ifndef BOTE_PARAMETER_H
#define BOTE_PARAMETER_H

#include "eval/eval.h"

/* Does the statement make a cell: a value with a name? */
static inline bool statement_is_cell(const struct statement *st)
{
	return st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM || st->kind == STATEMENT_MEASURE;
}

/* The cell or parameter of that name, or NULL. */
const struct statement *template_cell(const struct template *t, struct str name);
/* The last of that name, or NULL. */
const struct own_function *own_function_find(const struct own_functions *all, struct str name);
/*
 * The function that a call of that name means: one of the sheet `t` that is called or used, or where that is NULL one
 * of `own`. Without a statement: none of these.
 */
struct own_function function_called(const struct template *t, const struct own_functions *own, struct str name);

/* The cell that a call stands for: the first shown, else the first described. Empty when there is none. */
struct str template_answer(const struct template *t);

/*
 * `none`, or `never`, given to a parameter whose default is from "none": it is as if it were not given. What that is by
 * number is the sheet's business: 0 s where nothing expires, more than 100 % where copies are never begun.
 */
bool parameter_left_out(const struct statement *param, const struct node *given);
/* The argument of that name, or NULL. */
const struct item *template_argument(const struct item *given, uint32_t count, struct str name);

/* The arguments of a call by the names of their parameters, in `a`. False with `d` filled when they do not fit `t`. */
bool template_bind(const struct template *t, const struct node *call, struct arena *a, struct diag *d,
                   struct item **given, uint32_t *count);
/* Those of a `use` line have names: is each a parameter, and given once? */
bool template_check(const struct template *t, const struct statement *use, struct diag *d);

/* The parameter `own` as callers give it: without the line at the end of `machine_`, whose name is a word by itself. */
struct str parameter_name(struct str own);
/* "ssd=VALUE in $/GB": how it is given, under the name that it has for whoever reads that. */
void parameter_wish(struct buf *out, struct str name, const struct statement *param, const struct source *src);
/*
 * The error for a name that no parameter has, of the sheet called `sheet` (or empty), whose parameters are `params`;
 * `computed`: it is a cell. Returns false.
 */
bool parameter_unknown(struct str sheet, const struct str *params, uint32_t count, bool computed, struct str name,
                       struct span at, struct diag *d);

/* Defaults that entered, for a note "with a = 1, b = 2 and 3 more". Begins as {.a = an arena}. */
struct defaults {
	struct arena *a;
	struct str text;
	unsigned count;
};
/* Another one, with the name and the value that whoever reads the note knows; not one that asks for nothing. */
void defaults_add(struct defaults *with, struct str name, const struct statement *param, struct str value);
/* The whole note; empty when there are none. */
struct str defaults_text(const struct defaults *with);

/* ---- what a sheet requires ---- */

/* What it says when it is broken. */
struct str requirement_says(const struct statement *require);
/* Is its condition one at all? Else an error; returns false. */
bool requirement_is_truth(const struct statement *require, const struct type *type, struct diag *d);

/* The error for what a text defines a second time, and did by `first`; returns false. */
bool template_defined_twice(const struct statement *first, const struct statement *st, struct diag *d);

/* The error for formulas that use one another in a circle, or too deep; returns false. */
bool template_nested(const struct template *t, struct span at, unsigned depth, struct diag *d);

/*
 * What a parameter wants: the unit that it declares, else the type of its default. `of` finds that: what the default
 * is where the template is used, by value or by its program.
 */
struct parameter_default {
	bool (*of)(void *ctx, const struct node *expr, struct type *type);
	void *ctx;
};
bool parameter_wants(const struct engine *e, const struct scope *s, const struct statement *param,
                     struct parameter_default own, struct diag *d, struct type *want);

/*
 * Does what has the type `got` fit a parameter that wants `want`? Then *units is what it is read in, nouns and all, and
 * its numbers are to be multiplied by *scale. `wild`: see there.
 */
bool parameter_fits(const struct type *want, const struct type *got, enum wild wild, struct units *units,
                    struct factor *scale);
/* What has the type `t` is read in those: 3 that is given for a percentage is 300% as if it had been typed so. */
void parameter_take_unit(struct type *t, const struct units *units);

/*
 * Bring a value to what a parameter wants, its numbers in `a` if they change; where a list is wanted, one number is a
 * list of one. False, and the value as it was, when it does not fit.
 */
bool parameter_adopt(const struct type *want, struct value *v, struct arena *a);

/* A parameter that is one of some texts: is the value one of them? Anything but a single text is none of its business.
 */
bool parameter_is_choice(const struct engine *e, const struct statement *param, const struct value *v, struct span at,
                         struct diag *d);

/* The error for what does not fit, at `at`; `name` as the caller knows the parameter. Returns false. */
bool parameter_refused(const struct statement *param, const struct source *src, struct str name,
                       const struct type *want, const struct type *got, struct span at, struct diag *d);

#endif
