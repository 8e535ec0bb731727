/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_parts.c - charts of one uncertain number, and of the parts of a whole. */
#include "sampling/spread.h"
#include "show/doc.h"
#include "whatif/chart_ask.h"
#include "whatif/lab_view.h"

/* Described by its cell where it is one. */
static struct str chart_parts_name_of(struct chart_request *r, const struct node *n)
{
	const struct cell *c = sheet_named(r->q->sheet, r->at, n);
	struct str written = chart_written(r->q, r->at, n);

	return c && c->more->text.len ? doc_text(r->q->a, c->more->text) : written;
}

/* A number that a parameter made certain is not a mistake of the sheet's: there is nothing to see then. */
static struct chart *certain(struct chart_request *r, enum chart_kind kind, const struct node *n, const struct value *v,
                             const char *what)
{
	struct chart *c = chart_new(r->q->a, kind, chart_title(r, chart_parts_name_of(r, n)));

	c->why = arena_printf(r->q->a, "%.*s is %s%.*s: %s", STR(chart_typed(r, n)), v->type.uncertain ? "" : "certain, ",
	                      STR(chart_value(r->q, v)), what);
	return c;
}

struct chart *chart_ask_histogram(struct chart_request *r)
{
	const struct node *n = r->part[0];
	struct value *v = arena_new(r->q->a, struct value);
	struct chart *c;

	if (!chart_number_at(r, n, v))
		return NULL;
	c = chart_spread(r->q, v, sheet_named(r->q->sheet, r->at, n), chart_parts_name_of(r, n));
	if (!c || !chart_worth(c))
		return certain(r, CHART_HISTOGRAM, n, v, "it has no spread");
	c->title = chart_title(r, c->title);
	return c;
}

struct chart *chart_ask_tornado(struct chart_request *r)
{
	const struct node *n = r->part[0];
	struct value *v = arena_new(r->q->a, struct value);
	struct chart *c;

	if (!chart_number_at(r, n, v))
		return NULL;
	c = v->type.uncertain ? chart_tornado(r->q, source_text(r->at->source, n->at), v, chart_parts_name_of(r, n)) : NULL;
	if (!c || !chart_worth(c))
		return certain(r, CHART_TORNADO, n, v,
		               v->type.uncertain ? "fewer than two assumptions make its spread" : "it has no spread");
	c->title = chart_title(r, c->title);
	return c;
}

/* ---- breakdown, waterfall ---- */

/* The parts added up where they are, so that ranges add up as they should. */
static bool chart_parts_add_up(struct chart_request *r, struct value *sum)
{
	struct arena *a = r->q->a;
	struct node *all = r->part[0];

	for (uint32_t i = 1; i < r->count; i++) {
		struct node *both = arena_new(a, struct node);

		*both = (struct node){
			.kind = NODE_BINARY, .op = OP_ADD, .at = r->call->at, .op_at = r->call->op_at, .count = 2};
		both->kids = arena_array(a, struct node *, 2);
		both->kids[0] = all;
		both->kids[1] = r->part[i];
		both->depth = 1 + (both->kids[0]->depth > both->kids[1]->depth ? both->kids[0]->depth : both->kids[1]->depth);
		all = both;
	}
	return sheet_eval(r->q->sheet, r->at, all, a, r->q->d, sum);
}

static bool chart_parts_read_part(struct chart_request *r, uint32_t i, const struct value *first,
                                  struct chart_item *item, bool *uncertain)
{
	const struct node *n = r->part[i];
	struct value v;

	if (!chart_number_at(r, n, &v))
		return false;
	if (!chart_part(r->q, r->at, n, &first->type, item)) {
		chart_fail(r, DIAG_UNIT, n, "'%.*s' is %s, and the parts before it are %s", STR(chart_typed(r, n)),
		           type_text(&v.type, r->q->a), type_text(&first->type, r->q->a));
		return false;
	}
	if (item->value < 0)
		chart_fail(r, DIAG_VALUE, n, "'%.*s' is %.*s: no part of a whole is below zero", STR(chart_typed(r, n)),
		           STR(item->text));
	*uncertain = *uncertain || v.type.uncertain;
	return item->value >= 0;
}

