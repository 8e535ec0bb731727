/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picture_ask.c - the boxes and flows of a sheet to a picture: their values, how much of a limit is used, how thick an
 * arrow is.
 */
#include "whatif/picture_ask.h"

#include <math.h>

#include "sampling/spread.h"
#include "sheet/sheet_picture.h"
#include "value/number.h"
#include "whatif/chart_ask.h"

/* From here on the use of a limit is worth a look: what is left does not last through the next peak. */
static const double full_from = 0.8;

static bool picture_ask_fail_at(struct ask *q, const struct definition *at, const struct node *n, const char *what)
{
	DIAG_IN(q->d, at->source);

	return diag_fail(q->d, DIAG_UNIT, n->at, "%s", what);
}

bool picture_value(struct ask *q, const struct definition *at, const struct statement *st, struct value *v)
{
	bool box = st->kind == STATEMENT_BOX;

	if (!sheet_eval(q->sheet, at, st->expr, q->a, q->d, v))
		return false;
	if (v->type.list || v->type.kind == VALUE_TRUTH || (!box && v->type.kind == VALUE_TEXT))
		return picture_ask_fail_at(q, at, st->expr, box ? "a box shows one number or text" : "a flow is one number");
	return true;
}

/*
 * The value as the picture shows it: its digits without range, and for programs all of it. Nothing where the line has
 * none.
 */
static bool read_value(struct ask *q, const struct entry *e, struct doc_value *out)
{
	struct value *v;

	if (!e->statement->expr)
		return true;
	v = arena_new(q->a, struct value);
	if (!picture_value(q, &e->is, e->statement, v))
		return false;
	*v = value_copy(q->a, v); /* run shows the picture when the sheet is gone */
	*out = doc_value(q->a, v, &q->format);
	return true;
}

/* ---- how much of a limit is used ---- */

/* A check of the cell that the box is about against an upper limit. */
static bool picture_ask_is_limit(struct ask *q, const struct entry *check, const struct cell *cell,
                                 struct comparison *n)
{
	return sheet_limits(q->sheet, check, cell, n) && n->op <= OP_LE && !sheet_used_as(&check->is).len;
}

/* The highest that the number is taken to be. */
static double high_end(const struct value *v)
{
	return v->spread ? v->spread->p95 : v->num[0];
}

/* The share of the check's limit that is used, by the low end of an uncertain limit; 0 when that cannot be said. */
static double used_share(struct ask *q, const struct entry *check, const struct comparison *n)
{
	struct factor f = FACTOR_ONE;
	struct value left, right;
	struct diag own;

	diag_init(&own, q->a, check->is.source); /* a check that has no value says so elsewhere */
	if (!sheet_eval(q->sheet, &check->is, n->is, q->a, &own, &left) ||
	    !sheet_eval(q->sheet, &check->is, n->limit, q->a, &own, &right) || !chart_is_number(&left) ||
	    !chart_is_number(&right) || units_convert(&left.type.units, &right.type.units, &f) == UNITS_CLASH)
		return 0;
	double limit = right.spread ? right.spread->p5 : right.num[0];
	return limit > 0 ? factor_apply(f, high_end(&left)) / limit : 0;
}

static struct str picture_ask_share_text(struct ask *q, double share, bool uncertain)
{
	struct buf text = {0};
	struct str copy;
	bool over = share > 1;
	double percent = 100 * share;

	percent = percent < 100 ? floor(percent) : percent; /* what is below the limit does not read as 100 % */
	number_write(&text, percent, over && percent < 1000 ? 3 : 2, NUMBER_PLAIN);
	copy = arena_printf(q->a, "%s%s %% of limit", uncertain ? "P95 " : "", buf_c(&text));
	buf_release(&text);
	return copy;
}

/* The tightest of its limits counts. */
static struct str limit_used(struct ask *q, const struct entry *box)
{
	const struct cell *cell = sheet_named(q->sheet, NULL, box->statement->expr);
	struct comparison n;
	double most = 0;

	for (uint32_t i = 0; cell && cell->state == CELL_READY && i < sheet_entry_count(q->sheet); i++)
		if (picture_ask_is_limit(q, sheet_entry(q->sheet, i), cell, &n))
			most = fmax(most, used_share(q, sheet_entry(q->sheet, i), &n));
	return most > full_from ? picture_ask_share_text(q, most, cell->type->uncertain) : S("");
}

/* ---- how thick arrows are ---- */

/* The number of a flow in the unit of another one; NAN when they are of two kinds. */
static double number_like(const struct picture_flow *f, const struct picture_flow *like)
{
	struct factor scale = FACTOR_ONE;
	const struct value *v = f->value.raw, *w = like->value.raw;

	if (!v || !w || is_poison(v->num[0]) || units_convert(&v->type.units, &w->type.units, &scale) == UNITS_CLASH)
		return NAN;
	return factor_apply(scale, v->num[0]);
}

/* Among the flows of its kind; one that is alone is a thin one. */
static void weigh(struct picture *p, uint32_t i)
{
	double own = number_like(&p->flows[i], &p->flows[i]), low = own, high = own;

	p->flows[i].still = own <= 0;
	if (!(own > 0))
		return;
	for (uint32_t k = 0; k < p->flow_count; k++) {
		double x = number_like(&p->flows[k], &p->flows[i]);

		low = x > 0 ? fmin(low, x) : low;
		high = x > 0 ? fmax(high, x) : high;
	}
	p->flows[i].weight = high > low ? (log(own) - log(low)) / fmax(log(high) - log(low), log(10)) : 0;
}

/* ---- all of it ---- */

static bool picture_ask_add_box(struct ask *q, const struct entry *e, struct picture_box *b)
{
	b->name = arena_str(q->a, e->statement->name);
	b->label = arena_str(q->a, doc_text(q->a, e->statement->text));
	if (!read_value(q, e, &b->value))
		return false;
	b->text = b->value.text;
	b->share = limit_used(q, e);
	return true;
}

static bool picture_ask_add_flow(struct ask *q, const struct sheet_flow *from, struct picture_flow *f)
{
	f->from = from->from;
	f->to = from->to;
	f->label = arena_str(q->a, doc_text(q->a, from->entry->statement->text));
	if (!read_value(q, from->entry, &f->value))
		return false;
	f->text = f->value.text;
	return true;
}

struct picture *picture_asked(struct ask *q)
{
	struct sheet_picture from;
	struct picture *p;

	if (!sheet_picture(q->sheet, q->d, &from) || !from.box_count)
		return NULL;
	p = arena_new(q->a, struct picture);
	p->title = S("The system");
	p->boxes = arena_array(q->a, struct picture_box, from.box_count);
	p->flows = arena_array(q->a, struct picture_flow, from.flow_count);
	for (; p->box_count < from.box_count; p->box_count++)
		if (!picture_ask_add_box(q, from.boxes[p->box_count], &p->boxes[p->box_count]))
			return NULL;
	for (; p->flow_count < from.flow_count; p->flow_count++)
		if (!picture_ask_add_flow(q, &from.flows[p->flow_count], &p->flows[p->flow_count]))
			return NULL;
	for (uint32_t i = 0; i < p->flow_count; i++)
		weigh(p, i);
	picture_sort(p, q->a);
	return p;
}
