/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_blocks.c - what a report holds, block by block. */
#include <math.h>

#include <cairo-pdf.h>
#include <string.h>

#include "show/pdf_page.h"

enum { CARDS = 4, CARD_GAP = 8, CARD_PAD = 1, STEP_INDENT = 8, STEP_GAP = 14, SIGN = 11, LINES = 60, RESULT_GAP = 5 };

static double content_width(const struct pdf *p)
{
	return p->right - p->left;
}

/* ---- headings, with bookmarks ---- */

static int put_bookmark(struct pdf *p, const char *text, int parent)
{
	char where[96], y[G_ASCII_DTOSTR_BUF_SIZE];

	g_ascii_formatd(y, sizeof(y), "%.1f", p->y);
	g_snprintf(where, sizeof(where), "page=%u pos=[0.0 %s]", p->page, y);
	return cairo_pdf_surface_add_outline(p->surface, parent, text, where, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

/* A heading is not alone at the foot of a page: `follow` is what the beginning of what comes next takes. */
static void pdf_blocks_put_heading(struct pdf *p, int level, const char *text, double follow)
{
	enum pdf_style style = level <= 2 ? PDF_H2 : PDF_H3;
	PangoLayout *l = pdf_layout(p, style, text, content_width(p));
	double height = pdf_layout_height(l);
	int bookmark;

	pdf_space(p, level <= 2 ? 8 : 6);
	pdf_need(p, height + follow);
	bookmark = put_bookmark(p, text, level <= 2 ? CAIRO_PDF_OUTLINE_ROOT : p->chapter);
	if (level <= 2)
		p->chapter = bookmark;
	pdf_tag(p, level <= 2 ? "H2" : "H3");
	pdf_draw(p, style, l, p->left, p->y);
	pdf_untag(p, level <= 2 ? "H2" : "H3");
	p->y += height + 2;
	if (level <= 2)
		pdf_rule(p, p->left, p->y, content_width(p), 0.8);
	p->y += 4;
	g_object_unref(l);
}

static void pdf_blocks_put_title(struct pdf *p, const char *text)
{
	PangoLayout *l = pdf_layout(p, PDF_TITLE, text, content_width(p));

	pdf_tag(p, "H1");
	pdf_draw(p, PDF_TITLE, l, p->left, p->y);
	pdf_untag(p, "H1");
	p->y += pdf_layout_height(l) + 6;
	g_object_unref(l);
}

static void pdf_blocks_put_paragraph(struct pdf *p, enum pdf_style style, const char *text)
{
	if (!*text)
		return;
	pdf_flow(p, style, text, p->left, content_width(p));
	pdf_space(p, 6);
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
	c->part[c->count] = pdf_layout(p, style, text, width);
	c->height += pdf_layout_height(c->part[c->count++]) + 1;
}

static struct card make_card(struct pdf *p, const json_t *answer, double width)
{
	struct card c = {.height = 2 * CARD_PAD};
	bool exact = json_is_true(json_object_get(answer, "exact"));
	char *text = g_strconcat(exact ? "" : "≈ ", pdf_string(answer, "text"), NULL), *value = pdf_mend_breaks(text, true);

	width -= 2 * CARD_PAD + 3;
	g_free(text);
	card_add(p, &c, PDF_BIG, value, width);
	card_add(p, &c, PDF_DIM, pdf_string(answer, "second"), width);
	card_add(p, &c, PDF_DIM, pdf_string(answer, "limit"), width);
	card_add(p, &c, PDF_CELL, pdf_string(answer, "label"), width);
	card_add(p, &c, PDF_MONO_SMALL, pdf_string(answer, "name"), width);
	g_free(value);
	return c;
}

static void draw_card(struct pdf *p, struct card *c, double x, double height)
{
	double y = p->y + CARD_PAD;

	pdf_color(p, INK_1);
	cairo_rectangle(p->cr, x, p->y, 3, height);
	cairo_fill(p->cr);
	for (unsigned i = 0; i < c->count; i++) {
		pdf_draw(p, c->style[i], c->part[i], x + CARD_PAD + 3, y);
		y += pdf_layout_height(c->part[i]) + 1;
		g_object_unref(c->part[i]);
	}
}

/* The cards of the next row, from answer *at on, which moves past them; what is in a table has none. */
static size_t make_row(struct pdf *p, const json_t *answers, size_t *at, double width, struct card *row, double *height)
{
	size_t count = 0;

	for (*height = 0; *at < json_array_size(answers) && count < CARDS; ++*at) {
		const json_t *answer = json_array_get(answers, *at);

		if (json_is_true(json_object_get(answer, "listed")) || !json_is_true(json_object_get(answer, "headline")))
			continue;
		row[count] = make_card(p, answer, width);
		*height = row[count].height > *height ? row[count].height : *height;
		count++;
	}
	return count;
}

/* Cards in rows, each as high as its highest. */
static void put_cards(struct pdf *p, const json_t *answers)
{
	double width = (content_width(p) - (CARDS - 1) * CARD_GAP) / CARDS, height;
	struct card row[CARDS];
	size_t at = 0, count;

	while ((count = make_row(p, answers, &at, width, row, &height)) > 0) {
		pdf_need(p, height + CARD_GAP);
		for (size_t k = 0; k < count; k++)
			draw_card(p, &row[k], p->left + (double)k * (width + CARD_GAP), height);
		p->y += height + CARD_GAP;
	}
}

/* One of the other answers, as a line. */
static char *answer_line(const json_t *answer)
{
	const char *label = pdf_string(answer, "label"), *second = pdf_string(answer, "second");

	return g_strconcat(*label ? label : pdf_string(answer, "name"), ": ",
	                   json_is_true(json_object_get(answer, "exact")) ? "" : "≈ ", pdf_string(answer, "text"),
	                   *second ? " (" : "", second, *second ? ")" : "", NULL);
}

/* The other answers, in two columns, row by row. */
static void put_others(struct pdf *p, const json_t *answers)
{
	double width = (content_width(p) - CARD_GAP) / 2, height = 0;
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
		if (count % 2 == 0) {
			p->y += height;
			height = 0;
			pdf_need(p, 30);
		}
		pdf_draw(p, PDF_CELL, l, p->left + (count % 2 ? width + CARD_GAP : 0), p->y);
		height = pdf_layout_height(l) + 1 > height ? pdf_layout_height(l) + 1 : height;
		count++;
		g_object_unref(l);
		g_free(text);
	}
	p->y += height;
}

static void pdf_blocks_put_summary(struct pdf *p, const json_t *doc)
{
	bool holds = json_is_true(json_object_get(doc, "holds"));

	pdf_blocks_put_paragraph(p, PDF_SMALL, pdf_string(doc, "provenance"));
	pdf_blocks_put_paragraph(p, PDF_SAY, pdf_string(doc, "sentence"));
	pdf_blocks_put_paragraph(p, holds ? PDF_HOLDS : PDF_FAILS, pdf_string(doc, "verdict"));
	put_cards(p, json_object_get(doc, "answer"));
	put_others(p, json_object_get(doc, "answer"));
}

/* ---- steps ---- */

/* The name on a line of its own when it would leave no room for the text. */
struct step {
	const json_t *json, *lines;
	PangoLayout *name;
	double left, right; /* of its column */
	double text, sign;  /* where its lines begin, and the room of "=" or of a word in front of them */
	bool own_line;
};

/* "=", or the widest of words such as "network" in a choice of machines. */
static double sign_room(struct pdf *p, const json_t *lines)
{
	double room = SIGN;

	for (size_t i = 0; i < json_array_size(lines); i++) {
		PangoLayout *l = pdf_layout(p, PDF_MONO, pdf_string(json_array_get(lines, i), "sign"), 0);
		double wide = pdf_layout_width(l);
		room = wide > SIGN && wide + 6 > room ? wide + 6 : room;
		g_object_unref(l);
	}
	return room;
}

static struct step pdf_blocks_make_step(struct pdf *p, const json_t *json, double left, double right)
{
	struct step s = {.json = json, .lines = json_object_get(json, "lines"), .left = left, .right = right};
	double lead;

	s.name = pdf_layout(p, PDF_MONO, pdf_string(json, "name"), 0);
	lead = pdf_layout_width(s.name) + 6;
	s.own_line = lead > (right - left) / 3;
	s.sign = sign_room(p, s.lines);
	s.text = left + STEP_INDENT + (s.own_line ? 10 : lead) + s.sign;
	return s;
}

/* The result after the numbers, on one line with them, where there is room for both; returns whether it is so. */
static bool put_result_behind(struct pdf *p, const struct step *s, PangoLayout *numbers, const json_t *last, double y,
                              bool draw)
{
	PangoLayout *sign = pdf_layout(p, PDF_MONO, pdf_string(last, "sign"), 0),
				*result = pdf_layout(p, PDF_MONO_BOLD, pdf_string(last, "text"), 0);
	double at = s->text + pdf_layout_width(numbers) + RESULT_GAP, behind = at + pdf_layout_width(sign) + RESULT_GAP;
	bool fits = pango_layout_get_line_count(numbers) == 1 && behind + pdf_layout_width(result) <= s->right;

	if (fits && draw) {
		pdf_draw(p, PDF_MONO, sign, at, y);
		pdf_draw(p, PDF_MONO_BOLD, result, behind, y);
	}
	g_object_unref(sign);
	g_object_unref(result);
	return fits;
}

/* How high it is; with `draw` it is drawn at p->y, which stays. */
static double pdf_blocks_put_step(struct pdf *p, const struct step *s, bool draw)
{
	double y = p->y;

	if (*pdf_string(s->json, "label")) {
		PangoLayout *l = pdf_layout(p, PDF_DIM, pdf_string(s->json, "label"), s->right - s->left);

		if (draw)
			pdf_draw(p, PDF_DIM, l, s->left, y);
		y += pdf_layout_height(l);
		g_object_unref(l);
	}
	if (draw)
		pdf_draw(p, PDF_MONO, s->name, s->left + STEP_INDENT, y);
	y += s->own_line ? pdf_layout_height(s->name) + 1 : 0;
	for (size_t i = 0; i < json_array_size(s->lines); i++) {
		const json_t *line = json_array_get(s->lines, i);
		enum pdf_style style = i + 1 == json_array_size(s->lines) ? PDF_MONO_BOLD : PDF_MONO;
		PangoLayout *l = pdf_layout(p, style, pdf_string(line, "text"), s->right - s->text);

		if (draw) {
			pdf_text(p, PDF_MONO, pdf_string(line, "sign"), s->text - s->sign, y);
			pdf_draw(p, style, l, s->text, y);
		}
		if (i + 2 == json_array_size(s->lines) && put_result_behind(p, s, l, json_array_get(s->lines, i + 1), y, draw))
			i++;
		y += pdf_layout_height(l) + 1;
		g_object_unref(l);
	}
	return y - p->y + 5;
}

/* Would it take more lines in half of the width? */
static bool is_wide(struct pdf *p, const json_t *json)
{
	double half = (content_width(p) - STEP_GAP) / 2;
	struct step narrow = pdf_blocks_make_step(p, json, p->left, p->left + half),
				wide = pdf_blocks_make_step(p, json, p->left, p->right);
	bool is = pdf_blocks_put_step(p, &narrow, false) > pdf_blocks_put_step(p, &wide, false) + 2 * 12;

	g_object_unref(narrow.name);
	g_object_unref(wide.name);
	return is;
}

/* Two beside each other, from left to right, unless one of them needs the width. */
static void pdf_blocks_put_steps(struct pdf *p, const json_t *steps)
{
	double half = (content_width(p) - STEP_GAP) / 2;

	for (size_t i = 0; i < json_array_size(steps);) {
		const json_t *first = json_array_get(steps, i), *second = json_array_get(steps, i + 1);
		bool two = second && !is_wide(p, first) && !is_wide(p, second);
		struct step a = pdf_blocks_make_step(p, first, p->left, two ? p->left + half : p->right);
		double height = pdf_blocks_put_step(p, &a, false), other = 0;
		struct step b = {0};

		if (two) {
			b = pdf_blocks_make_step(p, second, p->left + half + STEP_GAP, p->right);
			other = pdf_blocks_put_step(p, &b, false);
		}
		height = other > height ? other : height;
		pdf_need(p, height < p->bottom - p->top ? height : 40);
		pdf_blocks_put_step(p, &a, true);
		if (two)
			pdf_blocks_put_step(p, &b, true);
		p->y += height;
		g_object_unref(a.name);
		if (two)
			g_object_unref(b.name);
		i += two ? 2 : 1;
	}
	pdf_space(p, 2);
}

/* ---- lists ---- */

static void pdf_blocks_put_list(struct pdf *p, const json_t *items)
{
	for (size_t i = 0; i < json_array_size(items); i++) {
		const char *text = json_string_value(json_array_get(items, i));

		pdf_need(p, 14);
		pdf_text(p, PDF_BODY, "•", p->left + 4, p->y);
		pdf_flow(p, PDF_BODY, text ? text : "", p->left + 16, content_width(p) - 16);
		pdf_space(p, 2);
	}
	pdf_space(p, 4);
}

/* ---- all of it ---- */

static double beginning(const struct pdf *p, const json_t *b)
{
	return b && !strcmp(pdf_string(b, "kind"), "figure") ? pdf_figure_height(p, b) : LINES;
}

static void pdf_blocks_put_block(struct pdf *p, const json_t *doc, const json_t *b, const json_t *next)
{
	const char *kind = pdf_string(b, "kind");

	if (json_is_true(json_object_get(b, "page")))
		pdf_need(p, p->bottom);
	if (!strcmp(kind, "heading")) {
		pdf_blocks_put_heading(p, (int)pdf_number(b, "level"), pdf_string(b, "text"), beginning(p, next));
	} else if (!strcmp(kind, "prose")) {
		pdf_blocks_put_paragraph(p, PDF_BODY, pdf_string(b, "text"));
	} else if (!strcmp(kind, "table")) {
		pdf_table(p, json_object_get(b, "columns"), json_object_get(doc, pdf_string(b, "of")), false,
		          strcmp(pdf_string(b, "of"), "rests") ? ROWS_ALL : p->rests);
	} else if (!strcmp(kind, "steps")) {
		pdf_blocks_put_steps(p, json_object_get(b, "steps"));
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

	pdf_blocks_add_part(s, "bote ", pdf_string(doc, "bote"), 64);
	pdf_blocks_add_part(s, "", pdf_string(doc, "command"), 4000);
	pdf_blocks_add_part(s, "", pdf_string(doc, "file"), 4000);
	pdf_blocks_add_part(s, "sha256 ", pdf_string(doc, "sha256"), 16);
	pdf_blocks_add_part(s, "", pdf_string(doc, "sampling"), 200);
	pdf_blocks_add_part(s, "", pdf_string(doc, "date"), 64);
	pdf_space(p, 14);
	pdf_need(p, 30);
	pdf_rule(p, p->left, p->y, content_width(p), 0.8);
	p->y += 5;
	pdf_flow(p, PDF_SMALL, s->str, p->left, content_width(p));
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

	p->zoom = p->shrink;
	pdf_begin(p);
	pdf_tag(p, "Document");
	pdf_blocks_put_title(p, pdf_string(doc, "title"));
	pdf_blocks_put_summary(p, doc);
	for (size_t i = 0; i < json_array_size(body); i++) {
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
