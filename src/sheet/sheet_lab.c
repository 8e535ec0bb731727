/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheet_lab.c - a lab's results in a sheet: a cell that is defined anew, by what came out, whenever a parameter
 * changes.
 */
#include "eval/measure.h"
#include "sheet/sheet_parts.h"

bool sheet_only_predicts(const struct cell *c)
{
	return c->declaration && c->declaration->kind == STATEMENT_CELL && !c->given &&
	       measure_lab(cell_declared(c).source);
}

/* ---- its parameters are cells beside it ---- */

static struct cell *param_beside(const void *result, struct str name)
{
	const struct space *space = cell_declared(result).space;

	return sheet_find_in(space->sheet, space, name);
}

static bool param_cell(void *ctx, struct str name, struct diag *d, struct value *v)
{
	const struct cell *c = param_beside(ctx, name);

	(void)d;
	if (!c || c->state != CELL_READY)
		return false;
	*v = *cell_value(c);
	return true;
}

static struct written param_place(void *ctx, struct str name)
{
	const struct cell *c = param_beside(ctx, name);

	return c && c->is.expr && c->is.source ? (struct written){c->is.source, c->is.expr->at, c->given}
	                                       : (struct written){0};
}

static struct measuring measuring_of(const struct cell *c)
{
	return (struct measuring){cell_declared(c).source, c->declaration, param_cell, param_place, (void *)c};
}

const struct measured *sheet_measured(struct sheet *s, const struct cell *c, struct diag *d)
{
	struct measuring m = measuring_of(c);

	return measure_run(library_measures(s->library), s->engine, &m, d);
}

static bool may_run(struct sheet *s, const struct cell *c, struct diag *d)
{
	struct arena a;
	struct diag own;

	arena_init(&a);
	diag_init(&own, &a, cell_declared(c).source);
	bool ok = sheet_space_holds(s, cell_declared(c).space, &own);
	if (!ok && own.error)
		diag_adopt(d, own.error);
	arena_release(&a);
	return ok;
}

bool sheet_measure_cell(struct sheet *s, struct cell *c, struct diag *d)
{
	struct definition declared = cell_declared(c);
	struct measuring m = measuring_of(c);
	struct buf text = {0};

	if (!may_run(s, c, d))
		return false;
	DIAG_IN(d, declared.source);
	if (!eval_measure(s->engine, sheet_scope(s, declared.space), &m, &text, d))
		return false;
	struct chapter *ch = chapter_new(S("lab"), S(""), buf_str(&text), 1);
	buf_release(&text);
	struct definition is = {NULL, ch->source, declared.space, ch};
	is.expr = sheet_parse(s, ch->source, &ch->arena, d);
	cell_define(c, is, declared);
	chapter_drop(ch);
	return is.expr != NULL;
}
