/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_histogram.c - how samples spread. */
#include <math.h>

#include "base/utf8.h"
#include "show/chart_plot.h"

/* ---- what is to be seen ---- */

static bool histogram_worth(const struct chart *c)
{
	uint32_t filled = 0;

	for (uint32_t i = 0; i < c->bin_count; i++)
		filled += c->bins[i] > 0;
	return filled > 1 && isfinite(c->from) && isfinite(c->to) && isfinite(c->to - c->from) && c->from < c->to &&
	       (!c->x_log || c->from > 0);
}

static void histogram_describe(const struct chart *c, struct arena *a, struct buf *out)
{
	(void)a;
	for (uint32_t i = 0; i < c->mark_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR(c->marks[i].label));
}

/* ---- in shapes ---- */

static double bin_edge(const struct chart *c, uint32_t i)
{
	double part = (double)i / c->bin_count;

	return c->x_log ? c->from * pow(c->to / c->from, part) : c->from + (c->to - c->from) * part;
}

static void histogram_shape(struct sketch *s, const struct chart *c)
{
	struct chart_plot f = {.s = s,
	                       .left = PLOT_RIGHT,
	                       .right = s->drawing->width - PLOT_RIGHT,
	                       .top = PLOT_TOP,
	                       .bottom = PLOT_TOP + PLOT_HEIGHT * 3 / 4};
	uint32_t most = 1;

	f.x = chart_axis(c->from, c->to, c->x_log, false);
	if (c->counts)
		chart_axis_whole(&f.x);
	plot_make_room(&f, c, 0);
	for (uint32_t i = 0; i < c->bin_count; i++)
		most = c->bins[i] > most ? c->bins[i] : most;
	for (uint32_t i = 0; i < c->bin_count; i++) {
		double x = plot_x(&f, bin_edge(c, i)), w = plot_x(&f, bin_edge(c, i + 1)) - x,
			   h = (f.bottom - f.top) * c->bins[i] / most;

		if (c->bins[i])
			shape_box(s, INK_1, x, f.bottom - h, w > 3 ? w - 1 : w, h);
	}
	plot_marks(&f, c, 0, true);
	plot_x_axis(&f, c->x_title);
	s->drawing->height = f.bottom + PLOT_BOTTOM;
}

/* ---- in characters ---- */

enum { INDENT = 2, ROWS = 6 };

/* An arrow under each mark; then what they mark. */
static void histogram_text_marks(const struct chart_pen *p, const struct chart *c, const struct chart_axis *x,
                                 unsigned room)
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

static void histogram_text(const struct chart_pen *p, const struct chart *c)
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

		heights[INDENT + i] = part > 0 ? (unsigned)fmax(1, round(part * 8 * ROWS)) : 0;
	}
	chart_pen_columns(p, heights, count + INDENT, ROWS, NULL, 0);
	chart_text_rule(p, INDENT, count);
	histogram_text_marks(p, c, &x, count);
	if (c->counts) { /* the first one and the last one, not the edges of their bars */
		x.from += 0.5;
		x.to -= 0.5;
	}
	chart_text_ends(p, INDENT, count, &x, c->x_title);
}

const struct chart_kind_row chart_kind_histogram = {
	.worth = histogram_worth,
	.describe = histogram_describe,
	.shape = histogram_shape,
	.text = histogram_text,
};
