/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text_axes.c - histogram and lines in characters. */
#include <math.h>

#include "base/utf8.h"
#include "show/chart_text.h"

enum { INDENT = 2, HISTOGRAM_ROWS = 6, LINE_ROWS = 8, PLOT_MOST = 64 };

/* ---- histogram ---- */

/* An arrow under each mark; then what they mark. */
static void put_marks(const struct chart_pen *p, const struct chart *c, const struct chart_axis *x, unsigned room)
{
	unsigned column = 0;

	if (!c->mark_count)
		return;
	buf_fill(p->out, ' ', INDENT);
	for (uint32_t i = 0; i < c->mark_count; i++) {
		unsigned at = (unsigned)(chart_place(x, c->marks[i].at) * (room - 1));

		if (i && at < column)
			continue;
		buf_fill(p->out, ' ', at - column);
		buf_add_c(p->out, p->ascii ? "^" : "▲");
		column = at + 1;
	}
	buf_char(p->out, '\n');
	buf_fill(p->out, ' ', INDENT);
	for (uint32_t i = 0; i < c->mark_count; i++)
		buf_printf(p->out, "%s%.*s", i ? "   " : "", STR(c->marks[i].label));
	buf_char(p->out, '\n');
}

void chart_text_histogram(const struct chart_pen *p, const struct chart *c)
{
	unsigned each = c->bin_count && 2 * c->bin_count + INDENT <= p->width ? 2 : 1, count = c->bin_count * each;
	unsigned *heights;
	uint32_t most = 1;
	struct chart_axis x = chart_axis(c->from, c->to, c->x_log, false);

	if (count + INDENT > p->width) /* more bins than columns: several to a column would be needed */
		return;
	heights = arena_array(p->a, unsigned, count + INDENT);
	for (uint32_t i = 0; i < c->bin_count; i++)
		most = c->bins[i] > most ? c->bins[i] : most;
	for (unsigned i = 0; i < count; i++) {
		double part = (double)c->bins[i / each] / most;

		heights[INDENT + i] = part > 0 ? (unsigned)fmax(1, round(part * 8 * HISTOGRAM_ROWS)) : 0;
	}
	chart_pen_columns(p, heights, count + INDENT, HISTOGRAM_ROWS, NULL, 0);
	chart_text_rule(p, INDENT, count);
	put_marks(p, c, &x, count);
	if (c->counts) { /* the first one and the last one, not the edges of their bars */
		x.from += 0.5;
		x.to -= 0.5;
	}
	chart_text_ends(p, INDENT, count, &x, c->x_title);
}

/* ---- lines ---- */

static void put_series(const struct chart_pen *p, const struct chart *c, const struct chart_series *s,
                       const struct chart_axis *x, const struct chart_axis *y)
{
	struct str margin[LINE_ROWS] = {0}, label;
	size_t lead;
	unsigned room;
	unsigned *heights;

	margin[LINE_ROWS - 1] = chart_text_number(p, y->to);
	margin[0] = chart_text_number(p, y->from);
	lead = utf8_width(margin[0]) > utf8_width(margin[LINE_ROWS - 1]) ? utf8_width(margin[0])
	                                                                 : utf8_width(margin[LINE_ROWS - 1]);
	lead += INDENT;
	room = p->width > lead + 1 + PLOT_MOST ? PLOT_MOST : p->width > lead + 11 ? (unsigned)(p->width - lead - 1) : 10;
	heights = arena_array(p->a, unsigned, room);
	for (unsigned i = 0; i < room; i++) {
		double height = chart_text_height(s, x, y, (i + 0.5) / room);

		heights[i] = height < 0
		                 ? 0
		                 : (unsigned)fmax(1, round(8 * LINE_ROWS * height)); /* the least one is still to be seen */
	}
	label = c->series_count > 1 ? s->label : S("");
	if (label.len || c->y_title.len)
		buf_printf(p->out, "  %.*s%s%.*s\n", STR(label), label.len && c->y_title.len ? ", " : "", STR(c->y_title));
	chart_pen_columns(p, heights, room, LINE_ROWS, margin, lead);
	chart_text_rule(p, lead + 1, room);
	chart_text_ends(p, lead + 1, room, x, c->x_title);
}

void chart_text_lines(const struct chart_pen *p, const struct chart *c)
{
	struct chart_axis x, y;

	chart_range(c, &x, &y);
	if (p->braille) {
		chart_text_braille(p, c, &x, &y);
		return;
	}
	for (uint32_t i = 0; i < c->series_count; i++)
		if (c->series[i].count > 1)
			put_series(p, c, &c->series[i], &x, &y);
}
