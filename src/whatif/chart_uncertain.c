/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart_uncertain.c - charts of uncertain numbers: how likely each value is, what moves it, how far several of them
 * reach.
 */
#include <math.h>

#include "sampling/spread.h"
#include "show/doc.h"
#include "value/interval.h"
#include "whatif/chart_ask.h"
#include "whatif/sensitivity.h"

/* ---- spread ---- */

/* A histogram while it is made. */
struct spreading_chart {
	struct ask *q;
	struct chart *c;
	const struct value *v;
	struct factor scale; /* takes a number of the value to the axis */
};

/* From left to right. */
static void add_mark(struct spreading_chart *x, double at, struct str label)
{
	struct chart_mark mark = {.at = factor_apply(x->scale, at), .label = label};
	uint32_t i = x->c->mark_count++;

	for (; i > 0 && x->c->marks[i - 1].at > mark.at; i--)
		x->c->marks[i] = x->c->marks[i - 1];
	x->c->marks[i] = mark;
}

/* `own` takes its numbers to the unit of `shown`. */
static void set_marks(struct spreading_chart *x, const struct value *shown, struct factor own)
{
	const struct spread *s = x->v->spread;
	const struct {
		const char *name;
		double at;
	} rows[] = {{"P5", s->p5}, {"P50", s->p50}, {"P95", s->p95}};

	x->c->marks = arena_array(x->q->a, struct chart_mark, sizeof(rows) / sizeof(*rows) + 1); /* and one for a limit */
	for (uint32_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		add_mark(x, rows[i].at,
		         arena_printf(x->q->a, "%s %.*s", rows[i].name,
		                      STR(chart_short(x->q, shown, factor_apply(own, rows[i].at)))));
}

/* Words, powers and hms are for texts. */
static bool is_drawn(enum node_form form)
{
	return form == FORM_UNIT || form == FORM_DIGITS || form == FORM_MILLION;
}

/* The ends hold all that lies beyond: drawn, they would seem likely. Of counts, those that hold something. */
static void set_bins(struct spreading_chart *x)
{
	const struct spread *s = x->v->spread;
	uint32_t from = 1, to = SPREAD_BINS - 1;

	spread_filled(s, 1, &from, &to);
	x->c->from = factor_apply(x->scale, spread_edge(s, from));
	x->c->to = factor_apply(x->scale, spread_edge(s, to));
	x->c->x_log = s->bin_log;
	x->c->bins = s->bin + from;
	x->c->bin_count = to - from;
	x->c->counts = s->bin_whole == 1 && factor_apply(x->scale, 1) == 1;
}

/* Which share of the cases a condition leaves out; false when it has no cases. */
static bool is_beyond(struct ask *q, const struct entry *check, double *share)
{
	struct diag d;
	struct value v;

	diag_init(&d, q->a, check->is.source);
	if (!sheet_eval(q->sheet, &check->is, check->statement->expr, q->a, &d, &v) || v.type.kind != VALUE_TRUTH ||
	    !v.spread || v.count != 1)
		return false;
	*share = 1 - v.spread->mean * v.spread->good / v.spread->samples;
	return true;
}

/* A check that compares the cell with one certain number of its kind; `text` is how that reads, and no name of a cell.
 */
static bool chart_uncertain_is_limit(struct ask *q, const struct entry *e, const struct cell *cell, double *at,
                                     struct str *text)
{
	struct comparison n;
	struct factor f = FACTOR_ONE;
	struct diag d;
	struct value v;

	if (!sheet_limits(q->sheet, e, cell, &n))
		return false;
	diag_init(&d, q->a, e->is.source);
	if (!sheet_eval(q->sheet, &e->is, n.limit, q->a, &d, &v) || v.type.uncertain || !chart_is_number(&v) ||
	    units_convert(&v.type.units, &cell->type->units, &f) == UNITS_CLASH)
		return false;
	*at = factor_apply(f, v.num[0]);
	*text = n.limit->kind == NODE_NAME ? doc_value(q->a, &v, &q->format).text : chart_written(q, &e->is, n.limit);
	return true;
}

/* The limit that a check sets, and the share of the cases beyond it. */
static void add_limit(struct spreading_chart *x, const struct cell *cell)
{
	struct ask *q = x->q;
	double at = 0, beyond = 0;

	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct entry *e = sheet_entry(q->sheet, i);
		struct str label, text;

		if (!chart_uncertain_is_limit(q, e, cell, &at, &text) || !is_beyond(q, e, &beyond))
			continue;
		label = arena_printf(q->a, "limit %.*s: %.*s beyond", STR(text),
		                     STR(beyond > 0 ? chart_share(q->a, beyond, 1) : S("next to none")));
		if (factor_apply(x->scale, at) >= x->c->from && factor_apply(x->scale, at) <= x->c->to)
			add_mark(x, at, label);
		else
			x->c->note = label;
		return;
	}
}

struct chart *chart_spread(struct ask *q, const struct value *v, const struct cell *cell, struct str name)
{
	struct spreading_chart x = {.q = q, .v = v};
	const struct spread *s = v->spread;
	struct factor own = FACTOR_ONE;
	struct value shown = *v;

