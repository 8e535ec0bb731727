/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_rows.c - what charts of bars below one another share. */
#include "show/chart_rows.h"

#include <math.h>

#include "base/utf8.h"
#include "show/bar.h"

/* ---- what is to be seen ---- */

bool chart_rows_are_parts(const struct chart *c)
{
	double total = chart_total(c);

	for (uint32_t i = 0; i < c->item_count; i++)
		if (!isfinite(c->items[i].value) || c->items[i].value < 0)
			return false;
	return c->item_count > 1 && isfinite(total) && total > 0;
}

void chart_rows_describe(const struct chart *c, struct arena *a, struct buf *out,
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

void chart_rows_describe_sum(const struct chart *c, struct arena *a, struct buf *out)
{
	chart_rows_describe(c, a, out, NULL);
	if (c->total_text.len)
		buf_printf(out, "; together %.*s", STR(c->total_text));
	if (c->base_text.len)
		buf_printf(out, "; budget %.*s", STR(c->base_text));
}

/* ---- in shapes ---- */

enum { VALUE_ROOM = 130 };

double chart_rows_column(const struct chart *c)
{
	double widest = shape_text_width(S("together"));

	for (uint32_t i = 0; i < c->item_count; i++)
		widest = fmax(widest, shape_text_width(c->items[i].label));
	return fmin(widest, LABEL_MOST) + GAP;
}

void chart_rows_label(struct sketch *s, double column, double y, struct str label, bool bold)
{
	shape_text(s, INK_TEXT, ANCHOR_END, column - GAP, y + BAR - 5, shape_fit(s, label, column - GAP))->bold = bold;
}

double chart_rows_head(struct sketch *s, double y, struct str label, struct str text, enum ink ink, bool bold)
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

void chart_rows_across(struct sketch *s, double x, double y, double height, bool dashed)
{
	shape_line(s, INK_TEXT, x, y - 2, 0, height + 4)->dashed = dashed;
}

/* The value comes after the bar; where the budget line would cross it, in front of the bar or after the line. */
static void chart_rows_value(struct sketch *s, const struct chart_item *item, double column, double x, double w,
                             double y, double budget, bool sum)
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

double chart_rows_shape(struct sketch *s, double column, double y, const struct chart_item *item, enum ink ink,
                        double x, double w, double budget, bool sum)
{
	if (shape_is_narrow(s)) {
		y = chart_rows_head(s, y, item->label, item->text, INK_TEXT, sum);
		shape_box(s, ink, x, y, fmax(w, 1), BAR);
		if (budget > 0)
			chart_rows_across(s, budget, y, BAR, true);
		return y;
	}
	chart_rows_label(s, column, y, item->label, sum);
	shape_box(s, ink, x, y, fmax(w, 1), BAR);
	chart_rows_value(s, item, column, x, fmax(w, 1), y, budget, sum);
	return y;
}

double chart_rows_room(const struct sketch *s, const struct chart *c, double *column)
{
	*column = shape_is_narrow(s) ? 0 : chart_rows_column(c);
	return shape_is_narrow(s) ? s->drawing->width - 1 : s->drawing->width - *column - VALUE_ROOM;
}

/* ---- in characters ---- */

enum { BAR_LEAST = 8, LABEL_LEAST = 6 };

/* What is left beside the other columns and a short bar; a third of the width at least is its own. */
static size_t within_room(const struct chart_pen *p, size_t used, size_t wanted)
{
	size_t third = p->width / 3, left = p->width > used + BAR_LEAST ? p->width - used - BAR_LEAST : 0,
		   most = left > third ? left : third;

	return wanted < most ? wanted : most;
}

void chart_rows_fit(const struct chart_pen *p, struct chart_rows *r, size_t others, unsigned least)
{
	size_t room = p->width > others + least + LABEL_LEAST ? p->width - others - least : LABEL_LEAST;

	r->label = r->label < room ? r->label : room;
	others += r->label;
	r->bar = p->width > others + least ? (unsigned)(p->width - others) : least;
}

struct chart_rows chart_rows_measure(const struct chart_pen *p, const struct chart *c, const char *extra, bool shares)
{
	struct chart_rows r = {.label = utf8_width(str_from_c(extra))};
	size_t used;

	for (uint32_t i = 0; i < c->item_count; i++) {
		r.label = utf8_wider(r.label, c->items[i].label);
		r.text = utf8_wider(r.text, c->items[i].text);
	}
	if (*extra)
		r.text = utf8_wider(utf8_wider(r.text, c->total_text), c->base_text);
	for (uint32_t i = 0; i < c->item_count && shares; i++)
		r.share = utf8_wider(r.share, chart_share(p->a, c->items[i].value, chart_total(c)));
	used = ROWS_INDENT + 2 * ROWS_GAP + (r.share ? ROWS_GAP + r.share : 0);
	r.text = within_room(p, used + r.label, r.text);
	r.label = within_room(p, used + r.text, r.label);
	chart_rows_fit(p, &r, used + r.text, BAR_LEAST / 2);
	return r;
}

void chart_rows_begin(const struct chart_pen *p, const struct chart_rows *r, struct str label, bool right)
{
	buf_fill(p->out, ' ', ROWS_INDENT);
	chart_pen_padded(p, label, r->label, right);
	buf_fill(p->out, ' ', ROWS_GAP);
}

void chart_rows_end(const struct chart_pen *p, struct str text, size_t width, bool right)
{
	buf_fill(p->out, ' ', ROWS_GAP);
	chart_pen_padded(p, text, width, right);
	buf_end_line(p->out);
}

/* Blanks up to column `room` of what begins at byte `from`. */
static void chart_rows_fill(const struct chart_pen *p, size_t from, unsigned room)
{
	buf_fill(p->out, ' ', room - utf8_width(str_cut(buf_str(p->out), from, p->out->len)));
}

void chart_rows_bar(const struct chart_pen *p, double columns, unsigned room)
{
	double eighths = round(8 * columns);
	size_t from = p->out->len;

	bar_length(p->out, eighths < 1 && columns > 0 ? 1 : (unsigned)eighths, room, p->ascii);
	chart_rows_fill(p, from, room);
}

void chart_rows_span(const struct chart_pen *p, double from, double to, double base, unsigned room)
{
	size_t start = p->out->len;

	bar_span(p->out, (unsigned)round(from), (unsigned)round(to), (unsigned)round(base), p->ascii);
	chart_rows_fill(p, start, room);
}
