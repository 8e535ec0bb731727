/* SPDX-License-Identifier: GPL-3.0-or-later */
/* declare.c - works out what a unit is worth, and tells the registry. */
#include "sheet/declare.h"

#include <math.h>

#include "lang/parse.h"

/*
 * The simplest fraction that is this double to the last bit, so that `1/100` stays exact. By
 * continued fraction; gives x/1 when none with a denominator up to a million is.
 */
static struct factor as_fraction(double x)
{
	double h0 = 0, h1 = 1, k0 = 1, k1 = 0, rest = x;

	if (x == floor(x) || !isfinite(x))
		return (struct factor){x, 1};
	for (int i = 0; i < 20; i++) {
		double whole = floor(rest), h = whole * h1 + h0, k = whole * k1 + k0;
		if (k > 1e6 || fabs(h) > 9e15)
			break;
		if (h / k == x)
			return (struct factor){h, k};
		h0 = h1, h1 = h, k0 = k1, k1 = k;
		if (rest == whole)
			break;
		rest = 1 / (rest - whole);
	}
	return (struct factor){x, 1};
}

static bool declare_worth(const struct engine *e, const struct scope *scope, const struct statement *st,
                          struct arena *scratch, struct diag *d, struct unit_decl *decl)
{
	struct value v;

	if (!eval(e, scope, st->expr, scratch, d, &v))
		return false;
	if (v.type.kind != VALUE_NUMBER || v.type.list || is_poison(v.num[0]))
		return diag_fail(d, DIAG_UNIT, st->expr->at, "a unit is worth one number of other units");
	if (v.num[0] <= 0)
		return diag_fail(d, DIAG_VALUE, st->expr->at, "a unit must be worth more than nothing");
	decl->meaning = v.type.units;
	decl->value = as_fraction(v.num[0]);
	return true;
}

/* A unit may be given another worth, such as a month of 30 days; that it is one already is said. */
static void note_taken(const struct engine *e, const struct statement *st, struct diag *d)
{
	struct units units;
	struct factor scale;
	unsigned flags;
	bool noun = !st->expr;

	if (!unit_lookup(e->units, st->name, &units, &scale, &flags))
		return;
	if (noun && units.n == 1 && units.term[0].unit->class == UNIT_NOUN)
		return;
	diag_note(d, st->name_at, "'%.*s' was a unit already: from here on it is this one", STR(st->name));
}

/* A word of the statement, which points into its text. */
static struct span word_at(const struct diag *d, struct str word)
{
	uint32_t start = (uint32_t)(word.p - d->source->text.p);

	return (struct span){start, start + (uint32_t)word.len};
}

static bool read_statement(const struct statement *st, struct diag *d, struct unit_decl *decl)
{
	*decl = (struct unit_decl){.kind = st->kind == STATEMENT_UNIT    ? DECL_UNIT
	                                   : st->kind == STATEMENT_ALIAS ? DECL_ALIAS
	                                                                 : DECL_NOUN,
	                           .names = st->more->params,
	                           .name_count = st->more->param_count,
	                           .base = -1,
	                           .doc = st->origin,
	                           .value = FACTOR_ONE};
	if (st->more->base.len && !unit_decl_base(decl, st->more->base)) {
		diag_fail(d, DIAG_UNIT, word_at(d, st->more->base), "nothing is measured by '%.*s'", STR(st->more->base));
		diag_hint(d, "a unit is data, time, money, length, mass or energy, or a number of others: unit %.*s = 3 GB",
		          STR(st->name));
		return false;
	}
	for (uint32_t i = 0; i < st->more->family_count; i++)
		if (!unit_decl_option(decl, st->more->families[i])) {
			diag_fail(d, DIAG_UNIT, word_at(d, st->more->families[i]), "'%.*s' is not a kind of prefix",
			          STR(st->more->families[i]));
			diag_hint(
				d, "with decimal (k, M, G), binary (Ki, Mi, Gi), small (m, u, n) or nocase, and commas between them");
			return false;
		}
	return true;
}

bool declare_unit(const struct engine *e, const struct scope *scope, const struct statement *st, bool replace,
                  struct diag *d)
{
	struct arena scratch;
	struct unit_decl decl;
	const char *why;

	arena_init(&scratch);
	bool ok = read_statement(st, d, &decl);
	if (ok && st->expr)
		ok = declare_worth(e, scope, st, &scratch, d, &decl);
	if (ok && replace)
		note_taken(e, st, d);
	if (ok && (why = unit_add(e->units, &decl, replace)) != NULL)
		ok = diag_fail(d, DIAG_NAME, st->name_at, "'%.*s' %s", STR(st->name), why);
	arena_release(&scratch);
	return ok;
}

bool declare_line(void *ctx, struct unit_registry *reg, struct str line)
{
	const struct declare_prelude *p = ctx;
	struct source src = {S("units"), line, 1};
	struct statement *st = NULL;
	struct arena a;
	struct diag d;
	uint32_t at = 0;

	(void)reg;
	arena_init(&a);
	diag_init(&d, &a, &src);
	bool ok = parse_line(&a, &src, &at, p->vocabulary, &d, &st) && st &&
	          declare_unit(p->engine, &(struct scope){0}, st, false, &d);
	arena_release(&a);
	return ok;
}
