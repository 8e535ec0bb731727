/* SPDX-License-Identifier: GPL-3.0-or-later */
/* md.c - a document as Markdown, at most 100 columns wide, good to read as it is too. */
#include "base/utf8.h"
#include "base/ascii.h"
#include "show/chart_text.h"
#include "show/html_text.h"
#include "show/md_text.h"
#include "show/picture.h"
#include "show/steps.h"
#include "show/wrap.h"
#include "show/writer.h"

enum { WIDTH = 100, ROWS_SHOWN = 12 };

struct md {
	const struct doc *doc;
	struct arena *a;
	struct buf *out;
	const struct report_style *style;
};

/* ---- lines ---- */

/* A paragraph or list item that is escaped already. */
static void md_put_lines(struct md *m, const struct buf *text, const char *lead, unsigned indent)
{
	struct wrap w = {.width = WIDTH, .taken = indent, .rest = indent, .word = md_guard};

	buf_add_c(m->out, lead);
	wrap_text(m->out, buf_str(text), &w);
}

static void md_put_paragraph(struct md *m, struct str text)
{
	struct buf escaped = {0};

	md_inline(&escaped, text, false);
	md_put_lines(m, &escaped, "", 0);
	buf_char(m->out, '\n');
	buf_release(&escaped);
}

static void md_put_heading(struct md *m, unsigned level, struct str text)
{
	buf_fill(m->out, '#', level);
	buf_char(m->out, ' ');
	md_inline(m->out, text, true);
	buf_add_c(m->out, "\n\n");
}

/* ---- the summary ---- */

static void put_bold(struct md *m, struct str text)
{
	struct buf out = {0};

	if (!text.len)
		return;
	buf_add_c(&out, "**");
	md_inline(&out, text, false);
	buf_add_c(&out, "**");
	md_put_lines(m, &out, "", 0);
	buf_char(m->out, '\n');
	buf_release(&out);
}

/* "**9 servers** (4 … 20 servers; limit 40 servers): API servers at the peak" */
static void md_put_answer(struct md *m, const struct doc_answer *a)
{
	struct buf text = {0};

	buf_add_c(&text, a->headline ? "**" : "");
	md_inline(&text, doc_value_signed(m->a, &a->value), false);
	buf_add_c(&text, a->headline ? "**" : "");
	if (a->value.second.len || a->limit.len) {
		buf_add_c(&text, " (");
		md_inline(&text, a->value.second, false);
		buf_add_c(&text, a->value.second.len && a->limit.len ? "; " : "");
		md_inline(&text, a->limit, false);
		buf_char(&text, ')');
	}
	buf_add_c(&text, ": ");
	md_inline(&text, a->label, false);
	buf_add_c(&text, a->label.len ? " " : "");
	md_code(&text, a->name, false);
	md_put_lines(m, &text, "- ", 2);
	buf_release(&text);
}

static void md_put_answers(struct md *m)
{
	for (uint32_t i = 0; i < m->doc->answer_count; i++)
		if (!m->doc->answers[i].listed && !m->doc->answers[i].later)
			md_put_answer(m, &m->doc->answers[i]);
	if (m->doc->shown_count)
		buf_char(m->out, '\n');
}

static void md_put_summary(struct md *m)
{
	if (m->doc->provenance.len)
		md_put_paragraph(m, m->doc->provenance);
	if (m->doc->sentence.len)
		md_put_paragraph(m, m->doc->sentence);
	put_bold(m, m->doc->verdict);
	md_put_answers(m);
}

/* ---- tables ---- */

/* A table with its cells escaped, as wide as it gets: whoever shows it breaks the lines. */
struct grid {
	uint32_t rows, columns; /* the titles are the first row */
	struct str *cells;
	size_t *width;
	bool *right;
};

static struct str *md_cell(const struct grid *g, uint32_t row, uint32_t column)
{
	return &g->cells[(size_t)row * g->columns + column];
}

/* Each column is as wide as its widest cell; a row of which only the first cell is filled may be wider. */
static void md_measure(struct grid *g)
{
	for (uint32_t k = 0; k < g->columns; k++) {
		g->width[k] = 3;
		for (uint32_t i = 0; i < g->rows; i++)
			g->width[k] = utf8_wider(g->width[k], *md_cell(g, i, k));
	}
}

