/* SPDX-License-Identifier: GPL-3.0-or-later */
/* txt.c - a document as plain text for a terminal or a mail. */
#include "base/utf8.h"
#include "show/chart_text.h"
#include "show/steps.h"
#include "show/wrap.h"
#include "show/writer.h"

enum { WIDTH = 80, GAP = 2, CELL_LEAST = 12, CELL_FIGURES = 24, INDENT = 2 };

#define BOLD "\033[1m"
#define GREEN "\033[32m"
#define RED "\033[31m"
#define DIM "\033[2m"

struct txt {
	const struct doc *doc;
	struct arena *a;
	struct buf *out;
	unsigned width;
	const struct report_style *style;
	bool color;
};

static void put_styled(struct txt *t, const char *code, struct str text)
{
	if (t->color && text.len)
		buf_printf(t->out, "%s%.*s\033[0m", code, STR(text));
	else
		buf_add_str(t->out, text);
}

static void put_wrapped(struct txt *t, const char *lead, unsigned indent, struct str text)
{
	struct wrap w = {.width = t->width, .taken = indent, .rest = indent};

	buf_add_c(t->out, lead);
	wrap_text(t->out, text, &w);
}

/* Title and chapters are underlined, so that they show without colours too. */
static void put_heading(struct txt *t, unsigned level, struct str text)
{
	size_t wide = utf8_width(text);

	put_styled(t, BOLD, text);
	buf_char(t->out, '\n');
	if (level <= 2) {
		buf_fill(t->out, level == 1 ? '=' : '-', wide < t->width ? wide : t->width);
		buf_char(t->out, '\n');
	}
	buf_char(t->out, '\n');
}

/* ---- the answer ---- */

static struct str whole_value(struct txt *t, const struct doc_value *v)
{
	struct str text = doc_value_signed(t->a, v);

	return v->second.len ? arena_printf(t->a, "%.*s  (%.*s)", STR(text), STR(v->second)) : text;
}

/* The widest value that leaves room for what it is beside it. */
static size_t value_width(struct txt *t)
{
	size_t width = 0, limit = t->width * 3 / 5;

	for (uint32_t i = 0; i < t->doc->answer_count; i++) {
		size_t wide = utf8_width(whole_value(t, &t->doc->answers[i].value));

		if (t->doc->answers[i].listed)
			continue;
		if (wide <= limit && wide > width)
			width = wide;
	}
	return width;
}

static void put_answer(struct txt *t, const struct doc_answer *a, size_t width)
{
	struct str value = whole_value(t, &a->value), what = a->label.len ? a->label : a->name;
	size_t wide = utf8_width(value);

	buf_fill(t->out, ' ', INDENT);
	put_styled(t, BOLD, value);
	if (wide > width) {
		buf_char(t->out, '\n');
		buf_fill(t->out, ' ', INDENT + width + GAP);
	} else {
		buf_fill(t->out, ' ', width - wide + GAP);
	}
	put_wrapped(t, "", (unsigned)(INDENT + width + GAP), what);
}

static void put_answers(struct txt *t)
{
	size_t width = value_width(t);

	for (uint32_t i = 0; i < t->doc->answer_count; i++)
		if (!t->doc->answers[i].listed)
			put_answer(t, &t->doc->answers[i], width);
	if (t->doc->shown_count)
		buf_char(t->out, '\n');
	if (!t->doc->verdict.len)
		return;
	buf_add_c(t->out, !t->color ? "" : t->doc->failed ? RED : GREEN);
	put_wrapped(t, "", 0, t->doc->verdict);
	buf_add_c(t->out, t->color ? "\033[0m\n" : "\n");
}

/* ---- tables ---- */

static size_t longest_word(struct str text)
{
	size_t most = 0;

	while (text.len) {
		struct str word = wrap_take(&text, 1);
		size_t wide = utf8_width(word);

		most = wide > most ? wide : most;
	}
	return most;
}

/* How wide each column is with every cell in one line, and how narrow it may become. */
static void measure(const struct doc_table *table, size_t *width, size_t *least)
{
	for (uint32_t k = 0; k < table->column_count; k++) {
		width[k] = utf8_width(table->columns[k].title);
		least[k] = width[k] > CELL_LEAST ? width[k] : CELL_LEAST;
		for (uint32_t i = 0; i < table->row_count; i++) {
			struct str text = doc_row(table, i)[k];
			size_t wide = utf8_width(text), word = longest_word(text);

			width[k] = wide > width[k] ? wide : width[k];
			least[k] = word > least[k] ? word : least[k];
		}
	}
}

static size_t row_width(const struct doc_table *table, const size_t *width)
{
	size_t sum = 0;

	for (uint32_t k = 0; k < table->column_count; k++)
		sum += width[k] + (k ? GAP : 0);
	return sum;
}

/* Long lists of figures first, then the widest column of text gives way, until all fits; its cells take more lines then. */
static void narrow(const struct doc_table *table, size_t *width, const size_t *least, size_t room)
{
	for (uint32_t k = 0; k < table->column_count && row_width(table, width) > room; k++)
		if (table->columns[k].figures && width[k] > CELL_FIGURES)
			width[k] = least[k] > CELL_FIGURES ? least[k] : CELL_FIGURES;
	while (row_width(table, width) > room) {
		uint32_t widest = table->column_count;

		for (uint32_t k = 0; k < table->column_count; k++)
			if (!table->columns[k].figures && width[k] > least[k] && (widest == table->column_count || width[k] > width[widest]))
				widest = k;
		if (widest == table->column_count)
			return;
		width[widest]--;
	}
}

