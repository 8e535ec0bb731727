/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf_link.c - links within a PDF. A document is laid out more than once: a link leads to what had a place the time
 * before, so that none leads nowhere.
 */
#include <string.h>

#include "show/pdf_page.h"

void pdf_places_free(struct pdf *p)
{
	if (p->places)
		g_hash_table_unref(p->places);
	p->places = NULL;
}

/* 'c-fleet.cores': within the attributes of a tag. */
static char *quoted(const char *kind, const char *name)
{
	GString *out = g_string_new("'");

	for (const char *text = kind; text; text = text == kind ? name : NULL)
		for (const char *at = text; *at; at++) {
			if (*at == '\'' || *at == '\\')
				g_string_append_c(out, '\\');
			g_string_append_c(out, *at);
		}
	g_string_append_c(out, '\'');
	return g_string_free(out, FALSE);
}

/* " 12.3", whatever the locale has for a point. */
static void pdf_link_add_number(GString *s, double x)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_printf(s, " %s", g_ascii_formatd(digits, sizeof(digits), "%.1f", x));
}

void pdf_place(struct pdf *p, const char *kind, const char *name)
{
	char *place = g_strconcat(kind, name, NULL), *dest = quoted(kind, name);
	GString *attributes = g_string_new("name=");

	if (!p->places)
		p->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (*name && !g_hash_table_contains(p->places, place)) {
		g_string_append_printf(attributes, "%s internal x=", dest);
		pdf_link_add_number(attributes, p->left);
		g_string_append(attributes, " y=");
		pdf_link_add_number(attributes, p->y);
		cairo_tag_begin(p->cr, CAIRO_TAG_DEST, attributes->str);
		cairo_tag_end(p->cr, CAIRO_TAG_DEST);
		g_hash_table_add(p->places, g_strdup(place));
	}
	g_string_free(attributes, TRUE);
	g_free(dest);
	g_free(place);
}

static bool is_known(const struct pdf *p, const struct pdf_span *s)
{
	char *place = g_strconcat(s->kind, s->name, NULL);
	bool known = p->known && g_hash_table_contains(p->known, place);

	g_free(place);
	return known;
}

/* A line that leads nowhere. */
static void draw_whole(struct pdf *p, const struct pdf_text *t, PangoLayoutLine *line, double y)
{
	pdf_tag(p, "Span");
	pdf_draw_line(p, t->style, line, t->x, y);
	pdf_untag(p, "Span");
}

/* Bytes [from, to) of a line, under a tag of their own; `link`: what they lead to, or NULL. */
static void pdf_link_draw_piece(struct pdf *p, const struct pdf_text *t, PangoLayoutLine *line, double y, int from,
                                int to, const struct pdf_span *link)
{
	char *text = g_strndup(pango_layout_get_text(t->l) + from, (gsize)(to - from));
	struct pdf_look look = {.style = t->style, .small = t->small && from >= t->small};
	PangoLayout *piece = pdf_layout_look(p, look, text);
	char *attributes = NULL;
	int x;

	if (link) {
		char *dest = quoted(link->kind, link->name);

		attributes = g_strconcat("dest=", dest, NULL);
		g_free(dest);
	}
	pango_layout_line_index_to_x(line, from, FALSE, &x);
	cairo_tag_begin(p->cr, link ? CAIRO_TAG_LINK : "Span", attributes);
	pdf_draw_line(p, t->style, pango_layout_get_line_readonly(piece, 0), t->x + (double)x / PANGO_SCALE, y);
	cairo_tag_end(p->cr, link ? CAIRO_TAG_LINK : "Span");
	g_object_unref(piece);
	g_free(attributes);
	g_free(text);
}

/* A line, in pieces: those that lead somewhere and those between. */
static void pdf_link_draw_line(struct pdf *p, const struct pdf_text *t, PangoLayoutLine *line, double y)
{
	int from = line->start_index, end = line->start_index + line->length;

	for (unsigned i = 0; i < t->count && from < end; i++) {
		const struct pdf_span *s = &t->spans[i];
		int start = MAX(s->from, from), to = MIN(s->to, end);

		if (start >= to || !is_known(p, s))
			continue;
		if (from < start)
			pdf_link_draw_piece(p, t, line, y, from, start, NULL);
		pdf_link_draw_piece(p, t, line, y, start, to, s);
		from = to;
	}
	if (from == line->start_index && from < end)
		draw_whole(p, t, line, y);
	else if (from < end)
		pdf_link_draw_piece(p, t, line, y, from, end, NULL);
}

void pdf_draw_linked(struct pdf *p, const struct pdf_text *t)
{
	PangoLayoutIter *i = pango_layout_get_iter(t->l);

	do
		pdf_link_draw_line(p, t, pango_layout_iter_get_line_readonly(i),
		                   t->y + (double)pango_layout_iter_get_baseline(i) / PANGO_SCALE);
	while (pango_layout_iter_next_line(i));
	pango_layout_iter_free(i);
}

unsigned pdf_spans(const json_t *links, const char *text, struct pdf_span *spans, unsigned most)
{
	long length = g_utf8_strlen(text, -1);
	unsigned count = 0;

	for (size_t i = 0; i < json_array_size(links) && count < most; i++) {
		const json_t *link = json_array_get(links, i);
		bool step = *member_text(link, "step");
		double from = member_number(link, "at"), to = from + member_number(link, "length");

		if (!(from >= 0 && to > from && to <= (double)length))
			continue;
		spans[count++] = (struct pdf_span){.from = (int)(g_utf8_offset_to_pointer(text, (long)from) - text),
		                                   .to = (int)(g_utf8_offset_to_pointer(text, (long)to) - text),
		                                   .kind = step ? PDF_STEP : PDF_ASSUMPTION,
		                                   .name = member_text(link, step ? "step" : "assumption")};
	}
	return count;
}
