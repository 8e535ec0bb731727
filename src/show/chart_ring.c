/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_ring.c - places round a ring. */
#include <math.h>

#include "base/utf8.h"
#include "show/chart_kind.h"
#include "show/chart_text.h"
#include "show/shape.h"

/* ---- what is to be seen ---- */

static bool ring_worth(const struct chart *c)
{
	for (uint32_t i = 0; i < c->item_count; i++)
		if (!(c->items[i].value >= 0 && c->items[i].value <= 1))
			return false;
	return c->item_count > 1;
}

static void ring_describe(const struct chart *c, struct arena *a, struct buf *out)
{
	(void)a;
	for (uint32_t i = 0; i < c->item_count; i++)
		buf_printf(out, "%s%.*s at %.3f", i ? ", " : "", STR(c->items[i].label), c->items[i].value);
}

/* ---- in shapes ---- */

enum { RADIUS = 120, AROUND = 45, POINTS = 72 };

/* Beside its point: nodes outside the ring, keys inside; further away where the last one was near. */
static void ring_put_label(struct sketch *s, const struct chart_item *item, double radius, double out, double x,
                           double y)
{
	double turn = 2 * M_PI * item->value, side = sin(turn);
	bool node = item->high > 0;
	double far = node ? radius + out : radius - out, lx = x + far * side, ly = y - far * cos(turn) + 4;
	enum anchor right = node ? ANCHOR_START : ANCHOR_END, left = node ? ANCHOR_END : ANCHOR_START;

	shape_text(s, INK_TEXT, side > 0.3 ? right : side < -0.3 ? left : ANCHOR_MIDDLE, lx, ly, item->label)->bold = node;
}

static void ring_shape(struct sketch *s, const struct chart *c)
{
	double x = s->drawing->width / 2, radius = fmin(RADIUS, x / 2), y = radius + AROUND;
	double last[2] = {-1, -1}, out[2] = {14, 14}; /* of keys, of nodes */

	shape_circle(s, SHAPE_CURVE, INK_RULE, x, y, radius, POINTS);
	shape_line(s, INK_RULE, x, y - radius - 5, 0, 10);
	shape_text(s, INK_DIM, ANCHOR_MIDDLE, x, y - radius - 10, S("0"));
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];
		double turn = 2 * M_PI * item->value;
		bool node = item->high > 0;

		out[node] = last[node] >= 0 && item->value - last[node] < 0.025 ? (out[node] > 40 ? 14 : out[node] + 14) : 14;
		shape_circle(s, SHAPE_AREA, shape_ink((uint32_t)item->low), x + radius * sin(turn), y - radius * cos(turn),
		             item->high > 0 ? 8 : 4, 16);
		ring_put_label(s, item, radius, out[node], x, y);
		last[node] = item->value;
	}
	s->drawing->height = 2 * y;
}

/* ---- in characters: unrolled into a line ---- */

enum { ENDS = 8 }; /* "0 |" and "| 2^64" */

/* A piece of text at a column, or a little further right; false when there is no room near. */
static bool ring_put_at(char *line, unsigned width, unsigned at, struct str text, unsigned slack)
{
	for (unsigned from = at; from <= at + slack && from + text.len <= width; from++) {
		bool free = true;

		for (unsigned i = 0; i < text.len; i++)
			free = free && line[from + i] == ' ';
		if (!free)
			continue;
		memcpy(line + from, text.p, text.len);
		return true;
	}
	return false;
}

static void ring_text(const struct chart_pen *p, const struct chart *c)
{
	unsigned width = p->width > ENDS + 20 ? p->width - ENDS - 2 : 20;
	char *labels = arena_alloc(p->a, width + 1), *places = arena_alloc(p->a, width + 1);
	bool some = false;

	memset(labels, ' ', width);
	memset(places, ' ', width);
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];
		unsigned at = (unsigned)(item->value * (width - 1));

		at = at + item->label.len > width ? width - (unsigned)item->label.len : at;
		if (!ring_put_at(labels, width, at, item->label, 3) &&
		    !ring_put_at(labels, width, at > 2 ? at - 2 : 0, item->label, 2))
			some = true;
		ring_put_at(places, width, at + 6 > width ? width - 6 : at, arena_printf(p->a, "%.3f ", item->value), 1);
	}
	buf_add_c(p->out, p->ascii ? "0 |" : "0 ├");
	for (unsigned i = 0; i < width; i++)
		if (labels[i] == ' ')
			buf_add_c(p->out, p->ascii ? "-" : "─");
		else
			buf_char(p->out, labels[i]);
	buf_add_c(p->out, p->ascii ? "| 2^64\n" : "┤ 2^64\n");
	buf_fill(p->out, ' ', 3);
	buf_add(p->out, places, width);
	chart_pen_end(p);
	if (some)
		buf_add_c(p->out, "Some stand too close to be seen.\n");
}

const struct chart_kind_row chart_kind_ring = {
	.worth = ring_worth,
	.describe = ring_describe,
	.shape = ring_shape,
	.text = ring_text,
};
