/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c - what a chart shows, and whether it shows anything. */
#include "show/chart.h"

#include <math.h>
#include <stdlib.h>

#include "show/chart_kind.h"
#include "value/number.h"

struct chart *chart_new(struct arena *a, enum chart_kind kind, struct str title)
{
	struct chart *c = arena_new(a, struct chart);

	c->kind = kind;
	c->title = title;
	return c;
}

void chart_items(struct chart *c, struct arena *a, uint32_t count)
{
	c->items = arena_array(a, struct chart_item, count);
	c->item_count = count;
}

double chart_total(const struct chart *c)
{
	double sum = 0;

	if (c->whole > 0)
		return c->whole;
	for (uint32_t i = 0; i < c->item_count; i++)
		sum += c->items[i].value;
	return sum;
}

/* ---- worth drawing? ---- */

bool chart_worth_parts(const struct chart *c)
{
	double total = chart_total(c);

	for (uint32_t i = 0; i < c->item_count; i++)
		if (!isfinite(c->items[i].value) || c->items[i].value < 0)
			return false;
	return c->item_count > 1 && isfinite(total) && total > 0;
}

bool chart_worth_tornado(const struct chart *c)
{
	double widest = 0, least = c->base, most = c->base;

	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];

		if (!isfinite(t->low) || !isfinite(t->high))
			return false;
		widest = fmax(widest, fabs(t->high - t->low));
		least = fmin(least, fmin(t->low, t->high));
		most = fmax(most, fmax(t->low, t->high));
	}
	return c->item_count > 1 && isfinite(most - least) && widest > 0;
}

bool chart_worth_histogram(const struct chart *c)
{
	uint32_t filled = 0;

	for (uint32_t i = 0; i < c->bin_count; i++)
		filled += c->bins[i] > 0;
	return filled > 1 && isfinite(c->from) && isfinite(c->to) && isfinite(c->to - c->from) && c->from < c->to &&
	       (!c->x_log || c->from > 0);
}

/* They are drawn as multiples of their middle, on a log axis. */
bool chart_worth_intervals(const struct chart *c)
{
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];

		if (!(t->low > 0) || !(t->low <= t->value) || !(t->value <= t->high) || !isfinite(t->high / t->low))
			return false;
	}
	return c->item_count > 1;
}

static bool point_worth(double x, bool log)
{
	return isfinite(x) && (!log || x > 0);
}

/* A point without a value is a gap: y is not a number there. */
bool chart_worth_line(const struct chart *c)
{
	uint32_t points = 0;

	for (uint32_t i = 0; i < c->series_count; i++) {
		const struct chart_series *s = &c->series[i];

		uint32_t there = 0;

		for (uint32_t k = 0; k < s->count; k++) {
			if (isnan(s->y[k]))
				continue;
			if (!point_worth(s->x[k], c->x_log) || !point_worth(s->y[k], c->y_log) ||
			    (s->low && (!point_worth(s->low[k], c->y_log) || !point_worth(s->high[k], c->y_log))))
				return false;
			there++;
		}
		points = there > points ? there : points;
	}
	return points > 1;
}

/* ---- the same? ---- */

static bool has_parts(const struct chart *c)
{
	return c->kind == CHART_BREAKDOWN || c->kind == CHART_WATERFALL || c->kind == CHART_BARS;
}

static bool has_item(const struct chart *c, const struct chart_item *item)
{
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *own = &c->items[i];

		if (own->value == item->value && own->low == item->low && own->high == item->high &&
		    str_eq(own->label, item->label))
			return true;
	}
	return false;
}

/* Parts one after the other are those of a whole in another order. */
bool chart_same(const struct chart *a, const struct chart *b)
{
	if (a->kind != b->kind && !(has_parts(a) && has_parts(b)))
		return false;
	if (a->item_count != b->item_count || a->from != b->from || a->to != b->to || a->series_count || b->series_count ||
	    a->step_count || b->step_count || (!has_parts(a) && a->base != b->base))
		return false;
	for (uint32_t i = 0; i < a->item_count; i++)
		if (!has_item(b, &a->items[i]))
			return false;
	return true;
}

