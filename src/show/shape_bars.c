/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape_bars.c - charts made of bars: breakdown, waterfall, tornado. */
#include <math.h>

#include "show/shape.h"

enum { BAR = 18, ROW = 26, LINE_HEIGHT = 16, GAP = 6, LABEL_MOST = 190, VALUE_ROOM = 130 };

static enum ink ink_of(uint32_t i)
{
	return (enum ink)(INK_1 + i % 6);
}

/* ---- breakdown: one bar of parts, labelled at the part where there is room, else below on a line of their own ---- */

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

/* A line from the part down to its text, which stands on the side with more room. */
static void label_below(struct sketch *s, const struct part *p, double bar, double y)
{
	double x = p->x + p->w / 2;
	bool left = x > DRAWING_WIDTH / 2.0;
	struct str value = arena_printf(s->a, p->item->text.len ? ": %.*s, %.*s" : ":%.*s %.*s", STR(p->item->text), STR(p->share));
	struct str label = shape_fit(s, p->item->label, (left ? x : DRAWING_WIDTH - x) - 2 * GAP - shape_text_width(value));
	struct str text = arena_printf(s->a, "%.*s%.*s", STR(label), STR(value));

	shape_line(s, INK_DIM, x, bar + 2 * BAR, 0, y - bar - 2 * BAR - 4);
	shape_line(s, INK_DIM, x, y - 4, left ? -GAP : GAP, 0);
	shape_text(s, INK_TEXT, left ? ANCHOR_END : ANCHOR_START, left ? x - GAP - 3 : x + GAP + 3, y, text);
}

static bool has_room(const struct part *p)
{
	double widest = fmax(shape_text_width(p->item->label) * 1.08, fmax(shape_text_width(p->item->text), shape_text_width(p->share)));

	return p->w >= widest + GAP;
}

void shape_breakdown(struct sketch *s, const struct chart *c)
{
	double total = chart_total(c), x = 0, bar = LINE_HEIGHT + GAP, y;
	struct part parts[CHART_PARTS];
	uint32_t count = c->item_count < CHART_PARTS ? c->item_count : CHART_PARTS;

	for (uint32_t i = 0; i < count; i++) {
		struct part *p = &parts[i];

		*p = (struct part){.item = &c->items[i], .x = x, .w = DRAWING_WIDTH * (c->items[i].value / total)};
		p->share = chart_share(s->a, c->items[i].value, total);
		p->fits = has_room(p);
		shape_box(s, ink_of(i), p->x, bar, p->w > 2 ? p->w - 1 : p->w, 2 * BAR);
		x += p->w;
	}
	y = bar + 2 * BAR + 2 * LINE_HEIGHT;
	for (uint32_t i = 0; i < count; i++)
		if (parts[i].fits)
			label_part(s, &parts[i], bar);
		else
			label_below(s, &parts[i], bar, y += LINE_HEIGHT + 4);
	s->drawing->height = y + GAP;
}

/* ---- rows: a label, a bar ---- */

static double label_column(const struct chart *c)
{
	double widest = shape_text_width(S("together"));

	for (uint32_t i = 0; i < c->item_count; i++)
		widest = fmax(widest, shape_text_width(c->items[i].label));
	return fmin(widest, LABEL_MOST) + GAP;
}

static void row_label(struct sketch *s, double column, double y, struct str label, bool bold)
{
	shape_text(s, INK_TEXT, ANCHOR_END, column - GAP, y + BAR - 5, shape_fit(s, label, column - GAP))->bold = bold;
}

/* ---- waterfall ---- */

static void budget_line(struct sketch *s, const struct chart *c, double x, double top, double bottom)
{
	struct shape *line = shape_line(s, INK_TEXT, x, top, 0, bottom - top);

	line->dashed = true;
	shape_text(s, INK_TEXT, x > DRAWING_WIDTH / 2.0 ? ANCHOR_END : ANCHOR_START, x, top - 4,
	           arena_printf(s->a, "budget %.*s", STR(c->base_text)));
}

