/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.c - a document as one HTML file without script or network: to be mailed, read on a screen, printed. */
#include "base/utf8.h"
#include "show/doc_link.h"
#include "show/html_text.h"
#include "show/picture.h"
#include "show/svg.h"
#include "show/writer.h"

struct html {
	const struct doc *doc;
	struct buf *out;
	unsigned sections; /* numbered, so that a place can be linked to */
	unsigned figures;
	bool assuming; /* a table of assumptions is being written: others link to its names */
	struct doc_links links;
	struct map used; /* names whose first use was written */
};

/* ` id="c-NAME"`, ` href="#a-NAME"` */
static void html_put_place(struct html *h, const char *before, struct str name)
{
	buf_add_c(h->out, before);
	xml_text(h->out, name);
	buf_char(h->out, '"');
}

/* A text beside others: one that is written from right to left does not take them along. */
static void put_label(struct html *h, struct str text)
{
	bool from_right = html_from_right(text);

	buf_add_c(h->out, from_right ? "<bdi>" : "");
	html_prose(h->out, text);
	buf_add_c(h->out, from_right ? "</bdi>" : "");
}

/* <tag class="class">text</tag>; no class when it is NULL. */
static void html_put_element(struct html *h, const char *tag, const char *class, struct str text)
{
	buf_printf(h->out, class ? "<%s class=\"%s\">" : "<%s>", tag, class);
	put_label(h, text);
	buf_printf(h->out, "</%s>", tag);
}

static void html_put_line(struct html *h, const char *tag, const char *class, struct str text)
{
	html_put_element(h, tag, class, text);
	buf_char(h->out, '\n');
}

/* The same for sentences. */
static void put_prose(struct html *h, const char *tag, const char *class, struct str text)
{
	buf_printf(h->out, class ? "<%s class=\"%s\"%s>" : "<%s%s%s>", tag, class ? class : "",
	           html_from_right(text) ? " dir=\"auto\"" : "");
	html_prose(h->out, text);
	buf_printf(h->out, "</%s>\n", tag);
}

