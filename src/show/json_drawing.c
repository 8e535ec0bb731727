/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_drawing.c - a chart's shapes as JSON. */
#include "show/json_drawing.h"

#include <math.h>

static const char *const kinds[] = {
	[SHAPE_BOX] = "box", [SHAPE_LINE] = "line", [SHAPE_CURVE] = "curve", [SHAPE_AREA] = "area", [SHAPE_TEXT] = "text",
};

/* A hundredth of a pixel: the same digits on every machine. */
static void json_drawing_put_place(struct json_put *j, const char *key, double x)
{
	json_number_at(j, key, round(x * 100) / 100 + 0.0);
}

static void put_flag(struct json_put *j, const char *key, bool flag)
{
	if (!flag)
		return;
	json_truth_at(j, key, true);
}

static void json_drawing_put_points(struct json_put *j, const struct shape *s)
{
	json_open_at(j, "points", '[');
	for (uint32_t i = 0; i < 2 * s->count; i++)
		json_number(j, round(s->points[i] * 100) / 100 + 0.0);
	json_close(j, ']');
}

static void put_shape(struct json_put *j, const struct shape *s)
{
	static const char *const anchors[] = {[ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};

	json_open(j, '{');
	json_field(j, "shape", str_from_c(kinds[s->kind]));
	json_field(j, "ink", str_from_c(ink_names[s->ink]));
	if (s->kind == SHAPE_CURVE || s->kind == SHAPE_AREA) {
		json_drawing_put_points(j, s);
	} else {
		json_drawing_put_place(j, "x", s->x);
		json_drawing_put_place(j, "y", s->y);
	}
	if (s->kind == SHAPE_BOX || s->kind == SHAPE_LINE) {
		json_drawing_put_place(j, "w", s->w);
		json_drawing_put_place(j, "h", s->h);
	}
	if (s->kind == SHAPE_TEXT) {
		json_field(j, "text", s->text);
		json_field(j, "anchor", str_from_c(anchors[s->anchor]));
	}
	put_flag(j, "bold", s->bold);
	put_flag(j, "dashed", s->dashed);
	put_flag(j, "faint", s->faint);
	put_flag(j, "framed", s->framed);
	if (s->width > 0)
		json_drawing_put_place(j, "width", s->width);
	json_close(j, '}');
}

void json_shapes(struct json_put *j, const struct drawing *d)
{
	json_drawing_put_place(j, "width", d->width);
	json_drawing_put_place(j, "height", d->height);
	json_open_at(j, "shapes", '[');
	for (const struct shape *s = d->first; s; s = s->next)
		put_shape(j, s);
	json_close(j, ']');
}

void json_drawing(struct json_put *j, const struct drawing *d)
{
	json_field(j, "description", d->desc);
	json_shapes(j, d);
}
