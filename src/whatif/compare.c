/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - two sheets side by side: by the names of cells. */
#include "whatif/compare.h"

#include "sheet/moved.h"

static const struct cell *good(const struct sheet *s, struct str name)
{
	const struct cell *c = sheet_find(s, name);
	return c && c->state == CELL_READY ? c : NULL;
}

/* A row for what a name is in either sheet. */
static void compare_add_row(struct ask *q, struct doc_table *t, struct str name, const struct value *a,
                            const struct value *b)
{
	struct field *row = table_row(t);

	row[0] = field_text(name);
	if (a)
		row[1] = field_value(q->a, a);
	if (b)
		row[2] = field_value(q->a, b);
	if (a && b)
		row[3] = field_ratio(value_ratio(a, b));
}

static bool has_row(const struct doc_table *t, struct str name)
{
	for (uint32_t i = 0; i < t->row_count; i++)
		if (str_eq(table_field(t, i, 0)->text, name))
			return true;
	return false;
}

static bool sampled(struct ask *q, struct sheet *s, const struct cell *c)
{
	return !c || sheet_sample(s, (struct cell *const *)&c, 1, q->d);
}

static bool add_params(struct ask *q, struct sheet *other, struct doc_table *t)
{
	for (uint32_t i = 0; i < sheet_cell_count(q->sheet); i++) {
		const struct cell *a = sheet_cell(q->sheet, i), *b = a->param ? good(other, a->name) : NULL;
		if (!b || a->state != CELL_READY)
			continue;
		if (!sampled(q, q->sheet, a) || !sampled(q, other, b))
			return false;
		if (!value_same(cell_value(a), cell_value(b)))
			compare_add_row(q, t, a->name, cell_value(a), cell_value(b));
	}
	return true;
}

/* What one sheet shows, where the other has a cell of that name beside it. */
static bool compare_add_shown(struct ask *q, struct sheet *other, struct doc_table *t, bool swapped)
{
	struct asked *e;
	uint32_t count;

	ask_shown(q, &e, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct cell *c = good(other, e[i].name);
		struct value v;
		if (has_row(t, e[i].name))
			continue;
		if (!ask_value(q, &e[i], &v) || !sampled(q, other, c))
			return false;
		if (v.type.list)
			continue;
		const struct value *w = c ? cell_value(c) : NULL;
		compare_add_row(q, t, arena_str(q->a, e[i].name), swapped ? w : &v, swapped ? &v : w);
	}
	return true;
}

struct doc_table *compare(struct ask *q, struct sheet *other, struct str name, struct str other_name)
{
	struct doc_table *t = table_new(q->a, "compare", 4);
	struct ask second = *q;

	table_head(t, 1, name);
	table_head(t, 2, other_name);
	table_head(t, 3, S("ratio"));
	second.sheet = other;
	if (!add_params(q, other, t) || !compare_add_shown(q, other, t, false) ||
	    !compare_add_shown(&second, q->sheet, t, true))
		return NULL;
	return t;
}
