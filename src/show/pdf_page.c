/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_page.c - pages, fonts, lines of text. */
#include "show/pdf_page.h"

#include <cairo-pdf.h>
#include <string.h>

#include "show/isolate.h"

enum family { SANS, MONO, FAMILIES };

/* Lists until there is a page, then what there is of them. */
static const char *families[FAMILIES] = {
	[SANS] = "Noto Sans, DejaVu Sans, sans-serif",
	[MONO] = "DejaVu Sans Mono, Noto Sans Mono, monospace",
};

static const struct {
	enum family family;
	double size;
	bool bold;
	double color[3];
} styles[PDF_STYLES] = {
	[PDF_TITLE] = {SANS, 17, true, {0.1, 0.1, 0.1}},
	[PDF_H2] = {SANS, 11.5, true, {0.1, 0.1, 0.1}},
	[PDF_H3] = {SANS, 10.5, true, {0.1, 0.1, 0.1}},
	[PDF_BODY] = {SANS, 9.5, false, {0.1, 0.1, 0.1}},
	[PDF_BOLD] = {SANS, 10, true, {0.1, 0.1, 0.1}},
	[PDF_DIM] = {SANS, 8.2, false, {0.35, 0.35, 0.35}},
	[PDF_SMALL] = {SANS, 8, false, {0.35, 0.35, 0.35}},
	[PDF_MONO] = {MONO, 7.2, false, {0.1, 0.1, 0.1}},
	[PDF_MONO_BOLD] = {MONO, 7.2, true, {0.1, 0.1, 0.1}},
	[PDF_MONO_SMALL] = {MONO, 7.2, false, {0.35, 0.35, 0.35}},
	[PDF_BIG] = {SANS, 13, true, {0.1, 0.1, 0.1}},
	[PDF_GOOD] = {SANS, 8.3, false, {0, 0.4, 0.29}},
	[PDF_SAY] = {SANS, 11.5, false, {0.1, 0.1, 0.1}},
	[PDF_CELL] = {SANS, 8.3, false, {0.1, 0.1, 0.1}},
	[PDF_HOLDS] = {SANS, 11, true, {0, 0.4, 0.29}},
	[PDF_FAILS] = {SANS, 11, true, {0.64, 0.21, 0}},
	[PDF_SO_FAR] = {SANS, 11, true, {0.1, 0.1, 0.1}},
	[PDF_DRAWN] = {SANS, DRAWING_FONT, false, {0, 0, 0}},
	[PDF_DRAWN_BOLD] = {SANS, DRAWING_FONT, true, {0, 0, 0}},
	[PDF_CELL_BOLD] = {SANS, 8.3, true, {0.1, 0.1, 0.1}},
	[PDF_BAD] = {SANS, 8.3, true, {0.64, 0.21, 0}},
};

/* ---- pages ---- */

/*
 * The first of a list of families that is there. Pango looks each size of a font up once more by its own name, to know
 * the height of its lines: what is asked for by that name is known then.
 */
static const char *family_there(PangoContext *context, const char *list)
{
	PangoFontDescription *wanted = pango_font_description_new(), *there;
	PangoFont *font;
	const char *family = list;

	pango_font_description_set_family_static(wanted, list);
	font = pango_context_load_font(context, wanted);
	if (font) {
		there = pango_font_describe(font);
		family = g_intern_string(pango_font_description_get_family(there));
		pango_font_description_free(there);
		g_object_unref(font);
	}
	pango_font_description_free(wanted);
	return family;
}

/* Letters stand where the font wants them, not on the dots of some screen. */
static PangoContext *make_context(cairo_t *cr)
{
	static PangoContext *context; /* one for all drawings, so that what one has set is there for the next */
	cairo_font_options_t *options;

	if (context)
		return context;
	context = pango_cairo_create_context(cr);
	options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	pango_context_set_round_glyph_positions(context, FALSE);
	cairo_font_options_destroy(options);
	for (int i = 0; i < FAMILIES; i++)
		families[i] = family_there(context, families[i]);
	return context;
}

void pdf_begin(struct pdf *p)
{
	p->context = make_context(p->cr);
	p->page = 1;
	p->y = p->top;
	p->chapter = CAIRO_PDF_OUTLINE_ROOT;
}

static void pdf_page_put_number(struct pdf *p)
{
	char text[48];
	PangoLayout *l;

	g_snprintf(text, sizeof(text), "%u / %u", p->page, p->pages ? p->pages : p->page);
	l = pdf_layout(p, PDF_SMALL, text, 0);
	pdf_draw(p, PDF_SMALL, l, (p->width - pdf_layout_width(l)) / 2, p->height - 30);
	g_object_unref(l);
}

void pdf_new_page(struct pdf *p)
{
	pdf_page_put_number(p);
	cairo_show_page(p->cr);
	p->page++;
	p->y = p->top;
}

void pdf_end(struct pdf *p)
{
	pdf_page_put_number(p);
	cairo_show_page(p->cr);
}

