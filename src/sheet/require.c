/* SPDX-License-Identifier: GPL-3.0-or-later */
/* require.c - the domain of a sheet: broken, the reason is said, with the values that broke it. */
#include "eval/parameter.h"
#include "sampling/spread.h"
#include "sheet/sheet_parts.h"
#include "value/format.h"

/* "here util is 120%, n is 3": the values of the names in a broken condition. */
static void hint_values(struct sheet *s, const struct entry *e, const struct node *broken, struct diag *d)
{
	struct format f = {.brief = true, .quoted = true, .units = s->engine->units, .texts = s->engine->texts};
	struct buf text = {0};
	uint32_t count, shown = 0;
	struct cell **reads = sheet_reads(&e->is, broken, d->arena, &count);

	for (uint32_t i = 0; i < count && shown < 4; i++) {
		if (reads[i]->state != CELL_READY)
			continue;
		struct str name = str_cut(reads[i]->name, e->is.space->prefix.len, reads[i]->name.len);
		buf_printf(&text, "%s%.*s is ", shown++ ? ", " : "", STR(reads[i]->param ? parameter_name(name) : name));
		format_value(&text, cell_value(reads[i]), &f);
	}
	if (shown)
		diag_hint(d, "here %s", buf_c(&text));
	buf_release(&text);
}

/* Does it name a cell without a value? That has an error of its own, or waits. */
static bool require_waits(struct cell *const *reads, uint32_t count)
{
	bool found = false;

	for (uint32_t i = 0; i < count; i++)
		found = found || reads[i]->state != CELL_READY;
	return found;
}

bool sheet_require_waits(const struct entry *e, struct arena *a)
{
	uint32_t count;
	struct cell **reads = sheet_reads(&e->is, e->statement->expr, a, &count);

	return require_waits(reads, count);
}

/* It held when a what-if began, and the what-if does not touch it. */
static bool holds_still(const struct sheet *s, struct cell *const *reads, uint32_t count)
{
	bool touched = !s->journal.supposing || !s->draws.columns_held;

	for (uint32_t i = 0; !touched && i < count; i++)
		touched = sheet_is_touched(s, reads[i]);
	return !touched;
}

/* Of a range: broken when it holds in no sample; else those where it does not have no value. */
static bool is_broken(const struct value *v)
{
	for (uint32_t i = 0; i < v->count; i++)
		if (v->spread ? v->spread[i].good && v->spread[i].mean == 0 : !is_poison(v->num[i]) && v->num[i] == 0)
			return true;
	return false;
}

/* Of conditions that are joined by `and` the one that does not hold. */
static const struct node *broken_part(struct sheet *s, const struct entry *e, const struct node *n)
{
	struct value v;
	struct diag own;

	while (n->kind == NODE_BINARY && n->op == OP_AND) {
		const struct node *part = NULL;

		for (uint32_t i = 0; i < 2 && !part; i++) {
			diag_init(&own, &s->scratch, e->is.source);
			if (sheet_eval(s, &e->is, n->kids[i], &s->scratch, &own, &v) && is_broken(&v))
				part = n->kids[i];
		}
		if (!part)
			break;
		n = part;
	}
	return n;
}

/* Does all that a condition reads come from one cell, as in "a model has layers"? */
static bool is_about_one(struct sheet *s, const struct entry *e, const struct node *broken, struct arena *a)
{
	uint32_t count, found, leaves = 0;
	struct cell **reads = sheet_reads(&e->is, broken, a, &count);
	struct cell **needs = sheet_needs(s, reads, count, a, &found);

	for (uint32_t i = 0; i < found; i++)
		leaves += needs[i]->need_count == 0;
	return leaves == 1;
}

/* A condition that makes no sense is none that holds. */
static bool condition(struct sheet *s, const struct entry *e, struct diag *own, struct value *v)
{
	const struct node *n = e->statement->expr;

	if (!sheet_eval(s, &e->is, n, &s->scratch, own, v))
		return false;
	DIAG_IN(own, e->is.source);
	return requirement_is_truth(e->statement, &v->type, own);
}

static bool requirement_holds(struct sheet *s, const struct entry *e, struct diag *d)
{
	struct value v;
	struct diag own;
	uint32_t count;

	arena_reset(&s->scratch);
	struct cell **reads = sheet_reads(&e->is, e->statement->expr, &s->scratch, &count);
	if (require_waits(reads, count) || holds_still(s, reads, count))
		return true;
	diag_init(&own, &s->scratch, e->is.source);
	if (!condition(s, e, &own, &v)) {
		if (d && own.error)
			diag_adopt(d, own.error);
		return false;
	}
	if (!is_broken(&v))
		return true;
	if (!d)
		return false;
	struct str prefix = sheet_used_as(&e->is);
	const struct node *broken = broken_part(s, e, e->statement->expr);
	DIAG_IN(d, e->is.source);
	struct str text = requirement_says(e->statement);
	diag_fail(d, DIAG_REQUIRE, broken->at, "%.*s%s%.*s", STR(prefix), prefix.len ? ": " : "", STR(text));
	d->error->one_input = is_about_one(s, e, broken, d->arena);
	hint_values(s, e, broken, d);
	return false;
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
		if (s->entries[i].statement->kind == STATEMENT_REQUIRE && sheet_entry_is_wanted(s, i) &&
		    !requirement_holds(s, &s->entries[i], d))
			return false;
	return true;
}

bool sheet_machines_fit(struct sheet *s, struct diag *d)
{
	const struct native *native = s->engine->natives;
	struct native_row row;
	struct arena a;
	struct diag own;
	bool ok = true;

	arena_init(&a);
	diag_init(&own, &a, NULL);
	for (uint32_t i = 0; ok && i < s->machines.count; i++)
		ok = eval_machine(s->engine, &s->machines.line[i], &a, &own, &row) &&
		     (!native || !native->fits || native->fits(native->ctx, &row, &own));
	if (!ok && d)
		diag_adopt(d, own.error);
	arena_release(&a);
	return ok;
}
