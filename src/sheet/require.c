/* SPDX-License-Identifier: GPL-3.0-or-later */
/* require.c - the domain of a sheet: broken, the reason is said, with the values that broke it. */
#include "sampling/spread.h"
#include "sheet/parts.h"
#include "value/format.h"

/* "here util = 120%": the values of the names in a broken condition. */
struct shown_names {
	struct sheet *s;
	const struct space *space;
	struct buf text;
	unsigned count;
	struct str seen[4];
};

static void show_name(void *ctx, const struct node *n)
{
	struct shown_names *x = ctx;
	struct cell *c = n->kind == NODE_NAME ? sheet_find_in(x->s, x->space, n->text) : NULL;
	struct format f = {.brief = true, .units = x->s->engine->units, .texts = x->s->engine->texts};

	if (!c || c->state != CELL_READY || x->count == 4)
		return;
	for (unsigned i = 0; i < x->count; i++)
		if (str_eq(x->seen[i], n->text))
			return;
	x->seen[x->count] = n->text;
	buf_printf(&x->text, "%s%.*s is ", x->count++ ? ", " : "", STR(n->text));
	format_value(&x->text, &c->value, &f);
}

struct waiting_names {
	struct sheet *s;
	const struct space *space;
	bool found;
};

static void look_for_waiting(void *ctx, const struct node *n)
{
	struct waiting_names *x = ctx;
	const struct cell *c = n->kind == NODE_NAME ? sheet_find_in(x->s, x->space, n->text) : NULL;

	x->found = x->found || (c && c->state != CELL_READY);
}

/* Does it name a cell without a value? That has an error of its own, or waits. */
static bool waits(struct sheet *s, const struct entry *e)
{
	struct waiting_names x = {.s = s, .space = e->is.space};

	ast_names(e->statement->expr, look_for_waiting, &x);
	return x.found;
}

struct touched_names {
	struct sheet *s;
	const struct space *space;
	bool found;
};

/* A function of the sheet's own may read any cell. */
static void look_for_touched(void *ctx, const struct node *n)
{
	struct touched_names *x = ctx;
	const struct cell *c = n->kind == NODE_NAME ? sheet_find_in(x->s, x->space, n->text) : NULL;

	x->found = x->found || (n->kind == NODE_CALL && sheet_function(x->s, n->text)) || (c && sheet_is_touched(x->s, c));
}

/* It held when a what-if began, and the what-if does not touch it. */
static bool holds_still(struct sheet *s, const struct entry *e)
{
	struct touched_names x = {.s = s, .space = e->is.space};

	if (!s->columns || !s->columns_held)
		return false;
	ast_names(e->statement->expr, look_for_touched, &x);
	return !x.found;
}

/* A condition that makes no sense is none that holds. */
static bool condition(struct sheet *s, const struct entry *e, struct diag *own, struct value *v)
{
	const struct node *n = e->statement->expr;

	if (!sheet_eval(s, &e->is, n, &s->scratch, own, v))
		return false;
	if (v->type.kind == VALUE_TRUTH)
		return true;
	diag_enter(own, e->is.source);
	return diag_fail(own, DIAG_UNIT, n->at, "'require' wants yes or no");
}

static bool requirement_holds(struct sheet *s, const struct entry *e, struct diag *d)
{
	struct value v;
	struct diag own;

	if (waits(s, e) || holds_still(s, e))
		return true;
	arena_reset(&s->scratch);
	diag_init(&own, &s->scratch, e->is.source);
	if (!condition(s, e, &own, &v)) {
		if (d && own.error)
			diag_adopt(d, own.error);
		return false;
	}
	for (uint32_t i = 0; i < v.count; i++) {
		/* of a range: broken when it holds in no sample; else those where it does not have no value */
		bool broken = v.spread ? v.spread[i].good && v.spread[i].mean == 0 : !is_poison(v.num[i]) && v.num[i] == 0;
		if (!broken)
			continue;
		if (!d)
			return false;
		struct shown_names x = {.s = s, .space = e->is.space};
		struct str prefix = str_cut(e->is.space->prefix, 0, e->is.space->prefix.len ? e->is.space->prefix.len - 1 : 0);
		const struct source *before = diag_enter(d, e->is.source);
		diag_fail(d, DIAG_REQUIRE, e->statement->expr->at, "%.*s%s%.*s", STR(prefix), prefix.len ? ": " : "", STR(e->statement->text));
		ast_names(e->statement->expr, show_name, &x);
		if (x.count)
			diag_hint(d, "here %s", buf_c(&x.text));
		buf_release(&x.text);
		diag_enter(d, before);
		return false;
	}
	return true;
}

bool sheet_space_holds(struct sheet *s, const struct space *space, struct diag *d)
{
	for (size_t i = 0; s->require_count && i < s->entry_count; i++) {
		const struct entry *e = &s->entries[i];

		if (e->statement->kind == STATEMENT_REQUIRE && e->is.space == space && !requirement_holds(s, e, d))
			return false;
	}
	return true;
}

bool sheet_requirements_hold(struct sheet *s, struct diag *d)
{
	for (size_t i = 0; s->require_count && i < s->entry_count; i++)
		if (s->entries[i].statement->kind == STATEMENT_REQUIRE && !requirement_holds(s, &s->entries[i], d))
			return false;
	return true;
}

bool sheet_machines_fit(struct sheet *s, struct diag *d)
{
	const struct native *native = s->engine->natives;
	const struct machine_line *lines;
	struct native_row row;
	struct arena a;
	struct diag own;
	bool ok = true;

	arena_init(&a);
	diag_init(&own, &a, NULL);
	uint32_t count = sheet_machines(&s->root, &a, &lines);
	for (uint32_t i = 0; ok && i < count; i++)
		ok = eval_machine(s->engine, &lines[i], &a, &own, &row) && (!native || !native->fits || native->fits(native->ctx, &row, &own));
	if (!ok && d)
		diag_adopt(d, own.error);
	arena_release(&a);
	return ok;
}
