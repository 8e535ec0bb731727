/* SPDX-License-Identifier: GPL-3.0-or-later */
/* md.c - a document as Markdown, at most 100 columns wide, good to read as it is too. */
#include "base/utf8.h"
#include "show/ascii.h"
#include "show/chart_text.h"
#include "show/md_text.h"
#include "show/picture.h"
#include "show/steps.h"
#include "show/wrap.h"
#include "show/writer.h"

enum { WIDTH = 100, CELL_LEAST = 16, CELL_TEXT = 30, CELL_FIGURES = 36, CELL_NUMBER = 4 };

struct md {
	const struct doc *doc;
	struct arena *a;
	struct buf *out;
	const struct report_style *style;
};

/* ---- lines ---- */

/* A paragraph or list item that is escaped already. */
static void put_lines(struct md *m, const struct buf *text, const char *lead, unsigned indent)
{
	struct wrap w = {.width = WIDTH, .taken = indent, .rest = indent, .word = md_guard};

	buf_add_c(m->out, lead);
	wrap_text(m->out, buf_str(text), &w);
}

static void put_paragraph(struct md *m, struct str text)
{
	struct buf escaped = {0};

	md_inline(&escaped, text, false);
	put_lines(m, &escaped, "", 0);
	buf_char(m->out, '\n');
	buf_release(&escaped);
}

static void put_heading(struct md *m, unsigned level, struct str text)
{
	buf_fill(m->out, '#', level);
	buf_char(m->out, ' ');
	md_inline(m->out, text, true);
	buf_add_c(m->out, "\n\n");
}

/* ---- the answer ---- */

static void put_answer(struct md *m, const struct doc_answer *a)
{
	struct buf text = {0};

	buf_add_c(&text, "**");
	md_inline(&text, doc_value_signed(m->a, &a->value), false);
	buf_add_c(&text, "**");
	if (a->value.second.len) {
		buf_add_c(&text, " (");
		md_inline(&text, a->value.second, false);
		buf_char(&text, ')');
	}
	buf_add_c(&text, ": ");
	md_inline(&text, a->label, false);
	buf_add_c(&text, a->label.len ? " (" : "");
	md_code(&text, a->name, false);
	buf_add_c(&text, a->label.len ? ")" : "");
	put_lines(m, &text, "- ", 2);
	buf_release(&text);
}

static void put_verdict(struct md *m)
{
	struct buf text = {0};

	if (!m->doc->verdict.len)
		return;
	buf_add_c(&text, "**");
	md_inline(&text, m->doc->verdict, false);
	buf_add_c(&text, "**");
	put_lines(m, &text, "", 0);
	buf_char(m->out, '\n');
	buf_release(&text);
}

static void put_answers(struct md *m)
{
	if (!m->doc->answer_count && !m->doc->verdict.len)
		return;
	put_heading(m, 2, S("Answer"));
	for (uint32_t i = 0; i < m->doc->answer_count; i++)
		if (!m->doc->answers[i].listed)
			put_answer(m, &m->doc->answers[i]);
	if (m->doc->shown_count)
		buf_char(m->out, '\n');
	put_verdict(m);
}

/* ---- tables ---- */

/* A table with its cells escaped; texts that make it too wide stand below it. */
struct grid {
	const struct doc_table *table;
	struct str *cells; /* the titles first */
	size_t *width;
	struct str *notes;
	uint32_t note_count;
};

static struct str escape_cell(struct md *m, const struct doc_column *c, struct str text)
{
	struct buf out = {0};
	struct str copy;

	if (c->code)
		md_code(&out, text, true);
	else
		md_inline(&out, text, false);
	copy = arena_str(m->a, buf_str(&out));
	buf_release(&out);
	return copy;
}

static struct str *cell(const struct grid *g, uint32_t row, uint32_t column)
{
	return &g->cells[(size_t)row * g->table->column_count + column];
}

static void measure(struct grid *g, uint32_t column)
{
	g->width[column] = 3;
	for (uint32_t i = 0; i <= g->table->row_count; i++) {
		size_t wide = utf8_width(*cell(g, i, column));

		g->width[column] = wide > g->width[column] ? wide : g->width[column];
	}
}

static size_t row_width(const struct grid *g)
{
	size_t sum = 1;

	for (uint32_t k = 0; k < g->table->column_count; k++)
		sum += g->width[k] + 3;
	return sum;
}

