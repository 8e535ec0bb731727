/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_table.c - tables: columns as wide as their texts want and the page allows, heads repeated on each page. */
#include <math.h>
#include <string.h>

#include "show/pdf_page.h"
#include "show/widths.h"
#include "show/writer.h"

/* Of a table, beside its rows by their numbers. */
#define HEAD SIZE_MAX
#define NAMES_APART ", "

enum {
	COLUMNS_MOST = 12,
	PAD = 4,
	WORD_MOST = 110,
	CELL_LINES = 40, /* fewer than a page has */
	LONG_TEXT = 400
};

struct column {
	const char *key, *title;
	const char *small; /* key of the small text after it, or NULL */
	bool right, code, doubts;
};

struct table {
	struct pdf *p;
	struct column columns[COLUMNS_MOST];
	size_t count;
	const json_t *rows;
	bool marks;         /* of checks: what holds and fails is coloured */
	bool narrow;        /* its words do not fit side by side: they may be broken after a slash, too */
	struct widths wide; /* of its cells, the head first */
	struct widths_column widths[COLUMNS_MOST];
};

static bool pdf_table_has(const char *text, const char *sign)
{
	return strstr(text, sign) != NULL;
}

/* What says that it holds or fails is coloured so. */
static enum pdf_style pdf_table_style_of(const struct table *t, const json_t *row, size_t k)
{
	const char *text = member_text(row, t->columns[k].key);

	if (t->marks && k > 0 && pdf_table_has(text, "✗"))
		return PDF_BAD;
	if (t->marks && k > 0 && pdf_table_has(text, "✓"))
		return PDF_GOOD;
	return t->columns[k].code ? PDF_MONO_SMALL : PDF_CELL;
}

/* The row that is seen after row `i`: those between are joined to it. */
static size_t pdf_table_next(const json_t *rows, size_t i)
{
	do
		i++;
	while (json_is_true(json_object_get(json_array_get(rows, i), "joined")));
	return i;
}

static size_t pdf_table_seen(const json_t *rows)
{
	size_t seen = 0;

	for (size_t i = 0; i < json_array_size(rows); i = pdf_table_next(rows, i))
		seen++;
	return seen;
}

/* What the small column after one holds: the name of the row, and those of the rows that are joined to it. */
static char *names_of(const struct table *t, const struct column *c, size_t row)
{
	GString *names = g_string_new("");

	for (size_t i = row, end = pdf_table_next(t->rows, row); c->small && i < end; i++) {
		g_string_append(names, i > row ? NAMES_APART : "");
		g_string_append(names, member_text(json_array_get(t->rows, i), c->small));
	}
	return g_string_free(names, FALSE);
}

/* The text of a cell; *small is where that of a small column after it begins. */
static char *pdf_table_text_of(const struct table *t, const struct column *c, size_t at, size_t *small)
{
	const json_t *row = json_array_get(t->rows, at);
	char *behind = names_of(t, c, at);
	char *own = pdf_isolated(member_text(row, c->key)), *text = pdf_mend_breaks(own, t->narrow), *whole;
	bool both = *text && *behind;

	*small = strlen(text) + (both ? 2 : 0);
	whole = g_strconcat(text, both ? "  " : "", behind, NULL);
	g_free(own);
	g_free(text);
	g_free(behind);
	return whole;
}

/* ---- how wide ---- */

static double width_of(struct table *t, enum pdf_style style, const char *text)
{
	PangoLayout *l = pdf_layout(t->p, style, text, 0);
	double width = pdf_layout_width(l);

	g_object_unref(l);
	return width;
}

/* Where the word at `text` ends: before a blank, or where a line may end otherwise. */
static const char *pdf_table_word_end(const char *text)
{
	const char *blank = text + strcspn(text, " "), *slash = strstr(text, PDF_BREAK);

	return slash && slash < blank ? slash : blank;
}

/* The words of a cell, as wide as they are with a blank after it. A longer one is broken anyway. */
static void measure_cell(struct table *t, size_t k, struct widths_cell *cell, enum pdf_style style, const char *text)
{
	struct widths_column *c = &t->widths[k];
	double blank = width_of(t, style, "x x") - width_of(t, style, "xx"), gap = 0, natural = 0;
	size_t cap = 1;

	for (const char *at = text; *at; at++)
		cap += *at == ' ' || g_str_has_prefix(at, PDF_BREAK);
	cell->words = g_new(double, cap);
	cell->gaps = g_new(double, cap);
	while (*text) {
		const char *end = pdf_table_word_end(text);
		char *word = g_strndup(text, (gsize)(end - text));
		double width = width_of(t, style, word);

		cell->words[cell->count] = width;
		cell->gaps[cell->count++] = gap;
		c->least = fmax(c->least, fmin(width, WORD_MOST));
		natural += gap + width;
		gap = *end == ' ' ? blank : 0;
		text = end + (*end == ' ' ? 1 : *end ? strlen(PDF_BREAK) : 0);
		g_free(word);
	}
	c->natural = fmax(c->natural, natural + gap);
}

