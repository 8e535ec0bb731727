/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_chart.c - the charts of a report: those that the sheet asks for, then those that say something without being
 * asked for: how an uncertain answer spreads that a check limits, what the parts of an answer are that is a sum.
 */
#include "report/build_parts.h"
#include "whatif/chart_ask.h"

enum { FIGURES = 6, PARTS_MOST = 64 };

struct charts {
	struct build *b;
	struct ask ask;
	const struct chart **drawn; /* those asked for */
	uint32_t asked, count;
	bool tornado; /* there is one: it takes a while to find out */
};

/* How the last number of a curve comes about, as a step below it. */
static void add_working(struct charts *x, const struct chart *c)
{
	struct arena *a = x->b->a;
	struct doc_block *block = doc_add(x->b->doc, DOC_STEPS);
	struct doc_step *step = arena_new(a, struct doc_step);

	step->count = c->working_count;
	step->lines = arena_array(a, struct doc_line, step->count);
	for (uint32_t i = 0; i < step->count; i++) {
		struct str text = doc_ranges(a, c->working[i]);
		bool rough = str_starts(text, S("≈ "));

		step->lines[i] = (struct doc_line){.sign = rough ? S("≈") : S("="),
		                                   .text = rough ? str_cut(text, sizeof "≈ " - 1, text.len) : text};
	}
	step->name = S("sum");
	block->steps = step;
	block->count = 1;
}

/* What can be drawn but shows nothing says so in a sentence. */
static void add_figure(struct charts *x, struct chart *c)
{
	struct doc_block *block;

	if (!x->count++)
		doc_heading(x->b->doc, 2, S("Charts"));
	if (c->why.len) {
		doc_prose(x->b->doc,
		          arena_printf(x->b->a, "%.*s. Not drawn: %.*s.", STR(chart_caption(c, x->b->a)), STR(c->why)));
		return;
	}
	chart_sort(c, x->b->a);
	c->title = doc_ranges(x->b->a, c->title);
	c->note = doc_ranges(x->b->a, c->note);
	block = doc_add(x->b->doc, DOC_FIGURE);
	block->chart = c;
	block->text = c->title;
	block->note = c->note;
	if (c->working_count)
		add_working(x, c);
}

/* One that nobody asked for, unless it is there already. */
static void add_unasked(struct charts *x, struct chart *c)
{
	if (!c || !chart_worth(c) || x->count - x->asked == FIGURES)
		return;
	chart_sort(c, x->b->a);
	for (uint32_t i = 0; i < x->asked; i++)
		if (chart_same(x->drawn[i], c))
			return;
	add_figure(x, c);
}

static struct str build_chart_name_of(const struct doc_answer *a)
{
	return a->label.len ? a->label : a->name;
}

/* Does a check limit it? */
static bool is_limited(const struct build *b, const struct doc_answer *a)
{
	for (uint32_t i = 0; i < b->check_count; i++)
		if (str_eq(b->checks[i].left, a->name))
			return true;
	return false;
}

static void add_spread(struct charts *x, const struct doc_answer *a)
{
	struct chart *c = chart_spread(&x->ask, a->value.raw, sheet_find(x->b->sheet, a->name), build_chart_name_of(a));

	if (!c)
		return;
	if (is_limited(x->b, a) && !c->note.len) /* a limit that no case comes near needs no picture */
		add_unasked(x, c);
	if (!x->tornado)
		add_unasked(x, chart_tornado(&x->ask, a->name, a->value.raw, build_chart_name_of(a)));
	x->tornado = true;
}

/* All uncertain answers side by side, where there are several. */
static void add_intervals(struct charts *x)
{
	const struct doc *d = x->b->doc;
	struct chart *c = chart_intervals(&x->ask, S("How sure the answers are"));

	chart_items(c, x->b->a, d->answer_count);
	c->item_count = 0;
	for (uint32_t i = 0; i < d->answer_count; i++) {
		const struct doc_answer *a = &d->answers[i];

		if (a->value.raw && a->value.raw->type.uncertain &&
		    chart_interval(&x->ask, a->value.raw, build_chart_name_of(a), &c->items[c->item_count]))
			c->items[c->item_count++].name = a->name;
	}
	chart_tell_apart(x->b->a, c);
	if (chart_worth(c))
		add_figure(x, c);
}

/* ---- sums ---- */

