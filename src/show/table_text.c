/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_text.c - a table as people read it: columns, and a chart where there is room. */
#include <math.h>

#include "base/utf8.h"
#include "show/bar.h"
#include "show/grid.h"
#include "show/table.h"
#include "show/wrap.h"

enum { NARROW = 40, CHART_LEAST = 8, CHART_MOST = 40 };

/* A table, laid out, and where its chart goes. */
struct layout {
	const struct doc_table *t;
	struct format f;
	struct arena arena;
	struct grid grid;
	unsigned chart; /* columns of the chart, 0: none */
};

/* ---- fields to text ---- */

/* Words are not taken apart: what is in brackets is not a range. */
static bool is_words(const struct doc_table *t, uint32_t column)
{
	for (uint32_t i = 0; i < t->row_count; i++)
		if (table_field(t, i, column)->kind != FIELD_TEXT && table_field(t, i, column)->kind != FIELD_NOTHING)
			return false;
	return t->row_count > 0;
}

/* The base of scenarios of which one is called base has another head; programs are told by the place. */
static struct str text_head(const struct doc_table *t, uint32_t column)
{
	struct str head = t->columns[column].title;

	for (uint32_t k = column + 1; k < t->column_count; k++)
		if (column == 1 && str_eq(head, S("base")) && str_eq(t->columns[k].title, head))
			return S("as it is");
	return head;
}

static void set_columns(struct layout *l)
{
	const struct doc_table *t = l->t;

	for (uint32_t k = 0; k < t->column_count; k++) {
		bool names = k == 0 && t->row_count && table_field(t, 0, 0)->kind == FIELD_TEXT;

		l->grid.columns[k] = (struct grid_column){.head = text_head(t, k),
		                                          .right = !names && !is_words(t, k),
		                                          .figures = !names && !is_words(t, k),
		                                          .words = is_words(t, k)};
	}
	l->grid.heads = true;
}

static void table_text_fill(struct layout *l)
{
	const struct doc_table *t = l->t;
	struct buf text = {0};

	grid_init(&l->grid, &l->arena, t->column_count);
	set_columns(l);
	l->grid.left = arena_array(&l->arena, bool, (size_t)t->row_count * t->column_count + 1);
	for (uint32_t i = 0; i < t->row_count; i++) {
		struct str *row = grid_row(&l->grid);

		for (uint32_t k = 0; k < t->column_count; k++) {
			buf_reset(&text);
			field_write(&text, table_field(t, i, k), &l->f);
			row[k] = arena_str(&l->arena, buf_str(&text));
			l->grid.left[(size_t)i * t->column_count + k] = table_field(t, i, k)->kind == FIELD_TEXT;
		}
	}
	buf_release(&text);
}

/* ---- the chart ---- */

/* What of a field is drawn, or NaN. */
static double drawn(const struct field *x)
{
	if (x->kind == FIELD_SHARE || x->kind == FIELD_RATIO)
		return x->number;
	if (x->kind != FIELD_VALUE || x->value->type.kind == VALUE_TEXT || x->value->count != 1 ||
	    is_poison(x->value->num[0]))
		return (double)NAN;
	return x->value->num[0];
}

/* From where to where it is drawn, and how. */
struct axis {
	double low, high;
	bool log_scale;
	uint32_t bars;
};

static void table_text_widen(struct axis *x, double v)
{
	if (v != v)
		return;
	x->low = fmin(x->low, v);
	x->high = fmax(x->high, v);
	x->bars++;
}

static struct axis axis_of(const struct doc_table *t)
{
	struct axis x = {INFINITY, -INFINITY, false, 0};