void pdf_need(struct pdf *p, double height)
{
	if (p->y + height > p->bottom && p->y > p->top)
		pdf_new_page(p);
}

void pdf_space(struct pdf *p, double height)
{
	if (p->y > p->top)
		p->y += height;
}

void pdf_rule(struct pdf *p, double x, double y, double width, double thickness)
{
	cairo_set_source_rgb(p->cr, 0.75, 0.75, 0.75);
	cairo_set_line_width(p->cr, thickness);
	cairo_move_to(p->cr, x, y);
	cairo_line_to(p->cr, x + width, y);
	cairo_stroke(p->cr);
}

/* ---- text ---- */

/* A percentage is not torn apart. */
static void pdf_page_set_text(PangoLayout *l, const char *text)
{
	GString *whole = g_string_new(text);

	g_string_replace(whole, " %", "\u00a0%", 0);
	pango_layout_set_text(l, whole->str, (int)whole->len);
	g_string_free(whole, TRUE);
}

/* No line ends within so many bytes from there. */
static void pdf_page_keep(PangoAttrList *attributes, const char *text, const char *at, size_t bytes)
{
	PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);

	whole->start_index = (guint)(at - text);
	whole->end_index = whole->start_index + (guint)bytes;
	pango_attr_list_insert(attributes, whole);
}

/* "views/s" stays in one piece, and "≈" with its number. */
static void keep_units_whole(PangoAttrList *attributes, const char *text)
{
	static const char about[] = "≈ ";

	for (const char *at = text; (at = strchr(at, '/')); at++)
		pdf_page_keep(attributes, text, at, 2);
	for (const char *at = text; (at = strstr(at, about)); at++)
		pdf_page_keep(attributes, text, at, sizeof about);
}

/* A line may end after each slash, unless what follows is short: "/s" would not stand alone. Frees `text`. */
static char *break_behind_slashes(char *text)
{
	enum { ALONE = 3 };
	GString *out = g_string_new(NULL);

	for (const char *at = text; *at; at++) {
		size_t letters = 0;

		while (g_ascii_isalpha(at[1 + letters]))
			letters++;
		g_string_append_c(out, *at);
		if (*at == '/' && letters >= ALONE)
			g_string_append(out, PDF_BREAK);
	}
	g_free(text);
	return g_string_free(out, FALSE);
}

char *pdf_isolated(const char *text)
{
	struct buf marked = {0};
	char *whole;

	if (!isolate_needed(str_from_c(text)))
		return g_strdup(text);
	isolate_write(&marked, str_from_c(text));
	whole = g_strconcat(isolate_is_right(buf_str(&marked)) ? ISOLATE_FROM_RIGHT : ISOLATE_FROM_LEFT, buf_c(&marked),
	                    NULL);
	buf_release(&marked);
	return whole;
}

char *pdf_mend_breaks(const char *text, bool slashes)
{
	static const char *const mended[][2] = {{" ✓", "\u00a0✓"}, {" ✗", "\u00a0✗"}, {" %", "\u00a0%"}, {" /", "\u00a0/"},
	                                        {"≈ ", "≈\u00a0"}, {"> ", ">\u00a0"}, {"< ", "<\u00a0"}, {"≤ ", "≤\u00a0"},
	                                        {"≥ ", "≥\u00a0"}, {"= ", "=\u00a0"}};
	char *kept = g_strdup(text);

	for (size_t i = 0; i < G_N_ELEMENTS(mended); i++) {
		char **pieces;

		if (!strstr(kept, mended[i][0]))
			continue;
		pieces = g_strsplit(kept, mended[i][0], -1);
		g_free(kept);
		kept = g_strjoinv(mended[i][1], pieces);
		g_strfreev(pieces);
	}
	return slashes ? break_behind_slashes(kept) : kept;
}

static void make_small_from(PangoAttrList *attributes, size_t byte)
{
	PangoAttribute *all[] = {pango_attr_scale_new(0.85), pango_attr_family_new(families[MONO]),
	                         pango_attr_foreground_new(0x6000, 0x6000, 0x6000)};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		all[i]->start_index = (guint)byte;
		pango_attr_list_insert(attributes, all[i]);
	}
}

static void make_seen_to(PangoAttrList *attributes, int byte)
{
	const double *color = styles[PDF_BAD].color;
	PangoAttribute *all[] = {pango_attr_weight_new(PANGO_WEIGHT_BOLD),
	                         pango_attr_foreground_new((guint16)(color[0] * 65535), (guint16)(color[1] * 65535),
	                                                   (guint16)(color[2] * 65535))};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
		all[i]->end_index = (guint)byte;
		pango_attr_list_insert(attributes, all[i]);
	}
}

