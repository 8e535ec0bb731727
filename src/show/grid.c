/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid.c - texts in columns that fit a width. */
#include "show/grid.h"

#include "base/interrupt.h"
#include "base/utf8.h"
#include "show/widths.h"
#include "show/wrap.h"

enum {
	NARROWEST = 40, /* below it rows are records */
	WORDS_LEAST = 12,
	WORDS_GOOD = 20,
	NAME_MOST = 30 /* columns: a longer name pushes no other row's text away */
};

void grid_init(struct grid *g, struct arena *a, uint32_t columns)
{
	*g = (struct grid){.a = a, .column_count = columns, .gap = 2};
	g->columns = arena_array(a, struct grid_column, columns);
}

void grid_list(struct grid *g, struct arena *a, uint32_t columns)
{
	grid_init(g, a, columns);
	g->indent = 2;
	g->columns[0].most = columns > 1 ? NAME_MOST : 0;
	g->columns[columns - 1].words = true;
}

/* Room for so many rows of `each` texts. */
static struct str *grid_more(const struct grid *g, const struct str *old, uint32_t each, uint32_t cap)
{
	struct str *more = arena_array(g->a, struct str, (size_t)cap * each);

	for (size_t i = 0; i < (size_t)g->row_count * each; i++)
		more[i] = old[i];
	return more;
}

struct str *grid_row(struct grid *g)
{
	if (g->row_count == g->row_cap) {
		uint32_t cap = g->row_cap ? 2 * g->row_cap : 16;

		g->cells = grid_more(g, g->cells, g->column_count, cap);
		g->groups = grid_more(g, g->groups, 1, cap);
		g->row_cap = cap;
	}
	g->groups[g->row_count] = g->group;
	return grid_cells(g, g->row_count++);
}

void grid_put_texts(struct grid *g, const struct str *texts, size_t count)
{
	struct str *row = grid_row(g);

	for (size_t k = 0; k < count; k++)
		row[k] = texts[k];
}

/* ---- widths ---- */

static size_t grid_larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Where the blanks before the range begin, a unit after it or not; the length of the text when there is none. */
static size_t range_at(struct str text)
{
	size_t at = str_find_char(text, '(', 0);

	if (at == text.len || at == 0 || text.p[at - 1] != ' ' || str_find_char(text, ')', at) == text.len)
		return text.len;
	while (at > 0 && text.p[at - 1] == ' ')
		at--;
	return at;
}

static bool is_right(const struct grid *g, uint32_t row, uint32_t k)
{
	return g->columns[k].right && (row == UINT32_MAX || !g->left || !g->left[(size_t)row * g->column_count + k]);
}

static void measure_column(const struct grid *g, uint32_t k)
{
	struct grid_column *c = &g->columns[k];
	size_t head = !g->heads ? 0 : g->wrap_heads ? wrap_longest(c->head) : utf8_width(c->head), words = 0;

	c->number = c->range = c->width = 0;
	for (uint32_t i = 0; i < g->row_count; i++) {
		struct str text = grid_cells(g, i)[k];
		size_t at = is_right(g, i, k) ? range_at(text) : text.len;

		if (c->right && at == text.len && !is_right(g, i, k)) {
			words = utf8_wider(words, text);
			continue;
		}
		if (c->most && utf8_width(text) > c->most)
			continue;
		c->number = utf8_wider(c->number, str_cut(text, 0, at));
		c->range = utf8_wider(c->range, str_cut(text, at, text.len));
	}
	head = grid_larger(head, words);
	if (head > c->number + c->range)
		c->number = head - c->range;
	c->width = c->number + c->range;
}

static unsigned gap_before(const struct grid *g, uint32_t k)
{
	return k == 0 ? 0 : g->columns[k].gap ? g->columns[k].gap : g->gap;
}

static size_t row_width(const struct grid *g)
{
	size_t sum = g->indent;

	for (uint32_t k = 0; k < g->column_count; k++)
		sum += g->columns[k].width + gap_before(g, k);
	return sum;
}

static size_t grid_measure(const struct grid *g)
{
	for (uint32_t k = 0; k < g->column_count; k++)
		measure_column(g, k);
	return row_width(g);
}

/* With all words as narrow as is still good to read. */
static size_t good_width(const struct grid *g)
{
	size_t sum = row_width(g);

	for (uint32_t k = 0; k < g->column_count; k++)
		if (g->columns[k].words && g->columns[k].width > WORDS_GOOD)
			sum -= g->columns[k].width - WORDS_GOOD;
	return sum;
}

/* ---- what gives way ---- */

static void each_figure(struct grid *g, struct str (*change)(struct arena *a, struct str text))
{
	for (uint32_t i = 0; i < g->row_count; i++)
		for (uint32_t k = 0; k < g->column_count; k++)
			if (g->columns[k].figures)
				grid_cells(g, i)[k] = change(g->a, grid_cells(g, i)[k]);
}

