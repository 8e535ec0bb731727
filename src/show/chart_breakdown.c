/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_breakdown.c - parts of a whole, largest first. */
#include <math.h>

#include "show/chart_rows.h"

/* ---- what is to be seen ---- */

static double breakdown_size(const struct chart_item *i)
{
	return i->value;
}

static void breakdown_add_share(const struct chart *c, const struct chart_item *i, struct arena *a, struct buf *out)
{
	buf_printf(out, " (%.*s)", STR(chart_share(a, i->value, chart_total(c))));
}

static void breakdown_describe(const struct chart *c, struct arena *a, struct buf *out)
{
	chart_rows_describe(c, a, out, breakdown_add_share);
}

/* ---- in shapes: one bar of parts, labelled at the part where there is room, else below on a line of their own ---- */

enum { STACK_MOST = 3 };

struct part {
	const struct chart_item *item;
	struct str share;
	double x, w;
	bool fits;
};

static void label_part(struct sketch *s, const struct part *p, double bar)
{
	shape_text(s, INK_TEXT, ANCHOR_START, p->x, bar - GAP, p->item->label)->bold = true;
	shape_text(s, INK_TEXT, ANCHOR_START, p->x, bar + 2 * BAR + LINE_HEIGHT, p->item->text);
	shape_text(s, INK_DIM, ANCHOR_START, p->x, bar + 2 * BAR + 2 * LINE_HEIGHT, p->share);
}

/* A line from the part down to its text, which is on the side with more room. */
static void label_below(struct sketch *s, const struct part *p, double bar, double y)
{
	double x = p->x + p->w / 2;
	double width = s->drawing->width;
	bool left = x > width / 2;
	struct str value = arena_printf(s->a, p->item->text.len ? ": %.*s, %.*s" : ":%.*s %.*s", STR(p->item->text),
	                                STR(p->share));
	struct str label = shape_fit(s, p->item->label, (left ? x : width - x) - 2 * GAP - shape_text_width(value));
	struct str text = arena_printf(s->a, "%.*s%.*s", STR(label), STR(value));

	shape_line(s, INK_DIM, x, bar + 2 * BAR, 0, y - bar - 2 * BAR - 4);
	shape_line(s, INK_DIM, x, y - 4, left ? -GAP : GAP, 0);
	shape_text(s, INK_TEXT, left ? ANCHOR_END : ANCHOR_START, left ? x - GAP - 3 : x + GAP + 3, y, text);
}

static bool breakdown_has_room(const struct part *p)
{
	double widest = fmax(shape_text_width(p->item->label) * 1.08,
	                     fmax(shape_text_width(p->item->text), shape_text_width(p->share)));

	return p->w >= widest + GAP;
}

/* Many parts, or those whose texts have no room: a bar each, largest first, as they come. */
static void parts_as_rows(struct sketch *s, const struct chart *c, const struct part *parts, uint32_t count)
{
	bool narrow = shape_is_narrow(s);
	double column = narrow ? 0 : chart_rows_column(c), most = 0, texts = 0, width = s->drawing->width, room, y = 0;

	for (uint32_t i = 0; i < count; i++) {
		most = fmax(most, c->items[i].value);
		texts = fmax(texts, shape_text_width(c->items[i].text) + shape_text_width(parts[i].share));
	}
	room = narrow ? width : fmax(width - column - texts - 4 * GAP, 60);
	for (uint32_t i = 0; i < count; i++, y += ROW) {
		double w = fmax(room * (c->items[i].value / most), 1);
		struct str text = arena_printf(s->a, c->items[i].text.len ? "%.*s, %.*s" : "%.*s%.*s", STR(c->items[i].text),
		                               STR(parts[i].share));

		if (narrow)
			y = chart_rows_head(s, y, c->items[i].label, text, INK_TEXT, false);
		else
			chart_rows_label(s, column, y, c->items[i].label, false);
		shape_box(s, INK_1, column, y, w, BAR);
		if (!narrow)
			shape_text(s, INK_TEXT, ANCHOR_START, column + w + GAP, y + BAR - 5,
			           shape_fit(s, text, width - column - w - GAP));
	}
	s->drawing->height = y;
}

/* Texts below parts do not cross one another when only the last, small ones are without room, and there is some below.
 */
static bool has_order(const struct sketch *s, const struct part *parts, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!parts[i].fits && (shape_is_narrow(s) || parts[i].x < s->drawing->width / 2))
			return false;
	return count <= STACK_MOST;
}

static void breakdown_shape(struct sketch *s, const struct chart *c)
{
	double total = chart_total(c), x = 0, bar = LINE_HEIGHT + GAP, y;
	struct part parts[CHART_PARTS];
	uint32_t count = c->item_count < CHART_PARTS ? c->item_count : CHART_PARTS;

	for (uint32_t i = 0; i < count; i++) {
		struct part *p = &parts[i];

		*p = (struct part){.item = &c->items[i], .x = x, .w = s->drawing->width * (c->items[i].value / total)};
		p->share = chart_share(s->a, c->items[i].value, total);
		p->fits = breakdown_has_room(p);
		x += p->w;
	}
	if (!has_order(s, parts, count)) {
		parts_as_rows(s, c, parts, count);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		shape_box(s, shape_ink(i), parts[i].x, bar, parts[i].w > 2 ? parts[i].w - 1 : parts[i].w, 2 * BAR);
	y = bar + 2 * BAR + 2 * LINE_HEIGHT;
	for (uint32_t i = 0; i < count; i++)
		if (parts[i].fits)
			label_part(s, &parts[i], bar);
		else
			label_below(s, &parts[i], bar, y += LINE_HEIGHT + 4);
	s->drawing->height = y + GAP;
}

/* ---- in characters ---- */

static void breakdown_text(const struct chart_pen *p, const struct chart *c)
{
	struct chart_rows r = chart_rows_measure(p, c, "", true);
	double total = chart_total(c);

	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];

		chart_rows_begin(p, &r, item->label, false);
		chart_rows_bar(p, item->value / c->items[0].value * r.bar, r.bar);
		buf_fill(p->out, ' ', ROWS_GAP);
		chart_pen_padded(p, item->text, r.text, true);
		chart_rows_end(p, chart_share(p->a, item->value, total), r.share, true);
	}
}

const struct chart_kind_row chart_kind_breakdown = {
	.worth = chart_rows_are_parts,
	.parts = true,
	.size = breakdown_size,
	.merges = true,
	.describe = breakdown_describe,
	.shape = breakdown_shape,
	.text = breakdown_text,
};
