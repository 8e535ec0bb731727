/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture_shape.c - the picture of a system as shapes. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "show/wrap.h"
#include "show/picture.h"
#include "show/picture_layout.h"
#include "show/shape.h"

enum {
	LINE = 15,  /* from one line of text to the next */
	PAD = 10,   /* around the texts of a box */
	MARGIN = 2, /* around it all: half a line */
	BOX_LEAST = 72,
	TEXTS = 8,
	HEAD = 9 /* the head of an arrow, less its thickness */
};

/* A picture that goes down takes much of a page: one from left to right may be so much wider than is wanted. */
#define MOST 1.35

/* Bold letters are wider. */
#define BOLD_WIDER 1.12

/*
 * Columns of a line within a box, at an arrow, and of a number with its unit, which is not to be cut; lines of the
 * latter two.
 */
static const struct measures {
	size_t box, flow, value;
	uint32_t lines;
} wide = {18, 20, 30, 1}, tight = {13, 13, 17, 2}, tightest = {12, 12, 15, 3};

struct texts_of {
	struct line {
		struct str text;
		bool bold;
	} line[TEXTS];
	uint32_t count;
};

struct painting {
	const struct picture *p;
	struct arena *a;
	struct layout l;
	const struct measures *m;
	struct texts_of *boxes, *flows;
};

/* ---- texts ---- */

/* Signs of Chinese and Japanese that no line begins with. */
static bool picture_shape_closes(struct str sign)
{
	static const char *const signs[] = {"、", "。", "，", "．", "・", "：", "；", "！", "？", "ー",
	                                    "」", "』", "）", "】", "〉", "》", "〕", "］", "｝", NULL};

	return str_in_list(sign, signs);
}

/*
 * Where a line of at most that many bytes, fewer than there are, ends: at a blank or beside a wide letter, which takes
 * none. 0 within the first word.
 */
static size_t picture_shape_break(struct str text, size_t most)
{
	unsigned before = 0, columns;
	size_t end = 0;

	for (size_t at = 0, next; at <= most; at = next, before = columns) {
		bool beside;

		next = utf8_next(text, at, &columns);
		beside = before && columns && before + columns > 2;
		if (text.p[at] == ' ' || (beside && !picture_shape_closes(str_cut(text, at, next))))
			end = at;
	}
	return end;
}

/* As many words as fit in a line; a word that does not is cut. */
static struct str picture_shape_take_line(struct arena *a, struct str *rest, size_t columns, bool last)
{
	struct str line = utf8_clip(*rest, columns);
	size_t end = line.len < rest->len && !last ? picture_shape_break(*rest, line.len) : line.len;

	if (line.len < rest->len && (last || !end)) {
		line = wrap_cut(a, *rest, columns, false);
		*rest = (struct str){0};
		return line;
	}
	line = str_cut(line, 0, end);
	*rest = str_trim(str_cut(*rest, end, rest->len));
	return line;
}

static void add_texts(struct arena *a, struct texts_of *t, struct str text, size_t columns, uint32_t lines, bool bold)
{
	for (uint32_t i = 0; i < lines && text.len && t->count < TEXTS; i++)
		t->line[t->count++] = (struct line){picture_shape_take_line(a, &text, columns, i + 1 == lines), bold};
}

/* Likewise, in a few columns more where nothing is cut then. */
static void add_texts_whole(struct arena *a, struct texts_of *t, struct str text, size_t columns, uint32_t lines,
                            bool bold)
{
	enum { MORE = 4 };
	uint32_t before = t->count;

	for (size_t more = 0; more <= MORE; more++) {
		t->count = before;
		add_texts(a, t, text, columns + more, lines, bold);
		if (t->count == before || !str_ends(t->line[t->count - 1].text, S("…")))
			return;
	}
	t->count = before;
	add_texts(a, t, text, columns, lines, bold);
}

static double texts_width(const struct texts_of *t)
{
	double width = 0;

	for (uint32_t i = 0; i < t->count; i++)
		width = fmax(width, shape_text_width(t->line[i].text) * (t->line[i].bold ? BOLD_WIDER : 1));
	return ceil(width);
}

static void measure_boxes(struct painting *x)
{
	x->boxes = arena_array(x->a, struct texts_of, x->p->box_count);
	x->l.boxes = arena_array(x->a, struct layout_place, x->p->box_count);
	x->l.box_count = x->p->box_count;
	for (uint32_t i = 0; i < x->p->box_count; i++) {
		const struct picture_box *b = &x->p->boxes[i];
		struct texts_of *t = &x->boxes[i];

		add_texts_whole(x->a, t, b->label, x->m->box, 2, true);
		add_texts_whole(x->a, t, b->text, x->m->value, x->m->lines, false);
		add_texts_whole(x->a, t, b->share, x->m->value, x->m->lines, true);
		x->l.boxes[i].w = fmax(texts_width(t) + 2 * PAD, BOX_LEAST);
		x->l.boxes[i].h = t->count * (double)LINE + 1.4 * PAD;
	}
}

