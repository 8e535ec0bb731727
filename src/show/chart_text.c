/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text.c - the pen of charts in characters, and charts of bars. */
#include "show/chart_text.h"

#include <math.h>

#include "base/utf8.h"
#include "show/bar.h"
#include "show/grid.h"
#include "value/number.h"

enum { GAP = 2, INDENT = 2 };

/* ---- the pen ---- */

static void chart_text_put_block(const struct chart_pen *p, uint32_t cp)
{
	char text[4];

	buf_add(p->out, text, utf8_encode(cp, text));
}

static void chart_pen_bar(const struct chart_pen *p, unsigned eighths, unsigned room)
{
	size_t from = p->out->len;

	bar_length(p->out, eighths, room, p->ascii);
	buf_fill(p->out, ' ', room - utf8_width(str_cut(buf_str(p->out), from, p->out->len)));
}

void chart_pen_padded(const struct chart_pen *p, struct str text, size_t width, bool right)
{
	size_t wide = utf8_width(text), pad;

	if (wide > width) {
		text = arena_printf(p->a, "%.*s%s", STR(utf8_clip(text, width > 3 ? width - (p->ascii ? 2 : 1) : width)),
		                    p->ascii ? ".." : "…");
		wide = utf8_width(text);
	}
	pad = wide < width ? width - wide : 0;
	buf_fill(p->out, ' ', right ? pad : 0);
	buf_add_str(p->out, text);
	buf_fill(p->out, ' ', right ? 0 : pad);
}

void chart_pen_end(const struct chart_pen *p)
{
	buf_end_line(p->out);
}

void chart_pen_columns(const struct chart_pen *p, const unsigned *heights, unsigned count, unsigned rows,
                       const struct str *margin, size_t margin_width)
{
	for (unsigned row = rows; row-- > 0;) {
		if (margin_width) {
			chart_pen_padded(p, margin[row], margin_width, true);
			buf_char(p->out, ' ');
		}
		for (unsigned i = 0; i < count; i++) {
			unsigned filled = heights[i] > 8 * row ? heights[i] - 8 * row : 0;

			if (p->ascii)
				buf_char(p->out, filled >= 4 || (filled && row == 0) ? '#' : ' ');
			else if (filled)
				chart_text_put_block(p, 0x2580 + (filled < 8 ? filled : 8));
			else
				buf_char(p->out, ' ');
		}
		chart_pen_end(p);
	}
}

/* ---- axes ---- */

void chart_text_rule(const struct chart_pen *p, size_t lead, unsigned room)
{
	buf_fill(p->out, ' ', lead);
	for (unsigned i = 0; i < room; i++)
		buf_add_c(p->out, p->ascii ? "-" : "─");
	buf_char(p->out, '\n');
}

struct str chart_text_number(const struct chart_pen *p, double x)
{
	return chart_number(p->a, number_round(x, 3));
}

void chart_text_ends(const struct chart_pen *p, size_t lead, unsigned room, const struct chart_axis *x,
                     struct str title)
{
	struct str from = chart_text_number(p, x->from), to = chart_text_number(p, x->to);
	size_t ends = utf8_width(from) + utf8_width(to), wide = utf8_width(title), left, between;

	buf_fill(p->out, ' ', lead);
	buf_add_str(p->out, from);
	between = room > ends ? room - ends : 1;
	if (wide && wide + 2 <= between) {
		left = (between - wide) / 2;
		buf_fill(p->out, ' ', left);
		buf_add_str(p->out, title);
		between -= left + wide;
	}
	buf_fill(p->out, ' ', between);
	buf_add_str(p->out, to);
	buf_char(p->out, '\n');
}

/* Between two points on a straight line (of logarithms, on such axes). */
double chart_text_height(const struct chart_series *s, const struct chart_axis *x, const struct chart_axis *y,
                         double place)
{
	for (uint32_t i = 1; i < s->count; i++) {
		double from = chart_place(x, s->x[i - 1]), to = chart_place(x, s->x[i]), low = chart_place(y, s->y[i - 1]);

		if (place <= to && to > from && (isnan(s->y[i - 1]) || isnan(s->y[i])))
			return -1;
		if (place <= to && to > from)
			return low + (chart_place(y, s->y[i]) - low) * fmax(0, (place - from) / (to - from));
	}
	return isnan(s->y[s->count - 1]) ? -1 : chart_place(y, s->y[s->count - 1]);
}