static uint32_t note_number(struct grid *g, struct str text)
{
	for (uint32_t i = 0; i < g->note_count; i++)
		if (str_eq(g->notes[i], text))
			return i + 1;
	g->notes[g->note_count++] = text;
	return g->note_count;
}

/* Move the texts of a column that are wider than `most` below the table. */
static void move_out(struct md *m, struct grid *g, uint32_t column, size_t most)
{
	for (uint32_t i = 1; i <= g->table->row_count; i++) {
		struct str *text = cell(g, i, column);

		if (utf8_width(*text) > most)
			*text = arena_printf(m->a, "(%u)", note_number(g, *text));
	}
	measure(g, column);
}

/* A column gives way until the table fits, or it is as narrow as `least`. */
static void narrow_column(struct md *m, struct grid *g, uint32_t k, size_t least)
{
	size_t wide = row_width(g), over = wide > WIDTH ? wide - WIDTH : 0;

	if (over && g->width[k] > least)
		move_out(m, g, k, g->width[k] > over + least ? g->width[k] - over : least);
}

/* Columns of texts that may be aside, `last`: the last of them alone, or the others. */
static void narrow_aside(struct md *m, struct grid *g, bool last, size_t least)
{
	bool found = false;

	for (uint32_t k = g->table->column_count; k-- > 1;) {
		if (!g->table->columns[k].aside)
			continue;
		if (found != last)
			narrow_column(m, g, k, least);
		found = true;
	}
}

/* Columns of figures, or the others, but for the first one. */
static void narrow_rest(struct md *m, struct grid *g, bool figures, size_t least)
{
	for (uint32_t k = g->table->column_count; k-- > 1;)
		if (g->table->columns[k].figures == figures)
			narrow_column(m, g, k, least);
}

/*
 * Where a row is from gives way first, then what it is, where that is long: most of it should stay in its row. So should
 * figures, for which a table is read; only long lists of them do not.
 */
static void narrow(struct md *m, struct grid *g)
{
	narrow_aside(m, g, true, CELL_LEAST);
	narrow_rest(m, g, true, CELL_FIGURES);
	narrow_aside(m, g, false, CELL_TEXT);
	narrow_aside(m, g, true, CELL_NUMBER);
	narrow_aside(m, g, false, CELL_LEAST);
	narrow_rest(m, g, false, CELL_LEAST);
}

static void put_cell(struct md *m, const struct grid *g, uint32_t row, uint32_t column)
{
	struct str text = *cell(g, row, column);
	size_t wide = utf8_width(text), pad = wide < g->width[column] ? g->width[column] - wide : 0;
	bool right = g->table->columns[column].figures;

	buf_add_c(m->out, column ? " | " : "| ");
	if (right)
		buf_fill(m->out, ' ', pad);
	buf_add_str(m->out, text);
	if (!right)
		buf_fill(m->out, ' ', pad);
}

static void put_rule(struct md *m, const struct grid *g)
{
	for (uint32_t k = 0; k < g->table->column_count; k++) {
		bool right = g->table->columns[k].figures;

		buf_add_c(m->out, k ? " | " : "| ");
		buf_fill(m->out, '-', g->width[k] - right);
		buf_add_c(m->out, right ? ":" : "");
	}
	buf_add_c(m->out, " |\n");
}

static void put_grid(struct md *m, const struct grid *g)
{
	for (uint32_t i = 0; i <= g->table->row_count; i++) {
		for (uint32_t k = 0; k < g->table->column_count; k++)
			put_cell(m, g, i, k);
		buf_add_c(m->out, " |\n");
		if (i == 0)
			put_rule(m, g);
	}
	buf_char(m->out, '\n');
	for (uint32_t i = 0; i < g->note_count; i++) {
		struct buf text = {0};

		buf_printf(&text, "(%u) %.*s", i + 1, STR(g->notes[i]));
		put_lines(m, &text, "- ", 2);
		buf_release(&text);
	}
	if (g->note_count)
		buf_char(m->out, '\n');
}

static void put_table(struct md *m, const struct doc_table *t)
{
	uint32_t columns = t->column_count;
	struct grid g = {.table = t};

	g.cells = arena_array(m->a, struct str, (size_t)(t->row_count + 1) * columns);
	g.notes = arena_array(m->a, struct str, (size_t)t->row_count * columns);
	g.width = arena_array(m->a, size_t, columns);
	for (uint32_t k = 0; k < columns; k++) {
		*cell(&g, 0, k) = escape_cell(m, &(struct doc_column){.code = false}, t->columns[k].title);
		for (uint32_t i = 0; i < t->row_count; i++)
			*cell(&g, i + 1, k) = escape_cell(m, &t->columns[k], doc_row(t, i)[k]);
		measure(&g, k);
	}
	narrow(m, &g);
	put_grid(m, &g);
}

