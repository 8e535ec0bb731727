/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_line.c - y over x. */
#include <math.h>

#include "base/utf8.h"
#include "show/chart_plot.h"

/* ---- what is to be seen ---- */

static bool point_worth(double x, bool log)
{
	return isfinite(x) && (!log || x > 0);
}

/* A point without a value is a gap: y is not a number there. */
static bool line_worth(const struct chart *c)
{
	uint32_t points = 0;

	for (uint32_t i = 0; i < c->series_count; i++) {
		const struct chart_series *s = &c->series[i];

		uint32_t there = 0;

		for (uint32_t k = 0; k < s->count; k++) {
			if (isnan(s->y[k]))
				continue;
			if (!point_worth(s->x[k], c->x_log) || !point_worth(s->y[k], c->y_log) ||
			    (s->low && (!point_worth(s->low[k], c->y_log) || !point_worth(s->high[k], c->y_log))))
				return false;
			there++;
		}
		points = there > points ? there : points;
	}
	return points > 1;
}

/* "from $369.70 to $12.82" */
static void line_ends(const struct chart *c, const struct chart_series *s, struct arena *a, struct buf *out)
{
	if (s->ends[1].len)
		buf_printf(out, "from %.*s to %.*s", STR(s->ends[0]), STR(s->ends[1]));
	else
		buf_printf(out, "from %.*s to %.*s%s%.*s", STR(chart_number(a, s->y[0])),
		           STR(chart_number(a, s->y[s->count - 1])), c->y_title.len ? " " : "", STR(c->y_title));
}

/* What begins or ends in a gap has no ends to tell. */
static void line_describe(const struct chart *c, struct arena *a, struct buf *out)
{
	for (uint32_t i = 0; i < c->series_count; i++) {
		const struct chart_series *s = &c->series[i];

		if (!s->count || isnan(s->y[0]) || isnan(s->y[s->count - 1]))
			continue;
		buf_add_c(out, out->len ? "; " : "");
		if (c->series_count > 1)
			buf_printf(out, "%.*s ", STR(s->label));
		line_ends(c, s, a, out);
	}
	for (uint32_t i = 0; i < c->mark_count; i++)
		buf_printf(out, "; %.*s", STR(c->marks[i].label));
}

/* ---- in shapes ---- */

enum { LEFT = 74, LABEL = 100 };

static void y_axis(struct chart_plot *f, struct str title)
{
	for (uint32_t i = 0; i < f->y.count; i++) {
		double y = plot_y(f, f->y.tick[i]);

		shape_line(f->s, INK_RULE, f->left, y, f->right - f->left, 0)->faint = true;
		shape_text(f->s, INK_DIM, ANCHOR_END, f->left - 6, y + 4, chart_number(f->s->a, f->y.tick[i]));
	}
	if (title.len)
		shape_text(f->s, INK_DIM, ANCHOR_START, 0, f->top - PLOT_TOP + 11, title);
}

static void put_band(struct chart_plot *f, const struct chart_series *l, enum ink ink)
{
	double *points = arena_array(f->s->a, double, 4 * (size_t)l->count);
	struct shape *area = shape_add(f->s, SHAPE_AREA, ink);

	for (uint32_t i = 0; i < l->count; i++) {
		uint32_t back = l->count - 1 - i;

		points[2 * i] = plot_x(f, l->x[i]);
		points[2 * i + 1] = plot_y(f, l->low[i]);
		points[2 * (l->count + i)] = plot_x(f, l->x[back]);
		points[2 * (l->count + i) + 1] = plot_y(f, l->high[back]);
	}
	area->points = points;
	area->count = 2 * l->count;
	area->faint = true;
}

/* The stretch of a line from *from on that has no gap; 0 at its end. */
static uint32_t line_stretch(const struct chart_series *l, uint32_t *from)
{
	uint32_t end;

	while (*from < l->count && isnan(l->y[*from]))
		(*from)++;
	for (end = *from; end < l->count && !isnan(l->y[end]); end++)
		;
	return end - *from;
}