static struct str drop_reading(struct arena *a, struct str text)
{
	(void)a;
	return grid_first_reading(text);
}

/* The unit of all numbers of a column goes to its head. */
static void lift_unit(struct grid *g, uint32_t k)
{
	struct grid_column *c = &g->columns[k];
	struct str unit = S("");

	for (uint32_t i = 0; i < g->row_count; i++) {
		struct str text = grid_cells(g, i)[k], own = grid_unit_of(text);

		if (!text.len || str_eq(text, S("-")))
			continue;
		if (own.len < 2 || (own.p[0] != ' ' && own.p[0] != '/') || (unit.len && !str_eq(unit, own)))
			return;
		unit = own;
	}
	if (!unit.len || g->row_count < 2)
		return;
	for (uint32_t i = 0; i < g->row_count; i++) {
		struct str *text = &grid_cells(g, i)[k];

		if (str_ends(*text, unit))
			*text = str_cut(*text, 0, text->len - unit.len);
	}
	c->head = arena_printf(g->a, unit.p[0] == '/' ? "%.*s, %.*s" : "%.*s,%.*s", STR(c->head), STR(unit));
}

static void lift_units(struct grid *g)
{
	for (uint32_t k = 0; g->heads && k < g->column_count; k++)
		if (g->columns[k].figures && g->columns[k].head.len)
			lift_unit(g, k);
}

/* How narrow a column of words may become. */
static size_t least_width(const struct grid *g, uint32_t k)
{
	size_t least = grid_larger(WORDS_LEAST, g->heads ? wrap_longest(g->columns[k].head) : 0);

	for (uint32_t i = 0; i < g->row_count; i++)
		least = grid_larger(least, wrap_longest(grid_cells(g, i)[k]));
	return least;
}

/* The words of what may take several lines; nothing else does. */
static struct widths_cell words_of(const struct grid *g, uint32_t row, uint32_t k)
{
	struct str text = row == UINT32_MAX ? g->columns[k].head : grid_cells(g, row)[k];
	struct widths_cell cell = {0};
	size_t most = text.len / 2 + 1;

	if (!g->columns[k].words && !(g->wrap_heads && row == UINT32_MAX))
		return cell;
	cell.words = arena_array(g->a, double, most);
	cell.gaps = arena_array(g->a, double, most);
	for (struct str word; (word = wrap_take_word(&text)).len; cell.count++) {
		cell.words[cell.count] = (double)wrap_width(word);
		cell.gaps[cell.count] = 1;
	}
	return cell;
}

/* Columns that are together as wide as they are to be share it so that the table is shortest. */
static void share_room(const struct grid *g, const size_t *natural, const size_t *least)
{
	uint32_t rows = g->row_count < WIDTHS_ROWS ? g->row_count : WIDTHS_ROWS - 1, heads = g->heads;
	struct widths_column columns[WIDTHS_MOST];
	struct widths w = {.columns = columns, .column_count = g->column_count, .row_count = rows + heads};
	double room = 0;
	unsigned before;

	w.cells = arena_array(g->a, struct widths_cell, w.row_count * w.column_count + 1);
	for (uint32_t k = 0; k < g->column_count; k++) {
		columns[k] = (struct widths_column){.natural = (double)natural[k],
		                                    .least = (double)(least[k] < natural[k] ? least[k] : natural[k]),
		                                    .width = (double)g->columns[k].width};
		room += (double)g->columns[k].width;
		for (uint32_t i = 0; i < w.row_count; i++)
			w.cells[i * w.column_count + k] = words_of(g, i < heads ? UINT32_MAX : i - heads, k);
	}
	before = widths_height(&w);
	widths_find(&w, room);
	for (uint32_t k = 0; k < g->column_count && widths_height(&w) < before; k++)
		g->columns[k].width = (size_t)columns[k].width;
}

/* Columns of words give way, the widest first, until all fits. */
static size_t grid_narrow(struct grid *g, size_t width)
{
	size_t *least = arena_array(g->a, size_t, g->column_count + 1),
		   *natural = arena_array(g->a, size_t, g->column_count + 1);
	uint32_t words = 0;

	for (uint32_t k = 0; k < g->column_count; k++) {
		least[k] = g->columns[k].words ? least_width(g, k) : SIZE_MAX;
		natural[k] = g->columns[k].width;
		words += g->columns[k].words;
	}
	for (size_t now = row_width(g); now > width; now--) {
		struct grid_column *widest = NULL;

		for (uint32_t k = 0; k < g->column_count; k++)
			if (g->columns[k].width > least[k] && (!widest || g->columns[k].width > widest->width))
				widest = &g->columns[k];
		if (!widest)
			return row_width(g);
		widest->width--;
	}
	if (words > 1 && g->column_count <= WIDTHS_MOST)
		share_room(g, natural, least);
	return row_width(g);
}

