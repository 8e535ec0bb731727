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
