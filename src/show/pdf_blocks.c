/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_blocks.c - what a report holds, block by block. */
#include <math.h>

#include <cairo-pdf.h>
#include <string.h>

#include "show/pdf_page.h"

enum { CARDS_BESIDE = 2, CARD_LINES = 10, HEADING_LINES = 6 }; /* a card and a heading fit on a page */
enum { BULLET = 16 };
enum { CARDS = 4, CARD_GAP = 8, CARD_PAD = 1, CARD_SIDE = 7 /* its bar, and room */, LINES = 60 };

/* ---- headings, with bookmarks ---- */

static int put_bookmark(struct pdf *p, const char *text, int parent)
{
	char where[96], y[G_ASCII_DTOSTR_BUF_SIZE];

	g_ascii_formatd(y, sizeof(y), "%.1f", p->y);
	g_snprintf(where, sizeof(where), "page=%u pos=[0.0 %s]", p->page, y);
	return cairo_pdf_surface_add_outline(p->surface, parent, text, where, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static void put_section_place(struct pdf *p)
{
	char number[16];

	g_snprintf(number, sizeof(number), "%u", ++p->sections);
	pdf_place(p, PDF_SECTION, number);
}

/* A heading is not alone at the foot of a page: `follow` is what the beginning of what comes next takes. */
static void pdf_blocks_put_heading(struct pdf *p, int level, const char *text, double follow)
{
	enum pdf_style style = level <= 2 ? PDF_H2 : PDF_H3;
	struct pdf_look look = {.style = style, .width = pdf_content_width(p), .lines = HEADING_LINES};
	PangoLayout *l = pdf_layout_look(p, look, text);
	double height = pdf_layout_height(l);
	int bookmark;

	pdf_space(p, level <= 2 ? 8 : 6);
	pdf_need(p, height + follow);
	put_section_place(p);
	bookmark = put_bookmark(p, text, level <= 2 ? CAIRO_PDF_OUTLINE_ROOT : p->chapter);
	if (level <= 2)
		p->chapter = bookmark;
	pdf_tag(p, level <= 2 ? "H2" : "H3");
	pdf_draw(p, style, l, p->left, p->y);
	pdf_untag(p, level <= 2 ? "H2" : "H3");
	p->y += height + 2;
	if (level <= 2)
		pdf_rule(p, p->left, p->y, pdf_content_width(p), 0.8);
	p->y += 4;
	g_object_unref(l);
}

static void pdf_blocks_put_title(struct pdf *p, const char *text)
{
	struct pdf_look look = {.style = PDF_TITLE, .width = pdf_content_width(p), .lines = HEADING_LINES};
	PangoLayout *l = pdf_layout_look(p, look, text);

	pdf_tag(p, "H1");
	pdf_draw(p, PDF_TITLE, l, p->left, p->y);
	pdf_untag(p, "H1");
	p->y += pdf_layout_height(l) + 6;
	g_object_unref(l);
}

/* At most so many characters, on one line. */
static void add_unbroken(GString *s, const char *text, int most)
{
	for (; *text && most > 0; text = g_utf8_next_char(text), most--)
		if (*text == ' ')
			g_string_append(s, "\u00a0");
		else
			g_string_append_len(s, text, g_utf8_next_char(text) - text);
	g_string_append(s, *text ? "…" : "");
}

/* What there is further down, where that is much; each name, which stays on one line, leads there. */
static void pdf_blocks_put_contents(struct pdf *p, const json_t *body)
{
	enum { FEW = 5, SECTIONS = 64, NAME = 60, DIGITS = 12 };
	unsigned number = 0, count = 0;
	char digits[SECTIONS][DIGITS];
	struct pdf_span spans[SECTIONS];
	GString *text = g_string_new("");

	for (size_t i = 0; i < json_array_size(body) && count < SECTIONS; i++) {
		const json_t *b = json_array_get(body, i);
		bool heading = !strcmp(member_text(b, "kind"), "heading");

		number += heading;
		if (!heading || member_number(b, "level") != 2)
			continue;
		g_string_append(text, text->len ? " · " : "");
		g_snprintf(digits[count], DIGITS, "%u", number);
		spans[count] = (struct pdf_span){.from = (int)text->len, .kind = PDF_SECTION, .name = digits[count]};
		add_unbroken(text, member_text(b, "text"), NAME);
		spans[count++].to = (int)text->len;
	}
	if (count >= FEW) {
		PangoLayout *l = pdf_layout(p, PDF_SMALL, text->str, pdf_content_width(p));

		pdf_tag(p, "P");
		pdf_draw_linked(
			p, &(struct pdf_text){.l = l, .style = PDF_SMALL, .x = p->left, .y = p->y, .spans = spans, .count = count});
		pdf_untag(p, "P");
		p->y += pdf_layout_height(l) + 4;
		g_object_unref(l);
	}
	g_string_free(text, TRUE);
}

static void pdf_blocks_put_paragraph(struct pdf *p, enum pdf_style style, const char *text)
{
	char *own;

	if (!*text)
		return;
	own = pdf_isolated(text);
	pdf_flow(p, style, own, p->left, pdf_content_width(p));
	pdf_space(p, 6);
	g_free(own);
}

/* ---- the answer ---- */

/* The texts of a card, from top to bottom. */
struct card {
	PangoLayout *part[5];
	enum pdf_style style[5];
	unsigned count;
	double height;
};

static void card_add(struct pdf *p, struct card *c, enum pdf_style style, const char *text, double width)
{
	if (!*text)
		return;
	c->style[c->count] = style;
	c->part[c->count] = pdf_layout_look(p, (struct pdf_look){.style = style, .width = width, .lines = CARD_LINES},
	                                    text);
	c->height += pdf_layout_height(c->part[c->count++]) + 1;
}

static struct card make_card(struct pdf *p, const json_t *answer, double width)
{
	struct card c = {.height = 2 * CARD_PAD};
	bool exact = json_is_true(json_object_get(answer, "exact"));
	char *text = g_strconcat(exact ? "" : "≈ ", member_text(answer, "text"), NULL),
		 *value = pdf_mend_breaks(text, true);

	width -= CARD_SIDE;
	g_free(text);
	card_add(p, &c, PDF_BIG, value, width);
	card_add(p, &c, PDF_DIM, member_text(answer, "second"), width);
	card_add(p, &c, PDF_DIM, member_text(answer, "limit"), width);
	card_add(p, &c, PDF_CELL, member_text(answer, "label"), width);
	card_add(p, &c, PDF_MONO_SMALL, member_text(answer, "name"), width);
	g_free(value);
	return c;
}

static void draw_card(struct pdf *p, struct card *c, double x, double height)
{
	double y = p->y + CARD_PAD;

	pdf_color(p, INK_1);
	cairo_rectangle(p->cr, x, p->y, 3, height);
	cairo_fill(p->cr);
	pdf_tag(p, "P");
	for (unsigned i = 0; i < c->count; i++) {
		pdf_draw_span(p, c->style[i], c->part[i], x + CARD_SIDE, y);
		y += pdf_layout_height(c->part[i]) + 1;
		g_object_unref(c->part[i]);
	}
	pdf_untag(p, "P");
}

/* The cards of the next row, from answer *at on, which moves past them; what is in a table has none. */
static size_t make_row(struct pdf *p, const json_t *answers, size_t *at, size_t most, double width, struct card *row,
                       double *height)
{
	size_t count = 0;

	for (*height = 0; *at < json_array_size(answers) && count < most; ++*at) {
		const json_t *answer = json_array_get(answers, *at);

		if (json_is_true(json_object_get(answer, "listed")) || !json_is_true(json_object_get(answer, "headline")))
			continue;
		row[count] = make_card(p, answer, width);
		*height = row[count].height > *height ? row[count].height : *height;
		count++;
	}
	return count;
}

/* Cards in rows of so many, each as high as its highest. */
static void put_cards(struct pdf *p, const json_t *answers, size_t columns)
{
	double width = (pdf_content_width(p) - (double)(columns - 1) * CARD_GAP) / (double)columns, height;
	struct card row[CARDS];
	size_t at = 0, count;

	while ((count = make_row(p, answers, &at, columns, width, row, &height)) > 0) {
		pdf_need(p, height + CARD_GAP);
		for (size_t k = 0; k < count; k++)
			draw_card(p, &row[k], p->left + (double)k * (width + CARD_GAP), height);
		p->y += height + CARD_GAP;
	}
}

/* One of the other answers, as a line. */
static char *answer_line(const json_t *answer)
{
	const char *label = member_text(answer, "label"), *second = member_text(answer, "second");
	char *line, *own;

	line = g_strconcat(*label ? label : member_text(answer, "name"), ": ",
	                   json_is_true(json_object_get(answer, "exact")) ? "" : "≈ ", member_text(answer, "text"),
	                   *second ? " (" : "", second, *second ? ")" : "", NULL);
	own = pdf_isolated(line);
	g_free(line);
	return own;
}

/* The other answers, in so many columns, row by row. */
static void put_others(struct pdf *p, const json_t *answers, unsigned columns)
{
	double width = (pdf_content_width(p) - (columns - 1) * CARD_GAP) / columns, height = 0;
	unsigned count = 0;

	for (size_t i = 0; i < json_array_size(answers); i++) {
		const json_t *answer = json_array_get(answers, i);
		char *text;
		PangoLayout *l;

		if (json_is_true(json_object_get(answer, "listed")) || json_is_true(json_object_get(answer, "headline")) ||
		    json_is_true(json_object_get(answer, "later")))
			continue;
		text = answer_line(answer);
		l = pdf_layout(p, PDF_CELL, text, width);
		if (count % columns == 0) {
			p->y += height;
			height = 0;
			pdf_need(p, 30);
		}
		pdf_tag(p, "P");
		pdf_draw(p, PDF_CELL, l, p->left + count % columns * (width + CARD_GAP), p->y);
		pdf_untag(p, "P");
		height = pdf_layout_height(l) + 1 > height ? pdf_layout_height(l) + 1 : height;
		count++;
		g_object_unref(l);
		g_free(text);
	}
	p->y += height;
}

/* The picture at the start of the body, where it is so tall that the answers have room beside it; else NULL. */
static const json_t *pdf_blocks_beside(const json_t *doc)
{
	const json_t *b = json_array_get(json_object_get(doc, "body"), 0);
	return pdf_figure_is_tall(b) ? b : NULL;
}

/* The answers on the left, the picture on the right; what follows is below both. */
static void put_beside(struct pdf *p, const json_t *answers, const json_t *picture)
{
	double left = p->left, right = p->right, top = p->y, below, wide = pdf_figure_width(p, picture);
	unsigned page = p->page;

	p->right -= wide + 2 * CARD_GAP;
	put_cards(p, answers, CARDS_BESIDE);
	put_others(p, answers, 1);
	below = p->y;
	p->left = right - wide;
	p->right = p->left + (right - left); /* it is as large as where it stands alone */
	if (p->page == page)
		p->y = top;
	pdf_figure(p, picture);
	p->left = left;
	p->right = right;
	if (p->page == page)
		p->y = fmax(p->y, below);
}

static void pdf_blocks_put_summary(struct pdf *p, const json_t *doc)
{
	const json_t *answers = json_object_get(doc, "answer"), *beside = pdf_blocks_beside(doc);

	enum pdf_style verdict = !json_is_true(json_object_get(doc, "holds"))   ? PDF_FAILS
	                         : json_is_true(json_object_get(doc, "broken")) ? PDF_SO_FAR
	                                                                        : PDF_HOLDS;

	pdf_blocks_put_paragraph(p, PDF_SMALL, member_text(doc, "provenance"));
	pdf_blocks_put_paragraph(p, PDF_SAY, member_text(doc, "sentence"));
	pdf_blocks_put_paragraph(p, verdict, member_text(doc, "verdict"));
	if (beside) {
		put_beside(p, answers, beside);
		return;
	}
	put_cards(p, answers, CARDS);
	put_others(p, answers, 2);
}

/* ---- lists ---- */

/* Of the row of a list that begins with item `from`, in so many columns. */
static double list_row_height(struct pdf *p, const json_t *items, size_t from, unsigned columns)
{
	double width = (pdf_content_width(p) - (columns - 1) * CARD_GAP) / columns - BULLET, most = 0;

	for (size_t i = from; i < from + columns && i < json_array_size(items); i++) {
		PangoLayout *l = pdf_layout(p, PDF_BODY, json_string_value(json_array_get(items, i)), width);

		most = fmax(most, pdf_layout_height(l) + 2);
		g_object_unref(l);
	}
	return most;
}

static double list_height(struct pdf *p, const json_t *items, unsigned columns)
{
	double sum = 0;

	for (size_t i = 0; i < json_array_size(items); i += columns)
		sum += list_row_height(p, items, i, columns);
	return sum;
}

/* Row by row, in two columns where that is clearly shorter. */
static void pdf_blocks_put_list(struct pdf *p, const json_t *items)
{
	unsigned columns = list_height(p, items, 2) < 0.75 * list_height(p, items, 1) ? 2 : 1;
	double width = (pdf_content_width(p) - (columns - 1) * CARD_GAP) / columns, top = p->y, below = p->y;

	for (size_t i = 0; i < json_array_size(items); i++) {
		double x = p->left + (double)(i % columns) * (width + CARD_GAP);

		p->y = i % columns ? top : below;
		if (i % columns == 0)
			pdf_need(p, columns > 1 ? list_row_height(p, items, i, columns) : 14);
		top = p->y;
		pdf_text(p, PDF_BODY, "•", x + 4, p->y);
		pdf_flow(p, PDF_BODY, json_string_value(json_array_get(items, i)), x + BULLET, width - BULLET);
		pdf_space(p, 2);
		below = i % columns ? fmax(p->y, below) : p->y;
	}
	p->y = below;
	pdf_space(p, 4);
}

/* ---- all of it ---- */

/* That of a heading takes what follows it along. */
static double beginning(const struct pdf *p, const json_t *b)
{
	enum { HEADING = 26 };

	if (b && !strcmp(member_text(b, "kind"), "figure"))
		return pdf_figure_height(p, b);
	return b && !strcmp(member_text(b, "kind"), "heading") ? HEADING + LINES : LINES;
}

static void pdf_blocks_put_block(struct pdf *p, const json_t *doc, const json_t *b, const json_t *next)
{
	const char *kind = member_text(b, "kind");

	if (json_is_true(json_object_get(b, "page")))
		pdf_need(p, p->bottom);
	if (!strcmp(kind, "heading")) {
		pdf_blocks_put_heading(p, (int)member_number(b, "level"), member_text(b, "text"), beginning(p, next));
	} else if (!strcmp(kind, "prose")) {
		pdf_blocks_put_paragraph(p, PDF_BODY, member_text(b, "text"));
	} else if (!strcmp(kind, "table")) {
		pdf_table(p, json_object_get(b, "columns"), json_object_get(doc, member_text(b, "of")), false,
		          strcmp(member_text(b, "of"), "rests") ? ROWS_ALL : p->fit.rests);
	} else if (!strcmp(kind, "steps")) {
		pdf_steps(p, json_object_get(b, "steps"));
	} else if (!strcmp(kind, "checks")) {
		pdf_table(p, json_object_get(b, "columns"), json_object_get(doc, "checks"), true, ROWS_ALL);
	} else if (!strcmp(kind, "list")) {
		pdf_blocks_put_list(p, json_object_get(b, "items"));
	} else if (!strcmp(kind, "figure")) {
		pdf_figure(p, b);
	}
}

static void pdf_blocks_add_part(GString *s, const char *before, const char *text, int most)
{
	if (*text)
		g_string_append_printf(s, "%s%s%.*s", s->len ? " · " : "", before, most, text);
}

static void pdf_blocks_put_origin(struct pdf *p, const json_t *doc)
{
	GString *s = g_string_new("");
	PangoLayout *l;
	double height;

	pdf_blocks_add_part(s, "bote ", member_text(doc, "bote"), 64);
	pdf_blocks_add_part(s, "", member_text(doc, "command"), 4000);
	if (!strstr(member_text(doc, "command"), member_text(doc, "file"))) /* as writer_origin() has it */
		pdf_blocks_add_part(s, "", member_text(doc, "file"), 4000);
	pdf_blocks_add_part(s, "sha256 ", member_text(doc, "sha256"), 16);
	pdf_blocks_add_part(s, "", member_text(doc, "sampling"), 200);
	pdf_blocks_add_part(s, "", member_text(doc, "date"), 64);
	l = pdf_layout(p, PDF_SMALL, s->str, pdf_content_width(p));
	height = pdf_layout_height(l) + 5;
	g_object_unref(l);
	pdf_space(p, fmax(fmin(14, p->bottom - p->y - height), 0)); /* not alone on a page for want of room above it */
	pdf_need(p, height);
	pdf_rule(p, p->left, p->y, pdf_content_width(p), 0.8);
	p->y += 5;
	pdf_flow(p, PDF_SMALL, s->str, p->left, pdf_content_width(p));
	g_string_free(s, TRUE);
}

/* What is on a second page was too much. */
static void measure_summary(struct pdf *p)
{
	p->measured = true;
	p->over = p->page > 1 ? p->y - p->top + (p->page - 2) * (p->bottom - p->top) : 0;
}

void pdf_document(struct pdf *p, const json_t *doc, bool summary_alone)
{
	const json_t *body = json_object_get(doc, "body");

	p->zoom = p->fit.shrink;
	pdf_begin(p);
	pdf_tag(p, "Document");
	pdf_blocks_put_title(p, member_text(doc, "title"));
	pdf_blocks_put_contents(p, body);
	pdf_blocks_put_summary(p, doc);
	for (size_t i = pdf_blocks_beside(doc) ? 1 : 0; i < json_array_size(body); i++) {
		const json_t *b = json_array_get(body, i);

		if (json_is_true(json_object_get(b, "page"))) {
			measure_summary(p);
			p->zoom = 1;
		}
		if (p->measured && summary_alone)
			break;
		pdf_blocks_put_block(p, doc, b, json_array_get(body, i + 1));
	}
	if (!p->measured || !summary_alone)
		pdf_blocks_put_origin(p, doc);
	if (!p->measured)
		measure_summary(p);
	pdf_untag(p, "Document");
	pdf_end(p);
}