static void md_put_cell(struct md *m, const struct grid *g, uint32_t row, uint32_t column)
{
	buf_add_c(m->out, column ? " | " : "| ");
	utf8_put(m->out, *md_cell(g, row, column), g->width[column], g->right[column]);
}

static void md_put_rule(struct md *m, const struct grid *g)
{
	for (uint32_t k = 0; k < g->columns; k++) {
		buf_add_c(m->out, k ? " | " : "| ");
		buf_fill(m->out, '-', g->width[k] - g->right[k]);
		buf_add_c(m->out, g->right[k] ? ":" : "");
	}
	buf_add_c(m->out, " |\n");
}

static void put_grid(struct md *m, const struct grid *g)
{
	for (uint32_t i = 0; i < g->rows; i++) {
		for (uint32_t k = 0; k < g->columns; k++)
			md_put_cell(m, g, i, k);
		buf_add_c(m->out, " |\n");
		if (i == 0)
			md_put_rule(m, g);
	}
	buf_char(m->out, '\n');
}

static void put_guess(struct buf *out, struct str text)
{
	size_t word = writer_guess(text);

	buf_printf(out, "**%.*s**", STR(str_cut(text, 0, word)));
	md_inline(out, str_cut(text, word, text.len), false);
}

/* The text of a cell, and after it those of a small column. */
static struct str escape_cell(struct md *m, const struct doc_table *t, uint32_t row, uint32_t k)
{
	bool follows = k + 1 < t->column_count && t->columns[k + 1].small;
	struct buf out = {0};

	if (t->columns[k].code)
		md_code(&out, table_text(t, row, k), true);
	else if (t->columns[k].doubts && writer_guess(table_text(t, row, k)))
		put_guess(&out, table_text(t, row, k));
	else
		md_inline(&out, table_text(t, row, k), false);
	for (uint32_t i = row, end = doc_next_row(t, row); follows && i < end && table_text(t, i, k + 1).len; i++) {
		buf_add_c(&out, i > row ? ", " : out.len ? " " : "");
		md_code(&out, table_text(t, i, k + 1), true);
	}
	return buf_take(&out, m->a);
}

static struct str escape_title(struct md *m, struct str title)
{
	struct buf out = {0};

	md_inline(&out, title, false);
	return buf_take(&out, m->a);
}

static void fill_grid(struct md *m, const struct doc_table *t, struct grid *g)
{
	uint32_t at = 0;

	for (uint32_t k = 0; k < t->column_count; k++) {
		uint32_t row = 1;

		if (t->columns[k].small)
			continue;
		*md_cell(g, 0, at) = escape_title(m, t->columns[k].title);
		g->right[at] = t->columns[k].figures;
		for (uint32_t i = 0; i < t->row_count; i = doc_next_row(t, i)) {
			if (doc_begins_section(t, i) && row < g->rows) {
				if (at == 0)
					*md_cell(g, row, 0) = arena_printf(m->a, "**%.*s**", STR(escape_title(m, t->rows[i].section)));
				row++;
			}
			*md_cell(g, row++, at) = escape_cell(m, t, i, k);
		}
		at++;
	}
}

static void md_put_table(struct md *m, const struct doc_table *t)
{
	struct grid g = {.rows = doc_seen_rows(t) + 1};

	for (uint32_t k = 0; k < t->column_count; k++)
		g.columns += !t->columns[k].small;
	for (uint32_t i = 0; i < t->row_count; i++)
		g.rows += doc_begins_section(t, i);
	g.cells = arena_array(m->a, struct str, (size_t)g.rows * g.columns);
	g.width = arena_array(m->a, size_t, g.columns);
	g.right = arena_array(m->a, bool, g.columns);
	fill_grid(m, t, &g);
	md_measure(&g);
	put_grid(m, &g);
}

/* ---- what is long is folded up ---- */