size_t grid_fit(struct grid *g, unsigned width)
{
	size_t now = grid_measure(g);

	if (!width || now <= width)
		return now;
	if (good_width(g) > width) {
		g->shortened = true;
		each_figure(g, grid_unit_once);
		lift_units(g);
		grid_measure(g);
	}
	if (good_width(g) > width) {
		each_figure(g, grid_short_number);
		grid_measure(g);
	}
	if (good_width(g) > width && g->heads) {
		g->wrap_heads = true;
		grid_measure(g);
	}
	if (good_width(g) > width) {
		each_figure(g, drop_reading);
		grid_measure(g);
	}
	now = grid_narrow(g, width);
	g->records = !g->columns_only && (now > width || width < NARROWEST);
	return g->records ? width : now;
}

/* ---- writing ---- */

static void grid_put_text(const struct grid_pen *p, uint32_t row, uint32_t column, struct str text)
{
	if (p->style)
		p->style(p->ctx, p->out, row, column, text);
	else
		buf_add_str(p->out, text);
}

static void grid_put_cell(const struct grid *g, const struct grid_pen *p, uint32_t row, uint32_t k, struct str text)
{
	const struct grid_column *c = &g->columns[k];
	size_t at = range_at(text), before = 0, wide = utf8_width(text);

	if (is_right(g, row, k))
		before = row == UINT32_MAX ? (wide < c->width ? c->width - wide : 0)
		                           : c->number - utf8_width(str_cut(text, 0, at));
	buf_fill(p->out, ' ', before);
	grid_put_text(p, row, k, text);
	buf_fill(p->out, ' ', before + wide < c->width ? c->width - before - wide : 0);
}

static bool grid_any_left(const struct str *rest, uint32_t count)
{
	for (uint32_t k = 0; k < count; k++)
		if (rest[k].len)
			return true;
	return false;
}

/* One row, in as many lines as its words need. */
static void grid_put_row(const struct grid *g, const struct grid_pen *p, uint32_t row, const struct str *texts)
{
	struct str *rest = arena_array(g->a, struct str, g->column_count);
	bool first = true;

	for (uint32_t k = 0; k < g->column_count; k++)
		rest[k] = texts[k];
	do {
		buf_fill(p->out, ' ', g->indent);
		for (uint32_t k = 0; k < g->column_count; k++) {
			struct str line = rest[k];

			if ((g->columns[k].words || (g->wrap_heads && row == UINT32_MAX)) && utf8_width(line) > g->columns[k].width)
				line = wrap_take(&rest[k], g->columns[k].width);
			else
				rest[k] = S("");
			buf_fill(p->out, ' ', gap_before(g, k));
			grid_put_cell(g, p, row, k, line);
		}
		if (first && p->end && row != UINT32_MAX)
			p->end(p->ctx, p->out, row);
		buf_end_line(p->out);
		first = false;
	} while (grid_any_left(rest, g->column_count));
}

/* `head: text` lines; the first column, which names the row, has none. */
static void put_record(const struct grid *g, const struct grid_pen *p, uint32_t row)
{
	struct wrap w = {.width = p->width, .rest = g->indent + 4};
	const struct str *texts = grid_cells(g, row);

	for (uint32_t k = 0; k < g->column_count; k++) {
		struct str head = g->heads && k ? g->columns[k].head : S("");

		if (!texts[k].len)
			continue;
		w.taken = g->indent + (k ? 2 : 0);
		buf_fill(p->out, ' ', w.taken);
		wrap_text(p->out, head.len ? arena_printf(g->a, "%.*s: %.*s", STR(head), STR(texts[k])) : texts[k], &w);
	}
}

void grid_write_heads(const struct grid *g, const struct grid_pen *p)
{
	struct str *texts = arena_array(g->a, struct str, g->column_count);

	for (uint32_t k = 0; k < g->column_count; k++)
		texts[k] = g->columns[k].head;
	if (g->heads && !g->records)
		grid_put_row(g, p, UINT32_MAX, texts);
}

void grid_write_row(const struct grid *g, const struct grid_pen *p, uint32_t row)
{
	if (g->groups[row].len && (!row || !str_eq(g->groups[row], g->groups[row - 1])))
		buf_printf(p->out, "%s%.*s\n", row ? "\n" : "", STR(g->groups[row]));
	if (g->records)
		put_record(g, p, row);
	else
		grid_put_row(g, p, row, grid_cells(g, row));
}

void grid_write(struct grid *g, const struct grid_pen *p)
{
	if (!g->row_count)
		return;
	grid_fit(g, p->width);
	grid_write_heads(g, p);
	for (uint32_t i = 0; i < g->row_count && !interrupt_came; i++)
		grid_write_row(g, p, i);
}
