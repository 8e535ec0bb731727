/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_value.c - values as charts show them: units of axes, short texts, spreads, parts. */
#include "base/utf8.h"
#include "sampling/spread.h"
#include "show/doc.h"
#include "value/interval.h"
#include "value/number.h"
#include "whatif/chart_ask.h"
#include "whatif/sensitivity.h"

enum { LABEL_MOST = 28 };

bool chart_is_number(const struct value *v)
{
	return v->type.kind == VALUE_NUMBER && !v->type.list && !is_poison(v->num[0]);
}

/* ---- texts ---- */

static struct str take(struct ask *q, struct buf *text)
{
	struct str copy = doc_text(q->a, buf_str(text));

	buf_release(text);
	return copy;
}

struct str chart_written(struct ask *q, const struct definition *at, const struct node *n)
{
	struct buf text = {0};

	ast_write(&text, n, at->source->text, false, NULL, NULL);
	return take(q, &text);
}

struct str chart_value(struct ask *q, const struct value *v)
{
	struct doc_value text = doc_value(q->a, v, &q->format);
	struct str number = doc_value_signed(q->a, &text);

	return text.second.len ? arena_printf(q->a, "%.*s (%.*s)", STR(number), STR(text.second)) : number;
}

struct str chart_short(struct ask *q, const struct value *like, double x)
{
	struct value one = *like;
	struct format f = q->format;
	struct buf text = {0};

	one.num = &x;
	one.count = 1;
	one.spread = NULL;
	one.type.uncertain = one.type.list = false;
	f.brief = true;
	f.digits = f.digits && f.digits < 2 ? f.digits : 2;
	format_value(&text, &one, &f);
	return take(q, &text);
}

struct str chart_unit(struct ask *q, const struct type *t, double typical, struct factor *scale)
{
	struct units u = units_shown(&t->units);
	struct buf text = {0};

	*scale = FACTOR_ONE;
	if (format_by_million(t)) {
		*scale = (struct factor){1e6, 1};
		format_raw_unit(&text, &(struct value){.type = *t});
		return take(q, &text);
	}
	if (!t->asked)
		u = units_best(&u, typical, scale);
	units_write(&text, &u, true);
	return take(q, &text);
}

/* ---- spread ---- */

/* `own` takes its numbers to the unit of `v`, `scale` to that of the axis. */
static void set_marks(struct ask *q, struct chart *c, const struct value *v, struct factor own, struct factor scale)
{
	const struct spread *s = v->spread;
	const struct {
		const char *name;
		double at;
	} rows[] = {{"P5", s->p5}, {"P50", s->p50}, {"P95", s->p95}};

	c->mark_count = sizeof(rows) / sizeof(*rows);
	c->marks = arena_array(q->a, struct chart_mark, c->mark_count);
	for (uint32_t i = 0; i < c->mark_count; i++) {
		c->marks[i].at = factor_apply(scale, rows[i].at);
		c->marks[i].label = arena_printf(q->a, "%s %.*s", rows[i].name, STR(chart_short(q, v, factor_apply(own, rows[i].at))));
	}
}

/* Words, powers and hms are for texts. */
static bool is_drawn(enum node_form form)
{
	return form == FORM_UNIT || form == FORM_DIGITS || form == FORM_MILLION;
}

struct chart *chart_spread(struct ask *q, const struct value *v, struct str name)
{
	const struct spread *s = v->spread;
	struct factor own = FACTOR_ONE, scale;
	struct value shown = *v;
	struct chart *c;