static struct chart_series part_of(const struct chart_series *l, uint32_t from, uint32_t count)
{
	return (struct chart_series){.label = l->label,
	                             .whole = l->whole,
	                             .x = l->x + from,
	                             .y = l->y + from,
	                             .low = l->low ? l->low + from : NULL,
	                             .high = l->high ? l->high + from : NULL,
	                             .count = count};
}

/* In steps it continues as it is up to the next point, and changes there. Returns where it ends. */
static double put_stretch(struct chart_plot *f, const struct chart_series *l, enum ink ink)
{
	double *points = arena_array(f->s->a, double, 4 * (size_t)l->count);
	struct shape *curve = shape_add(f->s, SHAPE_CURVE, ink);
	uint32_t n = 0;

	for (uint32_t i = 0; i < l->count; i++) {
		if (l->whole && i > 0) {
			points[2 * n] = plot_x(f, l->x[i]);
			points[2 * n++ + 1] = plot_y(f, l->y[i - 1]);
		}
		points[2 * n] = plot_x(f, l->x[i]);
		points[2 * n++ + 1] = plot_y(f, l->y[i]);
	}
	curve->points = points;
	curve->count = n;
	return points[2 * n - 1];
}

/* An end of the band: thin. */
static void put_edge(struct chart_plot *f, const struct chart_series *l, const double *y, enum ink ink)
{
	struct chart_series edge = {.x = l->x, .y = y, .count = l->count, .whole = l->whole};

	put_stretch(f, &edge, ink);
	f->s->drawing->last->width = 1;
}

static void put_bands(struct chart_plot *f, const struct chart_series *l, enum ink ink)
{
	for (uint32_t from = 0, count; l->low && (count = line_stretch(l, &from)) > 0; from += count) {
		struct chart_series part = part_of(l, from, count);

		if (!part.whole)
			put_band(f, &part, ink);
		put_edge(f, &part, part.low, ink);
		put_edge(f, &part, part.high, ink);
	}
}

static void line_put_curve(struct chart_plot *f, const struct chart_series *l, enum ink ink, double *label_y)
{
	double y = f->bottom;

	for (uint32_t from = 0, count; (count = line_stretch(l, &from)) > 0; from += count) {
		struct chart_series part = part_of(l, from, count);

		y = put_stretch(f, &part, ink);
	}
	if (!l->label.len || !l->count || (shape_is_narrow(f->s) && !f->alone))
		return;
	if (f->right + LABEL > f->s->drawing->width) { /* one that has no room behind its line stands above it */
		shape_text(f->s, INK_TEXT, ANCHOR_END, f->right, y - PLOT_GAP, l->label);
		return;
	}
	y += 4;
	if (fabs(y - *label_y) < 14) /* labels are not on each other */
		y = *label_y + 14;
	shape_text(f->s, INK_TEXT, ANCHOR_START, f->right + 5, y, shape_fit(f->s, l->label, LABEL - 8));
	*label_y = y;
}

/* What the lines are, above the plot, where there is no room for that at their ends. */
static void line_put_key(struct chart_plot *f, const struct chart *c)
{
	for (uint32_t i = 0; i < c->series_count; i++) {
		if (!c->series[i].label.len)
			continue;
		shape_box(f->s, shape_ink(i), 0, f->top - PLOT_TOP + 5, 2 * PLOT_GAP, PLOT_GAP);
		shape_text(f->s, INK_TEXT, ANCHOR_START, 3 * PLOT_GAP, f->top - PLOT_TOP + 12,
		           shape_fit(f->s, c->series[i].label, f->s->drawing->width - 3 * PLOT_GAP));
		f->top += PLOT_LINE;
	}
}

