/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_record.c - what one thing takes, field by field: each size that is a sum, such as bytes a tweet, in one table.
 */
#include "report/build_parts.h"
#include "value/number.h"

enum { FIELDS_MOST = 20 };

struct record {
	const struct cell *cell;
	const struct node *field[FIELDS_MOST];
	struct value value[FIELDS_MOST];
	uint32_t count;
	struct record *next;
};

/* Data and nothing else, of one of something: B/tweet, kB/read. */
static bool is_size_of_one(const struct value *v)
{
	bool of_one = false;

	if (v->type.kind != VALUE_NUMBER || v->type.list || v->count != 1 || is_poison(v->num[0]) || !(v->num[0] > 0))
		return false;
	for (unsigned i = 0; i < v->type.units.n; i++) {
		const struct term *t = &v->type.units.term[i];

		if (t->unit->hard && (t->unit->hard != 1 << DIM_DATA || t->exp != 1))
			return false;
		of_one = of_one || (!t->unit->hard && t->unit->nouns && t->exp < 0);
	}
	return of_one && units_exponent(&v->type.units, DIM_DATA) == 1;
}

/* A sum that cannot be taken apart stays unsaid: nobody asked. */
static bool read_fields(struct build *b, struct record *r)
{
	struct diag own;

	diag_init(&own, b->a, r->cell->is.source);
	for (uint32_t i = 0; i < r->count; i++) {
		struct factor f = FACTOR_ONE;
		struct value *v = &r->value[i];

		if (!sheet_eval(b->sheet, &r->cell->is, r->field[i], b->a, &own, v) || v->count != 1 || is_poison(v->num[0]) ||
		    units_convert(&v->type.units, &r->cell->type->units, &f) == UNITS_CLASH)
			return false;
	}
	return true;
}

static bool build_record_find_record(struct build *b, const struct entry *e, struct record *r)
{
	const struct node *n = e->cell && build_is_own(b, e) ? build_expression(e->cell) : NULL;

	r->cell = e->cell;
	if (!n || !b->needed[e->cell->index] || !is_size_of_one(cell_value(e->cell)))
		return false;
	r->count = build_summands(n, r->field, FIELDS_MOST);
	return r->count > 1 && read_fields(b, r);
}

static struct str size_text(struct build *b, const struct value *v)
{
	struct doc_value text = doc_value(b->a, v, &b->format);

	return doc_value_signed(b->a, &text);
}

static struct str build_record_share_text(struct build *b, const struct record *r, uint32_t i)
{
	struct factor f = FACTOR_ONE;
	struct buf text = {0};

	units_convert(&r->value[i].type.units, &r->cell->type->units, &f);
	number_write(&text, 100 * factor_apply(f, r->value[i].num[0]) / r->cell->num[0], 2, NUMBER_PLAIN);
	buf_add_c(&text, " %");
	return doc_take(b->a, &text);
}

/* The fields of a record and what they come to. */
static void build_record_add_rows(struct build *b, const struct record *r, struct doc_table *t)
{
	for (uint32_t i = 0; i <= r->count; i++) {
		const struct value *v = i < r->count ? &r->value[i] : cell_value(r->cell);

		table_texts(t, build_text(b, r->cell->name),
		            i < r->count ? build_written(b, r->cell->is.source, r->field[i]) : S("together"), size_text(b, v),
		            i < r->count ? build_record_share_text(b, r, i) : S("100 %"))
			->value = build_copy_value(b, v);
	}
}

static void build_record_add_table(struct build *b, const struct record *first)
{
	static const struct doc_column columns[] = {
		{.key = "record", .title = S("Record"), .code = true},
		{.key = "field", .title = S("Field")},
		{.key = "size", .title = S("Size"), .figures = true},
		{.key = "share", .title = S("Share"), .figures = true},
	};
	struct doc_table *t = doc_table(b->a, "records", columns, sizeof(columns) / sizeof(columns[0]));

	for (const struct record *r = first; r; r = r->next)
		build_record_add_rows(b, r, t);
	doc_heading(b->doc, 2, S("Record sizes"));
	doc_add(b->doc, DOC_TABLE)->table = t;
}

void build_records(struct build *b)
{
	struct record *first = NULL, **end = &first, *r = NULL;

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		r = r ? r : arena_new(b->a, struct record); /* one that did not serve serves the next time */
		if (!build_record_find_record(b, sheet_entry(b->sheet, i), r))
			continue;
		*end = r;
		end = &r->next;
		r = NULL;
	}
	if (first)
		build_record_add_table(b, first);
}
