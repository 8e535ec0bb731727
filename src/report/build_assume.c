/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_assume.c - what the estimate takes for granted: parameters, plain numbers, defaults of formulas, published
 * figures.
 */
#include <stdlib.h>

#include "base/map.h"
#include "report/build_parts.h"
#include "value/number.h"

struct assumption {
	struct str name, what, value, unit, from, section;
	const struct value *raw;
	uint32_t next; /* the next one that is the same but for its name, or 0 */
	bool joined;   /* one before it is the same */
};

struct assumptions {
	struct build *b;
	struct assumption *rows;
	size_t count, cap;
	const struct build_zeros *zeros; /* those of other sheets that tell nothing are left out; NULL: all are listed */
	struct map seen;                 /* names of facts and of formulas' defaults that are listed */
};

static struct assumption *build_assume_add_row(struct assumptions *x)
{
	x->rows = xgrow(x->rows, x->count, &x->cap, sizeof(*x->rows));
	x->rows[x->count] = (struct assumption){0};
	return &x->rows[x->count++];
}

/* ---- value and unit ---- */

static struct str build_assume_unit_of(struct build *b, const struct value *v)
{
	struct buf text = {0};

	if (v->type.kind != VALUE_NUMBER || units_plain(&v->type.units))
		return S("");
	units_write(&text, &v->type.units, true);
	return doc_take(b->a, &text);
}

static struct str build_assume_typed(struct build *b, const struct source *src, uint32_t start, uint32_t end)
{
	return doc_text(b->a, source_text(src, (struct span){start, end}));
}

static struct str number_typed(struct build *b, const struct source *src, const struct node *n)
{
	return build_assume_typed(b, src, n->at.start, n->kids[0]->at.end);
}

static struct str unit_typed(struct build *b, const struct source *src, const struct node *n)
{
	return build_assume_typed(b, src, n->kids[0]->at.end, n->at.end);
}

/* "[800 requests/s, 500 requests/s]" as "[800, 500]" and "requests/s", where all have one unit. */
static bool set_list(struct build *b, struct assumption *row, const struct source *src, const struct node *n)
{
	struct buf numbers = {0};

	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i]->kind != NODE_QUANTITY ||
		    !str_eq(unit_typed(b, src, n->kids[i]), unit_typed(b, src, n->kids[0])))
			return false;
	for (uint32_t i = 0; i < n->count; i++)
		buf_printf(&numbers, "%s%.*s", i ? ", " : "[", STR(number_typed(b, src, n->kids[i])));
	buf_char(&numbers, ']');
	row->value = build_text(b, buf_str(&numbers));
	row->unit = unit_typed(b, src, n->kids[0]);
	buf_release(&numbers);
	return true;
}

/* A number as one end of a range: where its digits end and its own unit begins. False for what is no such thing. */
static bool end_of_number(const struct node *n, uint32_t *end)
{
	while (n->kind == NODE_UNARY && n->op == OP_NEGATE)
		n = n->kids[0];
	if (n->kind != NODE_QUANTITY && n->kind != NODE_NUMBER && n->kind != NODE_PERCENT)
		return false;
	*end = n->kind == NODE_QUANTITY ? n->kids[0]->at.end : n->at.end;
	return true;
}

/*
 * "80M..120M users" as "80M..120M" and "users", "2 MB ± 20%" as "2 ± 20%" and "MB"; not where the ends have two units.
 */
