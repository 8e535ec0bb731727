/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text.c - the pen of charts in characters. */
#include "show/chart_text.h"

#include <math.h>

#include "base/utf8.h"
#include "show/wrap.h"
#include "value/number.h"

/* ---- the pen ---- */

static void chart_text_put_block(const struct chart_pen *p, uint32_t cp)
{
	char text[4];

	buf_add(p->out, text, utf8_encode(cp, text));
}

void chart_pen_padded(const struct chart_pen *p, struct str text, size_t width, bool right)
{
	utf8_put(p->out, wrap_cut(p->a, text, width, p->ascii), width, right);
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
