/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_waterfall.c - parts one after the other, against a budget. */
#include <math.h>

#include "show/chart_rows.h"

/* ---- in shapes ---- */

static void budget_line(struct sketch *s, const struct chart *c, double x, double top, double bottom)
{
	if (!shape_is_narrow(s))
		shape_line(s, INK_TEXT, x, top, 0, bottom - top)->dashed = true;
	shape_text(s, INK_TEXT, x > s->drawing->width / 2 ? ANCHOR_END : ANCHOR_START, x, top - 4,
	           arena_printf(s->a, "budget %.*s", STR(c->base_text)));
}

static void waterfall_shape(struct sketch *s, const struct chart *c)
{
	double total = chart_total(c), most = fmax(total, c->base), y = c->base > 0 ? 20 : 0, top = y, at = 0, column;
	double room = chart_rows_room(s, c, &column);
	double budget = c->base > 0 ? column + room * (c->base / most) : 0;
	struct chart_item sum = {.label = S("together"), .text = c->total_text};

	for (uint32_t i = 0; i < c->item_count; i++, y += ROW) {
		double w = room * (c->items[i].value / most);

		y = chart_rows_shape(s, column, y, &c->items[i], INK_1, column + at, w, budget, false);
		if (i + 1 < c->item_count && !shape_is_narrow(s))
			shape_line(s, INK_RULE, column + at + w, y + BAR, 0, ROW - BAR);
		at += w;
	}
	y = chart_rows_shape(s, column, y, &sum, c->base > 0 && total > c->base ? INK_5 : INK_3, column,
	                     room * (total / most), budget, true);
	y += ROW;
	if (c->base > 0)
		budget_line(s, c, budget, top, y - ROW + BAR);
	s->drawing->height = y;
}

/* ---- in characters ---- */

static void waterfall_row(const struct chart_pen *p, const struct chart_rows *r, struct str label, double at,
                          double value, double most, struct str text)
{
	unsigned lead = (unsigned)floor(at / most * r->bar);

	lead = lead < r->bar ? lead : r->bar - 1;
	chart_rows_begin(p, r, label, false);
	buf_fill(p->out, ' ', lead);
	chart_rows_bar(p, value / most * r->bar, r->bar - lead);
	chart_rows_end(p, text, r->text, true);
}

static void waterfall_text(const struct chart_pen *p, const struct chart *c)
{
	struct chart_rows r = chart_rows_measure(p, c, "together", false);
	double total = chart_total(c), most = fmax(total, c->base), at = 0;

	for (uint32_t i = 0; i < c->item_count; i++) {
		waterfall_row(p, &r, c->items[i].label, at, c->items[i].value, most, c->items[i].text);
		at += c->items[i].value;
	}
	waterfall_row(p, &r, S("together"), 0, total, most, c->total_text);
	if (c->base > 0)
		waterfall_row(p, &r, S("budget"), 0, c->base, most, c->base_text);
}

const struct chart_kind_row chart_kind_waterfall = {
	.worth = chart_rows_are_parts,
	.parts = true,
	.describe = chart_rows_describe_sum,
	.shape = waterfall_shape,
	.text = waterfall_text,
};
