/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape_axes.c - charts on axes: histogram, lines. */
#include <math.h>

#include "show/shape.h"

enum {
	LEFT = 74,
	RIGHT = 16,
	TOP = 22,
	PLOT = 150,
	BOTTOM = 40,
	LABEL = 100,
	LINE_HEIGHT = 16,
	MARK_LINES = 4,
	GAP = 6,
	NEAR = 30
};

/* Where numbers go. */
struct frame {
	struct sketch *s;
	struct chart_axis x, y;
	double left, right, top, bottom;
	bool alone; /* there is but one line */
};

static double to_x(const struct frame *f, double x)
{
	return f->left + (f->right - f->left) * chart_place(&f->x, x);
}

static double to_y(const struct frame *f, double y)
{
	return f->bottom - (f->bottom - f->top) * chart_place(&f->y, y);
}

/* The text of the last tick is at the edge at the latest; those before it where they run into nothing. */
void shape_x_axis(struct sketch *s, const struct chart_axis *axis, double left, double right, double bottom,
                  struct str title, struct str before)
{
	double most = s->drawing->width, free_to = most;

	shape_line(s, INK_RULE, left, bottom, right - left, 0);
	for (uint32_t i = axis->count; i-- > 0;) {
		struct str text = arena_printf(s->a, "%.*s%.*s", STR(before), STR(chart_number(s->a, axis->tick[i])));
		double x = left + (right - left) * chart_place(axis, axis->tick[i]), half = shape_text_width(text) / 2,
			   at = fmax(half, fmin(x, most - half));

		shape_line(s, INK_RULE, x, bottom, 0, 4);
		if (at + half > free_to)
			continue;
		shape_text(s, INK_DIM, ANCHOR_MIDDLE, at, bottom + 17, text);
		free_to = at - half - 6;
	}
	if (title.len)
		shape_text(s, INK_DIM, ANCHOR_MIDDLE, (left + right) / 2, bottom + 34, title);
}

static void x_axis(struct frame *f, struct str title)
{
	shape_x_axis(f->s, &f->x, f->left, f->right, f->bottom, title, S(""));
}

static void y_axis(struct frame *f, struct str title)
{
	for (uint32_t i = 0; i < f->y.count; i++) {
		double y = to_y(f, f->y.tick[i]);

		shape_line(f->s, INK_RULE, f->left, y, f->right - f->left, 0)->faint = true;
		shape_text(f->s, INK_DIM, ANCHOR_END, f->left - 6, y + 4, chart_number(f->s->a, f->y.tick[i]));
	}
	if (title.len)
		shape_text(f->s, INK_DIM, ANCHOR_START, 0, f->top - TOP + 11, title);
}

/* ---- histogram ---- */

static double bin_edge(const struct chart *c, uint32_t i)
{
	double part = (double)i / c->bin_count;

	return c->x_log ? c->from * pow(c->to / c->from, part) : c->from + (c->to - c->from) * part;
}

/*
 * Where the middle of a label goes: over its mark or a little behind it, in the lowest of the lines above the plot that
 * has room. `taken`: where those that stand there end.
 */
static double shape_axes_place_label(const struct frame *f, const struct chart_mark *m, double *taken, uint32_t *line)
{
	double half = shape_text_width(m->label) / 2, most = f->s->drawing->width - half, at;
	double x = fmax(fmin(to_x(f, m->at), most), half); /* within the drawing */

	for (*line = 0;; ++*line) {
		at = fmax(x, taken[*line] + half);
		if ((at <= most && at - x <= NEAR) || *line + 1 == MARK_LINES)
			break;
	}
	at = fmax(fmin(at, most), half);
	taken[*line] = at + half + GAP;
	return at;
}

/* Lines of labels above the plot, of which the lowest is free from `from` on; drawn when `draw`. Returns how many there
 * are. */
