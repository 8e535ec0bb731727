/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape_bars.c - charts made of bars: breakdown, waterfall, tornado, intervals. */
#include <math.h>

#include "show/shape.h"

enum { BAR = 16, ROW = 22, LINE_HEIGHT = 16, GAP = 6, LABEL_MOST = 190, VALUE_ROOM = 130, STACK_MOST = 3, ENDS = 15 };

static enum ink shape_bars_ink_of(uint32_t i)
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

static bool shape_bars_has_room(const struct part *p)
{
	double widest = fmax(shape_text_width(p->item->label) * 1.08,
	                     fmax(shape_text_width(p->item->text), shape_text_width(p->share)));

	return p->w >= widest + GAP;
}

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

/*
 * On a narrow drawing a label stands above its bar, and `text` beside it or, where a line does not hold both, below it.
 * Returns where the bar begins.
 */
static double head_above(struct sketch *s, double y, struct str label, struct str text, enum ink ink, bool bold)
{
	double width = s->drawing->width;
	bool beside = shape_text_width(label) * (bold ? 1.08 : 1) + shape_text_width(text) + 2 * GAP <= width;

	shape_text(s, INK_TEXT, ANCHOR_START, 0, y + DRAWING_FONT, shape_fit(s, label, width))->bold = bold;
	if (!text.len)
		return y + LINE_HEIGHT;
	y += beside ? 0 : LINE_HEIGHT;
	shape_text(s, ink, beside ? ANCHOR_END : ANCHOR_START, beside ? width : 0, y + DRAWING_FONT,
	           shape_fit(s, text, width))
		->bold = bold;
	return y + LINE_HEIGHT;
}

/* A line across one bar, where one across all of them would cross the labels above them. */
static void across(struct sketch *s, double x, double y, double height, bool dashed)
{
	shape_line(s, INK_TEXT, x, y - 2, 0, height + 4)->dashed = dashed;
}