double chart_size_value(const struct chart_item *i)
{
	return i->value;
}

double chart_size_swing(const struct chart_item *i)
{
	return fabs(i->high - i->low);
}

/* ---- words ---- */

/* What is not all or nothing is not written so. */
struct str chart_share(struct arena *a, double part, double total)
{
	struct buf text = {0};
	struct str copy;
	double x = 100 * (part / total);

	if (part > 0 && x < 0.01)
		return S("< 0.01 %");
	if (x > 99.99 && x < 100)
		return S("> 99.99 %");
	number_write(&text, x, x < 10 ? 2 : x > 99.9 ? 4 : 3, NUMBER_PLAIN);
	copy = arena_printf(a, "%s %%", buf_c(&text));
	buf_release(&text);
	return copy;
}

/* "label text" of each item, with "; " between; `add` adds to each what its kind has besides. */
static void describe_items(const struct chart *c, struct arena *a, struct buf *out,
                           void (*add)(const struct chart *c, const struct chart_item *i, struct arena *a,
                                       struct buf *out))
{
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];

		buf_printf(out, "%s%.*s", i ? "; " : "", STR(item->label));
		if (item->text.len)
			buf_printf(out, " %.*s", STR(item->text));
		if (add)
			add(c, item, a, out);
	}
}

static void add_share(const struct chart *c, const struct chart_item *i, struct arena *a, struct buf *out)
{
	buf_printf(out, " (%.*s)", STR(chart_share(a, i->value, chart_total(c))));
}

void chart_describe_breakdown(const struct chart *c, struct arena *a, struct buf *out)
{
	describe_items(c, a, out, add_share);
}

void chart_describe_waterfall(const struct chart *c, struct arena *a, struct buf *out)
{
	describe_items(c, a, out, NULL);
	if (c->total_text.len)
		buf_printf(out, "; together %.*s", STR(c->total_text));
	if (c->base_text.len)
		buf_printf(out, "; budget %.*s", STR(c->base_text));
}

static void add_ends(const struct chart *c, const struct chart_item *i, struct arena *a, struct buf *out)
{
	(void)c;
	(void)a;
	if (i->ends.len)
		buf_printf(out, " (%.*s)", STR(i->ends));
	buf_printf(out, ": %.*s to %.*s", STR(i->low_text), STR(i->high_text));
}

void chart_describe_tornado(const struct chart *c, struct arena *a, struct buf *out)
{
	describe_items(c, a, out, add_ends);
	if (c->base_text.len)
		buf_printf(out, "; with all at their medians %.*s", STR(c->base_text));
}

void chart_describe_histogram(const struct chart *c, struct arena *a, struct buf *out)
{
	(void)a;
	for (uint32_t i = 0; i < c->mark_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR(c->marks[i].label));
}

void chart_describe_intervals(const struct chart *c, struct arena *a, struct buf *out)
{
	describe_items(c, a, out, NULL);
}

void chart_describe_line(const struct chart *c, struct arena *a, struct buf *out)
{
	for (uint32_t i = 0; i < c->series_count; i++) {
		const struct chart_series *s = &c->series[i];
		bool named = c->series_count > 1 && s->label.len;

		if (!named && s->label.len && s->count && !isnan(s->y[0])) /* the last number as it is written elsewhere */
			buf_printf(out, "from %.*s to %.*s", STR(chart_number(a, s->y[0])), STR(s->label));
		else if (s->count && !isnan(s->y[0]) && !isnan(s->y[s->count - 1]))
			buf_printf(out, "%s%.*s%sfrom %.*s to %.*s%s%.*s", i ? "; " : "", STR(named ? s->label : S("")),
			           named ? " " : "", STR(chart_number(a, s->y[0])), STR(chart_number(a, s->y[s->count - 1])),
			           c->y_title.len ? " " : "", STR(c->y_title));
	}
	for (uint32_t i = 0; i < c->mark_count; i++)
		buf_printf(out, "; %.*s", STR(c->marks[i].label));
}
