/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape_nodes.c - nodes and keys round a ring; nodes as columns, time downwards, messages as arrows. */
#include <math.h>

#include "show/shape.h"

static enum ink shape_nodes_ink_of(double owner)
{
	return (enum ink)(INK_1 + (unsigned)owner % 6);
}

/* ---- a ring ---- */

enum { RADIUS = 120, AROUND = 45, POINTS = 72 };

/* A filled circle, or the ring itself. */
static void put_circle(struct sketch *s, enum shape_kind kind, enum ink ink, double x, double y, double radius,
                       uint32_t points)
{
	double *at = arena_array(s->a, double, 2 * (points + 1));
	struct shape *shape = shape_add(s, kind, ink);

	for (uint32_t i = 0; i <= points; i++) {
		at[2 * i] = x + radius * sin(2 * M_PI * i / points);
		at[2 * i + 1] = y - radius * cos(2 * M_PI * i / points);
	}
	shape->points = at;
	shape->count = points + 1;
}

/* Beside its point: nodes outside the ring, keys inside; further away where the last one was near. */
static void shape_nodes_put_label(struct sketch *s, const struct chart_item *item, double radius, double out, double x,
                                  double y)
{
	double turn = 2 * M_PI * item->value, side = sin(turn);
	bool node = item->high > 0;
	double far = node ? radius + out : radius - out, lx = x + far * side, ly = y - far * cos(turn) + 4;
	enum anchor right = node ? ANCHOR_START : ANCHOR_END, left = node ? ANCHOR_END : ANCHOR_START;

	shape_text(s, INK_TEXT, side > 0.3 ? right : side < -0.3 ? left : ANCHOR_MIDDLE, lx, ly, item->label)->bold = node;
}

void shape_ring(struct sketch *s, const struct chart *c)
{
	double x = s->drawing->width / 2, radius = fmin(RADIUS, x / 2), y = radius + AROUND;
	double last[2] = {-1, -1}, out[2] = {14, 14}; /* of keys, of nodes */

	put_circle(s, SHAPE_CURVE, INK_RULE, x, y, radius, POINTS);
	shape_line(s, INK_RULE, x, y - radius - 5, 0, 10);
	shape_text(s, INK_DIM, ANCHOR_MIDDLE, x, y - radius - 10, S("0"));
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];
		double turn = 2 * M_PI * item->value;
		bool node = item->high > 0;

		out[node] = last[node] >= 0 && item->value - last[node] < 0.025 ? (out[node] > 40 ? 14 : out[node] + 14) : 14;
		put_circle(s, SHAPE_AREA, shape_nodes_ink_of(item->low), x + radius * sin(turn), y - radius * cos(turn),
		           item->high > 0 ? 8 : 4, 16);
		shape_nodes_put_label(s, item, radius, out[node], x, y);
		last[node] = item->value;
	}
	s->drawing->height = 2 * y;
}

/* ---- messages ---- */

enum { LANE = 64, LEFT = 76, TOP = 24, LINE_HEIGHT = 16, STEP = 18, HEAD = 5 };

struct when {
	double at, y;
};

struct page {
	struct sketch *s;
	const struct chart *c;
	struct when *when;
	uint32_t count;
	double lane;
};

static void add_time(struct page *p, double at)
{
	uint32_t k = p->count;
	struct when w = {at, 0};

	for (uint32_t i = 0; i < p->count; i++)
		if (p->when[i].at == at)
			return;
	for (; k > 0 && p->when[k - 1].at > w.at; k--)
		p->when[k] = p->when[k - 1];
	p->when[k] = w;
	p->count++;
}

static uint32_t lines_at(const struct chart *c, double at)
{
	uint32_t lines = 0;

	for (uint32_t i = 0; i < c->step_count; i++)
		lines += c->steps[i].at == at && c->steps[i].to == CHART_NOBODY;
	return lines;
}

/* Moments one below the other, with room for what is said at each: a long wait is no taller than a short one. */
static double place_times(struct page *p)
{
	double y = TOP + STEP;

	for (uint32_t i = 0; i < p->c->step_count; i++) {
		add_time(p, p->c->steps[i].at);
		if (isfinite(p->c->steps[i].arrives))
			add_time(p, p->c->steps[i].arrives);
	}
	for (uint32_t i = 0; i < p->count; i++) {
		p->when[i].y = y;
		y += fmax(STEP, LINE_HEIGHT * (double)lines_at(p->c, p->when[i].at) + 4);
	}
	return y;
}

