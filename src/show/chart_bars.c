/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_bars.c - numbers beside one another, in their order. */
#include <math.h>

#include "show/chart_rows.h"

static double bars_most(const struct chart *c)
{
	double most = 0;

	for (uint32_t i = 0; i < c->item_count; i++)
		most = fmax(most, c->items[i].value);
	return most;
}

static void bars_shape(struct sketch *s, const struct chart *c)
{
	double most = bars_most(c), y = 0, column, room = chart_rows_room(s, c, &column);

	for (uint32_t i = 0; i < c->item_count; i++, y += ROW)
		y = chart_rows_shape(s, column, y, &c->items[i], INK_1, column, room * (c->items[i].value / most), 0, false);
	s->drawing->height = y;
}

static void bars_text(const struct chart_pen *p, const struct chart *c)
{
	struct chart_rows r = chart_rows_measure(p, c, "", false);
	double most = bars_most(c);

	for (uint32_t i = 0; i < c->item_count; i++) {
		chart_rows_begin(p, &r, c->items[i].label, true);
		chart_rows_bar(p, c->items[i].value / most * r.bar, r.bar);
		chart_rows_end(p, c->items[i].text, r.text, true);
	}
}

const struct chart_kind_row chart_kind_bars = {
	.worth = chart_rows_are_parts,
	.parts = true,
	.describe = chart_rows_describe_sum,
	.shape = bars_shape,
	.text = bars_text,
};
