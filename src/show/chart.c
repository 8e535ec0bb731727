/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c - what a chart shows, and whether it shows anything. */
#include "show/chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
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

static bool parts_worth(const struct chart *c)
{
	double total = chart_total(c);

	for (uint32_t i = 0; i < c->item_count; i++)
		if (!isfinite(c->items[i].value) || c->items[i].value < 0)
			return false;
	return c->item_count > 1 && isfinite(total) && total > 0;
}

static bool tornado_worth(const struct chart *c)
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

static bool histogram_worth(const struct chart *c)
{
	uint32_t filled = 0;

	for (uint32_t i = 0; i < c->bin_count; i++)
		filled += c->bins[i] > 0;
	return filled > 1 && isfinite(c->from) && isfinite(c->to) && isfinite(c->to - c->from) && c->from < c->to && (!c->x_log || c->from > 0);
}

static bool point_worth(double x, bool log)
{
	return isfinite(x) && (!log || x > 0);
}

/* A point without a value is a gap: y is no number there. */
static bool line_worth(const struct chart *c)
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

bool chart_worth(const struct chart *c)
{
	switch (c->kind) {
	case CHART_BREAKDOWN:
	case CHART_WATERFALL:
		return parts_worth(c);
	case CHART_TORNADO:
		return tornado_worth(c);
	case CHART_HISTOGRAM:
		return histogram_worth(c);
	case CHART_LINE:
		return line_worth(c);
	case CHART_BARS:
		return parts_worth(c);
	}
	return false;
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

		if (own->value == item->value && own->low == item->low && own->high == item->high && str_eq(own->label, item->label))
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
	    (!has_parts(a) && a->base != b->base))
		return false;
	for (uint32_t i = 0; i < a->item_count; i++)
		if (!has_item(b, &a->items[i]))
			return false;
	return true;
}

/* ---- order ---- */

static double size_of(const struct chart_item *i, enum chart_kind kind)
{
	return kind == CHART_TORNADO ? fabs(i->high - i->low) : i->value;
}

/* Insertion keeps equals in their order. */
static void sort_items(struct chart *c)
{
	for (uint32_t i = 1; i < c->item_count; i++) {
		struct chart_item item = c->items[i];
		uint32_t k = i;

		for (; k > 0 && size_of(&c->items[k - 1], c->kind) < size_of(&item, c->kind); k--)
			c->items[k] = c->items[k - 1];
		c->items[k] = item;
	}
}

/* The small ones as one. */
static void merge_small(struct chart *c, struct arena *a)
{
	struct chart_item *last = &c->items[CHART_PARTS - 1];
	uint32_t merged = c->item_count - CHART_PARTS + 1;
	double sum = 0;

	for (uint32_t i = CHART_PARTS - 1; i < c->item_count; i++)
		sum += c->items[i].value;
	*last = (struct chart_item){.label = arena_printf(a, "%u others", merged), .value = sum};
	c->item_count = CHART_PARTS;
}

void chart_sort(struct chart *c, struct arena *a)
{
	if (c->kind != CHART_BREAKDOWN && c->kind != CHART_TORNADO)
		return;
	sort_items(c);
	if (c->kind == CHART_BREAKDOWN && c->item_count > CHART_PARTS)
		merge_small(c, a);
	else if (c->item_count > 2 * CHART_PARTS)
		c->item_count = 2 * CHART_PARTS;
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

static void describe_item(const struct chart *c, const struct chart_item *i, struct arena *a, struct buf *out)
{
	if (c->kind == CHART_TORNADO) {
		buf_printf(out, "%.*s: %.*s to %.*s", STR(i->label), STR(i->low_text), STR(i->high_text));
		return;
	}
	buf_printf(out, "%.*s", STR(i->label));
	if (i->text.len)
		buf_printf(out, " %.*s", STR(i->text));
	if (c->kind == CHART_BREAKDOWN)
		buf_printf(out, " (%.*s)", STR(chart_share(a, i->value, chart_total(c))));
}

struct str chart_describe(const struct chart *c, struct arena *a)
{
	struct buf out = {0};
	struct str copy;

	for (uint32_t i = 0; i < c->item_count; i++) {
		buf_add_c(&out, i ? "; " : "");
		describe_item(c, &c->items[i], a, &out);
	}
	for (uint32_t i = 0; i < c->mark_count; i++)
		buf_printf(&out, "%s%.*s", i ? "; " : "", STR(c->marks[i].label));
	for (uint32_t i = 0; i < c->series_count; i++) {
		const struct chart_series *s = &c->series[i];

		bool named = c->series_count > 1 && s->label.len;

		if (s->count && !isnan(s->y[0]) && !isnan(s->y[s->count - 1]))
			buf_printf(&out, "%s%.*s%sfrom %.*s to %.*s%s%.*s", i ? "; " : "", STR(named ? s->label : S("")), named ? " " : "",
			           STR(chart_number(a, s->y[0])), STR(chart_number(a, s->y[s->count - 1])), c->y_title.len ? " " : "", STR(c->y_title));
	}
	if (c->kind == CHART_WATERFALL && c->total_text.len)
		buf_printf(&out, "; together %.*s", STR(c->total_text));
	if (c->base_text.len)
		buf_printf(&out, c->kind == CHART_WATERFALL ? "; budget %.*s" : "; as it is %.*s", STR(c->base_text));
	copy = arena_str(a, buf_str(&out));
	buf_release(&out);
	return copy;
}
