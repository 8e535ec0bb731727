/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario.c - base and scenarios side by side, on the same draws. */
#include "whatif/scenario.h"

#include "sheet/moved.h"

/* What is compared: cells that differ, then answers; with their values in the base. */
struct rows {
	struct asked *asked;
	uint32_t count, answers; /* from here on they are answers */
};

static bool is_among(struct str name, const struct str *names, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(names[i], name))
			return true;
	return false;
}

static bool read_rows(struct ask *q, struct str answers, const struct str *names, uint32_t name_count, struct rows *r)
{
	struct asked *e;
	uint32_t count;

	if (!ask_list(q, answers, &e, &count))
		return false;
	if (!count)
		ask_shown(q, &e, &count);
	r->asked = arena_array(q->a, struct asked, name_count + count);
	r->count = 0;
	for (uint32_t i = 0; i < name_count; i++)
		if (!ask_expression(q, names[i], &r->asked[r->count++]))
			return false;
	r->answers = r->count;
	for (uint32_t i = 0; i < count; i++)
		if (!is_among(e[i].name, names, name_count)) /* what is changed has its row already */
			r->asked[r->count++] = e[i];
	return true;
}

static bool all_values(struct ask *q, const struct rows *r, struct value *out)
{
	for (uint32_t i = 0; i < r->count; i++) {
		if (!ask_value(q, &r->asked[i], &out[i]))
			return false;
		out[i] = value_copy(q->a, &out[i]); /* a cell's number is its own */
	}
	return true;
}

/* What is asked about with its values, and room for so many columns after them. */
static struct doc_table *scenario_values(struct ask *q, const struct rows *r, struct str head, const struct value *v,
                                         uint32_t more)
{
	struct doc_table *t = table_new(q->a, "what-if", 2 + more);

	table_head(t, 1, head);
	for (uint32_t i = 0; i < r->count; i++) {
		struct field *row = table_row(t);

		row[0] = field_text(r->asked[i].name);
		row[1] = field_value(q->a, &v[i]);
	}
	return t;
}

static void scenario_fill(struct ask *q, struct doc_table *t, uint32_t column, struct str name,
                          const struct value *base, const struct value *v)
{
	table_head(t, column, name);
	table_head(t, column + 1, S("ratio"));
	for (uint32_t i = 0; i < t->row_count; i++) {
		struct field *row = &t->fields[(size_t)i * t->column_count];
		row[column] = field_value(q->a, &v[i]);
		row[column + 1] = field_ratio(value_ratio(&base[i], &v[i]));
	}
}

/* ---- from a line ---- */

static bool suppose_all(struct ask *q, const struct supposed *cells, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!ask_suppose(q, cells[i].name, cells[i].value))
			return false;
	return sheet_recalc(q->sheet, q->d);
}

struct doc_table *what_if(struct ask *q, const struct supposed *cells, uint32_t cell_count, struct str answers)
{
	struct str *names = arena_array(q->a, struct str, cell_count + 1);
	struct cell **varied = arena_array(q->a, struct cell *, cell_count + 1);
	struct rows r;

	for (uint32_t i = 0; i < cell_count; i++) {
		varied[i] = ask_cell(q, cells[i].name);
		if (!varied[i])
			return NULL;
		names[i] = cells[i].name;
	}
	if (!read_rows(q, answers, names, cell_count, &r))
		return NULL;
	struct value *base = arena_array(q->a, struct value, 2 * r.count + 1), *other = base + r.count;
	if (!all_values(q, &r, base))
		return NULL;
	sheet_suppose(q->sheet);
	bool ok = suppose_all(q, cells, cell_count) && all_values(q, &r, other);
	sheet_suppose_end(q->sheet);
	if (!ok)
		return NULL;
	ask_note_defaults(q, r.asked, r.count, varied, cell_count);
	if (q->made_up) /* what is asked about had no value, so that there is nothing to compare with */
		return scenario_values(q, &r, S("what if"), other, 0);
	struct doc_table *t = scenario_values(q, &r, S("base"), base, 2);
	scenario_fill(q, t, 2, S("what if"), base, other);
	return t;
}

/* ---- from a sheet ---- */

bool scenario_suppose(struct ask *q, const struct statement *st, const struct definition *at)
{
	DIAG_IN(q->d, at->source);
	for (uint32_t i = 0; i < st->more->item_count; i++) {
		struct cell *c = ask_cell_at(q, st->more->items[i].name, st->more->items[i].name_at);
		if (!c || !ask_suppose_node(q, c, at, st->more->items[i].value))
			return false;
	}
	return sheet_recalc(q->sheet, q->d);
}

bool scenario_fits(struct ask *q, const struct statement *st, const struct definition *at)
{
	sheet_suppose(q->sheet);
	bool fits = scenario_suppose(q, st, at);
	sheet_suppose_end(q->sheet);
	return fits;
}

static bool is_scenario(struct ask *q, const struct entry *e)
{
	return e->statement->kind == STATEMENT_SCENARIO && e->is.space == sheet_here(q->sheet, NULL).space;
}

