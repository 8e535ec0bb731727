/* SPDX-License-Identifier: GPL-3.0-or-later */
/* txt.c - a document as plain text for a terminal or a mail. */
#include "base/utf8.h"
#include "diag/palette.h"
#include "base/ascii.h"
#include "show/page.h"
#include "show/steps.h"
#include "show/wrap.h"

enum { WIDTH = 80, GAP = 2, INDENT = 2 };

#define BOLD NEUTRAL_MARK "1m"
#define GREEN NEUTRAL_MARK "32m"
#define RED NEUTRAL_MARK "31m"
#define DIM NEUTRAL_MARK "2m"

struct txt {
	const struct doc *doc;
	struct arena *a;
	struct buf *out;
	unsigned width;
	const struct report_style *style;
	bool color;
};

/* BOLD and its kin, and PALETTE_END. */
static void txt_style(struct txt *t, const char *code)
{
	buf_add_c(t->out, t->color ? code : "");
}

static void put_wrapped(struct txt *t, const char *lead, unsigned indent, struct str text)
{
	struct wrap w = {.width = t->width, .taken = indent, .rest = indent};

	buf_add_c(t->out, lead);
	wrap_text(t->out, text, &w);
}

/* Title and chapters are underlined, so that they show without colours too. */
static void txt_put_heading(struct txt *t, unsigned level, struct str text)
{
	size_t wide = utf8_width(text);

	txt_style(t, BOLD);
	put_wrapped(t, "", 0, text);
	txt_style(t, PALETTE_END);
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

static void txt_put_answer(struct txt *t, const struct doc_answer *a, size_t width)
{
	struct str value = whole_value(t, &a->value), what = a->label.len ? a->label : a->name;
	size_t wide = utf8_width(value);

	buf_fill(t->out, ' ', INDENT);
	txt_style(t, BOLD);
	if (INDENT + wide > t->width)
		put_wrapped(t, "", INDENT, value);
	else
		buf_printf(t->out, "%.*s%s", STR(value), wide > width ? "\n" : "");
	txt_style(t, PALETTE_END);
	if (wide > width) {
		buf_fill(t->out, ' ', INDENT + width + GAP);
	} else {
		buf_fill(t->out, ' ', width - wide + GAP);
	}
	if (a->limit.len)
		what = arena_printf(t->a, "%.*s (%.*s)", STR(what), STR(a->limit));
	put_wrapped(t, "", (unsigned)(INDENT + width + GAP), what);
}

static void txt_put_paragraph(struct txt *t, struct str text)
{
	if (!text.len)
		return;
	put_wrapped(t, "", 0, text);
	buf_char(t->out, '\n');
}

static void txt_put_summary(struct txt *t)
{
	size_t width = value_width(t);

	txt_put_paragraph(t, t->doc->provenance);
	txt_put_paragraph(t, t->doc->sentence);
	buf_add_c(t->out, !t->color || !t->doc->verdict.len ? "" : t->doc->failed ? RED : t->doc->broken ? "" : GREEN);
	txt_put_paragraph(t, t->doc->verdict);
	buf_add_c(t->out, t->color && t->doc->verdict.len ? PALETTE_END : "");
	for (uint32_t i = 0; i < t->doc->answer_count; i++)
		if (!t->doc->answers[i].listed && !t->doc->answers[i].later)
			txt_put_answer(t, &t->doc->answers[i], width);
	if (t->doc->shown_count)
		buf_char(t->out, '\n');
}

/* ---- tables ---- */

/* Its name, and those of the rows that are joined to it. */
static struct str names_of_row(struct txt *t, const struct doc_table *table, uint32_t row, uint32_t k)
{
	struct str names = table_text(table, row, k);

	for (uint32_t i = row + 1, end = doc_next_row(table, row); i < end; i++)
		names = arena_printf(t->a, "%.*s, %.*s", STR(names), STR(table_text(table, i, k)));
	return names;
}

static void txt_put_table(struct txt *t, const struct doc_table *table)
{
	struct grid_pen pen = {.out = t->out, .width = t->width};
	struct grid g;

	grid_init(&g, t->a, table->column_count);
	g.heads = true;
	g.columns_only = !t->style->fit;
	for (uint32_t k = 0; k < table->column_count; k++) {
		const struct doc_column *c = &table->columns[k];

		g.columns[k] = (struct grid_column){.head = c->title, .right = c->figures, .words = !c->figures};
	}
	for (uint32_t i = 0; i < table->row_count; i = doc_next_row(table, i)) {
		struct str *row = grid_row(&g);

		for (uint32_t k = 0; k < table->column_count; k++)
			row[k] = table->columns[k].code ? names_of_row(t, table, i, k) : table_text(table, i, k);
	}
	grid_fit(&g, t->width);
	grid_write_heads(&g, &pen);
	for (uint32_t k = 0; k < table->column_count && !g.records; k++) {
		buf_fill(t->out, ' ', k ? g.gap : 0);
		buf_fill(t->out, '-', g.columns[k].width);
	}
	buf_add_c(t->out, g.records ? "" : "\n");
	for (uint32_t i = 0; i < g.row_count; i++)
		grid_write_row(&g, &pen, i);
	buf_char(t->out, '\n');
}

/* ---- blocks ---- */

static void txt_put_figure(struct txt *t, const struct doc_block *b)
{
	struct report_style style = *t->style;

	style.width = t->width;
	put_wrapped(t, "", 0, b->text);
	if (b->note.len)
		put_wrapped(t, "", 0, b->note);
	page_figure(t->out, b->chart, b->picture, t->a, &style);
	buf_char(t->out, '\n');
}

static void txt_put_list(struct txt *t, const struct str *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		put_wrapped(t, "* ", 2, items[i]);
	buf_char(t->out, '\n');
}

static void txt_put_block(struct txt *t, const struct doc_block *b)
{
	if (b->table && b->table->hidden)
		return;
	switch (b->kind) {
	case DOC_HEADING: txt_put_heading(t, b->level, b->text); break;
	case DOC_PROSE:
		put_wrapped(t, "", 0, b->text);
		buf_char(t->out, '\n');
		break;
	case DOC_TABLE: txt_put_table(t, b->table); break;
	case DOC_STEPS:
		steps_write(t->out, b, t->width);
		buf_char(t->out, '\n');
		break;
	case DOC_CHECKS: txt_put_table(t, b->table); break;
	case DOC_LIST: txt_put_list(t, b->items, b->count); break;
	case DOC_FIGURE: txt_put_figure(t, b); break;
	}
}

static void txt_put_footer(struct txt *t)
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
	struct txt t = {.doc = doc,
	                .a = doc->arena,
	                .out = out,
	                .width = style->width ? style->width : WIDTH,
	                .color = style->color,
	                .style = style};
	size_t from = out->len;

	(void)d;
	txt_put_heading(&t, 1, doc->title);
	txt_put_summary(&t);
	for (const struct doc_block *b = doc->first; b; b = b->next)
		txt_put_block(&t, b);
	txt_put_footer(&t);
	if (style->ascii)
		ascii_text(out, from);
	return true;
}