static uint32_t shape_axes_put_marks(struct frame *f, const struct chart *c, double from, bool draw)
{
	double taken[MARK_LINES];
	uint32_t lines = 0, line;

	for (uint32_t i = 0; i < MARK_LINES; i++)
		taken[i] = i ? 0 : from;
	for (uint32_t i = 0; i < c->mark_count; i++) {
		const struct chart_mark *m = &c->marks[i];
		double at = shape_axes_place_label(f, m, taken, &line);

		lines = line + 1 > lines ? line + 1 : lines;
		if (!draw)
			continue;
		shape_line(f->s, INK_TEXT, to_x(f, m->at), f->top - 4, 0, f->bottom - f->top + 4)->dashed = true;
		shape_text(f->s, INK_TEXT, ANCHOR_MIDDLE, at, f->top - 8 - line * LINE_HEIGHT, m->label);
	}
	return lines;
}

/* Room above the plot for the labels of its marks. */
static void make_room(struct frame *f, const struct chart *c, double from)
{
	uint32_t lines = shape_axes_put_marks(f, c, from, false);
	double more = lines > 1 ? (lines - 1.0) * LINE_HEIGHT : 0;

	f->top += more;
	f->bottom += more;
}

void shape_histogram(struct sketch *s, const struct chart *c)
{
	struct frame f = {
		.s = s, .left = RIGHT, .right = s->drawing->width - RIGHT, .top = TOP, .bottom = TOP + PLOT * 3 / 4};
	uint32_t most = 1;

	f.x = chart_axis(c->from, c->to, c->x_log, false);
	if (c->counts)
		chart_axis_whole(&f.x);
	make_room(&f, c, 0);
	for (uint32_t i = 0; i < c->bin_count; i++)
		most = c->bins[i] > most ? c->bins[i] : most;
	for (uint32_t i = 0; i < c->bin_count; i++) {
		double x = to_x(&f, bin_edge(c, i)), w = to_x(&f, bin_edge(c, i + 1)) - x,
			   h = (f.bottom - f.top) * c->bins[i] / most;

		if (c->bins[i])
			shape_box(s, INK_1, x, f.bottom - h, w > 3 ? w - 1 : w, h);
	}
	shape_axes_put_marks(&f, c, 0, true);
	x_axis(&f, c->x_title);
	s->drawing->height = f.bottom + BOTTOM;
}

/* ---- lines ---- */

static void put_band(struct frame *f, const struct chart_series *l, enum ink ink)
{
	double *points = arena_array(f->s->a, double, 4 * (size_t)l->count);
	struct shape *area = shape_add(f->s, SHAPE_AREA, ink);

	for (uint32_t i = 0; i < l->count; i++) {
		uint32_t back = l->count - 1 - i;

		points[2 * i] = to_x(f, l->x[i]);
		points[2 * i + 1] = to_y(f, l->low[i]);
		points[2 * (l->count + i)] = to_x(f, l->x[back]);
		points[2 * (l->count + i) + 1] = to_y(f, l->high[back]);
	}
	area->points = points;
	area->count = 2 * l->count;
	area->faint = true;
}

/* The stretch of a line from *from on that has no gap; 0 at its end. */
static uint32_t shape_axes_stretch(const struct chart_series *l, uint32_t *from)
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
static double put_stretch(struct frame *f, const struct chart_series *l, enum ink ink)
{
	double *points = arena_array(f->s->a, double, 4 * (size_t)l->count);
	struct shape *curve = shape_add(f->s, SHAPE_CURVE, ink);
	uint32_t n = 0;

	for (uint32_t i = 0; i < l->count; i++) {
		if (l->whole && i > 0) {
			points[2 * n] = to_x(f, l->x[i]);
			points[2 * n++ + 1] = to_y(f, l->y[i - 1]);
		}
		points[2 * n] = to_x(f, l->x[i]);
		points[2 * n++ + 1] = to_y(f, l->y[i]);
	}
	curve->points = points;
	curve->count = n;
	return points[2 * n - 1];
}

/* An end of the band: thin. */
static void put_edge(struct frame *f, const struct chart_series *l, const double *y, enum ink ink)
{
	struct chart_series edge = {.x = l->x, .y = y, .count = l->count, .whole = l->whole};

	put_stretch(f, &edge, ink);
	f->s->drawing->last->width = 1;
}