static bool build_assume_set_range(struct build *b, struct assumption *row, const struct source *src,
                                   const struct node *n)
{
	const struct node *left = n->kids[0], *right = n->kids[1];
	struct str low, high, low_unit, high_unit, between = source_text(src, (struct span){left->at.end, right->at.start});
	uint32_t left_end, right_end;
	bool wide = between.len > 0 && between.p[0] == ' ';

	if (!end_of_number(left, &left_end) || !end_of_number(right, &right_end))
		return false;
	low = build_assume_typed(b, src, left->at.start, left_end);
	low_unit = build_assume_typed(b, src, left_end, left->at.end);
	high = build_assume_typed(b, src, right->at.start, right_end);
	high_unit = build_assume_typed(b, src, right_end, right->at.end);
	if (low_unit.len && high_unit.len && !str_eq(low_unit, high_unit))
		return false;
	between = n->kind == NODE_RANGE ? S("…") : doc_text(b->a, between); /* in the dress of all ranges of the report */
	row->value = arena_printf(b->a, wide || n->kind == NODE_RANGE ? "%.*s %.*s %.*s" : "%.*s%.*s%.*s", STR(low),
	                          STR(between), STR(high));
	row->unit = low_unit.len ? low_unit : high_unit;
	return true;
}

/* "100M" and "users"; "$0.02" and "/GB"; 365 stays 365 however many digits are asked for. */
static void set_typed(struct build *b, struct assumption *row, const struct source *src, const struct node *n,
                      const struct value *v)
{
	const struct node *quantity = n->kind == NODE_UNARY ? n->kids[0] : n;

	if (quantity->kind == NODE_QUANTITY) {
		row->value = build_assume_typed(b, src, n->at.start, quantity->kids[0]->at.end);
		row->unit = unit_typed(b, src, quantity);
		return;
	}
	if (n->kind == NODE_LIST && n->count && set_list(b, row, src, n))
		return;
	if ((n->kind == NODE_RANGE || n->kind == NODE_MARGIN) && build_assume_set_range(b, row, src, n)) {
		if (v && !row->unit.len)
			row->unit = build_assume_unit_of(b, v);
		return;
	}
	row->value = build_assume_typed(b, src, n->at.start, n->at.end);
	if (v && quantity->kind == NODE_NUMBER)
		row->unit = build_assume_unit_of(b, v);
}

/* "≈ 66.67 GB" as "≈ 66.67" and "GB"; a list and what is not a number stay in one piece. */
static void set_computed(struct build *b, struct assumption *row, const struct value *v)
{
	struct doc_value value = doc_value(b->a, v, &b->format);
	struct buf behind = {0};
	struct str unit;

	if (v->count == 1 && !v->type.list)
		format_unit(&behind, v, 0, &b->format);
	unit = buf_str(&behind);
	if (unit.len && str_ends(value.text, unit)) {
		value.text = str_cut(value.text, 0, value.text.len - unit.len);
		row->unit = doc_text(b->a, unit);
	}
	row->value = doc_value_signed(b->a, &value);
	buf_release(&behind);
}

/* ---- cells ---- */

static struct str from_of(struct build *b, const struct entry *e)
{
	const struct cell *c = e->cell;
	const struct node *n = c->is.expr;

	if (build_is_own(b, e)) {
		if (c->given)
			return S("given");
		if (n && n->kind == NODE_NAME && str_starts(n->text, S("fact."))) /* measured or published: its own row says */
			return build_text(b, n->text);
		return c->more->origin.len ? build_text(b, c->more->origin) : S("guess");
	}
	if (c->given) /* a number typed where the sheet is used */
		return S("guess");
	if (cell_is_measured(c))
		return build_text(b, arena_printf(b->a, "simulated, lab %.*s", STR(build_sheet_name(c))));
	if (c->more->origin.len)
		return build_text(b, arena_printf(b->a, "%.*s: %.*s", STR(build_sheet_name(c)), STR(c->more->origin)));
	return build_text(b, arena_printf(b->a, "%.*s", STR(build_sheet_name(c))));
}