/* The numbers of the ticks are as wide as they are. */
static double ticks_width(const struct chart_plot *f)
{
	double widest = 0;

	for (uint32_t i = 0; i < f->y.count; i++)
		widest = fmax(widest, shape_text_width(chart_number(f->s->a, f->y.tick[i])));
	return widest;
}

/* Room for all that stands around the plot. Returns where labels of marks may begin. */
static double frame_lines(struct chart_plot *f, const struct chart *c)
{
	bool narrow = shape_is_narrow(f->s), named = false;
	double from = c->y_title.len ? shape_text_width(c->y_title) + PLOT_GAP : 0;

	for (uint32_t i = 0; i < c->series_count; i++)
		named = named || c->series[i].label.len;
	chart_range(c, &f->x, &f->y);
	f->left = fmax(narrow ? 0 : LEFT, 1.1 * ticks_width(f) + PLOT_GAP); /* some letters are wider */
	f->right -= named && !narrow ? LABEL : PLOT_RIGHT;
	f->alone = c->series_count == 1;
	if (narrow && !f->alone)
		line_put_key(f, c);
	f->bottom = f->top + PLOT_HEIGHT;
	plot_make_room(f, c, from);
	return from;
}

static void line_shape(struct sketch *s, const struct chart *c)
{
	struct chart_plot f = {.s = s, .right = s->drawing->width, .top = PLOT_TOP};
	double label_y = -100, from = frame_lines(&f, c);

	y_axis(&f, c->y_title);
	plot_x_axis(&f, c->x_title);
	for (uint32_t i = 0; i < c->series_count; i++)
		put_bands(&f, &c->series[i], shape_ink(i));
	for (uint32_t i = 0; i < c->series_count; i++)
		line_put_curve(&f, &c->series[i], shape_ink(i), &label_y);
	plot_marks(&f, c, from, true);
	s->drawing->height = f.bottom + PLOT_BOTTOM;
}

/* ---- in characters ---- */

enum { INDENT = 2, ROWS = 8, PLOT_MOST = 64 };

static void line_text_series(const struct chart_pen *p, const struct chart *c, const struct chart_series *s,
                             const struct chart_axis *x, const struct chart_axis *y)
{
	struct str margin[ROWS] = {0}, label;
	size_t lead;
	unsigned room;
	unsigned *heights;

	margin[ROWS - 1] = chart_text_number(p, y->to);
	margin[0] = chart_text_number(p, y->from);
	lead = INDENT + utf8_wider(utf8_width(margin[0]), margin[ROWS - 1]);
	room = p->width > lead + 1 + PLOT_MOST ? PLOT_MOST : p->width > lead + 11 ? (unsigned)(p->width - lead - 1) : 10;
	heights = arena_array(p->a, unsigned, room);
	for (unsigned i = 0; i < room; i++) {
		double height = chart_text_height(s, x, y, (i + 0.5) / room);

		heights[i] = height < 0 ? 0
		                        : (unsigned)fmax(1, round(8 * ROWS * height)); /* the least one is still to be seen */
	}
	label = c->series_count > 1 ? s->label : S("");
	if (label.len || c->y_title.len)
		buf_printf(p->out, "  %.*s%s%.*s\n", STR(label), label.len && c->y_title.len ? ", " : "", STR(c->y_title));
	chart_pen_columns(p, heights, room, ROWS, margin, lead);
	chart_text_rule(p, lead + 1, room);
	chart_text_ends(p, lead + 1, room, x, c->x_title);
}

static void line_text(const struct chart_pen *p, const struct chart *c)
{
	struct chart_axis x, y;

	chart_range(c, &x, &y);
	if (p->braille) {
		chart_text_braille(p, c, &x, &y);
		return;
	}
	for (uint32_t i = 0; i < c->series_count; i++)
		if (c->series[i].count > 1)
			line_text_series(p, c, &c->series[i], &x, &y);
}

const struct chart_kind_row chart_kind_line = {
	.worth = line_worth,
	.describe = line_describe,
	.shape = line_shape,
	.text = line_text,
};