static void put_bands(struct frame *f, const struct chart_series *l, enum ink ink)
{
	for (uint32_t from = 0, count; l->low && (count = shape_axes_stretch(l, &from)) > 0; from += count) {
		struct chart_series part = part_of(l, from, count);

		if (!part.whole)
			put_band(f, &part, ink);
		put_edge(f, &part, part.low, ink);
		put_edge(f, &part, part.high, ink);
	}
}

static void shape_axes_put_curve(struct frame *f, const struct chart_series *l, enum ink ink, double *label_y)
{
	double y = f->bottom;

	for (uint32_t from = 0, count; (count = shape_axes_stretch(l, &from)) > 0; from += count) {
		struct chart_series part = part_of(l, from, count);

		y = put_stretch(f, &part, ink);
	}
	if (!l->label.len || !l->count || (shape_is_narrow(f->s) && !f->alone))
		return;
	if (f->right + LABEL > f->s->drawing->width) { /* one that has no room behind its line stands above it */
		shape_text(f->s, INK_TEXT, ANCHOR_END, f->right, y - GAP, l->label);
		return;
	}
	y += 4;
	if (fabs(y - *label_y) < 14) /* labels are not on each other */
		y = *label_y + 14;
	shape_text(f->s, INK_TEXT, ANCHOR_START, f->right + 5, y, shape_fit(f->s, l->label, LABEL - 8));
	*label_y = y;
}

static enum ink shape_axes_ink_of(uint32_t i)
{
	return (enum ink)(INK_1 + i % 6);
}

/* What the lines are, above the plot, where there is no room for that at their ends. */
static void shape_axes_put_key(struct frame *f, const struct chart *c)
{
	for (uint32_t i = 0; i < c->series_count; i++) {
		if (!c->series[i].label.len)
			continue;
		shape_box(f->s, shape_axes_ink_of(i), 0, f->top - TOP + 5, 2 * GAP, GAP);
		shape_text(f->s, INK_TEXT, ANCHOR_START, 3 * GAP, f->top - TOP + 12,
		           shape_fit(f->s, c->series[i].label, f->s->drawing->width - 3 * GAP));
		f->top += LINE_HEIGHT;
	}
}

/* The numbers of the ticks are as wide as they are. */
static double ticks_width(const struct frame *f)
{
	double widest = 0;

	for (uint32_t i = 0; i < f->y.count; i++)
		widest = fmax(widest, shape_text_width(chart_number(f->s->a, f->y.tick[i])));
	return widest;
}

/* Room for all that stands around the plot. Returns where labels of marks may begin. */
static double frame_lines(struct frame *f, const struct chart *c)
{
	bool narrow = shape_is_narrow(f->s), named = false;
	double from = c->y_title.len ? shape_text_width(c->y_title) + GAP : 0;

	for (uint32_t i = 0; i < c->series_count; i++)
		named = named || c->series[i].label.len;
	chart_range(c, &f->x, &f->y);
	f->left = fmax(narrow ? 0 : LEFT, ticks_width(f) + GAP);
	f->right -= named && !narrow ? LABEL : RIGHT;
	f->alone = c->series_count == 1;
	if (narrow && !f->alone)
		shape_axes_put_key(f, c);
	f->bottom = f->top + PLOT;
	make_room(f, c, from);
	return from;
}

void shape_lines(struct sketch *s, const struct chart *c)
{
	struct frame f = {.s = s, .right = s->drawing->width, .top = TOP};
	double label_y = -100, from = frame_lines(&f, c);

	y_axis(&f, c->y_title);
	x_axis(&f, c->x_title);
	for (uint32_t i = 0; i < c->series_count; i++)
		put_bands(&f, &c->series[i], shape_axes_ink_of(i));
	for (uint32_t i = 0; i < c->series_count; i++)
		shape_axes_put_curve(&f, &c->series[i], shape_axes_ink_of(i), &label_y);
	shape_axes_put_marks(&f, c, from, true);
	s->drawing->height = f.bottom + BOTTOM;
}
