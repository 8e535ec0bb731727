/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_table.c - what was measured beside what was predicted, in as many columns as there is room for. */
#include "base/utf8.h"
#include "command/lab_page.h"
#include "show/grid.h"

enum { GAP = 2, TEXT_LEAST = 16 };

static struct str table_verdict(const struct lab_row *r)
{
	return r->verdict.len ? r->verdict : S("–");
}

/* ---- one lab: a row a result ---- */

/* What gives way where there is little room: first the unit of margins, which is that of the value; then the text. */
struct shape {
	bool brief;
	enum { TEXT, TEXT_WRAPPED, TEXT_NONE } text;
	bool below; /* what was predicted is on a line of its own */
};

enum { NAME, WHAT, VALUE, MARGIN, PREDICTED, VERDICT, COLUMNS };

static void one_row(const struct lab_row *r, const struct shape *s, bool predicted, struct str *cell)
{
	cell[NAME] = r->name;
	cell[WHAT] = s->text == TEXT_NONE ? S("") : r->text;
	if (lab_is_list(r)) {
		cell[WHAT] = S("");
		return;
	}
	cell[VALUE] = r->value;
	cell[MARGIN] = s->brief ? r->brief : r->margin;
	if (s->below || !predicted)
		return;
	cell[PREDICTED] = r->predicted;
	cell[VERDICT] = table_verdict(r);
}

static bool is_empty(const struct grid *g, uint32_t column)
{
	for (uint32_t i = 0; i < g->row_count; i++)
		if (grid_cells(g, i)[column].len)
			return false;
	return true;
}

/* A gap is in front of a column that has something in it. */
static void columns_of(struct grid *g, const struct shape *s)
{
	static const char *const heads[COLUMNS] = {[VALUE] = "measured", [PREDICTED] = "predicted"};

	g->gap = 0;
	g->heads = !s->below;
	g->columns_only = true;
	for (uint32_t k = 0; k < COLUMNS; k++) {
		g->columns[k].gap = is_empty(g, k) ? 0 : k == MARGIN ? 1 : GAP;
		g->columns[k].right = k == VALUE || k == PREDICTED;
		g->columns[k].words = k == WHAT && s->text == TEXT_WRAPPED;
		g->columns[k].head = heads[k] && !is_empty(g, k) ? str_from_c(heads[k]) : S("");
	}
}

static void grid_of(struct grid *g, const struct lab_page *p, const struct shape *s, struct arena *a)
{
	const struct lab_view *v = p->views;
	bool predicted = false;

	for (uint32_t i = 0; i < v->count; i++)
		predicted = predicted || (v->rows[i].there && !lab_is_list(&v->rows[i]) && v->rows[i].predicted.len);
	grid_init(g, a, COLUMNS);
	for (uint32_t i = 0; i < v->count; i++)
		if (v->rows[i].there)
			one_row(&v->rows[i], s, predicted, grid_row(g));
	columns_of(g, s);
}

/* On a line of its own, below; the verdict too where it does not fit. */
static void write_below(struct buf *out, const struct lab_row *r, unsigned width)
{
	struct str verdict = table_verdict(r);
	bool fits = 2 * GAP + 10 + utf8_width(r->predicted) + utf8_width(verdict) <= width;

	buf_printf(out, "  predicted %.*s%s%.*s", STR(r->predicted), fits ? "  " : "\n    ", STR(verdict));
	buf_end_line(out);
}

/* Many numbers want a line of their own, and those that were predicted another. */
static void write_numbers(struct buf *out, const struct lab_row *r, size_t name, unsigned width)
{
	size_t from = out->len;

	buf_printf(out, "%.*s", STR(r->name));
	buf_fill(out, ' ', name + GAP - utf8_width(r->name));
	buf_printf(out, "%.*s%s%.*s", STR(r->value), r->margin.len ? " " : "", STR(r->margin));
	if (utf8_width(str_cut(buf_str(out), from, out->len)) + GAP + utf8_width(r->text) <= width)
		buf_printf(out, "  %.*s", STR(r->text));
	buf_end_line(out);
	if (r->predicted.len)
		write_below(out, r, width);
}