/* A cell that is taken for granted, or not needed: false. */
static bool build_assume_read_cell(struct build *b, const struct entry *e, struct assumption *row)
{
	const struct cell *c = e->cell;
	const struct node *n = build_expression(c);

	if (build_is_own(b, e) && cell_is_measured(c)) /* of the report of a lab: all of that is under Simulated */
		return false;
	if (!n || !(c->param || build_is_literal(n)) || (!c->given && c->declaration && ast_asks_nothing(c->declaration)))
		return false;
	if (!build_is_own(b, e) && (!b->needed[c->index] || (c->given && !build_is_literal(n))))
		return false;
	row->name = build_text(b, c->name);
	row->what = build_text(b, c->more->text);
	row->from = from_of(b, e);
	row->raw = build_copy_value(b, cell_value(c));
	if (build_is_literal(n) && !cell_is_measured(c)) /* of what a lab has measured nobody typed the digits */
		set_typed(b, row, c->is.source, n, cell_value(c));
	else
		set_computed(b, row, cell_value(c));
	build_dress_amount(b, &row->value, &row->unit);
	return true;
}

/* Nothing that is told rests on it. */
static bool is_idle(const struct assumptions *x, const struct entry *e)
{
	return x->zeros && !build_is_own(x->b, e) &&
	       (!build_zeros_tell(x->zeros, e->cell) || build_fleet_idle(x->b, x->zeros, e->cell));
}

static void build_assume_add_cell(struct assumptions *x, const struct entry *e)
{
	struct assumption row = {0};

	if (!is_idle(x, e) && build_assume_read_cell(x->b, e, &row))
		*build_assume_add_row(x) = row;
}

bool build_assumption(struct build *b, const struct cell *c, struct str *value, struct str *from)
{
	struct assumption row = {0};
	bool touches;
	uint32_t i = 0;

	while (i < sheet_entry_count(b->sheet) && sheet_entry(b->sheet, i)->cell != c)
		i++;
	if (i == sheet_entry_count(b->sheet) || !build_assume_read_cell(b, sheet_entry(b->sheet, i), &row))
		return false;
	touches = !row.unit.len || row.unit.p[0] == '/' || row.unit.p[0] == '%';
	*value = arena_printf(b->a, touches ? "%.*s%.*s" : "%.*s %.*s", STR(row.value), STR(row.unit));
	*from = row.from;
	return true;
}

/* ---- facts, and defaults of formulas that are called in an expression ---- */

static bool build_assume_first_time(struct assumptions *x, struct str name)
{
	if (map_get(&x->seen, name))
		return false;
	map_put(&x->seen, arena_str(x->b->a, name), x);
	return true;
}

static void build_assume_add_fact(void *ctx, const struct fact *f)
{
	struct assumptions *x = ctx;
	struct build *b = x->b;
	struct buf number = {0};
	struct assumption *row;

	if (!build_assume_first_time(x, f->name))
		return;
	row = build_assume_add_row(x);
	row->name = build_text(b, f->name);
	row->what = build_text(b, f->text);
	row->from = f->origin.len ? build_text(b, f->origin) : S("reference");
	row->raw = &f->value;
	if (f->value.type.kind != VALUE_NUMBER || f->value.type.list || f->value.type.uncertain) {
		set_computed(b, row, &f->value);
		return;
	}
	number_write(&number, f->value.num[0], 12, NUMBER_PLAIN);
	row->value = build_text(b, buf_str(&number));
	row->unit = build_assume_unit_of(b, &f->value);
	build_dress_amount(b, &row->value, &row->unit);
	buf_release(&number);
}

/* A parameter that the caller leaves at its default. */
static void build_assume_add_default(void *ctx, const struct template *t, const struct statement *st)
{
	struct assumptions *x = ctx;
	struct build *b = x->b;
	struct str name = arena_printf(b->a, "%.*s.%.*s", STR(t->name), STR(st->name));
	struct assumption *row;

	if (ast_asks_nothing(st) || !build_assume_first_time(x, name))
		return;
	row = build_assume_add_row(x);
	row->name = name;
	row->what = build_text(b, st->text);
	row->from = build_text(b,
	                       arena_printf(b->a, "%.*s%s%.*s", STR(t->name), st->origin.len ? ": " : "", STR(st->origin)));
	if (build_is_literal(st->expr))
		set_typed(b, row, t->source, st->expr, NULL);
	else
		row->value = build_written(b, t->source, st->expr);
	build_dress_amount(b, &row->value, &row->unit);
}