static double y_of(const struct page *p, double at)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->when[i].at == at)
			return p->when[i].y;
	return 0;
}

static double x_of(const struct page *p, uint32_t lane)
{
	return LEFT + 10 + p->lane * lane;
}

static void put_arrow(struct page *p, const struct chart_step *m)
{
	bool lost = !isfinite(m->arrives);
	double x = x_of(p, m->from), y = y_of(p, m->at), tx = x_of(p, m->to),
		   ty = lost ? y + STEP / 2.0 : y_of(p, m->arrives);
	double length, dx, dy, *at;
	struct shape *line, *head;

	if (ty == y) /* at once, or within a round */
		ty += STEP / 3.0;
	if (lost)
		tx = x + (tx - x) * 0.6;
	line = shape_line(p->s, lost ? INK_DIM : INK_1, x, y, tx - x, ty - y);
	line->dashed = lost;
	length = hypot(tx - x, ty - y);
	dx = (tx - x) / length;
	dy = (ty - y) / length;
	if (lost) {
		shape_text(p->s, INK_DIM, ANCHOR_MIDDLE, tx, ty + 4, S("x"));
		return;
	}
	at = arena_array(p->s->a, double, 6);
	at[0] = tx;
	at[1] = ty;
	at[2] = tx - HEAD * (2 * dx - dy);
	at[3] = ty - HEAD * (2 * dy + dx);
	at[4] = tx - HEAD * (2 * dx + dy);
	at[5] = ty - HEAD * (2 * dy - dx);
	head = shape_add(p->s, SHAPE_AREA, INK_1);
	head->points = at;
	head->count = 3;
}

/* What is said at a moment, to the right of all lanes; of messages alone what the first of them says. */
static void shape_nodes_put_words(struct page *p, const struct when *w)
{
	double x = x_of(p, p->c->item_count - 1) + 16, y = w->y + 4;
	bool said = lines_at(p->c, w->at) > 0;

	for (uint32_t i = 0; i < p->c->step_count; i++) {
		const struct chart_step *m = &p->c->steps[i];
		struct str text;

		if (m->at != w->at || (said && m->to != CHART_NOBODY))
			continue;
		if (m->to == CHART_NOBODY && m->from != CHART_NOBODY) {
			put_circle(p->s, SHAPE_AREA, INK_2, x_of(p, m->from), w->y, 3.5, 12);
			text = arena_printf(p->s->a, "%.*s %.*s", STR(p->c->items[m->from].label), STR(m->text));
		} else {
			text = m->text;
		}
		shape_text(p->s, said ? INK_TEXT : INK_DIM, ANCHOR_START, x, y,
		           shape_fit(p->s, text, (p->s->drawing->width - x) * 1.15));
		y += LINE_HEIGHT;
		if (!said)
			return;
	}
}

void shape_sequence(struct sketch *s, const struct chart *c)
{
	struct page p = {.s = s, .c = c, .when = arena_array(s->a, struct when, 2 * c->step_count + 1)};
	double bottom, last = -1e9;

	p.lane = fmin(LANE, 0.47 * s->drawing->width / c->item_count);
	bottom = place_times(&p);
	for (uint32_t i = 0; i < c->item_count; i++) {
		shape_text(s, INK_TEXT, ANCHOR_MIDDLE, x_of(&p, i), TOP - 8, c->items[i].label)->bold = true;
		shape_line(s, INK_RULE, x_of(&p, i), TOP, 0, bottom - TOP);
	}
	for (uint32_t i = 0; i < c->step_count; i++) {
		const struct chart_step *m = &c->steps[i];

		if (m->to != CHART_NOBODY)
			put_arrow(&p, m);
		if (m->at != last && m->time.len)
			shape_text(s, INK_DIM, ANCHOR_END, LEFT - 6, y_of(&p, m->at) + 4, m->time);
		last = m->at;
	}
	for (uint32_t i = 0; i < p.count; i++)
		shape_nodes_put_words(&p, &p.when[i]);
	s->drawing->height = bottom + 6;
}