/* Many parts, or those whose texts have no room: a bar each, largest first, as they come. */
static void parts_as_rows(struct sketch *s, const struct chart *c, const struct part *parts, uint32_t count)
{
	bool narrow = shape_is_narrow(s);
	double column = narrow ? 0 : label_column(c), most = 0, texts = 0, width = s->drawing->width, room, y = 0;

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
			y = head_above(s, y, c->items[i].label, text, INK_TEXT, false);
		else
			row_label(s, column, y, c->items[i].label, false);
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

void shape_breakdown(struct sketch *s, const struct chart *c)
{
	double total = chart_total(c), x = 0, bar = LINE_HEIGHT + GAP, y;
	struct part parts[CHART_PARTS];
	uint32_t count = c->item_count < CHART_PARTS ? c->item_count : CHART_PARTS;

	for (uint32_t i = 0; i < count; i++) {
		struct part *p = &parts[i];

		*p = (struct part){.item = &c->items[i], .x = x, .w = s->drawing->width * (c->items[i].value / total)};
		p->share = chart_share(s->a, c->items[i].value, total);
		p->fits = shape_bars_has_room(p);
		x += p->w;
	}
	if (!has_order(s, parts, count)) {
		parts_as_rows(s, c, parts, count);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		shape_box(s, shape_bars_ink_of(i), parts[i].x, bar, parts[i].w > 2 ? parts[i].w - 1 : parts[i].w, 2 * BAR);
	y = bar + 2 * BAR + 2 * LINE_HEIGHT;
	for (uint32_t i = 0; i < count; i++)
		if (parts[i].fits)
			label_part(s, &parts[i], bar);
		else
			label_below(s, &parts[i], bar, y += LINE_HEIGHT + 4);
	s->drawing->height = y + GAP;
}

/* ---- waterfall ---- */

static void budget_line(struct sketch *s, const struct chart *c, double x, double top, double bottom)
{
	if (!shape_is_narrow(s))
		shape_line(s, INK_TEXT, x, top, 0, bottom - top)->dashed = true;
	shape_text(s, INK_TEXT, x > s->drawing->width / 2 ? ANCHOR_END : ANCHOR_START, x, top - 4,
	           arena_printf(s->a, "budget %.*s", STR(c->base_text)));
}

/* The value comes after the bar; where the budget line would cross it, in front of the bar or after the line. */
static void bar_value(struct sketch *s, const struct chart_item *item, double column, double x, double w, double y,
                      double budget, bool sum)
{
	double at = x + w + GAP, width = shape_text_width(item->text);
	enum anchor anchor = ANCHOR_START;

	if (budget > at - GAP && budget < at + width + GAP) {
		bool before = x - 2 * GAP - width >= column;

		anchor = before ? ANCHOR_END : ANCHOR_START;
		at = before ? x - GAP : budget + GAP;
	}
	shape_text(s, INK_TEXT, anchor, at, y + BAR - 5, item->text)->bold = sum;
}

/* `budget`: where its line is, or 0. Returns where its bar begins. */
static double shape_bars_waterfall_row(struct sketch *s, double column, double y, const struct chart_item *item,
                                       enum ink ink, double x, double w, double budget, bool sum)
{
	if (shape_is_narrow(s)) {
		y = head_above(s, y, item->label, item->text, INK_TEXT, sum);
		shape_box(s, ink, x, y, fmax(w, 1), BAR);
		if (budget > 0)
			across(s, budget, y, BAR, true);
		return y;
	}
	row_label(s, column, y, item->label, sum);
	shape_box(s, ink, x, y, fmax(w, 1), BAR);
	bar_value(s, item, column, x, fmax(w, 1), y, budget, sum);
	return y;
}

/* Where bars begin, and how much room there is for the longest. */
static double bars_room(const struct sketch *s, const struct chart *c, double *column)
{
	*column = shape_is_narrow(s) ? 0 : label_column(c);
	return shape_is_narrow(s) ? s->drawing->width - 1 : s->drawing->width - *column - VALUE_ROOM;
}

void shape_waterfall(struct sketch *s, const struct chart *c)
{
	double total = chart_total(c), most = fmax(total, c->base), y = c->base > 0 ? 20 : 0, top = y, at = 0, column;
	double room = bars_room(s, c, &column);
	double budget = c->base > 0 ? column + room * (c->base / most) : 0;
	struct chart_item sum = {.label = S("together"), .text = c->total_text};

	for (uint32_t i = 0; i < c->item_count; i++, y += ROW) {
		double w = room * (c->items[i].value / most);

		y = shape_bars_waterfall_row(s, column, y, &c->items[i], INK_1, column + at, w, budget, false);
		if (i + 1 < c->item_count && !shape_is_narrow(s))
			shape_line(s, INK_RULE, column + at + w, y + BAR, 0, ROW - BAR);
		at += w;
	}
	y = shape_bars_waterfall_row(s, column, y, &sum, c->base > 0 && total > c->base ? INK_5 : INK_3, column,
	                             room * (total / most), budget, true);
	y += ROW;
	if (c->base > 0)
		budget_line(s, c, budget, top, y - ROW + BAR);
	s->drawing->height = y;
}

/* ---- bars ---- */

void shape_bars(struct sketch *s, const struct chart *c)
{
	double most = 0, y = 0, column, room = bars_room(s, c, &column);

	for (uint32_t i = 0; i < c->item_count; i++)
		most = fmax(most, c->items[i].value);
	for (uint32_t i = 0; i < c->item_count; i++, y += ROW)
		y = shape_bars_waterfall_row(s, column, y, &c->items[i], INK_1, column, room * (c->items[i].value / most), 0,
		                             false);
	s->drawing->height = y;
}

/* ---- tornado ---- */

struct ends {
	double low, high;
};

static struct ends shape_bars_tornado_ends(const struct chart *c)
{
	struct ends e = {c->base, c->base};

	for (uint32_t i = 0; i < c->item_count; i++) {
		e.low = fmin(e.low, fmin(c->items[i].low, c->items[i].high));
		e.high = fmax(e.high, fmax(c->items[i].low, c->items[i].high));
	}
	return e;
}

/* Where the number goes when this one is low in one ink, when it is high in the other. */
static void tornado_bars(struct sketch *s, double base, double low, double high, double y)
{
	shape_box(s, INK_1, fmin(base, low), y, fabs(low - base), BAR);
	shape_box(s, INK_2, fmin(base, high), y, fabs(high - base), BAR);
}

/* The texts stand outside. */
static void tornado_row(struct sketch *s, const struct chart_item *t, double base, double low, double high, double y)
{
	bool turned = high < low;

	tornado_bars(s, base, low, high, y);
	shape_text(s, INK_TEXT, ANCHOR_END, fmin(fmin(low, high), base) - 3, y + BAR - 5,
	           turned ? t->high_text : t->low_text);
	shape_text(s, INK_TEXT, ANCHOR_START, fmax(fmax(low, high), base) + 3, y + BAR - 5,
	           turned ? t->low_text : t->high_text);
}

/* On a narrow drawing they stand below the bar, as near to its ends as they can. Returns where the next row begins. */
static double tornado_row_narrow(struct sketch *s, const struct chart_item *t, double base, double low, double high,
                                 double y)
{
	bool turned = high < low;
	struct str left = turned ? t->high_text : t->low_text, right = turned ? t->low_text : t->high_text;
	double width = s->drawing->width, both = shape_text_width(left) + 2 * GAP + shape_text_width(right);
	double x = fmax(fmin(fmin(fmin(low, high), base), width - both), 0);

	y = head_above(s, y, t->label, t->ends, INK_DIM, false);
	tornado_bars(s, base, low, high, y);
	across(s, base, y, BAR, false);
	shape_text(s, INK_TEXT, ANCHOR_START, x, y + BAR + DRAWING_FONT, left);
	shape_text(s, INK_TEXT, ANCHOR_END, fmin(fmax(fmax(fmax(low, high), base), x + both), width),
	           y + BAR + DRAWING_FONT, right);
	return y + BAR + LINE_HEIGHT + GAP;
}

/* A text over its line, within the drawing. */
static void text_above(struct sketch *s, enum ink ink, double x, double y, struct str text)
{
	double half = shape_text_width(text) / 2 * 1.08;

	shape_text(s, ink, ANCHOR_MIDDLE, fmax(fmin(x, s->drawing->width - half), half), y, text)->bold = ink == INK_TEXT;
}

/* The base, and the median beside it on the side where that lies. */
static void tornado_middle(struct sketch *s, const struct chart *c, double base, double median, double bottom)
{
	bool right = median >= base, two = c->mark_count > 0;
	double width;

	shape_line(s, INK_TEXT, base, 16, 0, bottom - 16);
	if (!two) {
		text_above(s, INK_TEXT, base, 12, c->base_text);
		return;
	}
	shape_text(s, INK_TEXT, right ? ANCHOR_END : ANCHOR_START, base, 12, c->base_text)->bold = true;
	shape_line(s, INK_TEXT, median, 16, 0, bottom - 16)->dashed = true;
	width = shape_text_width(c->marks[0].label);
	shape_text(s, INK_DIM, right ? ANCHOR_START : ANCHOR_END,
	           right ? fmin(median + 3, s->drawing->width - width) : fmax(median - 3, width), 12, c->marks[0].label);
}

static double tornado_texts(const struct chart *c)
{
	double widest = 40;

	for (uint32_t i = 0; i < c->item_count; i++)
		widest = fmax(widest, fmax(shape_text_width(c->items[i].low_text), shape_text_width(c->items[i].high_text)));
	return fmin(widest, 150) + GAP;
}

static double ends_column(const struct chart *c)
{
	double widest = label_column(c) - GAP;

	for (uint32_t i = 0; i < c->item_count; i++)
		widest = fmax(widest, shape_text_width(c->items[i].ends));
	return fmin(widest, LABEL_MOST) + GAP;
}

static void tornado_narrow(struct sketch *s, const struct chart *c, struct ends e)
{
	double scale = s->drawing->width / (e.high - e.low), base = scale * (c->base - e.low), y = c->mark_count ? 40 : 20;

	text_above(s, INK_TEXT, base, 12, c->base_text);
	if (c->mark_count)
		text_above(s, INK_DIM, scale * (c->marks[0].at - e.low), 12 + LINE_HEIGHT, c->marks[0].label);
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];

		y = tornado_row_narrow(s, t, base, scale * (t->low - e.low), scale * (t->high - e.low), y);
	}
	s->drawing->height = y;
}

