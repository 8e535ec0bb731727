/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_value.c - values as charts show them: units of axes, short texts, parts. */
#include <math.h>

#include "base/utf8.h"
#include "sampling/spread.h"
#include "show/doc.h"
#include "value/number.h"
#include "whatif/chart_ask.h"

enum { LABEL_MOST = 48 };

#define LEAST 0.001 /* of a unit: 3 GB are no 3e-6 PB */

bool chart_is_number(const struct value *v)
{
	return v->type.kind == VALUE_NUMBER && !v->type.list && !is_poison(v->num[0]);
}

/* ---- texts ---- */

struct str chart_written(struct ask *q, const struct definition *at, const struct node *n)
{
	struct buf text = {0};

	ast_write(&text, n, at->source->text, false, NULL, NULL);
	return doc_take(q->a, &text);
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
	struct spread spread;
	struct buf text = {0};

	one.num = &x;
	one.count = 1;
	one.spread = NULL;
	one.type.uncertain = one.type.list = false;
	f.brief = true;
	if (like->spread && !like->type.list) { /* in as many digits as its range has elsewhere */
		spread = *like->spread;
		spread.p50 = x;
		one.spread = &spread;
		one.type.uncertain = true;
		format_value(&text, &one, &f);
		return doc_take(q->a, &text);
	}
	format_value(&text, &one, &f);
	return doc_take(q->a, &text);
}

struct str chart_alike(struct ask *q, const struct value *v, const struct type *t, double typical)
{
	struct factor best = FACTOR_ONE, to = FACTOR_ONE;
	struct units u = units_shown(&t->units);
	struct doc_value text;
	struct value one = *v;
	struct spread spread;
	double x;

	if (!t->asked)
		u = q->format.units && units_measure(&u, DIM_TIME, 1) ? units_best_time(q->format.units, &u, typical, &best)
		                                                      : units_best(&u, typical, &best);
	x = units_convert(&v->type.units, &u, &to) == UNITS_CLASH ? NAN : factor_apply(to, v->num[0]);
	if (format_by_million(t) || isnan(x) || (x != 0 && fabs(x) < LEAST)) {
		text = doc_value(q->a, v, &q->format);
		return doc_value_signed(q->a, &text);
	}
	one.num = &x;
	one.type.units = u;
	one.type.asked = true;
	one.type.form = FORM_UNIT;
	if (v->spread) {
		spread = *v->spread;
		spread_scale(&spread, factor_apply(to, 1));
		one.spread = &spread;
	}
	text = doc_value(q->a, &one, &q->format);
	return doc_value_signed(q->a, &text);
}

struct str chart_unit(struct ask *q, const struct type *t, double typical, struct factor *scale)
{
	struct units u = units_shown(&t->units);
	struct buf text = {0};

	*scale = FACTOR_ONE;
	if (format_by_million(t)) {
		*scale = (struct factor){1e6, 1};
		format_raw_unit(&text, &(struct value){.type = *t});
		return doc_take(q->a, &text);
	}
	if (!t->asked)
		u = units_best(&u, typical, scale);
	units_write(&text, &u, true);
	return doc_take(q->a, &text);
}

/* ---- parts ---- */

static struct str chart_value_last(struct str name)
{
	size_t start = name.len;

	while (start > 0 && name.p[start - 1] != '.')
		start--;
	return str_cut(name, start, name.len);
}

struct str chart_cell_text(struct ask *q, const struct cell *c)
{
	struct str text = doc_text(q->a, c->more->text), last = chart_value_last(c->name);

	if (last.len == c->name.len)
		return text;
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct cell *other = sheet_entry(q->sheet, i)->cell;

		if (other && other != c && str_eq(other->more->text, c->more->text) &&
		    chart_value_last(other->name).len == other->name.len)
			return arena_printf(q->a, "%.*s (%.*s)", STR(text), STR(str_cut(c->name, 0, c->name.len - last.len - 1)));
	}
	return text;
}

/* What it is, where that is short; else its name or the expression. */
static struct str part_label(struct ask *q, const struct definition *at, const struct node *n)
{
	const struct cell *c = sheet_named(q->sheet, at, n);

	if (c && c->more->text.len && utf8_width(c->more->text) <= LABEL_MOST)
		return chart_cell_text(q, c);
	return chart_written(q, at, n);
}

struct str chart_apart(struct str name, struct str other)
{
	struct str last = chart_value_last(name);

	return last.len < name.len && str_eq(last, chart_value_last(other)) ? str_cut(name, 0, name.len - last.len - 1)
	                                                                    : name;
}

void chart_tell_apart(struct arena *a, struct chart *c)
{
	struct str *apart = arena_array(a, struct str, c->item_count + 1);

	for (uint32_t i = 0; i < c->item_count; i++)
		for (uint32_t k = 0; k < c->item_count && !apart[i].len; k++)
			if (k != i && str_eq(c->items[i].label, c->items[k].label) && !str_eq(c->items[i].name, c->items[k].name))
				apart[i] = chart_apart(c->items[i].name, c->items[k].name);
	for (uint32_t i = 0; i < c->item_count; i++)
		if (apart[i].len && !str_eq(apart[i], c->items[i].label))
			c->items[i].label = arena_printf(a, "%.*s (%.*s)", STR(c->items[i].label), STR(apart[i]));
}

bool chart_part(struct ask *q, const struct definition *at, const struct node *n, const struct type *whole,
                struct chart_item *item)
{
	struct value *v = arena_new(q->a, struct value);
	struct factor f = FACTOR_ONE;
	struct doc_value text;

	if (!sheet_eval(q->sheet, at, n, q->a, q->d, v) || !chart_is_number(v) ||
	    units_convert(&v->type.units, &whole->units, &f) == UNITS_CLASH)
		return false;
	text = doc_value(q->a, v, &q->format);
	item->label = part_label(q, at, n);
	item->name = chart_written(q, at, n);
	item->value = factor_apply(f, v->num[0]);
	item->text = doc_value_signed(q->a, &text);
	return true;
}