static void write_results(struct buf *out, const struct lab_page *p, struct grid *g, const struct shape *s)
{
	struct grid_pen pen = {.out = out, .width = p->width};
	const struct lab_view *v = p->views;

	if (!is_empty(g, VALUE))
		grid_write_heads(g, &pen);
	for (uint32_t i = 0, at = 0; i < v->count; i++) {
		const struct lab_row *r = &v->rows[i];

		if (!r->there)
			continue;
		if (lab_is_list(r))
			write_numbers(out, r, g->columns[NAME].width, p->width);
		else
			grid_write_row(g, &pen, at);
		if (s->below && r->predicted.len && !lab_is_list(r))
			write_below(out, r, p->width);
		at++;
	}
}

static void write_one(struct buf *out, const struct lab_page *p, struct arena *a)
{
	static const struct shape shapes[] = {{false, TEXT, false},        {true, TEXT, false},
	                                      {true, TEXT_WRAPPED, false}, {false, TEXT_NONE, false},
	                                      {true, TEXT_NONE, false},    {true, TEXT_NONE, true}};
	const uint32_t count = sizeof shapes / sizeof *shapes;

	for (uint32_t i = 0; i < count; i++) {
		struct grid g;
		bool fits;

		grid_of(&g, p, &shapes[i], a);
		fits = grid_fit(&g, p->width) <= p->width &&
		       (shapes[i].text != TEXT_WRAPPED || g.columns[WHAT].width >= TEXT_LEAST);
		if (!fits && i + 1 < count)
			continue;
		write_results(out, p, &g, &shapes[i]);
		return;
	}
}

/* ---- alternatives: a column each ---- */

bool lab_any_there(const struct lab_page *p, uint32_t row)
{
	for (uint32_t k = 0; k < p->count; k++)
		if (p->views[k].rows[row].there)
			return true;
	return false;
}

static struct str page_cell_text(const struct lab_row *r, struct arena *a)
{
	return r->brief.len ? arena_printf(a, "%.*s %.*s", STR(r->value), STR(r->brief)) : r->value;
}

static bool any_predicted(const struct lab_page *p, uint32_t row)
{
	for (uint32_t k = 0; k < p->count; k++)
		if (p->views[k].rows[row].predicted.len)
			return true;
	return false;
}

static struct str predicted_text(const struct lab_row *r, struct arena *a)
{
	if (!r->predicted.len)
		return S("–");
	return r->kind == LAB_OFF ? arena_printf(a, "%.*s %.*s", STR(r->predicted), STR(r->verdict)) : r->predicted;
}

static void grid_of_some(struct grid *g, const struct lab_page *p, struct arena *a, uint32_t from, uint32_t to)
{
	grid_init(g, a, to - from + 1);
	g->gap = GAP;
	g->heads = g->columns_only = true;
	g->columns[0].head = p->varied;
	for (uint32_t k = from; k < to; k++) {
		g->columns[k - from + 1].head = p->values[k];
		g->columns[k - from + 1].right = true;
	}
	for (uint32_t i = 0; i < p->views->count; i++) {
		struct str *cell = lab_any_there(p, i) ? grid_row(g) : NULL;

		if (!cell)
			continue;
		cell[0] = p->views->rows[i].name;
		for (uint32_t k = from; k < to; k++)
			cell[k - from + 1] = page_cell_text(&p->views[k].rows[i], a);
		if (!any_predicted(p, i))
			continue;
		cell = grid_row(g);
		cell[0] = S("  predicted");
		for (uint32_t k = from; k < to; k++)
			cell[k - from + 1] = predicted_text(&p->views[k].rows[i], a);
	}
}

/* As many side by side as fit; the others below. */
static void write_alternatives(struct buf *out, const struct lab_page *p, struct arena *a)
{
	for (uint32_t from = 0, to; from < p->count; from = to) {
		struct grid_pen pen = {.out = out};
		struct grid g;

		for (to = p->count; to > from; to--) {
			grid_of_some(&g, p, a, from, to);
			if (grid_fit(&g, 0) <= p->width || to == from + 1)
				break;
		}
		if (from)
			buf_char(out, '\n');
		grid_write(&g, &pen);
	}
}

void lab_table_write(struct buf *out, const struct lab_page *p, struct arena *a)
{
	if (p->count > 1)
		write_alternatives(out, p, a);
	else
		write_one(out, p, a);
}