/* Each row is what it is, below it from where to where it goes, and where the number goes with it. */
static void tornado_wide(struct sketch *s, const struct chart *c, struct ends e)
{
	double column = ends_column(c), texts = tornado_texts(c), from = column + texts,
		   room = s->drawing->width - from - texts;
	double range = e.high - e.low, y = 20, base = from + room * ((c->base - e.low) / range), median = base;

	for (uint32_t i = 0; i < c->item_count; i++, y += ROW) {
		const struct chart_item *t = &c->items[i];

		row_label(s, column, y, t->label, false);
		if (t->ends.len)
			shape_text(s, INK_DIM, ANCHOR_END, column - GAP, y + BAR - 5 + ENDS, shape_fit(s, t->ends, column - GAP));
		y += t->ends.len ? ENDS / 2.0 : 0;
		tornado_row(s, t, base, from + room * ((t->low - e.low) / range), from + room * ((t->high - e.low) / range), y);
		y += t->ends.len ? ENDS / 2.0 : 0;
	}
	if (c->mark_count)
		median = from + room * fmin(fmax((c->marks[0].at - e.low) / range, 0), 1);
	tornado_middle(s, c, base, median, y - (ROW - BAR) + 2);
	s->drawing->height = y;
}

void shape_tornado(struct sketch *s, const struct chart *c)
{
	(shape_is_narrow(s) ? tornado_narrow : tornado_wide)(s, c, shape_bars_tornado_ends(c));
}

