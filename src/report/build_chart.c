/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_chart.c - charts that say something without being asked for: how an uncertain answer spreads, what the parts of an
 * answer are that is a sum.
 */
#include <math.h>

#include "base/utf8.h"
#include "dist/spread.h"
#include "report/build_parts.h"
#include "report/chart.h"
#include "value/number.h"

enum { FIGURES = 6, PARTS_MOST = 64, LABEL_MOST = 28 };

struct charts {
	struct build *b;
	uint32_t count;
	bool tornado; /* there is one: it takes a while to find out */
};

static void add_figure(struct charts *x, struct chart *c)
{
	struct doc_block *block;

	if (!chart_worth(c) || x->count == FIGURES)
		return;
	if (!x->count++)
		doc_heading(x->b->doc, 2, S("Charts"));
	chart_sort(c, x->b->a);
	block = doc_add(x->b->doc, DOC_FIGURE);
	block->chart = c;
	block->text = c->title;
}

static bool is_plain_number(const struct value *v)
{
	return v->type.kind == VALUE_NUMBER && !v->type.list && !is_poison(v->num[0]);
}

static struct str name_of(struct build *b, const struct doc_answer *a)
{
	return a->label.len ? arena_printf(b->a, "%.*s (%.*s)", STR(a->label), STR(a->name)) : a->name;
}

/* ---- spread ---- */

/* One number of a value's kind, two digits: "120 PB". */
static struct str short_text(struct build *b, const struct value *like, double x)
{
	struct value one = *like;
	struct format f = b->format;
	struct buf text = {0};
	struct str copy;

	one.num = &x;
	one.spread = NULL;
	one.type.uncertain = false;
	f.brief = true;
	f.digits = f.digits && f.digits < 2 ? f.digits : 2;
	format_value(&text, &one, &f);
	copy = doc_text(b->a, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* The unit in which the axis is written, and what a number of `v` is times to be in it. */
static struct str axis_unit(struct build *b, const struct value *v, struct factor *scale)
{
	struct units u = units_shown(&v->type.units);
	struct buf text = {0};
	struct str copy;

	*scale = FACTOR_ONE;
	if (!v->type.asked)
		u = units_best(&u, v->spread->p50, scale);
	units_write(&text, &u, true);
	copy = doc_text(b->a, buf_str(&text));
	buf_release(&text);
	return copy;
}

static void set_marks(struct build *b, struct chart *c, const struct value *v, struct factor scale)
{
	const struct spread *s = v->spread;
	const struct {
		const char *name;
		double at;
	} rows[] = {{"P5", s->p5}, {"P50", s->p50}, {"P95", s->p95}};

	c->mark_count = sizeof(rows) / sizeof(*rows);
	c->marks = arena_array(b->a, struct chart_mark, c->mark_count);
	for (uint32_t i = 0; i < c->mark_count; i++) {
		c->marks[i].at = factor_apply(scale, rows[i].at);
		c->marks[i].label = arena_printf(b->a, "%s %.*s", rows[i].name, STR(short_text(b, v, rows[i].at)));
	}
}

/* The outermost bins also hold all that lies beyond them: they are left out, or the ends would seem likely. */
static void set_bins(struct chart *c, const struct spread *s, struct factor scale)
{
	double from = factor_apply(scale, s->bin_from), to = factor_apply(scale, s->bin_to);
	double ratio = s->bin_log ? pow(to / from, 1.0 / SPREAD_BINS) : 1, width = s->bin_log ? 0 : (to - from) / SPREAD_BINS;

	c->from = from * ratio + width;
	c->to = to / ratio - width;
	c->x_log = s->bin_log;
	c->bins = s->bin + 1;
	c->bin_count = SPREAD_BINS - 2;
}

static void add_spread(struct charts *x, const struct doc_answer *a)
{
	const struct value *v = a->value.raw;
	struct factor scale;
	struct chart *c;

	if (!is_plain_number(v) || !v->spread || !v->spread->good || (v->type.form != FORM_UNIT && v->type.form != FORM_DIGITS))
		return;
	c = chart_new(x->b->a, CHART_HISTOGRAM, arena_printf(x->b->a, "How likely each value is: %.*s", STR(name_of(x->b, a))));
	c->x_title = axis_unit(x->b, v, &scale);
	set_bins(c, v->spread, scale);
	set_marks(x->b, c, v, scale);
	add_figure(x, c);
	c = x->tornado ? NULL : build_tornado(x->b, a, name_of(x->b, a));
	x->tornado = true;
	if (c)
		add_figure(x, c);
}

/* ---- sums ---- */

static const struct node *without_conversion(const struct node *n)
{
	while (n->kind == NODE_CONVERT && n->count)
		n = n->kids[0];
	return n;
}

static bool is_sum(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op == OP_ADD && !n->tight;
}

/* The summands from left to right; 0 when there are too many. */
static uint32_t summands(const struct node *n, const struct node **out)
{
	uint32_t count = 0;
	const struct node *all[PARTS_MOST];

	for (; is_sum(n); n = n->kids[0]) {
		if (count + 1 == PARTS_MOST)
			return 0;
		all[count++] = n->kids[1];
	}
	all[count++] = n;
	for (uint32_t i = 0; i < count; i++)
		out[i] = all[count - 1 - i];
	return count;
}

/* What it is, where that is short; else its name or the expression. */
static struct str part_label(struct build *b, const struct definition *at, const struct node *n)
{
	const struct cell *c = n->kind == NODE_NAME ? sheet_find(b->sheet, n->text) : NULL;

	if (c && c->text.len && utf8_width(c->text) <= LABEL_MOST)
		return build_text(b, c->text);
	return build_written(b, at->source, n);
}

static bool part_value(struct build *b, const struct definition *at, const struct node *n, const struct value *whole, struct chart_item *item)
{
	struct value *v = arena_new(b->a, struct value);
	struct factor f = FACTOR_ONE;
	struct doc_value text;
	struct diag d;

	diag_init(&d, b->a, at->source);
	if (!sheet_eval(b->sheet, at, n, b->a, &d, v) || !is_plain_number(v) || v->type.uncertain ||
	    units_convert(&v->type.units, &whole->type.units, &f) == UNITS_CLASH)
		return false;
	text = doc_value(b->a, v, &b->format);
	item->label = part_label(b, at, n);
	item->value = factor_apply(f, v->num[0]);
	item->text = doc_value_signed(b->a, &text);
	return true;
}

static bool is_time(const struct value *v)
{
	struct dim d = units_dim(&v->type.units);

	for (int i = 0; i < DIM_COUNT; i++)
		if (d.exp[i] != (i == DIM_TIME))
			return false;
	return true;
}

/* What a check allows the cell to be: `total < 200 ms`. */
static void find_budget(struct build *b, const struct cell *cell, struct chart *c)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		const struct node *n = e->statement->expr;
		struct chart_item limit = {0};

		if (e->statement->kind != STATEMENT_CHECK || !build_is_own(b, e) || n->kind != NODE_BINARY || (n->op != OP_LT && n->op != OP_LE) ||
		    n->kids[0]->kind != NODE_NAME || sheet_find(b->sheet, n->kids[0]->text) != cell ||
		    !part_value(b, &e->is, n->kids[1], &cell->value, &limit) || !(limit.value > 0))
			continue;
		c->base = limit.value;
		c->base_text = limit.text;
		return;
	}
}