static void put_cell(struct txt *t, struct str text, size_t width, bool right, bool last)
{
	size_t wide = utf8_width(text), pad = wide < width ? width - wide : 0;

	if (right)
		buf_fill(t->out, ' ', pad);
	buf_add_str(t->out, text);
	if (!right && !last)
		buf_fill(t->out, ' ', pad);
}

static void trim_line(struct buf *out)
{
	while (out->len && out->p[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_char(out, '\n');
}

static bool any_left(const struct str *rest, uint32_t count)
{
	for (uint32_t k = 0; k < count; k++)
		if (rest[k].len)
			return true;
	return false;
}

/* One row, in as many lines as its cells need. */
static void put_row(struct txt *t, const struct doc_table *table, const struct str *cells, const size_t *width)
{
	struct str *rest = arena_array(t->a, struct str, table->column_count);

	for (uint32_t k = 0; k < table->column_count; k++)
		rest[k] = cells[k];
	do {
		for (uint32_t k = 0; k < table->column_count; k++) {
			bool figures = table->columns[k].figures;
			struct str line = wrap_take(&rest[k], width[k]);

			if (k)
				buf_fill(t->out, ' ', GAP);
			put_cell(t, line, width[k], figures, k + 1 == table->column_count);
		}
		trim_line(t->out);
	} while (any_left(rest, table->column_count));
}

static void put_table(struct txt *t, const struct doc_table *table)
{
	size_t *width = arena_array(t->a, size_t, table->column_count), *least = arena_array(t->a, size_t, table->column_count);
	struct str *titles = arena_array(t->a, struct str, table->column_count);

	measure(table, width, least);
	narrow(table, width, least, t->width);
	for (uint32_t k = 0; k < table->column_count; k++)
		titles[k] = table->columns[k].title;
	put_row(t, table, titles, width);
	for (uint32_t k = 0; k < table->column_count; k++) {
		buf_fill(t->out, ' ', k ? GAP : 0);
		buf_fill(t->out, '-', width[k]);
	}
	buf_char(t->out, '\n');
	for (uint32_t i = 0; i < table->row_count; i++)
		put_row(t, table, doc_row(table, i), width);
	buf_char(t->out, '\n');
}

/* ---- blocks ---- */

/* What stands first is what matters. */
static void put_check(struct txt *t, const struct doc_check *c)
{
	struct str text = c->label, degree = writer_degree(t->a, c);

	put_styled(t, c->holds ? GREEN : RED, c->holds ? S("holds") : S("fails"));
	if (c->must.len)
		text = arena_printf(t->a, "%.*s: %.*s, must be %.*s", STR(text), STR(writer_check_value(t->a, c)), STR(c->must));
	if (degree.len)
		text = arena_printf(t->a, "%.*s (%s%.*s)", STR(text), c->odds.len ? "holds " : "", STR(degree));
	put_wrapped(t, "  ", 7, text);
}

static void put_figure(struct txt *t, const struct doc_block *b)
{
	put_wrapped(t, "", 0, b->text);
	chart_text_write(t->out, b->chart, t->a, t->width, writer_marks(t->style));
	buf_char(t->out, '\n');
}

static void put_list(struct txt *t, const struct str *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		put_wrapped(t, "* ", 2, items[i]);
	buf_char(t->out, '\n');
}

static void put_block(struct txt *t, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_HEADING:
		put_heading(t, b->level, b->text);
		break;
	case DOC_PROSE:
		put_wrapped(t, "", 0, b->text);
		buf_char(t->out, '\n');
		break;
	case DOC_TABLE:
		if (b->table->lines)
			put_list(t, b->table->lines, b->table->row_count);
		else
			put_table(t, b->table);
		break;
	case DOC_STEPS:
		steps_write(t->out, b, t->width);
		buf_char(t->out, '\n');
		break;
	case DOC_CHECKS:
		for (uint32_t i = 0; i < b->count; i++)
			put_check(t, &b->checks[i]);
		buf_char(t->out, '\n');
		break;
	case DOC_LIST:
		put_list(t, b->items, b->count);
		break;
	case DOC_FIGURE:
		put_figure(t, b);
		break;
	}
}

static void put_footer(struct txt *t)
{
	struct writer_part parts[WRITER_PARTS];
	unsigned count = writer_origin(t->doc, parts);
	struct buf text = {0};

	for (unsigned i = 0; i < count; i++)
		buf_printf(&text, "%s%.*s", i ? " · " : "", STR(parts[i].text));
	put_wrapped(t, "", 0, buf_str(&text));
	buf_release(&text);
}

bool write_txt(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d)
{
	struct txt t = {.doc = doc, .a = doc->arena, .out = out, .width = style->width ? style->width : WIDTH, .color = style->color, .style = style};
	size_t from = out->len;

	(void)d;
	put_heading(&t, 1, doc->title);
	if (doc->lead.len) {
		put_wrapped(&t, "", 0, doc->lead);
		buf_char(out, '\n');
	}
	put_answers(&t);
	for (const struct doc_block *b = doc->first; b; b = b->next)
		put_block(&t, b);
	put_footer(&t);
	if (style->ascii)
		writer_to_ascii(out, from);
	return true;
}