/* ---- rows ---- */

/* Widths of the columns of a chart of rows. */
struct rows {
	size_t label, text, share;
	unsigned bar;
};

static size_t chart_text_larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static struct rows chart_text_measure(const struct chart_pen *p, const struct chart *c, const char *extra)
{
	struct rows r = {.label = utf8_width(str_from_c(extra))};
	size_t used;

	for (uint32_t i = 0; i < c->item_count; i++) {
		r.label = chart_text_larger(r.label, utf8_width(c->items[i].label));
		r.text = chart_text_larger(r.text, utf8_width(c->items[i].text));
	}
	if (*extra)
		r.text = chart_text_larger(r.text, chart_text_larger(utf8_width(c->total_text), utf8_width(c->base_text)));
	for (uint32_t i = 0; i < c->item_count && c->kind == CHART_BREAKDOWN; i++)
		r.share = chart_text_larger(r.share, utf8_width(chart_share(p->a, c->items[i].value, chart_total(c))));
	r.label = r.label > p->width / 3 ? p->width / 3 : r.label;
	r.text = r.text > p->width / 3 ? p->width / 3 : r.text;
	used = INDENT + r.label + GAP + GAP + r.text + (r.share ? GAP + r.share : 0);
	r.bar = p->width > used + 4 ? (unsigned)(p->width - used) : 4;
	return r;
}

static unsigned eighths(double part, unsigned room)
{
	double n = round(part * room * 8);

	return n < 1 && part > 0 ? 1 : (unsigned)n;
}

void chart_text_breakdown(const struct chart_pen *p, const struct chart *c)
{
	struct rows r = chart_text_measure(p, c, "");
	double total = chart_total(c);

	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];

		buf_fill(p->out, ' ', INDENT);
		chart_pen_padded(p, item->label, r.label, false);
		buf_fill(p->out, ' ', GAP);
		chart_pen_bar(p, eighths(item->value / c->items[0].value, r.bar), r.bar);
		buf_fill(p->out, ' ', GAP);
		chart_pen_padded(p, item->text, r.text, true);
		buf_fill(p->out, ' ', GAP);
		chart_pen_padded(p, chart_share(p->a, item->value, total), r.share, true);
		chart_pen_end(p);
	}
}

/* ---- bars ---- */

void chart_text_bars(const struct chart_pen *p, const struct chart *c)
{
	struct rows r = chart_text_measure(p, c, "");
	double most = 0;

	for (uint32_t i = 0; i < c->item_count; i++)
		most = fmax(most, c->items[i].value);
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];

		buf_fill(p->out, ' ', INDENT);
		chart_pen_padded(p, item->label, r.label, true);
		buf_fill(p->out, ' ', GAP);
		chart_pen_bar(p, eighths(item->value / most, r.bar), r.bar);
		buf_fill(p->out, ' ', GAP);
		chart_pen_padded(p, item->text, r.text, true);
		chart_pen_end(p);
	}
}

/* ---- waterfall ---- */

static void chart_text_waterfall_row(const struct chart_pen *p, const struct rows *r, struct str label, double at,
                                     double value, double most, struct str text)
{
	unsigned lead = (unsigned)floor(at / most * r->bar);

	lead = lead < r->bar ? lead : r->bar - 1;
	buf_fill(p->out, ' ', INDENT);
	chart_pen_padded(p, label, r->label, false);
	buf_fill(p->out, ' ', GAP + lead);
	chart_pen_bar(p, eighths(value / most, r->bar), r->bar - lead);
	buf_fill(p->out, ' ', GAP);
	chart_pen_padded(p, text, r->text, true);
	chart_pen_end(p);
}

