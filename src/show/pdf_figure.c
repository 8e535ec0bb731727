/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_figure.c - a chart's shapes on paper. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "show/pdf_page.h"

enum { BESIDE = 206 }; /* so much is left for what stands beside a tall picture */

static enum ink find_ink(const char *name)
{
	for (int i = 0; i < INK_COUNT; i++)
		if (!strcmp(ink_names[i], name))
			return (enum ink)i;
	return INK_TEXT;
}

/* That of a text is not quite black. */
static void set_ink(struct pdf *p, enum ink ink, double opacity)
{
	unsigned red = 0x1a, green = 0x1a, blue = 0x1a;

	if (ink_light[ink])
		sscanf(ink_light[ink], "#%2x%2x%2x", &red, &green, &blue);
	cairo_set_source_rgba(p->cr, red / 255.0, green / 255.0, blue / 255.0, ink_opacity[ink] * opacity);
}

void pdf_color(struct pdf *p, enum ink ink)
{
	set_ink(p, ink, 1);
}

static const double dashes[] = {5, 3};

static void draw_points(struct pdf *p, const json_t *s, bool area)
{
	const json_t *points = json_object_get(s, "points");
	double width = member_number(s, "width");

	cairo_new_path(p->cr); /* a text leaves a point behind */
	for (size_t i = 0; i + 1 < json_array_size(points); i += 2)
		cairo_line_to(p->cr, json_number_value(json_array_get(points, i)),
		              json_number_value(json_array_get(points, i + 1)));
	cairo_set_line_width(p->cr, width > 0 ? width : 2);
	cairo_set_dash(p->cr, dashes, json_is_true(json_object_get(s, "dashed")) ? 2 : 0, 0);
	cairo_set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
	if (area)
		cairo_fill(p->cr);
	else
		cairo_stroke(p->cr);
	cairo_set_dash(p->cr, NULL, 0, 0);
}

static void pdf_figure_draw_line(struct pdf *p, const json_t *s)
{
	bool dashed = json_is_true(json_object_get(s, "dashed"));

	cairo_set_dash(p->cr, dashes, dashed ? 2 : 0, 0);
	cairo_set_line_width(p->cr, dashed ? 1.5 : 1);
	cairo_move_to(p->cr, member_number(s, "x"), member_number(s, "y"));
	cairo_rel_line_to(p->cr, member_number(s, "w"), member_number(s, "h"));
	cairo_stroke(p->cr);
	cairo_set_dash(p->cr, NULL, 0, 0);
}

static void draw_text(struct pdf *p, const json_t *s)
{
	bool bold = json_is_true(json_object_get(s, "bold"));
	PangoLayout *l = pdf_layout(p, bold ? PDF_DRAWN_BOLD : PDF_DRAWN, member_text(s, "text"), 0);
	const char *anchor = member_text(s, "anchor");
	double x = member_number(s, "x");

	if (!strcmp(anchor, "middle"))
		x -= pdf_layout_width(l) / 2;
	else if (!strcmp(anchor, "end"))
		x -= pdf_layout_width(l);
	cairo_move_to(p->cr, x, member_number(s, "y") - (double)pango_layout_get_baseline(l) / PANGO_SCALE);
	pango_cairo_show_layout(p->cr, l);
	g_object_unref(l);
}

/* Hardly filled, with an edge around. */
static void draw_frame(struct pdf *p, const json_t *s, enum ink ink)
{
	set_ink(p, ink, FRAME_FILL);
	cairo_fill_preserve(p->cr);
	set_ink(p, ink, 1);
	cairo_set_line_width(p->cr, member_number(s, "width"));
	cairo_stroke(p->cr);
}

static void draw_shape(struct pdf *p, const json_t *s)
{
	const char *kind = member_text(s, "shape");
	enum ink ink = find_ink(member_text(s, "ink"));

	set_ink(p, ink, json_is_true(json_object_get(s, "faint")) ? 0.3 : 1);
	if (!strcmp(kind, "box")) {
		cairo_rectangle(p->cr, member_number(s, "x"), member_number(s, "y"), member_number(s, "w"),
		                member_number(s, "h"));
		if (json_is_true(json_object_get(s, "framed")))
			draw_frame(p, s, ink);
		else
			cairo_fill(p->cr);
	} else if (!strcmp(kind, "line")) {
		pdf_figure_draw_line(p, s);
	} else if (!strcmp(kind, "text")) {
		draw_text(p, s);
	} else {
		draw_points(p, s, !strcmp(kind, "area"));
	}
}

bool pdf_figure_is_tall(const json_t *figure)
{
	struct drawing d = {.width = member_number(figure, "width"), .height = member_number(figure, "height")};

	return json_object_get(figure, "boxes") && shape_is_tall(&d);
}

static double scale_of(const struct pdf *p, const json_t *figure)
{
	double width = member_number(figure, "width"), scale = width > 0 ? (p->right - p->left) / width : 1;

	scale = fmin(scale, json_object_get(figure, "boxes")
	                        ? 0.75
	                        : 0.6); /* of a chart letters of 7 points; a picture as on screen */
	if (pdf_figure_is_tall(figure))
		scale = fmin(scale, (p->right - p->left - BESIDE) / width);
	if (json_object_get(figure, "boxes") && p->fit.squeeze > 0)
		scale = fmax(scale - p->fit.squeeze / member_number(figure, "height"), p->fit.keeps * scale);
	return scale;
}

double pdf_figure_height(const struct pdf *p, const json_t *figure)
{
	return member_number(figure, "height") * scale_of(p, figure) + (*member_text(figure, "note") ? 36 : 24);
}

double pdf_figure_width(const struct pdf *p, const json_t *figure)
{
	return member_number(figure, "width") * scale_of(p, figure);
}

/* Caption and picture stay on one page. */
void pdf_figure(struct pdf *p, const json_t *figure)
{
	const json_t *shapes = json_object_get(figure, "shapes");
	double height = member_number(figure, "height"), scale = scale_of(p, figure), zoom = p->zoom;

	pdf_need(p, pdf_figure_height(p, figure));
	pdf_flow(p, PDF_BOLD, member_text(figure, "text"), p->left, p->right - p->left);
	if (*member_text(figure, "note"))
		pdf_flow(p, PDF_DIM, member_text(figure, "note"), p->left, p->right - p->left);
	p->y += 5;
	pdf_tag(p, "Figure");
	if (p->alts)
		g_ptr_array_add(p->alts, g_strdup(member_text(figure, "description")));
	cairo_save(p->cr);
	cairo_translate(p->cr, p->left, p->y);
	cairo_scale(p->cr, scale, scale);
	p->zoom = 1; /* of the letters; the picture has its scale */
	for (size_t i = 0; i < json_array_size(shapes); i++)
		draw_shape(p, json_array_get(shapes, i));
	p->zoom = zoom;
	cairo_restore(p->cr);
	pdf_untag(p, "Figure");
	p->y += height * scale;
	pdf_space(p, 8);
}