/* What machines and volumes that were chosen cost: published, or the sheet's own. */
static void build_assume_add_prices(struct assumptions *x)
{
	struct build_price p;

	for (uint32_t at = 0; build_next_price(x->b, &at, &p);) {
		if (!build_assume_first_time(x, p.name))
			continue;
		struct assumption *row = build_assume_add_row(x);
		*row = (struct assumption){.name = p.name, .what = p.what, .value = p.value, .unit = p.unit, .from = p.from};
	}
}

/* ---- those that are the same but for their names ---- */

/* They say what the number means, too, or nobody could tell that it is the same. */
static void find_same(struct assumptions *x)
{
	struct map last = {0}; /* of each kind the last one so far */

	for (uint32_t i = 0; i < x->count; i++) {
		struct assumption *r = &x->rows[i], *before;
		struct str key;

		if (!r->what.len)
			continue;
		key = arena_printf(x->b->a, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s", STR(r->section), STR(r->what), STR(r->value),
		                   STR(r->unit), STR(r->from));
		before = map_get(&last, key);
		if (before)
			before->next = i;
		r->joined = before != NULL;
		map_put(&last, key, r);
	}
	map_release(&last);
}

/* ---- the table ---- */

static struct doc_table *make_table(struct assumptions *x)
{
	static const struct doc_column columns[] = {
		{.key = "what", .title = S("Meaning")},
		{.key = "name", .title = S("Name"), .code = true, .small = true},
		{.key = "text", .title = S("Value"), .figures = true},
		{.key = "text_unit", .title = S("Unit")},
		{.key = "from", .title = S("Source")},
	};
	struct doc_table *t = doc_table(x->b->a, "assumptions", columns, 5);

	find_same(x);
	for (uint32_t i = 0; i < x->count; i++)
		for (uint32_t k = i; !x->rows[i].joined; k = x->rows[k].next) {
			const struct assumption *r = &x->rows[k];

			*table_texts(t, r->what, r->name, r->value, r->unit, r->from) = (struct doc_row){r->raw, r->section,
			                                                                                 .joined = r->joined};
			if (!r->next)
				break;
		}
	return t;
}

/* The heading that is above the entry. */
static struct str section_of(struct build *b, const struct entry *e, struct str before)
{
	const struct statement *st = e->statement;

	return build_is_own(b, e) && st->kind == STATEMENT_HEADING && st->level == 2 ? build_text(b, st->text) : before;
}

struct doc_table *build_assumption_table(struct build *b)
{
	struct doc_table *t = NULL;
	bool brief = b->options->reader == READER_INTERVIEW;
	struct assumptions x = {.b = b, .zeros = brief ? build_zeros(b) : NULL};
	struct behind behind;
	struct str section = S("");

	behind_init(&behind, b->sheet, b->a);
	behind.met = build_assume_add_fact;
	behind.left = build_assume_add_default;
	behind.ctx = &x;

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		size_t from = x.count;

		section = section_of(b, sheet_entry(b->sheet, i), section);
		if (sheet_entry(b->sheet, i)->cell)
			build_assume_add_cell(&x, sheet_entry(b->sheet, i));
		if (x.count > from)
			x.rows[from].section = section;
	}
	for (size_t i = 0, from = x.count; i < sheet_entry_count(b->sheet); i++) {
		build_look(b, &behind, sheet_entry(b->sheet, (uint32_t)i));
		for (; from < x.count; from++)
			x.rows[from].section = S("Figures and formulas used");
	}
	size_t prices = x.count;
	build_assume_add_prices(&x);
	for (; prices < x.count; prices++)
		x.rows[prices].section = S("Prices");
	if (x.count)
		t = make_table(&x);
	behind_release(&behind);
	map_release(&x.seen);
	free(x.rows);
	return t;
}

void build_assumptions(struct build *b)
{
	struct doc_table *t = build_assumption_table(b);

	if (!t)
		return;
	doc_heading(b->doc, 2, S("Assumptions"));
	doc_add(b->doc, DOC_TABLE)->table = t;
}
