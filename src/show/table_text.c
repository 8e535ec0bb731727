/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_text.c - a table as people read it: columns, and a chart where there is room. */
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "show/figures.h"
#include "show/table.h"
#include "value/number.h"

enum { NARROW = 40, CHART_LEAST = 8, CHART_MOST = 40 };

/* The texts of all fields, and the width of each column; row 0 are the heads. */
struct grid {
	const struct whatif_table *t;
	const struct format *f;
	struct arena arena;
	struct str *text;
	struct figures *width;
	size_t total;
	bool medians;   /* alone: with their ranges the table is too wide */
	bool ranges;    /* there are some */
	unsigned chart; /* columns of the chart, 0: none */
};

static struct str *cell_of(const struct grid *g, uint32_t row, uint32_t column)
{
	return &g->text[(size_t)row * g->t->column_count + column];
}

/* ---- fields to text ---- */

static void write_field(struct buf *out, const struct field *x, const struct format *f, bool medians)
{
	struct format own = *f;

	own.compact = true;
	own.brief = medians;
	own.spark = false;
	switch (x->kind) {
	case FIELD_NOTHING:
		break;
	case FIELD_TEXT:
		buf_add_str(out, x->text);
		break;
	case FIELD_ERROR:
		buf_char(out, '-');
		break;
	case FIELD_RATIO:
		buf_add_c(out, f->ascii ? "x" : "\xc3\x97");
		number_write(out, x->number, 3, NUMBER_PLAIN);
		break;
	case FIELD_SHARE:
		number_write(out, 100 * x->number, x->number < 0.1 ? 2 : 3, NUMBER_PLAIN);
		buf_add_c(out, "%");
		break;
	case FIELD_VALUE:
		if (x->value.type.list) {
			own.brief = true;
			format_value(out, &x->value, &own);
		} else {
			format_element(out, &x->value, 0, &own);
		}
	}
}

static bool has_range(const struct field *x)
{
	return x->kind == FIELD_VALUE && x->value.type.uncertain;
}

/* Words are not taken apart: what stands in brackets is no range. */
static bool is_left(const struct grid *g, uint32_t row, uint32_t column)
{
	if (column == 0)
		return g->t->row_count && table_field(g->t, 0, 0)->kind == FIELD_TEXT;
	return row && table_field(g->t, row - 1, column)->kind == FIELD_TEXT;
}

static void measure(struct grid *g, uint32_t row, uint32_t column)
{
	if (is_left(g, row, column))
		figures_measure_head(&g->width[column], *cell_of(g, row, column));
	else
		figures_measure(&g->width[column], *cell_of(g, row, column));
}

static void fill(struct grid *g)
{
	const struct whatif_table *t = g->t;
	struct buf text = {0};

	g->text = arena_array(&g->arena, struct str, (size_t)(t->row_count + 1) * t->column_count);
	g->width = arena_array(&g->arena, struct figures, t->column_count);
	for (uint32_t i = 0; i <= t->row_count; i++) {
		for (uint32_t k = 0; k < t->column_count; k++) {
			buf_reset(&text);
			if (i)
				write_field(&text, table_field(t, i - 1, k), g->f, g->medians);
			else
				buf_add_str(&text, t->columns[k]);
			*cell_of(g, i, k) = arena_str(&g->arena, buf_str(&text));
			if (i)
				measure(g, i, k);
			g->ranges = g->ranges || (i && has_range(table_field(t, i - 1, k)));
		}
	}
	for (uint32_t k = 0; k < t->column_count; k++) {
		figures_measure_head(&g->width[k], t->columns[k]);
		g->total += figures_width(&g->width[k]) + 2;
	}
	buf_release(&text);
}

/* ---- the chart ---- */

/* What of a field is drawn, or NaN. */
static double drawn(const struct field *x)
{
	if (x->kind == FIELD_SHARE || x->kind == FIELD_RATIO)
		return x->number;
	if (x->kind != FIELD_VALUE || x->value.type.kind == VALUE_TEXT || x->value.count != 1 || is_poison(x->value.num[0]))
		return (double)NAN;
	return x->value.num[0];
}

/* From where to where it is drawn, and how. */
struct axis {
	double low, high;
	bool log_scale;
	uint32_t bars;
};

static void widen(struct axis *x, double v)
{
	if (v != v)
		return;
	x->low = fmin(x->low, v);
	x->high = fmax(x->high, v);
	x->bars++;
}

static struct axis axis_of(const struct whatif_table *t)
{
	struct axis x = {INFINITY, -INFINITY, false, 0};

