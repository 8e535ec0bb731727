/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.c - a document as one HTML file without script or network: to be mailed, read on a screen, printed. */
#include "show/html_text.h"
#include "show/html_write.h"
#include "show/isolate.h"
#include "show/picture.h"
#include "show/svg.h"
#include "show/writer.h"

static void html_put_line(struct html *h, const char *tag, const char *class, struct str text)
{
	html_put_element(h, tag, class, text);
	buf_char(h->out, '\n');
}

/* The same for sentences. */
static void put_prose(struct html *h, const char *tag, const char *class, struct str text)
{
	buf_printf(h->out, class ? "<%s class=\"%s\"%s>" : "<%s%s%s>", tag, class ? class : "",
	           isolate_needed(text) ? " dir=\"auto\"" : "");
	html_prose(h->out, text);
	buf_printf(h->out, "</%s>\n", tag);
}

static void html_put_heading(struct html *h, unsigned level, struct str text, bool page)
{
	h->sections++;
	buf_printf(h->out, "<h%u id=\"s%u\"%s>", level, h->sections, page ? " class=\"page\"" : "");
	html_put_label(h, text);
	buf_printf(h->out, "</h%u>\n", level);
}

/* What there is further down, where that is much: for the screen. */
static void put_contents(struct html *h)
{
	enum { FEW = 5 };
	unsigned number = 0, count = 0;

	for (const struct doc_block *b = h->doc->first; b; b = b->next)
		count += b->kind == DOC_HEADING && b->level == 2;
	if (count < FEW)
		return;
	buf_add_c(h->out, "<nav aria-label=\"Contents\">");
	for (const struct doc_block *b = h->doc->first; b; b = b->next) {
		number += b->kind == DOC_HEADING;
		if (b->kind != DOC_HEADING || b->level != 2)
			continue;
		buf_printf(h->out, "%s<a href=\"#s%u\">", number > 1 ? " · " : "", number);
		html_text(h->out, b->text);
		buf_add_c(h->out, "</a>");
	}
	buf_add_c(h->out, "</nav>\n");
}

/* ---- steps ---- */

/* The text of a line, its names linked to where they come from. */
static void put_line_of_step(struct html *h, const struct doc_step *s, uint32_t line)
{
	struct str text = s->lines[line].text;
	struct doc_link link = {0};
	size_t from = 0;

	while (doc_links_next(&h->links, s, line, &link)) {
		html_text(h->out, str_cut(text, from, link.start));
		buf_add_c(h->out, "<a");
		if (link.place == DOC_PLACE_ASSUMPTION && !map_get(&h->used, link.to)) {
			map_put(&h->used, link.to, h);
			html_put_place(h, " id=\"u-", link.to);
		}
		html_put_place(h, link.place == DOC_PLACE_ASSUMPTION ? " href=\"#a-" : " href=\"#c-", link.to);
		buf_char(h->out, '>');
		html_text(h->out, str_cut(text, link.start, link.end));
		buf_add_c(h->out, "</a>");
		from = link.end;
	}
	html_text(h->out, str_cut(text, from, text.len));
}

static void html_put_step(struct html *h, const struct doc_step *s)
{
	buf_add_c(h->out, "<div class=\"step\"");
	if (doc_links_leads_here(&h->links, s))
		html_put_place(h, " id=\"c-", s->name);
	buf_char(h->out, '>');
	if (s->label.len)
		html_put_element(h, "p", NULL, s->label);
	buf_add_c(h->out, "<div class=\"eq\">");
	html_put_element(h, "span", "n", s->name);
	for (uint32_t i = 0; i < s->count; i++) {
		buf_char(h->out, ' ');
		html_put_element(h, "span", "s", s->lines[i].sign);
		buf_char(h->out, ' ');
		buf_add_c(h->out, i + 1 == s->count ? "<span class=\"t last\">" : "<span class=\"t\">");
		put_line_of_step(h, s, i);
		buf_add_c(h->out, "</span>");
	}
	buf_add_c(h->out, "</div></div>\n");
}

/* ---- figures ---- */

