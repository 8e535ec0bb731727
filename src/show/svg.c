/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.c - drawings as SVG with real text, so that it can be searched, read aloud and scaled. */
#include "show/svg.h"

#include <math.h>

#include "show/html_text.h"

static const char *const anchors[] = {[ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};

/* A tenth of a pixel is more than anybody sees. */
static void svg_put_number(struct buf *out, double x)
{
	double tenths = round(x * 10);

	if (fmod(tenths, 10) == 0)
		buf_printf(out, "%.0f", tenths / 10 + 0.0);
	else
		buf_printf(out, "%.1f", tenths / 10);
}

static void put_attribute(struct buf *out, const char *name, double x)
{
	buf_printf(out, " %s=\"", name);
	svg_put_number(out, x);
	buf_char(out, '"');
}

/*
 * On a dark screen the style of the page has another colour for the class; text and rules take that of the page, more
 * or less of it.
 */
static void put_class(struct buf *out, const struct shape *s)
{
	if (ink_light[s->ink])
		buf_printf(out, " class=\"i%s\"", ink_names[s->ink]);
}

static void put_paint(struct buf *out, const char *how, const struct shape *s)
{
	double opacity = ink_opacity[s->ink] * (s->faint ? 0.3 : 1);

	buf_printf(out, " %s=\"%s\"", how, ink_light[s->ink] ? ink_light[s->ink] : "currentColor");
	if (opacity < 1)
		buf_printf(out, " %s-opacity=\"%.2g\"", how, opacity);
}

static void svg_put_box(struct buf *out, const struct shape *s)
{
	buf_add_c(out, "<rect");
	put_class(out, s);
	put_attribute(out, "x", s->x);
	put_attribute(out, "y", s->y);
	put_attribute(out, "width", s->w);
	put_attribute(out, "height", s->h);
	if (s->framed) {
		put_attribute(out, "rx", FRAME_ROUND);
		put_attribute(out, "stroke-width", s->width);
		buf_printf(out, " fill-opacity=\"%.2g\"", FRAME_FILL);
		put_paint(out, "stroke", s);
	}
	put_paint(out, "fill", s);
	buf_add_c(out, "/>\n");
}

static void svg_put_line(struct buf *out, const struct shape *s)
{
	buf_add_c(out, "<line");
	put_class(out, s);
	put_attribute(out, "x1", s->x);
	put_attribute(out, "y1", s->y);
	put_attribute(out, "x2", s->x + s->w);
	put_attribute(out, "y2", s->y + s->h);
	put_paint(out, "stroke", s);
	buf_add_c(out, s->dashed ? " stroke-width=\"1.5\" stroke-dasharray=\"5 3\"/>\n" : "/>\n");
}

static void svg_put_points(struct buf *out, const struct shape *s)
{
	bool area = s->kind == SHAPE_AREA;

	buf_add_c(out, area ? "<polygon" : "<polyline");
	put_class(out, s);
	buf_add_c(out, " points=\"");
	for (uint32_t i = 0; i < s->count; i++) {
		buf_add_c(out, i ? " " : "");
		svg_put_number(out, s->points[2 * i]);
		buf_char(out, ',');
		svg_put_number(out, s->points[2 * i + 1]);
	}
	buf_char(out, '"');
	put_paint(out, area ? "fill" : "stroke", s);
	if (!area) {
		buf_add_c(out, " fill=\"none\"");
		put_attribute(out, "stroke-width", s->width > 0 ? s->width : 2);
		buf_add_c(out,
		          s->dashed ? " stroke-dasharray=\"5 3\" stroke-linejoin=\"round\"" : " stroke-linejoin=\"round\"");
	}
	buf_add_c(out, "/>\n");
}

static void svg_put_text(struct buf *out, const struct shape *s)
{
	if (!s->text.len)
		return;
	buf_add_c(out, "<text");
	put_attribute(out, "x", s->x);
	put_attribute(out, "y", s->y);
	if (s->anchor != ANCHOR_START)
		buf_printf(out, " text-anchor=\"%s\"", anchors[s->anchor]);
	if (s->bold)
		buf_add_c(out, " font-weight=\"600\"");
	put_paint(out, "fill", s);
	buf_char(out, '>');
	html_text(out, s->text);
	buf_add_c(out, "</text>\n");
}

void svg_write(struct buf *out, const struct drawing *d, unsigned number)
{
	buf_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ");
	svg_put_number(out, d->width);
	buf_char(out, ' ');
	svg_put_number(out, d->height);
	buf_printf(out, "\" width=\"%.0f\" aria-labelledby=\"f%ut f%ud\" font-size=\"%d\">\n<title id=\"f%ut\">", d->width,
	           number, number, DRAWING_FONT, number);
	html_text(out, d->title);
	buf_printf(out, "</title>\n<desc id=\"f%ud\">", number);
	html_text(out, d->desc);
	buf_add_c(out, "</desc>\n");
	for (const struct shape *s = d->first; s; s = s->next) {
		if (s->kind == SHAPE_BOX)
			svg_put_box(out, s);
		else if (s->kind == SHAPE_LINE)
			svg_put_line(out, s);
		else if (s->kind == SHAPE_TEXT)
			svg_put_text(out, s);
		else
			svg_put_points(out, s);
	}
	buf_add_c(out, "</svg>\n");
}

void svg_style(struct buf *out)
{
	buf_add_c(out, "@media screen and (prefers-color-scheme:dark){");
	for (int i = 0; i < INK_COUNT; i++)
		if (ink_dark[i])
			buf_printf(out, ".i%s{--i:%s}", ink_names[i], ink_dark[i]);
	buf_add_c(out,
	          "rect[class],polygon[class]{fill:var(--i)}rect[stroke],line[class],polyline[class]{stroke:var(--i)}}\n");
}
