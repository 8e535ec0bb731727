/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_intervals.c - how far numbers of any kind reach: from low to high, as multiples of the middle. */
#include <math.h>

#include "show/chart_plot.h"
#include "show/chart_rows.h"

/* ---- what is to be seen ---- */

/* The axis is logarithmic. */
static bool intervals_worth(const struct chart *c)
{
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];

		if (!(t->low > 0) || !(t->low <= t->value) || !(t->value <= t->high) || !isfinite(t->high / t->low))
			return false;
	}
	return c->item_count > 1;
}

static void intervals_describe(const struct chart *c, struct arena *a, struct buf *out)
{
	chart_rows_describe(c, a, out, NULL);
}

/* ---- in shapes ---- */

static struct chart_axis multiples(const struct chart *c)
{
	double from = 1, to = 1;

	for (uint32_t i = 0; i < c->item_count; i++) {
		from = fmin(from, c->items[i].low / c->items[i].value);
		to = fmax(to, c->items[i].high / c->items[i].value);
	}
	return chart_axis(from, to, true, false);
}

static void intervals_shape(struct sketch *s, const struct chart *c)
{
	struct chart_axis axis = multiples(c);
	bool narrow = shape_is_narrow(s);
	double column = narrow ? 0 : chart_rows_column(c), texts = 0, width = s->drawing->width, left = column + GAP,
		   right = width - GAP, middle, y = 0;

	for (uint32_t i = 0; i < c->item_count; i++)
		texts = fmax(texts, shape_text_width(c->items[i].text));
	if (!narrow)
		right = fmax(width - fmin(texts, 260) - 3 * GAP, left + 80);
	middle = left + (right - left) * chart_place(&axis, 1);
	for (uint32_t i = 0; i < c->item_count; i++, y += narrow ? BAR + GAP / 2 : ROW) {
		const struct chart_item *t = &c->items[i];
		double low = left + (right - left) * chart_place(&axis, t->low / t->value),
			   high = left + (right - left) * chart_place(&axis, t->high / t->value);

		if (narrow)
			y = chart_rows_head(s, y, t->label, t->text, INK_TEXT, false);
		else
			chart_rows_label(s, column, y, t->label, false);
		shape_box(s, INK_1, low, y + BAR / 4.0, fmax(high - low, 1), BAR / 2.0);
		if (narrow)
			chart_rows_across(s, middle, y + BAR / 4.0, BAR / 2.0, true);
		else
			shape_text(s, INK_TEXT, ANCHOR_START, right + 2 * GAP, y + BAR - 5,
			           shape_fit(s, t->text, width - right - 2 * GAP));
	}
	if (!narrow)
		shape_line(s, INK_TEXT, middle, 0, 0, y)->dashed = true;
	shape_x_axis(s, &axis, left, right, y, S(""), S("×"));
	s->drawing->height = y + 24;
}

/* ---- in characters ---- */

static void intervals_text(const struct chart_pen *p, const struct chart *c)
{
	struct chart_rows r = chart_rows_measure(p, c, "", false);
	struct chart_axis axis = multiples(c);
	double scale = r.bar - 1;

	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];

		chart_rows_begin(p, &r, t->label, false);
		chart_rows_span(p, scale * chart_place(&axis, t->low / t->value),
		                scale * chart_place(&axis, t->high / t->value), scale * chart_place(&axis, 1), r.bar);
		chart_rows_end(p, t->text, r.text, false);
	}
}

const struct chart_kind_row chart_kind_intervals = {
	.worth = intervals_worth,
	.describe = intervals_describe,
	.shape = intervals_shape,
	.text = intervals_text,
};