/* ---- blocks ---- */

/* A list, since the texts of two conditions side by side with their numbers are too wide for a table. */
static void put_checks(struct md *m, const struct doc_block *b)
{
	for (uint32_t i = 0; i < b->count; i++) {
		const struct doc_check *c = &b->checks[i];
		struct buf text = {0};

		buf_printf(&text, "**%s**%.*s: ", c->holds ? "holds" : "fails", STR(str_cut(writer_verdict(m->a, c), 5, SIZE_MAX)));
		md_inline(&text, c->label, false);
		if (c->must.len) {
			buf_add_c(&text, ": ");
			md_inline(&text, writer_check_value(m->a, c), false);
			buf_add_c(&text, ", must be ");
			md_inline(&text, c->must, false);
		}
		put_lines(m, &text, "- ", 2);
		buf_release(&text);
	}
	buf_char(m->out, '\n');
}

static void put_steps(struct md *m, const struct doc_block *b)
{
	struct buf text = {0};

	steps_write(&text, b, WIDTH);
	md_fence(m->out, buf_str(&text));
	buf_add_c(m->out, "text\n");
	buf_add_str(m->out, buf_str(&text));
	md_fence(m->out, buf_str(&text));
	buf_add_c(m->out, "\n\n");
	buf_release(&text);
}

/* Drawn where Markdown is shown with Mermaid, and in characters for everyone else. */
static void put_picture(struct md *m, const struct picture *p)
{
	buf_add_c(m->out, "```mermaid\n");
	picture_mermaid(m->out, p);
	buf_add_c(m->out, "```\n\n<details><summary>The same in characters</summary>\n\n```text\n");
	picture_text(m->out, p, m->a, WIDTH - 4, m->style->ascii);
	buf_add_c(m->out, "```\n\n</details>\n\n");
}

static void put_figure(struct md *m, const struct doc_block *b)
{
	put_paragraph(m, b->text);
	if (b->picture) {
		put_picture(m, b->picture);
		return;
	}
	buf_add_c(m->out, "```text\n");
	chart_text_write(m->out, b->chart, m->a, WIDTH - 4, writer_marks(m->style));
	buf_add_c(m->out, "```\n\n");
}

static void put_list(struct md *m, const struct str *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct buf text = {0};

		md_inline(&text, items[i], false);
		put_lines(m, &text, "- ", 2);
		buf_release(&text);
	}
	buf_char(m->out, '\n');
}

static void put_block(struct md *m, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_HEADING:
		put_heading(m, b->level, b->text);
		break;
	case DOC_PROSE:
		put_paragraph(m, b->text);
		break;
	case DOC_TABLE:
		if (b->table->lines)
			put_list(m, b->table->lines, b->table->row_count);
		else
			put_table(m, b->table);
		break;
	case DOC_STEPS:
		put_steps(m, b);
		break;
	case DOC_CHECKS:
		put_checks(m, b);
		break;
	case DOC_LIST:
		put_list(m, b->items, b->count);
		break;
	case DOC_FIGURE:
		put_figure(m, b);
		break;
	}
}

static void put_footer(struct md *m)
{
	struct writer_part parts[WRITER_PARTS];
	unsigned count = writer_origin(m->doc, parts);
	struct buf text = {0};

	for (unsigned i = 0; i < count; i++) {
		buf_add_c(&text, i ? " · " : "");
		if (parts[i].code)
			md_code(&text, parts[i].text, false);
		else
			md_inline(&text, parts[i].text, false);
	}
	if (count) {
		buf_add_c(m->out, "---\n\n");
		put_lines(m, &text, "", 0);
	}
	buf_release(&text);
}

bool write_md(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d)
{
	struct md m = {doc, doc->arena, out, style};
	size_t from = out->len;

	(void)d;
	put_heading(&m, 1, doc->title);
	if (doc->lead.len)
		put_paragraph(&m, doc->lead);
	put_answers(&m);
	for (const struct doc_block *b = doc->first; b; b = b->next)
		put_block(&m, b);
	put_footer(&m);
	if (style->ascii)
		ascii_text(out, from);
	return true;
}