static struct drawing *html_draw(struct html *h, const struct doc_block *b, bool phone)
{
	if (b->picture)
		return picture_shapes(b->picture, h->doc->arena, phone ? PICTURE_WIDTH_PHONE : PICTURE_WIDTH);
	return shape_chart(b->chart, h->doc->arena, phone ? CHART_WIDTH_PHONE : CHART_WIDTH);
}

/*
 * A picture is as wide as it is, unlike a chart. On a phone there is another drawing, made for it. Of the two one is
 * shown, so one is read aloud.
 */
static void html_put_figure(struct html *h, const struct doc_block *b)
{
	struct drawing *wide = html_draw(h, b, false), *narrow = html_draw(h, b, true);
	bool two = narrow->width < wide->width;

	buf_printf(h->out, "<figure%s>\n<figcaption>",
	           b->picture ? two ? " class=\"picture two\"" : " class=\"picture\"" : " class=\"two\"");
	html_put_label(h, b->text);
	if (b->note.len)
		html_put_element(h, "small", NULL, b->note);
	buf_add_c(h->out, "</figcaption>\n");
	svg_write(h->out, wide, ++h->figures);
	if (two)
		svg_write(h->out, narrow, ++h->figures);
	buf_add_c(h->out, "</figure>\n");
}

/* ---- the summary ---- */

/* A large number with its range and limit. */
static void put_card(struct html *h, const struct doc_answer *a)
{
	buf_add_c(h->out, "<li>");
	buf_add_c(h->out, "<strong>");
	html_put_pieces(h, doc_value_signed(h->doc->arena, &a->value));
	buf_add_c(h->out, "</strong>");
	if (a->value.second.len)
		html_put_element(h, "span", "second", a->value.second);
	if (a->limit.len)
		html_put_element(h, "span", "second", a->limit);
	buf_add_c(h->out, "<span class=\"label\">");
	html_put_label(h, a->label);
	buf_add_c(h->out, a->label.len ? " " : "");
	html_put_element(h, "code", NULL, a->name);
	buf_add_c(h->out, "</span></li>\n");
}

/* One of the others: a line. */
static void html_put_answer(struct html *h, const struct doc_answer *a)
{
	buf_add_c(h->out, "<li>");
	html_put_label(h, a->label.len ? a->label : a->name);
	buf_add_c(h->out, ": ");
	html_put_element(h, "b", NULL, doc_value_signed(h->doc->arena, &a->value));
	if (a->value.second.len) {
		buf_add_c(h->out, " <span class=\"second\">");
		html_text(h->out, a->value.second);
		buf_add_c(h->out, "</span>");
	}
	buf_add_c(h->out, "</li>\n");
}

static void html_put_answers(struct html *h, bool headline, const char *class)
{
	const struct doc *d = h->doc;
	uint32_t count = 0;

	for (uint32_t i = 0; i < d->answer_count; i++) {
		const struct doc_answer *a = &d->answers[i];

		if (a->listed || a->later || a->headline != headline)
			continue;
		if (!count++)
			buf_printf(h->out, "<ul class=\"%s\">\n", class);
		if (headline)
			put_card(h, a);
		else
			html_put_answer(h, a);
	}
	buf_add_c(h->out, count ? "</ul>\n" : "");
}

/* The picture at the start of the body, where it is so tall and narrow that there is room for the answers beside it. */
static const struct doc_block *html_beside(struct html *h)
{
	const struct doc_block *b = h->doc->first;
	const struct drawing *d = b && b->kind == DOC_FIGURE && b->picture ? html_draw(h, b, false) : NULL;

	return d && shape_is_tall(d) ? b : NULL;
}

static void html_put_summary(struct html *h)
{
	const struct doc *d = h->doc;

	if (d->provenance.len)
		html_put_line(h, "p", "from", d->provenance);
	if (d->sentence.len)
		put_prose(h, "p", "say", d->sentence);
	if (d->verdict.len)
		html_put_line(h, "p", d->failed ? "verdict fails" : d->broken ? "verdict" : "verdict holds", d->verdict);
	h->beside = html_beside(h);
	buf_add_c(h->out, h->beside ? "<div class=\"beside\"><div>\n" : "");
	html_put_answers(h, true, "answers");
	html_put_answers(h, false, "more");
	if (h->beside) {
		buf_add_c(h->out, "</div>\n");
		html_put_figure(h, h->beside);
		buf_add_c(h->out, "</div>\n");
	}
}