	if (!chart_is_number(v) || !s || !s->good || !is_drawn(v->type.form))
		return NULL;
	c = chart_new(q->a, CHART_HISTOGRAM, arena_printf(q->a, "How likely each value is: %.*s", STR(name)));
	if (interval_finds_unit(&v->type, s->p50, &q->format)) {
		shown.type.units = units_best_time(q->format.units, &v->type.units, s->p50, &own);
		shown.type.asked = true;
	}
	c->x_title = chart_unit(q, &shown.type, factor_apply(own, s->p50), &scale);
	scale = factor_times(own, scale, 1);
	c->from = factor_apply(scale, spread_edge(s, 1)); /* the ends hold all that lies beyond: drawn, they would seem likely */
	c->to = factor_apply(scale, spread_edge(s, SPREAD_BINS - 1));
	c->x_log = s->bin_log;
	c->bins = s->bin + 1;
	c->bin_count = SPREAD_BINS - 2;
	set_marks(q, c, &shown, own, scale);
	return c;
}

/* ---- tornado ---- */

static bool is_part_of_spread(const struct whatif_table *t, uint32_t row)
{
	return table_field(t, row, 3)->kind == FIELD_VALUE && table_field(t, row, 5)->kind == FIELD_SHARE;
}

static struct str field_text_of(struct ask *q, const struct field *x)
{
	struct format f = q->format;
	struct buf text = {0};

	f.brief = true;
	format_element(&text, &x->value, 0, &f);
	return take(q, &text);
}

static struct chart_item tornado_item(struct ask *q, const struct whatif_table *t, uint32_t row)
{
	const struct field *low = table_field(t, row, 3), *high = table_field(t, row, 4);

	return (struct chart_item){.label = doc_text(q->a, table_field(t, row, 0)->text), .low = low->value.num[0], .high = high->value.num[0],
	                           .low_text = field_text_of(q, low), .high_text = field_text_of(q, high)};
}

/* What the table says below its rows: which matter most. */
static struct str tornado_title(struct ask *q, const struct whatif_table *t, struct str name)
{
	struct buf text = {0};

	buf_printf(&text, "What moves it most: %.*s", STR(name));
	for (uint32_t i = 0; i < t->line_count; i++)
		buf_printf(&text, "; %.*s", STR(t->lines[i]));
	return take(q, &text);
}

struct chart *chart_tornado(struct ask *q, struct str expression, const struct value *v, struct str name)
{
	struct ask own = *q;
	struct whatif_table *t;
	struct chart *c;
	struct diag d;

	diag_init(&d, q->a, NULL);
	own.d = &d;
	if (!chart_is_number(v) || !(t = sensitivity(&own, expression)))
		return NULL;
	c = chart_new(q->a, CHART_TORNADO, tornado_title(q, t, name));
	chart_items(c, q->a, t->row_count);
	c->item_count = 0;
	for (uint32_t i = 0; i < t->row_count; i++)
		if (is_part_of_spread(t, i))
			c->items[c->item_count++] = tornado_item(q, t, i);
	struct field base = field_number(q->a, &v->type, t->bar_base); /* all inputs at their medians, from which each is moved */
	c->base = t->bar_base;
	c->base_text = field_text_of(q, &base);
	return c;
}

/* ---- parts ---- */

/* What it is, where that is short; else its name or the expression. */
static struct str part_label(struct ask *q, const struct definition *at, const struct node *n)
{
	const struct cell *c = n->kind == NODE_NAME ? sheet_find(q->sheet, n->text) : NULL;

	if (c && c->text.len && utf8_width(c->text) <= LABEL_MOST)
		return doc_text(q->a, c->text);
	return chart_written(q, at, n);
}

bool chart_part(struct ask *q, const struct definition *at, const struct node *n, const struct type *whole, struct chart_item *item)
{
	struct value *v = arena_new(q->a, struct value);
	struct factor f = FACTOR_ONE;
	struct doc_value text;

	if (!sheet_eval(q->sheet, at, n, q->a, q->d, v) || !chart_is_number(v) || units_convert(&v->type.units, &whole->units, &f) == UNITS_CLASH)
		return false;
	text = doc_value(q->a, v, &q->format);
	item->label = part_label(q, at, n);
	item->value = factor_apply(f, v->num[0]);
	item->text = doc_value_signed(q->a, &text);
	return true;
}