static void measure_flows(struct painting *x)
{
	x->flows = arena_array(x->a, struct texts_of, x->p->flow_count);
	x->l.flows = arena_array(x->a, struct layout_flow, x->p->flow_count);
	x->l.flow_count = x->p->flow_count;
	for (uint32_t i = 0; i < x->p->flow_count; i++) {
		const struct picture_flow *f = &x->p->flows[i];
		struct texts_of *t = &x->flows[i];

		add_texts(x->a, t, f->label, x->m->flow, x->m->lines, false);
		add_texts_whole(x->a, t, f->text, x->m->value, x->m->lines, false);
		x->l.flows[i] = (struct layout_flow){
			.from = f->from, .to = f->to, .label = {.w = texts_width(t), .h = t->count * (double)LINE}};
	}
}

/* ---- shapes ---- */

static void paint_box(struct sketch *s, const struct painting *x, uint32_t i)
{
	const struct layout_place *at = &x->l.boxes[i];
	const struct texts_of *t = &x->boxes[i];
	bool full = x->p->boxes[i].share.len > 0;
	struct shape *frame = shape_add(s, SHAPE_BOX, full ? INK_5 : INK_1);
	double y = at->y + (at->h - t->count * (double)LINE) / 2 + 0.75 * LINE;

	frame->x = at->x + MARGIN;
	frame->y = at->y + MARGIN;
	frame->w = at->w;
	frame->h = at->h;
	frame->framed = true;
	frame->width = full ? 2.5 : 1.3;
	for (uint32_t k = 0; k < t->count; k++, y += LINE)
		shape_text(s, INK_TEXT, ANCHOR_MIDDLE, at->x + at->w / 2 + MARGIN, y + MARGIN, t->line[k].text)
			->bold = t->line[k].bold;
}

/* A triangle at the end of the line, which is as much shorter. */
static void paint_head(struct sketch *s, double *points, uint32_t count, double width)
{
	double *end = points + 2 * (size_t)(count - 1), *head = arena_array(s->a, double, 6);
	double dx = end[0] - end[-2], dy = end[1] - end[-1], length = hypot(dx, dy), half = 2.5 + width;
	struct shape *area = shape_add(s, SHAPE_AREA, INK_DIM);

	dx /= length;
	dy /= length;
	memcpy(head,
	       (double[]){end[0], end[1], end[0] - HEAD * dx - half * dy, end[1] - HEAD * dy + half * dx,
	                  end[0] - HEAD * dx + half * dy, end[1] - HEAD * dy - half * dx},
	       6 * sizeof(double));
	area->points = head;
	area->count = 3;
	end[0] -= HEAD * dx;
	end[1] -= HEAD * dy;
}

static void paint_flow(struct sketch *s, const struct painting *x, uint32_t i)
{
	const struct picture_flow *f = &x->p->flows[i];
	struct layout_flow *l = &x->l.flows[i];
	struct shape *curve = shape_add(s, SHAPE_CURVE, INK_DIM);
	double y = l->label.y + 0.75 * LINE + MARGIN;

	for (uint32_t k = 0; k < 2 * l->count; k++)
		l->points[k] += MARGIN;
	curve->points = l->points;
	curve->count = l->count;
	curve->width = f->still ? 1 : 1.2 + 3.8 * f->weight;
	curve->dashed = f->still;
	paint_head(s, l->points, l->count, curve->width);
	for (uint32_t k = 0; k < x->flows[i].count; k++, y += LINE)
		shape_text(s, INK_TEXT, x->l.down ? ANCHOR_START : ANCHOR_MIDDLE,
		           l->label.x + (x->l.down ? 0 : l->label.w / 2) + MARGIN, y, x->flows[i].line[k].text);
}

/* `best` becomes the picture laid out in another way, if it is too wide and that is less so. */
static void lay_out(struct painting *best, double width, const struct measures *m, bool down)
{
	struct painting x = {.p = best->p, .a = best->a, .m = m, .l = {.down = down}};

	if (best->m && best->l.width <= width)
		return;
	measure_boxes(&x);
	measure_flows(&x);
	layout_picture(&x.l, x.a);
	if (!best->m || x.l.width < best->l.width)
		*best = x;
}

struct drawing *picture_shapes(const struct picture *p, struct arena *a, double width)
{
	struct sketch s = {arena_new(a, struct drawing), a};
	struct painting x = {.p = p, .a = a};

	lay_out(&x, width - 2 * MARGIN, &wide, false);
	lay_out(&x, width - 2 * MARGIN, &tight, false);
	if (width < PICTURE_WIDTH || x.l.width > MOST * width) {
		lay_out(&x, width - 2 * MARGIN, &wide, true);
		lay_out(&x, width - 2 * MARGIN, &tight, true);
		lay_out(&x, width - 2 * MARGIN, &tightest, true);
	}
	s.drawing->width = x.l.width + 2 * MARGIN;
	s.drawing->height = x.l.height + 2 * MARGIN;
	s.drawing->title = p->title;
	s.drawing->desc = picture_describe(p, a);
	for (uint32_t i = 0; i < p->flow_count; i++)
		paint_flow(&s, &x, i);
	for (uint32_t i = 0; i < p->box_count; i++)
		paint_box(&s, &x, i);
	return s.drawing;
}