static bool all_names(const struct node *const *parts, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (parts[i]->kind != NODE_NAME)
			return false;
	return true;
}

/*
 * A sum of cells has parts that mean something, and so has one of data, time or money; n / 2 + 1 has not. Times
 * that have names, or a budget, come one after the other.
 */
static void add_sum(struct charts *x, const struct doc_answer *a, const struct cell *cell)
{
	struct build *b = x->b;
	const struct node *parts[PARTS_MOST], *n = without_conversion(cell->is.expr);
	uint32_t count = is_sum(n) ? summands(n, parts) : 0;
	bool named = all_names(parts, count);
	struct chart *c;

	if (!count || cell->value.type.uncertain || !is_plain_number(&cell->value) || (!named && units_soft(&cell->value.type.units)))
		return;
	c = chart_new(b->a, CHART_BREAKDOWN, arena_printf(b->a, "Parts of: %.*s", STR(name_of(b, a))));
	chart_items(c, b->a, count);
	for (uint32_t i = 0; i < count; i++)
		if (!part_value(b, &cell->is, parts[i], &cell->value, &c->items[i]))
			return;
	c->total_text = doc_value_signed(b->a, &a->value);
	if (is_time(&cell->value)) {
		find_budget(b, cell, c);
		if (named || c->base > 0)
			c->kind = CHART_WATERFALL;
	}
	add_figure(x, c);
}

void build_charts(struct build *b)
{
	struct charts x = {.b = b};

	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct doc_answer *a = &b->doc->answers[i];
		const struct cell *c = sheet_find(b->sheet, a->name);

		add_spread(&x, a);
		if (c && build_expression(c))
			add_sum(&x, a, c);
	}
}