/* A part that is certain; what it says when it is none stays unsaid: nobody asked. */
static bool certain_part(struct charts *x, const struct definition *at, const struct node *n, const struct type *whole,
                         struct chart_item *item)
{
	struct ask own = x->ask;
	struct diag d;
	struct value v;

	diag_init(&d, x->b->a, at->source);
	own.d = &d;
	return sheet_eval(own.sheet, at, n, own.a, &d, &v) && !v.type.uncertain && chart_part(&own, at, n, whole, item);
}

/* What a check allows the cell to be: `total < 200 ms`. */
static void find_budget(struct charts *x, const struct cell *cell, struct chart *c)
{
	struct sheet *sheet = x->b->sheet;

	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		struct chart_item limit = {0};
		struct comparison n;

		if (!sheet_limits(sheet, e, cell, &n) || !build_is_own(x->b, e) || n.op > OP_LE ||
		    !certain_part(x, &e->is, n.limit, cell->type, &limit) || !(limit.value > 0))
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

/* Its parts are read against one another: all in the unit of the whole. */
static void build_chart_in_one_unit(struct charts *x, struct chart *c, const struct cell *cell,
                                    const struct node *const *parts)
{
	struct value v;

	for (uint32_t i = 0; i < c->item_count; i++)
		if (sheet_eval(x->ask.sheet, &cell->is, parts[i], x->b->a, x->b->d, &v))
			c->items[i].text = chart_alike(&x->ask, &v, cell->type, cell_value(cell)->num[0]);
}

/*
 * A sum of cells has parts that mean something, and so has one of data, time or money; n / 2 + 1 has not. Times
 * that have names, or a budget, come one after the other.
 */
static void build_chart_add_sum(struct charts *x, const struct doc_answer *a, const struct cell *cell)
{
	struct build *b = x->b;
	const struct node *parts[PARTS_MOST];
	uint32_t count = build_summands(cell->is.expr, parts, PARTS_MOST);
	bool named = all_names(parts, count);
	struct chart *c;

	if (count < 2 || cell->type->uncertain || !chart_is_number(cell_value(cell)) ||
	    (!named && units_soft(&cell->type->units)))
		return;
	c = chart_new(b->a, CHART_BREAKDOWN, arena_printf(b->a, "Parts of: %.*s", STR(build_chart_name_of(a))));
	chart_items(c, b->a, count);
	for (uint32_t i = 0; i < count; i++)
		if (!certain_part(x, &cell->is, parts[i], cell->type, &c->items[i]))
			return;
	chart_tell_apart(b->a, c);
	build_chart_in_one_unit(x, c, cell, parts);
	c->total_text = doc_value_signed(b->a, &a->value);
	if (units_measure(&cell->type->units, DIM_TIME, 1)) {
		find_budget(x, cell, c);
		if (named || c->base > 0)
			c->kind = CHART_WATERFALL;
	}
	add_unasked(x, c);
}

/* ---- all of them ---- */

static bool build_chart_is_chart(const struct build *b, const struct entry *e)
{
	return e->statement->kind == STATEMENT_CHART && build_is_own(b, e);
}

static bool add_asked(struct charts *x)
{
	struct sheet *s = x->b->sheet;
	uint32_t count = 0;

	for (uint32_t i = 0; i < sheet_entry_count(s); i++)
		count += build_chart_is_chart(x->b, sheet_entry(s, i));
	x->drawn = arena_array(x->b->a, const struct chart *, count);
	for (uint32_t i = 0; i < sheet_entry_count(s); i++) {
		const struct entry *e = sheet_entry(s, i);
		struct chart *c;

		if (!build_chart_is_chart(x->b, e))
			continue;
		c = chart_asked(&x->ask, &e->is, e->statement);
		if (!c)
			return false;
		add_figure(x, c);
		x->drawn[x->asked++] = c;
	}
	return true;
}

bool build_charts(struct build *b)
{
	struct charts x = {.b = b, .ask = {.sheet = b->sheet, .a = b->a, .d = b->d, .format = b->format}};

	if (!add_asked(&x))
		return false;
	add_intervals(&x);
	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct doc_answer *a = &b->doc->answers[i];
		const struct cell *c = sheet_find(b->sheet, a->name);

		add_spread(&x, a);
		if (c && build_expression(c))
			build_chart_add_sum(&x, a, c);
	}
	return true;
}
