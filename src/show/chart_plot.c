/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_plot.c - the frame of charts on axes. */
#include "show/chart_plot.h"

#include <math.h>

enum { MARK_LINES = 4, NEAR = 30 };

double plot_x(const struct chart_plot *f, double x)
{
	return f->left + (f->right - f->left) * chart_place(&f->x, x);
}

double plot_y(const struct chart_plot *f, double y)
{
	return f->bottom - (f->bottom - f->top) * chart_place(&f->y, y);
}

/* The text of a tick, and its middle: that of the last is at the edge at the latest. */
struct tick_label {
	struct str text;
	double at, half;
};

/* The least step, from the last one back, with which no label runs into another. */
static uint32_t label_step(const struct tick_label *labels, uint32_t count)
{
	for (uint32_t step = 1; step < count; step++) {
		bool clear = true;

		for (uint32_t i = count - 1; clear && i >= step; i -= step)
			clear = labels[i - step].at + labels[i - step].half + 6 <= labels[i].at - labels[i].half;
		if (clear)
			return step;
	}
	return count;
}

/* Where there is no room for the text of every tick, every second or third has one. */
void shape_x_axis(struct sketch *s, const struct chart_axis *axis, double left, double right, double bottom,
                  struct str title, struct str before)
{
	double most = s->drawing->width;
	struct tick_label labels[CHART_TICKS];
	uint32_t step;

	shape_line(s, INK_RULE, left, bottom, right - left, 0);
	for (uint32_t i = 0; i < axis->count; i++) {
		struct tick_label *t = &labels[i];
		double x = left + (right - left) * chart_place(axis, axis->tick[i]);

		t->text = arena_printf(s->a, "%.*s%.*s", STR(before), STR(chart_number(s->a, axis->tick[i])));
		t->half = shape_text_width(t->text) / 2;
		t->at = fmax(t->half, fmin(x, most - t->half));
		shape_line(s, INK_RULE, x, bottom, 0, 4);
	}
	step = label_step(labels, axis->count);
	for (uint32_t i = axis->count; i > 0; i = i > step ? i - step : 0)
		shape_text(s, INK_DIM, ANCHOR_MIDDLE, labels[i - 1].at, bottom + 17, labels[i - 1].text);
	if (title.len)
		shape_text(s, INK_DIM, ANCHOR_MIDDLE, (left + right) / 2, bottom + 34, title);
}

void plot_x_axis(struct chart_plot *f, struct str title)
{
	shape_x_axis(f->s, &f->x, f->left, f->right, f->bottom, title, S(""));
}

/*
 * Where the middle of a label goes: over its mark or a little behind it, in the lowest of the lines above the plot that
 * has room. `taken`: where those that stand there end.
 */
static double plot_place_label(const struct chart_plot *f, const struct chart_mark *m, double *taken, uint32_t *line)
{
	double half = shape_text_width(m->label) / 2, most = f->s->drawing->width - half, at;
	double x = fmax(fmin(plot_x(f, m->at), most), half); /* within the drawing */

	for (*line = 0;; ++*line) {
		at = fmax(x, taken[*line] + half);
		if ((at <= most && at - x <= NEAR) || *line + 1 == MARK_LINES)
			break;
	}
	at = fmax(fmin(at, most), half);
	taken[*line] = at + half + PLOT_GAP;
	return at;
}

uint32_t plot_marks(struct chart_plot *f, const struct chart *c, double from, bool draw)
{
	double taken[MARK_LINES];
	uint32_t lines = 0, line;

	for (uint32_t i = 0; i < MARK_LINES; i++)
		taken[i] = i ? 0 : from;
	for (uint32_t i = 0; i < c->mark_count; i++) {
		const struct chart_mark *m = &c->marks[i];
		double at = plot_place_label(f, m, taken, &line);

		lines = line + 1 > lines ? line + 1 : lines;
		if (!draw)
			continue;
		shape_line(f->s, INK_TEXT, plot_x(f, m->at), f->top - 4, 0, f->bottom - f->top + 4)->dashed = true;
		shape_text(f->s, INK_TEXT, ANCHOR_MIDDLE, at, f->top - 8 - line * PLOT_LINE, m->label);
	}
	return lines;
}

void plot_make_room(struct chart_plot *f, const struct chart *c, double from)
{
	uint32_t lines = plot_marks(f, c, from, false);
	double more = lines > 1 ? (lines - 1.0) * PLOT_LINE : 0;

	f->top += more;
	f->bottom += more;
}