static void waterfall_row(struct sketch *s, double column, double y, const struct chart_item *item, enum ink ink, double x, double w, bool sum)
{
	row_label(s, column, y, item->label, sum);
	shape_box(s, ink, x, y, fmax(w, 1), BAR);
	shape_text(s, INK_TEXT, ANCHOR_START, x + fmax(w, 1) + GAP, y + BAR - 5, item->text)->bold = sum;
}

void shape_waterfall(struct sketch *s, const struct chart *c)
{
	double total = chart_total(c), most = fmax(total, c->base), column = label_column(c), y = c->base > 0 ? 20 : 0, top = y, at = 0;
	double room = DRAWING_WIDTH - column - VALUE_ROOM;
	struct chart_item sum = {.label = S("together"), .text = c->total_text};

	for (uint32_t i = 0; i < c->item_count; i++, y += ROW) {
		double w = room * (c->items[i].value / most);

		waterfall_row(s, column, y, &c->items[i], INK_1, column + at, w, false);
		if (i + 1 < c->item_count)
			shape_line(s, INK_RULE, column + at + w, y + BAR, 0, ROW - BAR);
		at += w;
	}
	waterfall_row(s, column, y, &sum, c->base > 0 && total > c->base ? INK_5 : INK_3, column, room * (total / most), true);
	y += ROW;
	if (c->base > 0)
		budget_line(s, c, column + room * (c->base / most), top, y - ROW + BAR);
	s->drawing->height = y;
}

/* ---- bars ---- */

void shape_bars(struct sketch *s, const struct chart *c)
{
	double column = label_column(c), room = DRAWING_WIDTH - column - VALUE_ROOM, most = 0, y = 0;

	for (uint32_t i = 0; i < c->item_count; i++)
		most = fmax(most, c->items[i].value);
	for (uint32_t i = 0; i < c->item_count; i++, y += ROW)
		waterfall_row(s, column, y, &c->items[i], INK_1, column, room * (c->items[i].value / most), false);
	s->drawing->height = y;
}

/* ---- tornado ---- */

struct ends {
	double low, high;
};

static struct ends tornado_ends(const struct chart *c)
{
	struct ends e = {c->base, c->base};

	for (uint32_t i = 0; i < c->item_count; i++) {
		e.low = fmin(e.low, fmin(c->items[i].low, c->items[i].high));
		e.high = fmax(e.high, fmax(c->items[i].low, c->items[i].high));
	}
	return e;
}

/* Where the number goes when this one is low in one ink, when it is high in the other; the texts stand outside. */
static void tornado_row(struct sketch *s, const struct chart_item *t, double base, double low, double high, double y)
{
	bool turned = high < low;

	shape_box(s, INK_1, fmin(base, low), y, fabs(low - base), BAR);
	shape_box(s, INK_2, fmin(base, high), y, fabs(high - base), BAR);
	shape_text(s, INK_TEXT, ANCHOR_END, fmin(fmin(low, high), base) - 3, y + BAR - 5, turned ? t->high_text : t->low_text);
	shape_text(s, INK_TEXT, ANCHOR_START, fmax(fmax(low, high), base) + 3, y + BAR - 5, turned ? t->low_text : t->high_text);
}

void shape_tornado(struct sketch *s, const struct chart *c)
{
	struct ends e = tornado_ends(c);
	double column = label_column(c), from = column + 90, room = DRAWING_WIDTH - from - 90, range = e.high - e.low, y = 20;
	double base = from + room * ((c->base - e.low) / range);

	for (uint32_t i = 0; i < c->item_count; i++, y += ROW) {
		const struct chart_item *t = &c->items[i];

		row_label(s, column, y, t->label, false);
		tornado_row(s, t, base, from + room * ((t->low - e.low) / range), from + room * ((t->high - e.low) / range), y);
	}
	shape_line(s, INK_TEXT, base, 16, 0, y - 16 - (ROW - BAR) + 2);
	shape_text(s, INK_TEXT, ANCHOR_MIDDLE, base, 12, c->base_text)->bold = true;
	s->drawing->height = y;
}
