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

struct param_cells {
	struct sheet *s;
	const struct space *space;
};

static bool param_cell(void *ctx, struct str name, struct diag *d, struct value *v)
{
	const struct param_cells *x = ctx;
	const struct cell *c = sheet_find_in(x->s, x->space, name);

	(void)d;
	if (!c || c->state != CELL_READY)
		return false;
	*v = *cell_value(c);
	return true;
}

struct written sheet_written(const struct cell *c)
{
	return c && c->is.expr && c->is.source ? (struct written){c->is.source, c->is.expr->at, c->given}
	                                       : (struct written){0};
}

static struct written param_place(void *ctx, struct str name)
{
	const struct param_cells *x = ctx;

	return sheet_written(sheet_find_in(x->s, x->space, name));
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
	struct param_cells cells = {s, declared.space};
	struct measuring m = {declared.source, c->declaration, param_cell, param_place, &cells};
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