/* ---- all blocks ---- */

static void html_put_list(struct html *h, const struct doc_block *b)
{
	buf_add_c(h->out, "<ul>\n");
	for (uint32_t i = 0; i < b->count; i++)
		put_prose(h, "li", NULL, b->items[i]);
	buf_add_c(h->out, "</ul>\n");
}

static void html_put_block(struct html *h, const struct doc_block *b, struct str heading)
{
	if ((b->table && b->table->hidden) || b == h->beside)
		return;
	switch (b->kind) {
	case DOC_HEADING: html_put_heading(h, b->level, b->text, b->page); break;
	case DOC_PROSE: put_prose(h, "p", NULL, b->text); break;
	case DOC_TABLE:
		h->assuming = doc_links_assumes(b->table);
		html_put_table(h, b->table, heading, false);
		h->assuming = false;
		break;
	case DOC_STEPS:
		for (uint32_t i = 0; i < b->count; i++)
			html_put_step(h, &b->steps[i]);
		break;
	case DOC_CHECKS: html_put_table(h, b->table, heading, true); break;
	case DOC_LIST: html_put_list(h, b); break;
	case DOC_FIGURE: html_put_figure(h, b); break;
	}
}

/* ---- the page ---- */

static void put_head_of_page(struct html *h)
{
	buf_add_c(
		h->out,
		"<!DOCTYPE html>\n"
		"<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n");
	if (h->doc->origin.version.len) {
		buf_add_c(h->out, "<meta name=\"generator\" content=\"bote ");
		html_text(h->out, h->doc->origin.version);
		buf_add_c(h->out, "\"/>\n");
	}
	buf_add_c(h->out, "<title>");
	html_text(h->out, h->doc->title);
	buf_printf(h->out, "</title>\n<style>\n%s", html_style);
	svg_style(h->out);
	buf_add_c(h->out, "</style>\n</head>\n<body>\n<main>\n");
}

/* Is so much to be on the first page that it takes small type? Checks with what they are in each scenario are most of
 * it. */
static bool is_full_page(const struct doc *d)
{
	enum { FIELDS_MOST = 20 };

	for (const struct doc_block *b = d->first; b && !b->page; b = b->next)
		if (b->kind == DOC_CHECKS && b->table->row_count * b->table->column_count > FIELDS_MOST)
			return true;
	return false;
}

static void html_put_footer(struct html *h)
{
	struct writer_part parts[WRITER_PARTS];
	unsigned count = writer_origin(h->doc, parts);

	if (!count)
		return;
	buf_add_c(h->out, "<footer>");
	for (unsigned i = 0; i < count; i++) {
		buf_add_c(h->out, i ? " · " : "");
		if (parts[i].code)
			html_put_element(h, "code", NULL, parts[i].text);
		else
			html_text(h->out, parts[i].text);
	}
	buf_add_c(h->out, "</footer>\n");
}

bool write_html(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d)
{
	struct html h = {.doc = doc, .out = out};
	struct str heading = S("Summary"); /* that of the section */
	bool first = doc->one_page;

	(void)style;
	(void)d;
	doc_links_init(&h.links, doc);
	put_head_of_page(&h);
	if (first)
		buf_add_c(out, is_full_page(doc) ? "<div class=\"first full\">\n" : "<div class=\"first\">\n");
	html_put_line(&h, "h1", NULL, doc->title);
	put_contents(&h);
	html_put_summary(&h);
	for (const struct doc_block *b = doc->first; b; b = b->next) {
		if (b->kind == DOC_HEADING)
			heading = b->text;
		if (first && b->page) {
			buf_add_c(out, "</div>\n");
			first = false;
		}
		html_put_block(&h, b, heading);
	}
	html_put_footer(&h);
	if (first)
		buf_add_c(out, "</div>\n");
	doc_links_release(&h.links);
	map_release(&h.used);
	buf_add_c(out, "</main>\n</body>\n</html>\n");
	return true;
}