/* That of the sum. */
static bool in_one_unit(struct chart_request *r, struct chart *c, const struct value *sum)
{
	double typical = sum->spread ? sum->spread->p50 : sum->num[0];
	struct value v;

	for (uint32_t i = 0; i < r->count; i++) {
		if (!chart_number_at(r, r->part[i], &v))
			return false;
		c->items[i].text = chart_alike(r->q, &v, &sum->type, typical);
	}
	return true;
}

static struct chart *chart_parts_read_parts(struct chart_request *r, enum chart_kind kind, struct value *first)
{
	struct ask *q = r->q;
	struct chart *c = chart_new(q->a, kind, S(""));
	bool uncertain = false;
	struct factor f = FACTOR_ONE;
	struct doc_value total;
	struct value sum;

	chart_items(c, q->a, r->count);
	if (!chart_number_at(r, r->part[0], first))
		return NULL;
	for (uint32_t i = 0; i < r->count; i++)
		if (!chart_parts_read_part(r, i, first, &c->items[i], &uncertain))
			return NULL;
	chart_tell_apart(q->a, c);
	if (!chart_parts_add_up(r, &sum) || !in_one_unit(r, c, &sum))
		return NULL;
	total = doc_value(q->a, &sum, &q->format);
	c->total_text = doc_value_signed(q->a, &total);
	if (units_convert(&sum.type.units, &first->type.units, &f) != UNITS_CLASH && uncertain)
		c->whole = factor_apply(f, sum.num[0]);
	c->title = chart_title(r, kind == CHART_WATERFALL ? S("One after the other") : S("Parts"));
	c->note = arena_printf(q->a, "%.*s%s", STR(chart_value(q, &sum)),
	                       uncertain ? " in all; of uncertain parts the medians" : " in all");
	if (!(chart_total(c) > 0))
		c->why = S("all parts are zero");
	return c;
}

struct chart *chart_ask_parts(struct chart_request *r)
{
	struct value first;
	struct chart *c = chart_parts_read_parts(r, r->word->kind, &first);

	if (c)
		c->whole = 0; /* shares are of what is drawn */
	return c;
}

struct chart *chart_ask_waterfall(struct chart_request *r)
{
	const struct node *n = chart_option(r, "budget");
	struct chart_item limit = {0};
	struct value first, v;
	struct chart *c;

	if (!n)
		return chart_misused(r, r->call, "a waterfall is drawn against a budget");
	c = chart_parts_read_parts(r, CHART_WATERFALL, &first);
	if (!c || !chart_certain_at(r, n, &v))
		return NULL;
	if (!chart_part(r->q, r->at, n, &first.type, &limit))
		return chart_fail(r, DIAG_UNIT, n, "the budget '%.*s' and the parts are of different kinds",
		                  STR(chart_typed(r, n)));
	if (!(limit.value > 0))
		return chart_fail(r, DIAG_VALUE, n, "a budget is more than zero, not %.*s", STR(limit.text));
	c->base = limit.value;
	c->base_text = limit.text;
	return c;
}

/* A picture of words is for the page: here it is said that there is none. */
struct chart *chart_ask_lab(struct chart_request *r)
{
	const struct node *n = r->part[0];
	struct lab_view v;
	struct chart *c;

	if (n->kind != NODE_NAME || !lab_is(r->q->sheet, arena_printf(r->q->a, "%.*s.", STR(n->text))))
		return chart_misused(r, n, "the name of a lab is wanted: use lab.queue(...) as pool; chart lab(pool)");
	if (!lab_view(r->q, arena_printf(r->q->a, "%.*s.", STR(n->text)), &v))
		return NULL;
	c = v.chart ? v.chart : lab_messages(r->q, &v);
	if (r->q->d->error)
		return NULL;
	if (!c) {
		c = chart_new(r->q->a, CHART_BARS, v.title);
		c->why = S("there is nothing to see");
	}
	if (r->text.len)
		c->title = r->text;
	else
		c->title = arena_printf(r->q->a, "%.*s (%.*s)", STR(c->title), STR(n->text));
	return c;
}