	for (uint32_t i = 0; i < t->row_count; i++) {
		table_text_widen(&x, drawn(table_field(t, i, t->bar_column)));
		if (t->bars == BARS_SPAN)
			table_text_widen(&x, drawn(table_field(t, i, t->bar_end)));
	}
	if (t->bars == BARS_SPAN)
		table_text_widen(&x, t->bar_base);
	bool share = t->row_count && table_field(t, 0, t->bar_column)->kind == FIELD_SHARE;
	x.log_scale = x.low > 0 && x.high / x.low > 20 && !share;
	if (!x.log_scale && t->bars == BARS_LENGTH)
		x.low = fmin(x.low, 0);
	return x;
}

/* Where a number is, 0 to 1. On a log axis of lengths the least one is still to be seen. */
static double table_text_place(const struct axis *x, double v, bool length)
{
	double low = x->log_scale ? log(x->low) : x->low, high = x->log_scale ? log(x->high) : x->high;
	double share = ((x->log_scale ? log(v) : v) - low) / (high - low);

	if (!(high > low))
		return length ? 1 : 0.5;
	return x->log_scale && length ? 0.05 + 0.95 * share : share;
}

static void write_span(struct buf *out, double from, double to, double base, unsigned width, bool ascii)
{
	unsigned a = (unsigned)(fmin(from, to) * (width - 1) + 0.5), b = (unsigned)(fmax(from, to) * (width - 1) + 0.5);

	bar_span(out, a, b, (unsigned)(base * (width - 1) + 0.5), ascii);
}

/* The bar of a row, after its last column. */
static void write_bar(void *ctx, struct buf *out, uint32_t row)
{
	const struct layout *l = ctx;
	const struct doc_table *t = l->t;
	double v = drawn(table_field(t, row, t->bar_column)), end;
	struct axis x = axis_of(t);

	if (v != v)
		return;
	buf_add_c(out, "  ");
	if (t->bars == BARS_LENGTH) {
		if (v >= 0)
			bar_length(out, (unsigned)(8 * l->chart * table_text_place(&x, v, true) + 0.5), l->chart, l->f.ascii);
		return;
	}
	end = drawn(table_field(t, row, t->bar_end));
	if (end == end)
		write_span(out, table_text_place(&x, v, false), table_text_place(&x, end, false),
		           table_text_place(&x, t->bar_base, false), l->chart, l->f.ascii);
}

/* ---- lines ---- */

/* Above or below the rows. */
static void table_text_write_sentence(struct buf *out, struct str text, unsigned width)
{
	struct wrap w = {.width = width, .rest = 2};

	if (width && utf8_width(text) > width)
		wrap_text(out, text, &w);
	else
		buf_printf(out, "%.*s\n", STR(text));
}

static void table_text_write_rows(struct layout *l, unsigned width, struct buf *out)
{
	struct grid_pen pen = {.out = out, .width = width, .end = l->chart ? write_bar : NULL, .ctx = l};

	grid_write_heads(&l->grid, &pen);
	for (uint32_t i = 0; i < l->t->row_count; i++)
		grid_write_row(&l->grid, &pen, i);
	if (l->chart && axis_of(l->t).log_scale)
		buf_add_c(out, "the bars are logarithmic\n");
}

void table_write(const struct doc_table *t, const struct format *f, unsigned width, struct buf *out)
{
	struct layout l = {.t = t, .f = *f};
	size_t total;

	l.f.compact = true;
	l.f.brief = l.f.spark = false;
	arena_init(&l.arena);
	table_text_fill(&l);
	total = grid_fit(&l.grid, width) + l.grid.gap;
	if (t->title.len)
		table_text_write_sentence(out, t->title, width);
	if (t->bars != BARS_NONE && t->row_count > 1 && width >= NARROW && !l.grid.records && total + CHART_LEAST <= width)
		l.chart = (unsigned)(width - total > CHART_MOST ? CHART_MOST : width - total);
	if (t->row_count)
		table_text_write_rows(&l, width, out);
	for (uint32_t i = 0; i < t->line_count; i++)
		table_text_write_sentence(out, t->lines[i], width);
	arena_release(&l.arena);
}