	if (!chart_is_number(v) || !s || !s->good || !is_drawn(v->type.form))
		return NULL;
	double by = interval_reads_by(s);
	x.c = chart_new(q->a, CHART_HISTOGRAM, arena_printf(q->a, "How likely each value is: %.*s", STR(name)));
	if (interval_finds_unit(&v->type, by, &q->format)) {
		shown.type.units = units_best_time(q->format.units, &v->type.units, by, &own);
		shown.type.asked = true;
	}
	x.c->x_title = chart_unit(q, &shown.type, factor_apply(own, by), &x.scale);
	x.scale = factor_times(own, x.scale, 1);
	set_bins(&x);
	set_marks(&x, &shown, own);
	if (cell)
		add_limit(&x, cell);
	return x.c;
}

/* ---- tornado ---- */

/* An answer of so many digits, in a unit that suits it. */
static struct str chart_uncertain_answer_text(struct ask *q, const struct type *type, double x)
{
	struct format f = q->format;
	struct buf text = {0};

	f.brief = true;
	f.digits = f.digits && f.digits < 3 ? f.digits : 3;
	format_element(&text, field_number(q->a, type, x).value, 0, &f);
	return doc_take(q->a, &text);
}

static struct str ends_text(struct ask *q, const struct sensitivity_input *in)
{
	struct buf text = {0};

	interval_ends(&text, &in->type, in->low, in->high, &q->format);
	return doc_once(q->a, doc_take(q->a, &text));
}

static struct chart_item tornado_item(struct ask *q, const struct sensitivity_input *in, const struct type *answer)
{
	const struct cell *c = in->cell;

	return (struct chart_item){.label = doc_text(q->a, c && c->more->text.len ? c->more->text : in->name),
	                           .low = in->at_low,
	                           .high = in->at_high,
	                           .low_text = chart_uncertain_answer_text(q, answer, in->at_low),
	                           .high_text = chart_uncertain_answer_text(q, answer, in->at_high),
	                           .ends = ends_text(q, in)};
}

static bool is_part_of_spread(const struct sensitivity *x, uint32_t i)
{
	const struct sensitivity_input *in = &x->one[i];

	return in->share >= 0 && !sensitivity_is_small(x, i) && !is_poison(in->at_low) && !is_poison(in->at_high);
}

/* The median of the answer is not what medians make, where that shows. */
static void set_median(struct ask *q, struct chart *c, const struct value *v)
{
	double range = 0;

	for (uint32_t i = 0; i < c->item_count; i++)
		range = fmax(range, fabs(c->items[i].high - c->items[i].low));
	if (!v->spread || !(fabs(v->spread->p50 - c->base) > 0.02 * range))
		return;
	c->marks = arena_new(q->a, struct chart_mark);
	c->marks[0] = (struct chart_mark){.at = v->spread->p50,
	                                  .label = arena_printf(q->a, "P50 %.*s", STR(chart_short(q, v, v->spread->p50)))};
	c->mark_count = 1;
}

struct chart *chart_tornado(struct ask *q, struct str expression, const struct value *v, struct str name)
{
	struct ask own = *q;
	struct sensitivity x;
	struct str correlated;
	struct asked e;
	struct chart *c;
	struct diag d;

	diag_init(&d, q->a, NULL);
	own.d = &d;
	if (!chart_is_number(v) || !ask_expression(&own, expression, &e) || !sensitivity_inputs(&own, &e, true, &x))
		return NULL;
	c = chart_new(q->a, CHART_TORNADO, arena_printf(q->a, "What moves it most: %.*s", STR(name)));
	correlated = sensitivity_correlated(q, &x);
	c->note = arena_printf(q->a, "%.*s%s%s%.*s", STR(doc_text(q->a, sensitivity_most(q, &x, name, true))),
	                       x.logarithmic ? " on a log scale" : "", correlated.len ? "; " : "", STR(correlated));
	chart_items(c, q->a, x.count);
	c->item_count = 0;
	for (uint32_t i = 0; i < x.count; i++)
		if (is_part_of_spread(&x, i))
			c->items[c->item_count++] = tornado_item(q, &x.one[i], &x.answer.type);
	c->base = x.middle;
	c->base_text = chart_short(q, v, x.middle); /* as its median reads, where that is nearly the same */
	set_median(q, c, v);
	return c;
}

/* ---- intervals ---- */

struct chart *chart_intervals(struct ask *q, struct str title)
{
	struct chart *c = chart_new(q->a, CHART_INTERVALS, title);

	c->note = S("from P5 to P95, as multiples of the median");
	return c;
}

bool chart_interval(struct ask *q, const struct value *v, struct str label, struct chart_item *item)
{
	const struct spread *s = v->spread;
	struct doc_value text;

	if (!chart_is_number(v) || !s || !(s->p5 > 0) || !(s->p95 > s->p5) || !isfinite(s->p95))
		return false;
	text = doc_value(q->a, v, &q->format);
	*item = (struct chart_item){
		.label = label, .value = s->p50, .low = s->p5, .high = s->p95, .text = text.range.len ? text.range : text.text};
	return true;
}