static void begin_details(struct md *m, struct str summary)
{
	buf_add_c(m->out, "<details>\n<summary>");
	html_text(m->out, summary);
	buf_add_c(m->out, "</summary>\n\n");
}

static void end_details(struct md *m)
{
	buf_add_c(m->out, "</details>\n\n");
}

static void put_long_table(struct md *m, const struct doc_table *t)
{
	uint32_t rows = doc_seen_rows(t);
	bool folded = rows > ROWS_SHOWN;

	if (folded)
		begin_details(m, arena_printf(m->a, "%u rows", rows));
	md_put_table(m, t);
	if (folded)
		end_details(m);
}

/* ---- blocks ---- */

static struct str step_names(struct md *m, const struct doc_block *b)
{
	struct buf text = {0};

	buf_printf(&text, b->count == 1 ? "The step: " : "The %u steps: ", b->count);
	for (uint32_t i = 0; i < b->count; i++) {
		struct str name = b->steps[i].label.len ? b->steps[i].label : b->steps[i].name;

		if (i && text.len + name.len > WIDTH) {
			buf_add_c(&text, "; ...");
			break;
		}
		buf_printf(&text, "%s%.*s", i ? "; " : "", STR(name));
	}
	return buf_take(&text, m->a);
}

static void md_put_steps(struct md *m, const struct doc_block *b)
{
	struct buf text = {0};

	begin_details(m, step_names(m, b));
	steps_write(&text, b, WIDTH);
	md_fence(m->out, buf_str(&text));
	buf_add_c(m->out, "text\n");
	buf_add_str(m->out, buf_str(&text));
	md_fence(m->out, buf_str(&text));
	buf_add_c(m->out, "\n\n");
	end_details(m);
	buf_release(&text);
}

/* Drawn where Markdown is shown with Mermaid, and in characters for everyone else. */
static void md_put_picture(struct md *m, const struct picture *p)
{
	buf_add_c(m->out, "```mermaid\n");
	picture_mermaid(m->out, p);
	buf_add_c(m->out, "```\n\n<details><summary>The same in characters</summary>\n\n```text\n");
	picture_text(m->out, p, m->a, WIDTH - 4, m->style->ascii);
	buf_add_c(m->out, "```\n\n</details>\n\n");
}

static void md_put_figure(struct md *m, const struct doc_block *b)
{
	if (b->picture) {
		md_put_paragraph(m, b->text);
		md_put_picture(m, b->picture);
		return;
	}
	begin_details(m, b->text);
	if (b->note.len)
		md_put_paragraph(m, b->note);
	buf_add_c(m->out, "```text\n");
	chart_text_write(m->out, b->chart, m->a, WIDTH - 4, writer_marks(m->style));
	buf_add_c(m->out, "```\n\n");
	end_details(m);
}

static void md_put_list(struct md *m, const struct str *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct buf text = {0};

		md_inline(&text, items[i], false);
		md_put_lines(m, &text, "- ", 2);
		buf_release(&text);
	}
	buf_char(m->out, '\n');
}

static void md_put_block(struct md *m, const struct doc_block *b)
{
	if (b->table && b->table->hidden)
		return;
	switch (b->kind) {
	case DOC_HEADING: md_put_heading(m, b->level, b->text); break;
	case DOC_PROSE: md_put_paragraph(m, b->text); break;
	case DOC_TABLE: put_long_table(m, b->table); break;
	case DOC_STEPS: md_put_steps(m, b); break;
	case DOC_CHECKS: md_put_table(m, b->table); break;
	case DOC_LIST: md_put_list(m, b->items, b->count); break;
	case DOC_FIGURE: md_put_figure(m, b); break;
	}
}

static void md_put_footer(struct md *m)
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
		md_put_lines(m, &text, "", 0);
	}
	buf_release(&text);
}

bool write_md(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d)
{
	struct md m = {doc, doc->arena, out, style};
	size_t from = out->len;

	(void)d;
	md_put_heading(&m, 1, doc->title);
	md_put_summary(&m);
	for (const struct doc_block *b = doc->first; b; b = b->next)
		md_put_block(&m, b);
	md_put_footer(&m);
	if (style->ascii)
		ascii_text(out, from);
	return true;
}