/* ---- intervals: each from its low end to its high one, as a multiple of its middle ---- */

static struct chart_axis multiples(const struct chart *c)
{
	double from = 1, to = 1;

	for (uint32_t i = 0; i < c->item_count; i++) {
		from = fmin(from, c->items[i].low / c->items[i].value);
		to = fmax(to, c->items[i].high / c->items[i].value);
	}
	return chart_axis(from, to, true, false);
}

void shape_intervals(struct sketch *s, const struct chart *c)
{
	struct chart_axis axis = multiples(c);
	bool narrow = shape_is_narrow(s);
	double column = narrow ? 0 : label_column(c), texts = 0, width = s->drawing->width, left = column + GAP,
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
			y = head_above(s, y, t->label, t->text, INK_TEXT, false);
		else
			row_label(s, column, y, t->label, false);
		shape_box(s, INK_1, low, y + BAR / 4.0, fmax(high - low, 1), BAR / 2.0);
		if (narrow)
			across(s, middle, y + BAR / 4.0, BAR / 2.0, true);
		else
			shape_text(s, INK_TEXT, ANCHOR_START, right + 2 * GAP, y + BAR - 5,
			           shape_fit(s, t->text, width - right - 2 * GAP));
	}
	if (!narrow)
		shape_line(s, INK_TEXT, middle, 0, 0, y)->dashed = true;
	shape_x_axis(s, &axis, left, right, y, S(""), S("×"));
	s->drawing->height = y + 24;
}