/* The cells that scenarios change, each once; false with `d` filled where one is none. */
static bool changed_cells(struct ask *q, const struct entry *const *e, uint32_t count, struct str **out, uint32_t *n)
{
	uint32_t most = 1;

	for (uint32_t k = 0; k < count; k++)
		most += e[k]->statement->more->item_count;
	*out = arena_array(q->a, struct str, most);
	*n = 0;
	for (uint32_t k = 0; k < count; k++) {
		DIAG_IN(q->d, e[k]->is.source);
		for (uint32_t i = 0; i < e[k]->statement->more->item_count; i++) {
			const struct item *item = &e[k]->statement->more->items[i];
			bool seen = false;
			if (!ask_cell_at(q, item->name, item->name_at))
				return false;
			for (uint32_t j = 0; j < *n; j++)
				seen = seen || str_eq((*out)[j], item->name);
			if (!seen)
				(*out)[(*n)++] = arena_str(q->a, item->name);
		}
	}
	return true;
}

/*
 * Checks that hold in the base and not in the scenario that is supposed; those that fail everywhere are said elsewhere.
 */
static void say_broken(struct ask *q, struct doc_table *t, struct str scenario, bool *in_base)
{
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct entry *e = sheet_entry(q->sheet, i);
		struct value v;
		struct diag own;

		if (e->statement->kind != STATEMENT_CHECK)
			continue;
		diag_init(&own, q->a, e->is.source);
		bool fine = sheet_eval(q->sheet, &e->is, e->statement->expr, q->a, &own, &v) && v.type.kind == VALUE_TRUTH &&
		            ask_holds(q, &v);
		if (!t)
			in_base[i] = fine;
		else if (in_base[i] && !fine)
			table_line(
				t, "in %.*s fails: %.*s", STR(scenario),
				STR(e->statement->text.len ? e->statement->text : source_text(e->is.source, e->statement->expr->at)));
	}
}

static struct doc_table *scenario_side_by_side(struct ask *q, const struct entry *const *e, uint32_t count,
                                               struct str answers)
{
	struct str *names;
	uint32_t name_count;
	struct rows r;

	if (!changed_cells(q, e, count, &names, &name_count) || !read_rows(q, answers, names, name_count, &r))
		return NULL;
	struct value *base = arena_array(q->a, struct value, 2 * r.count + 1), *other = base + r.count;
	if (!all_values(q, &r, base))
		return NULL;
	struct doc_table *t = scenario_values(q, &r, S("base"), base, 2 * count);
	bool *in_base = arena_array(q->a, bool, sheet_entry_count(q->sheet) + 1);
	say_broken(q, NULL, S("base"), in_base);
	for (uint32_t k = 0; k < count; k++) {
		sheet_suppose(q->sheet);
		bool ok = scenario_suppose(q, e[k]->statement, &e[k]->is) && all_values(q, &r, other);
		if (ok)
			say_broken(q, t, e[k]->statement->text, in_base);
		sheet_suppose_end(q->sheet);
		if (!ok)
			return NULL;
		scenario_fill(q, t, 2 + 2 * k, arena_str(q->a, e[k]->statement->text), base, other);
	}
	return t;
}

static uint32_t find_scenarios(struct ask *q, struct str name, const struct entry ***out)
{
	uint32_t n = 0;

	*out = arena_array(q->a, const struct entry *, sheet_entry_count(q->sheet) + 1);
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct entry *e = sheet_entry(q->sheet, i);
		if (is_scenario(q, e) && (!name.len || str_eq(e->statement->text, name)))
			(*out)[n++] = e;
	}
	return n;
}

uint32_t scenario_list(struct ask *q, const struct entry ***out)
{
	return find_scenarios(q, (struct str){0}, out);
}

struct doc_table *scenario_named(struct ask *q, struct str name, struct str answers)
{
	const struct entry **e;
	uint32_t n = find_scenarios(q, name, &e);

	if (n)
		return scenario_side_by_side(q, e + n - 1, 1, answers);
	diag_fail(q->d, DIAG_NAME, (struct span){0, 0}, "there is no scenario \"%.*s\"", STR(name));
	diag_hint(q->d, "a line of the sheet makes one: scenario \"%.*s\": a = 2, b = 3", STR(name));
	return NULL;
}

struct doc_table *scenarios(struct ask *q)
{
	const struct entry **e;
	uint32_t n = find_scenarios(q, (struct str){0}, &e);
	return n ? scenario_side_by_side(q, e, n, S("")) : NULL;
}

bool scenario_visit(struct ask *q, bool (*visit)(void *ctx, uint32_t number, struct str name), void *ctx)
{
	const struct entry **e;
	uint32_t n = find_scenarios(q, (struct str){0}, &e);
	bool ok = true;

	for (uint32_t k = 0; ok && k < n; k++) {
		sheet_suppose(q->sheet);
		ok = scenario_suppose(q, e[k]->statement, &e[k]->is) && visit(ctx, k, e[k]->statement->text);
		sheet_suppose_end(q->sheet);
	}
	return ok;
}