static void html_put_heading(struct html *h, unsigned level, struct str text, bool page)
{
	h->sections++;
	buf_printf(h->out, "<h%u id=\"s%u\"%s>", level, h->sections, page ? " class=\"page\"" : "");
	put_label(h, text);
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

/* ---- the summary ---- */

/* A large number with its range and limit. */
static void put_card(struct html *h, const struct doc_answer *a)
{
	buf_add_c(h->out, "<li>");
	html_put_element(h, "strong", NULL, doc_value_signed(h->doc->arena, &a->value));
	if (a->value.second.len)
		html_put_element(h, "span", "second", a->value.second);
	if (a->limit.len)
		html_put_element(h, "span", "second", a->limit);
	buf_add_c(h->out, "<span class=\"label\">");
	put_label(h, a->label);
	buf_add_c(h->out, a->label.len ? " " : "");
	html_put_element(h, "code", NULL, a->name);
	buf_add_c(h->out, "</span></li>\n");
}

/* One of the others: a line. */
static void html_put_answer(struct html *h, const struct doc_answer *a)
{
	buf_add_c(h->out, "<li>");
	put_label(h, a->label.len ? a->label : a->name);
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

static void html_put_summary(struct html *h)
{
	const struct doc *d = h->doc;

	if (d->provenance.len)
		html_put_line(h, "p", "from", d->provenance);
	if (d->sentence.len)
		put_prose(h, "p", "say", d->sentence);
	if (d->verdict.len)
		html_put_line(h, "p", d->failed ? "verdict fails" : "verdict holds", d->verdict);
	html_put_answers(h, true, "answers");
	html_put_answers(h, false, "more");
}

/* ---- tables ---- */

/* What has so many columns is too wide for the screen of a phone. */
enum { STACKED_FROM = 4 };

/* The columns that are seen as such. */
static unsigned html_columns(const struct doc_table *t)
{
	unsigned columns = 0;

	for (uint32_t k = 0; k < t->column_count; k++)
		columns += !t->columns[k].small;
	return columns;
}

static void html_put_head(struct html *h, const struct doc_table *t)
{
	buf_add_c(h->out, "<thead><tr>");
	for (uint32_t k = 0; k < t->column_count; k++) {
		if (t->columns[k].small)
			continue;
		buf_add_c(h->out, t->columns[k].figures ? "<th scope=\"col\" class=\"f\">" : "<th scope=\"col\">");
		html_text(h->out, t->columns[k].title);
		buf_add_c(h->out, "</th>");
	}
	buf_add_c(h->out, "</tr></thead>\n");
}

/* A word that long may be broken anywhere, or it would push the table out of the page. */
enum { LONG_WORD = 20 };

static bool has_long_word(struct str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t end = str_find_char(text, ' ', at);

		if (utf8_width(str_cut(text, at, end)) > LONG_WORD)
			return true;
		at = end + 1;
	}
	return false;
}

static const char *html_class_of(const struct doc_column *c, struct str text, int mark)
{
	if (mark)
		return mark > 0 ? (c->figures ? "f holds" : "holds") : c->figures ? "f fails" : "fails";
	if (c->figures)
		return has_long_word(text) ? "f x" : "f";
	return has_long_word(text) ? "x" : NULL;
}

/* On a narrow screen the cells of a row stand one below the other, each after the head of its column. */
static void html_put_head_of(struct html *h, const struct doc_column *c)
{
	buf_add_c(h->out, " data-head=\"");
	html_text(h->out, c->title);
	buf_char(h->out, '"');
}

/* The name of an assumption, to which others link, has a link to its first use. */
static void put_small(struct html *h, struct str name)
{
	const struct doc_step *use;

	if (!h->assuming || !doc_links_assumed(&h->links, name, &use)) {
		html_put_element(h, "code", "small", name);
		return;
	}
	html_put_place(h, "<code class=\"small\" id=\"a-", name);
	if (use)
		html_put_place(h, "><a href=\"#u-", name);
	buf_char(h->out, '>');
	html_text(h->out, name);
	buf_add_c(h->out, use ? "</a></code>" : "</code>");
}

/*
 * The first column says what the row is about. `small`: the text of a small column after it. `stacks`: see
 * html_put_head_of().
 */
static void html_put_cell(struct html *h, const struct doc_column *c, struct str text, bool first, const char *class,
                          struct str small, bool stacks)
{
	buf_add_c(h->out, first ? "<th scope=\"row\"" : "<td");
	if (class)
		buf_printf(h->out, " class=\"%s\"", class);
	if (stacks && !first && text.len && c->title.len)
		html_put_head_of(h, c);
	buf_char(h->out, '>');
	if (c->code && text.len)
		html_put_element(h, "code", NULL, text);
	else
		put_label(h, text);
	if (small.len) {
		buf_add_c(h->out, text.len ? " " : "");
		put_small(h, small);
	}
	buf_add_c(h->out, first ? "</th>" : "</td>");
}

static void html_put_row(struct html *h, const struct doc_table *t, uint32_t i, bool checks, bool stacks)
{
	const struct str *row = doc_row(t, i);

	buf_add_c(h->out, "<tr>");
	for (uint32_t k = 0; k < t->column_count; k++) {
		bool follows = k + 1 < t->column_count && t->columns[k + 1].small;

		if (!t->columns[k].small)
			html_put_cell(h, &t->columns[k], row[k], k == 0,
			              html_class_of(&t->columns[k], row[k], checks && k > 0 ? writer_mark(row[k]) : 0),
			              follows ? row[k + 1] : S(""), stacks);
	}
	buf_add_c(h->out, "</tr>\n");
}

static void html_put_section(struct html *h, const struct doc_table *t, uint32_t row)
{
	buf_printf(h->out, "<tr><th colspan=\"%u\" scope=\"rowgroup\" class=\"of\">", html_columns(t));
	html_text(h->out, t->sections[row]);
	buf_add_c(h->out, "</th></tr>\n");
}

static void html_put_table(struct html *h, const struct doc_table *t, struct str label, bool checks)
{
	bool stacks = html_columns(t) >= STACKED_FROM;

	buf_add_c(h->out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	html_text(h->out, label);
	buf_add_c(h->out, stacks ? "\"><table class=\"stacks\">\n" : "\"><table>\n");
	html_put_head(h, t);
	buf_add_c(h->out, "<tbody>\n");
	for (uint32_t i = 0; i < t->row_count; i++) {
		if (doc_begins_section(t, i))
			html_put_section(h, t, i);
		html_put_row(h, t, i, checks, stacks);
	}
	buf_add_c(h->out, "</tbody></table></div>\n");
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

/* ---- blocks ---- */

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
	put_label(h, b->text);
	if (b->note.len)
		html_put_element(h, "small", NULL, b->note);
	buf_add_c(h->out, "</figcaption>\n");
	svg_write(h->out, wide, ++h->figures);
	if (two)
		svg_write(h->out, narrow, ++h->figures);
	buf_add_c(h->out, "</figure>\n");
}

static void html_put_list(struct html *h, const struct doc_block *b)
{
	buf_add_c(h->out, "<ul>\n");
	for (uint32_t i = 0; i < b->count; i++)
		put_prose(h, "li", NULL, b->items[i]);
	buf_add_c(h->out, "</ul>\n");
}

static void html_put_block(struct html *h, const struct doc_block *b, struct str heading)
{
	if (b->table && b->table->hidden)
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

	(void)style;
	(void)d;
	doc_links_init(&h.links, doc);
	put_head_of_page(&h);
	html_put_line(&h, "h1", NULL, doc->title);
	put_contents(&h);
	html_put_summary(&h);
	for (const struct doc_block *b = doc->first; b; b = b->next) {
		if (b->kind == DOC_HEADING)
			heading = b->text;
		html_put_block(&h, b, heading);
	}
	html_put_footer(&h);
	doc_links_release(&h.links);
	map_release(&h.used);
	buf_add_c(out, "</main>\n</body>\n</html>\n");
	return true;
}
