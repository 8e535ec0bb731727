/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_tornado.c - what moves a number most. */
#include <math.h>

#include "base/utf8.h"
#include "show/chart_rows.h"
#include "show/wrap.h"

/* ---- what is to be seen ---- */

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

static double tornado_size(const struct chart_item *i)
{
	return fabs(i->high - i->low);
}

static void tornado_add_ends(const struct chart *c, const struct chart_item *i, struct arena *a, struct buf *out)
{
	(void)c;
	(void)a;
	if (i->ends.len)
		buf_printf(out, " (%.*s)", STR(i->ends));
	buf_printf(out, ": %.*s to %.*s", STR(i->low_text), STR(i->high_text));
}

static void tornado_describe(const struct chart *c, struct arena *a, struct buf *out)
{
	chart_rows_describe(c, a, out, tornado_add_ends);
	if (c->base_text.len)
		buf_printf(out, "; with all at their medians %.*s", STR(c->base_text));
}

/* ---- in shapes ---- */

enum { ENDS = 15 };

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

	y = chart_rows_head(s, y, t->label, t->ends, INK_DIM, false);
	tornado_bars(s, base, low, high, y);
	chart_rows_across(s, base, y, BAR, false);
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
	return widest + GAP;
}

static double ends_column(const struct chart *c)
{
	double widest = chart_rows_column(c) - GAP;

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

		chart_rows_label(s, column, y, t->label, false);
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

/* Long numbers beside the bars would leave no room for these. */
static bool tornado_fits(const struct sketch *s, const struct chart *c)
{
	enum { BARS_LEAST = 80 };

	return !shape_is_narrow(s) && s->drawing->width - ends_column(c) - 2 * tornado_texts(c) >= BARS_LEAST;
}

static void tornado_shape(struct sketch *s, const struct chart *c)
{
	(tornado_fits(s, c) ? tornado_wide : tornado_narrow)(s, c, tornado_ends(c));
}

/* ---- in characters ---- */

/* From where to where an input goes, below what it is. */
static void tornado_text_ends(const struct chart_pen *p, struct str ends)
{
	enum { DEEPER = ROWS_INDENT + 2 };

	if (!ends.len)
		return;
	buf_fill(p->out, ' ', DEEPER);
	buf_add_str(p->out, utf8_clip(ends, p->width - DEEPER));
	chart_pen_end(p);
}

static struct chart_rows tornado_measure(const struct chart_pen *p, const struct chart *c)
{
	struct chart_rows r = {0};

	for (uint32_t i = 0; i < c->item_count; i++) {
		r.label = utf8_wider(r.label, c->items[i].label);
		r.text = utf8_wider(utf8_wider(r.text, c->items[i].low_text), c->items[i].high_text);
	}
	r.label = r.label > p->width / 3 ? p->width / 3 : r.label;
	r.text = r.text > p->width / 4 ? p->width / 4 : r.text;
	chart_rows_fit(p, &r, ROWS_INDENT + 3 * ROWS_GAP + 2 * r.text, p->width / 8);
	return r;
}

static void tornado_text(const struct chart_pen *p, const struct chart *c)
{
	struct chart_rows r = tornado_measure(p, c);
	struct ends e = tornado_ends(c);
	double scale = (r.bar - 1) / (e.high - e.low);

	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];
		bool turned = t->high < t->low;

		chart_rows_begin(p, &r, t->label, false);
		chart_pen_padded(p, turned ? t->high_text : t->low_text, r.text, true);
		buf_fill(p->out, ' ', ROWS_GAP);
		chart_rows_span(p, scale * (fmin(t->low, t->high) - e.low), scale * (fmax(t->low, t->high) - e.low),
		                scale * (c->base - e.low), r.bar);
		chart_rows_end(p, turned ? t->low_text : t->high_text, r.text, false);
		tornado_text_ends(p, t->ends);
	}
	if (c->base_text.len) {
		struct wrap w = {.width = p->width, .taken = ROWS_INDENT, .rest = ROWS_INDENT + 2};

		buf_fill(p->out, ' ', ROWS_INDENT);
		wrap_text(p->out,
		          arena_printf(p->a, "%s %.*s, with all at their medians%s%.*s", p->ascii ? "|" : "│",
		                       STR(c->base_text), c->mark_count ? "; " : "",
		                       STR(c->mark_count ? c->marks[0].label : S(""))),
		          &w);
	}
}

const struct chart_kind_row chart_kind_tornado = {
	.worth = tornado_worth,
	.size = tornado_size,
	.describe = tornado_describe,
	.shape = tornado_shape,
	.text = tornado_text,
};