static void pdf_table_measure(struct table *t)
{
	struct widths_cell *cell;

	t->wide = (struct widths){.columns = t->widths, .column_count = t->count, .row_count = pdf_table_seen(t->rows) + 1};
	cell = t->wide.cells = g_new0(struct widths_cell, t->wide.row_count * t->count);
	for (size_t k = 0; k < t->count; k++)
		measure_cell(t, k, cell++, PDF_CELL_BOLD, t->columns[k].title);
	for (size_t i = 0; i < json_array_size(t->rows); i = pdf_table_next(t->rows, i)) {
		for (size_t k = 0; k < t->count; k++) {
			size_t small;
			char *text = pdf_table_text_of(t, &t->columns[k], i, &small);

			measure_cell(t, k, cell++, pdf_table_style_of(t, json_array_get(t->rows, i), k), text);
			g_free(text);
		}
	}
}

static void pdf_table_forget(struct table *t)
{
	for (size_t i = 0; i < t->wide.row_count * t->count; i++) {
		g_free(t->wide.cells[i].words);
		g_free(t->wide.cells[i].gaps);
	}
	g_free(t->wide.cells);
}

/* Words that do not fit side by side are measured once more, in pieces. */
static void pdf_table_measure_in(struct table *t, double room)
{
	double least = 0;

	pdf_table_measure(t);
	for (size_t k = 0; k < t->count; k++)
		least += t->widths[k].least;
	if (least <= room)
		return;
	pdf_table_forget(t);
	t->narrow = true;
	for (size_t k = 0; k < t->count; k++)
		t->widths[k].least = t->widths[k].natural = 0;
	pdf_table_measure(t);
}

static void set_widths(struct table *t)
{
	double room = t->p->right - t->p->left - 2.0 * PAD * (double)t->count, natural = 0;

	pdf_table_measure_in(t, room - 0.5 * (double)t->count);
	for (size_t k = 0; k < t->count; k++)
		natural += t->widths[k].natural;
	if (natural > room)
		widths_find(&t->wide, room - 0.5 * (double)t->count);
	for (size_t k = 0; k < t->count; k++) {
		struct widths_column *c = &t->widths[k];

		if (natural <= room)
			c->width = c->natural + (room - natural) / (double)t->count;
		c->width += 0.5; /* what is laid out at its own width must not be broken by rounding */
	}
	pdf_table_forget(t);
}

/* ---- rows ---- */

static PangoLayout *cell_layout(struct table *t, size_t row, size_t k, enum pdf_style style)
{
	struct column *c = &t->columns[k];
	bool head = row == HEAD;
	size_t small = 0;
	char *text = head ? g_strdup(c->title) : pdf_table_text_of(t, c, row, &small);
	struct pdf_look look = {
		.style = style, .width = t->widths[k].width, .right = c->right, .small = !head && c->small, .from = small};
	PangoLayout *l;

	if (!head && c->doubts)
		look.guess = (int)writer_guess(str_from_c(text));
	look.lines = strlen(text) > LONG_TEXT ? CELL_LINES : 0;
	l = pdf_layout_look(t->p, look, text);
	g_free(text);
	return l;
}

/* The name of an assumption that a step uses is led to from there, and leads there. */
static void pdf_table_draw_cell(struct table *t, size_t row, size_t k, struct pdf_text text)
{
	const char *small = t->columns[k].small;
	size_t end = small && row != HEAD ? pdf_table_next(t->rows, row) : row;
	char *names = names_of(t, &t->columns[k], row);
	struct pdf_span *spans = g_new(struct pdf_span, end - row + 1);
	int at = text.small = (int)strlen(pango_layout_get_text(text.l)) - (int)strlen(names);

	for (size_t i = row; i < end; i++) {
		const char *name = member_text(json_array_get(t->rows, i), small);
		const char *use = member_text(json_array_get(t->rows, i), "used_by");

		if (*use) {
			pdf_place(t->p, PDF_ASSUMPTION, name);
			spans[text.count++] = (struct pdf_span){
				.from = at, .to = at + (int)strlen(name), .kind = PDF_STEP, .name = use};
		}
		at += (int)strlen(name) + (int)strlen(NAMES_APART);
	}
	text.spans = spans;
	if (text.count)
		pdf_draw_linked(t->p, &text);
	else
		pdf_draw(t->p, text.style, text.l, text.x, text.y);
	g_free(spans);
	g_free(names);
}