void chart_text_waterfall(const struct chart_pen *p, const struct chart *c)
{
	struct rows r = chart_text_measure(p, c, "together");
	double total = chart_total(c), most = fmax(total, c->base), at = 0;

	for (uint32_t i = 0; i < c->item_count; i++) {
		chart_text_waterfall_row(p, &r, c->items[i].label, at, c->items[i].value, most, c->items[i].text);
		at += c->items[i].value;
	}
	chart_text_waterfall_row(p, &r, S("together"), 0, total, most, c->total_text);
	if (c->base > 0)
		chart_text_waterfall_row(p, &r, S("budget"), 0, c->base, most, c->base_text);
}

/* ---- tornado ---- */

static void tornado_bar(const struct chart_pen *p, unsigned from, unsigned to, unsigned base, unsigned room)
{
	size_t start = p->out->len;

	bar_span(p->out, from, to, base, p->ascii);
	buf_fill(p->out, ' ', room - utf8_width(str_cut(buf_str(p->out), start, p->out->len)));
}

/* From where to where an input goes, below what it is. */
static void chart_text_tornado_ends(const struct chart_pen *p, struct str ends)
{
	enum { DEEPER = 2 };

	if (!ends.len)
		return;
	buf_fill(p->out, ' ', INDENT + DEEPER);
	buf_add_str(p->out, utf8_clip(ends, p->width - INDENT - DEEPER));
	chart_pen_end(p);
}

void chart_text_tornado(const struct chart_pen *p, const struct chart *c)
{
	size_t label = 0, text = 0;
	double low = c->base, high = c->base;
	unsigned room;

	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];

		label = chart_text_larger(label, utf8_width(t->label));
		text = chart_text_larger(text, chart_text_larger(utf8_width(t->low_text), utf8_width(t->high_text)));
		low = fmin(low, fmin(t->low, t->high));
		high = fmax(high, fmax(t->low, t->high));
	}
	label = label > p->width / 3 ? p->width / 3 : label;
	text = text > p->width / 4 ? p->width / 4 : text;
	room = (unsigned)(p->width > INDENT + label + 3 * GAP + 2 * text + 8
	                      ? p->width - INDENT - label - 3 * GAP - 2 * text
	                      : 8);
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];
		bool turned = t->high < t->low;
		double scale = room - 1, range = high - low;

		buf_fill(p->out, ' ', INDENT);
		chart_pen_padded(p, t->label, label, false);
		buf_fill(p->out, ' ', GAP);
		chart_pen_padded(p, turned ? t->high_text : t->low_text, text, true);
		buf_fill(p->out, ' ', GAP);
		tornado_bar(p, (unsigned)round(scale * ((fmin(t->low, t->high) - low) / range)),
		            (unsigned)round(scale * ((fmax(t->low, t->high) - low) / range)),
		            (unsigned)round(scale * ((c->base - low) / range)), room);
		buf_fill(p->out, ' ', GAP);
		chart_pen_padded(p, turned ? t->low_text : t->high_text, text, false);
		chart_pen_end(p);
		chart_text_tornado_ends(p, t->ends);
	}
	if (c->base_text.len)
		buf_printf(p->out, "  %s %.*s, with all at their medians%s%.*s\n", p->ascii ? "|" : "│", STR(c->base_text),
		           c->mark_count ? "; " : "", STR(c->mark_count ? c->marks[0].label : S("")));
}

/* ---- intervals ---- */

void chart_text_intervals(const struct chart_pen *p, const struct chart *c)
{
	struct rows r = chart_text_measure(p, c, "");
	double from = 1, to = 1;

	for (uint32_t i = 0; i < c->item_count; i++) {
		from = fmin(from, c->items[i].low / c->items[i].value);
		to = fmax(to, c->items[i].high / c->items[i].value);
	}
	struct chart_axis axis = chart_axis(from, to, true, false);
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *t = &c->items[i];
		double scale = r.bar - 1;

		buf_fill(p->out, ' ', INDENT);
		chart_pen_padded(p, t->label, r.label, false);
		buf_fill(p->out, ' ', GAP);
		tornado_bar(p, (unsigned)round(scale * chart_place(&axis, t->low / t->value)),
		            (unsigned)round(scale * chart_place(&axis, t->high / t->value)),
		            (unsigned)round(scale * chart_place(&axis, 1)), r.bar);
		buf_fill(p->out, ' ', GAP);
		chart_pen_padded(p, t->text, r.text, false);
		chart_pen_end(p);
	}
}