static PangoLayout *layout_new(struct pdf *p, struct pdf_look look, const char *text)
{
	PangoLayout *l = pango_layout_new(p->context);
	PangoFontDescription *font = pango_font_description_new();
	PangoAttrList *attributes;

	pango_font_description_set_family_static(font, families[styles[look.style].family]);
	pango_font_description_set_absolute_size(font, styles[look.style].size * p->zoom * PANGO_SCALE);
	pango_font_description_set_weight(font, styles[look.style].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
	if (look.width > 0) {
		pango_layout_set_width(l, (int)(look.width * PANGO_SCALE));
		pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
		if (look.lines) {
			pango_layout_set_height(l, -look.lines);
			pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
		}
	}
	if (look.right)
		pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
	attributes = pango_attr_list_new();
	pango_attr_list_insert(attributes,
	                       pango_attr_insert_hyphens_new(FALSE)); /* a hyphen within a name or a number is another */
	/* A letter for two would be copied as such: cairo tells what it is for in newer versions of PDF only. */
	pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
	keep_units_whole(attributes, text);
	if (look.small)
		make_small_from(attributes, look.from);
	if (look.guess)
		make_seen_to(attributes, look.guess);
	pango_layout_set_attributes(l, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_line_spacing(l, 1.15f);
	pdf_page_set_text(l, text);
	return l;
}

PangoLayout *pdf_layout_look(struct pdf *p, struct pdf_look look, const char *text)
{
	PangoLayout *l;

	look.zoom = p->zoom;
	l = pdf_kept_find(&look, text);
	if (l)
		return l;
	l = layout_new(p, look, text);
	pdf_kept_add(&look, text, l);
	return l;
}

PangoLayout *pdf_layout(struct pdf *p, enum pdf_style style, const char *text, double width)
{
	return pdf_layout_look(p, (struct pdf_look){.style = style, .width = width}, text);
}

double pdf_layout_height(PangoLayout *l)
{
	int width, height;

	pango_layout_get_size(l, &width, &height);
	return (double)height / PANGO_SCALE;
}

double pdf_layout_width(PangoLayout *l)
{
	int width, height;

	pango_layout_get_size(l, &width, &height);
	return (double)width / PANGO_SCALE;
}

static void pdf_page_set_color(struct pdf *p, enum pdf_style style)
{
	cairo_set_source_rgb(p->cr, styles[style].color[0], styles[style].color[1], styles[style].color[2]);
}

void pdf_draw(struct pdf *p, enum pdf_style style, PangoLayout *l, double x, double y)
{
	pdf_page_set_color(p, style);
	cairo_move_to(p->cr, x, y);
	pango_cairo_show_layout(p->cr, l);
}

void pdf_draw_line(struct pdf *p, enum pdf_style style, PangoLayoutLine *line, double x, double y)
{
	pdf_page_set_color(p, style);
	cairo_move_to(p->cr, x, y);
	pango_cairo_show_layout_line(p->cr, line);
}

void pdf_tag(struct pdf *p, const char *tag)
{
	cairo_tag_begin(p->cr, tag, NULL);
}

void pdf_untag(struct pdf *p, const char *tag)
{
	cairo_tag_end(p->cr, tag);
}

void pdf_draw_span(struct pdf *p, enum pdf_style style, PangoLayout *l, double x, double y)
{
	pdf_tag(p, "Span");
	pdf_draw(p, style, l, x, y);
	pdf_untag(p, "Span");
}

double pdf_text(struct pdf *p, enum pdf_style style, const char *text, double x, double y)
{
	PangoLayout *l = pdf_layout(p, style, text, 0);
	double width = pdf_layout_width(l);

	pdf_draw(p, style, l, x, y);
	g_object_unref(l);
	return width;
}

void pdf_flow(struct pdf *p, enum pdf_style style, const char *text, double x, double width)
{
	PangoLayout *l = pdf_layout(p, style, text, width);
	PangoLayoutIter *i = pango_layout_get_iter(l);
	bool tagged = false;
	PangoRectangle line;              /* what is read from the right begins there */
	double page_y = p->y, line_y = 0; /* where the layout's line_y comes to be */

	do {
		int from, to;
		double height;

		pango_layout_iter_get_line_yrange(i, &from, &to);
		height = (double)(to - from) / PANGO_SCALE;
		if (page_y + (double)to / PANGO_SCALE - line_y > p->bottom && p->y > p->top) {
			if (tagged)
				pdf_untag(p, "P"); /* no tag reaches over a page */
			tagged = false;
			pdf_new_page(p);
			page_y = p->y;
			line_y = (double)from / PANGO_SCALE;
		}
		if (!tagged)
			pdf_tag(p, "P");
		tagged = true;
		pango_layout_iter_get_line_extents(i, NULL, &line);
		pdf_draw_line(p, style, pango_layout_iter_get_line_readonly(i), x + (double)line.x / PANGO_SCALE,
		              page_y + (double)pango_layout_iter_get_baseline(i) / PANGO_SCALE - line_y);
		p->y = page_y + (double)from / PANGO_SCALE - line_y + height;
	} while (pango_layout_iter_next_line(i));
	if (tagged)
		pdf_untag(p, "P");
	pango_layout_iter_free(i);
	g_object_unref(l);
}