/* A row, or the head: only its height is found out, unless it is drawn. */
static double pdf_table_put_row(struct table *t, size_t row, bool draw)
{
	const json_t *cells = json_array_get(t->rows, row);
	double x = t->p->left, height = 0;

	for (size_t k = 0; k < t->count; k++) {
		enum pdf_style style = cells ? pdf_table_style_of(t, cells, k) : PDF_CELL_BOLD;
		PangoLayout *l = cell_layout(t, row, k, style);
		double own = pdf_layout_height(l);

		if (draw) {
			const char *tag = cells && k > 0 ? "TD" : "TH";

			pdf_tag(t->p, tag);
			pdf_table_draw_cell(t, row, k,
			                    (struct pdf_text){.l = l,
			                                      .style = style,
			                                      .x = x + PAD,
			                                      .y = t->p->y + 2 + /* on one line with larger letters */
			                                           (style == PDF_MONO_SMALL)});
			pdf_untag(t->p, tag);
		}
		height = own > height ? own : height;
		x += t->widths[k].width + 2 * PAD;
		g_object_unref(l);
	}
	return height + 2;
}

/* The section of the sheet that the next rows are of. */
static void pdf_table_put_section(struct table *t, const char *text)
{
	if (t->p->y + 40 > t->p->bottom) {
		pdf_untag(t->p, "Table");
		pdf_new_page(t->p);
		pdf_tag(t->p, "Table");
	}
	pdf_tag(t->p, "TR");
	pdf_tag(t->p, "TH");
	pdf_text(t->p, PDF_CELL_BOLD, text, t->p->left + PAD, t->p->y + 4);
	pdf_untag(t->p, "TH");
	pdf_untag(t->p, "TR");
	t->p->y += 17;
}

static void pdf_table_put_line(struct table *t, size_t row)
{
	pdf_tag(t->p, "TR");
	t->p->y += pdf_table_put_row(t, row, true);
	pdf_untag(t->p, "TR");
	pdf_rule(t->p, t->p->left, t->p->y, t->p->right - t->p->left, row == HEAD ? 1 : 0.5);
	t->p->y += 1;
}

static void take_column(struct table *t, const json_t *c)
{
	if (json_is_true(json_object_get(c, "small")) && t->count) {
		t->columns[t->count - 1].small = member_text(c, "key");
		return;
	}
	t->columns[t->count++] = (struct column){.key = member_text(c, "key"),
	                                         .title = member_text(c, "title"),
	                                         .right = !strcmp(member_text(c, "align"), "right"),
	                                         .code = json_is_true(json_object_get(c, "code")),
	                                         .doubts = json_is_true(json_object_get(c, "doubts"))};
}

/* The first column, and those in [from, to). */
static void put_part(struct pdf *p, const json_t *columns, const json_t *rows, bool marks, size_t most, size_t from,
                     size_t to)
{
	struct table t = {.p = p, .rows = rows, .marks = marks};

	take_column(&t, json_array_get(columns, 0));
	for (size_t k = from; k < to; k++)
		take_column(&t, json_array_get(columns, k));
	set_widths(&t);
	pdf_need(p, pdf_table_put_row(&t, HEAD, false) + 30);
	pdf_tag(p, "Table");
	pdf_table_put_line(&t, HEAD);
	for (size_t i = 0; i < json_array_size(rows) && i < most; i = pdf_table_next(rows, i)) {
		const json_t *row = json_array_get(rows, i);

		if (*member_text(row, "section") &&
		    strcmp(member_text(row, "section"), i ? member_text(json_array_get(rows, i - 1), "section") : ""))
			pdf_table_put_section(&t, member_text(row, "section"));
		if (p->y + pdf_table_put_row(&t, i, false) > p->bottom) {
			pdf_untag(p, "Table");
			pdf_new_page(p);
			pdf_tag(p, "Table");
			pdf_table_put_line(&t, HEAD);
		}
		pdf_table_put_line(&t, i);
	}
	pdf_untag(p, "Table");
	pdf_space(p, 8);
}

/* What has more columns than a page is in parts, one below the other, each with the first column. */
void pdf_table(struct pdf *p, const json_t *columns, const json_t *rows, bool marks, size_t most)
{
	size_t count = json_array_size(columns), from = 1, to = COLUMNS_MOST;

	if (!count)
		return;
	do { /* of scenarios: the base and five pairs, then five pairs each */
		put_part(p, columns, rows, marks, most, from, to < count ? to : count);
		from = to;
		to += COLUMNS_MOST - 2;
	} while (from < count);
}