	for (uint32_t i = 0; i < t->row_count; i++) {
		widen(&x, drawn(table_field(t, i, t->bar_column)));
		if (t->bars == BARS_SPAN)
			widen(&x, drawn(table_field(t, i, t->bar_end)));
	}
	if (t->bars == BARS_SPAN)
		widen(&x, t->bar_base);
	bool share = t->row_count && table_field(t, 0, t->bar_column)->kind == FIELD_SHARE;
	x.log_scale = x.low > 0 && x.high / x.low > 20 && !share;
	if (!x.log_scale && t->bars == BARS_LENGTH)
		x.low = fmin(x.low, 0);
	return x;
}

/* Where a number stands, 0 to 1. On a log axis of lengths the least one is still to be seen. */
static double place(const struct axis *x, double v, bool length)
{
	double low = x->log_scale ? log(x->low) : x->low, high = x->log_scale ? log(x->high) : x->high;
	double share = ((x->log_scale ? log(v) : v) - low) / (high - low);

	if (!(high > low))
		return length ? 1 : 0.5;
	return x->log_scale && length ? 0.05 + 0.95 * share : share;
}

/* A bar with a last part of eighths. */
static void write_length(struct buf *out, double share, unsigned width, bool ascii)
{
	unsigned eighths = (unsigned)(8 * width * share + 0.5);

	if (ascii) {
		buf_fill(out, '#', (eighths + 4) / 8);
		return;
	}
	for (unsigned i = 0; i < eighths / 8; i++)
		buf_add_c(out, "\xe2\x96\x88");
	if (eighths % 8)
		buf_printf(out, "\xe2\x96%c", (char)(0x90 - eighths % 8));
}

static void write_span(struct buf *out, double from, double to, double base, unsigned width, bool ascii)
{
	unsigned a = (unsigned)(fmin(from, to) * (width - 1) + 0.5), b = (unsigned)(fmax(from, to) * (width - 1) + 0.5);
	unsigned mark = (unsigned)(base * (width - 1) + 0.5), end = b > mark ? b : mark;

	for (unsigned i = 0; i <= end; i++) {
		if (i == mark)
			buf_add_c(out, ascii ? "|" : "\xe2\x94\x82");
		else if (i >= a && i <= b)
			buf_add_c(out, ascii ? "#" : "\xe2\x96\x88");
		else
			buf_char(out, ' ');
	}
}

static void write_bar(struct buf *out, const struct grid *g, const struct axis *x, uint32_t row)
{
	const struct whatif_table *t = g->t;
	double v = drawn(table_field(t, row, t->bar_column));

	if (v != v)
		return;
	buf_add_c(out, "  ");
	if (t->bars == BARS_LENGTH) {
		if (v >= 0)
			write_length(out, place(x, v, true), g->chart, g->f->ascii);
		return;
	}
	double end = drawn(table_field(t, row, t->bar_end));
	if (end == end)
		write_span(out, place(x, v, false), place(x, end, false), place(x, t->bar_base, false), g->chart, g->f->ascii);
}

/* ---- lines ---- */

static void write_line(struct buf *out, const struct grid *g, uint32_t row)
{
	for (uint32_t k = 0; k < g->t->column_count; k++) {
		struct str text = *cell_of(g, row, k);
		size_t blanks = figures_width(&g->width[k]) - utf8_width(text);
		bool left = is_left(g, row, k);

		if (k)
			buf_add_c(out, "  ");
		if (row && !left) {
			figures_write(out, &g->width[k], text);
			continue;
		}
		if (!left)
			buf_fill(out, ' ', blanks);
		buf_add_str(out, text);
		if (left)
			buf_fill(out, ' ', blanks);
	}
}

static void end_line(struct buf *out, size_t from)
{
	while (out->len > from && out->p[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_char(out, '\n');
}

void table_write(const struct whatif_table *t, const struct format *f, unsigned width, struct buf *out)
{
	struct grid g = {.t = t, .f = f};
	struct axis x = axis_of(t);

	arena_init(&g.arena);
	fill(&g);
	if (g.ranges && g.total > width + 2) {
		g.medians = true;
		g.total = 0;
		fill(&g);
	}
	if (t->title.len)
		buf_printf(out, "%.*s\n", STR(t->title));
	if (t->bars != BARS_NONE && t->row_count > 1 && width >= NARROW && g.total + CHART_LEAST <= width)
		g.chart = (unsigned)(width - g.total > CHART_MOST ? CHART_MOST : width - g.total);
	for (uint32_t i = 0; t->row_count && i <= t->row_count; i++) {
		size_t from = out->len;
		write_line(out, &g, i);
		if (i && g.chart)
			write_bar(out, &g, &x, i - 1);
		end_line(out, from);
	}
	if (g.medians)
		buf_printf(out, "medians; with their ranges they take more than %u columns\n", width);
	for (uint32_t i = 0; i < t->line_count; i++)
		buf_printf(out, "%.*s\n", STR(t->lines[i]));
	arena_release(&g.arena);
}
