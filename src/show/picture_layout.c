/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture_layout.c - a picture in layers: which box is in which, and the lines between them. */
#include "show/picture_layout.h"

#include <math.h>

#include "show/picture_work.h"

enum {
	STUB = 11, /* arrows are straight for so long at a box: room for the head */
	BEND = 11, /* and have so much between two ranks to bend, at least */
	BEND_MOST = 34,
	CURVE = 8,    /* pieces of a bend */
	TEXT_LINE = 5 /* the line of a flow is so far from the edge of its text's place */
};

/* ---- layers ---- */

static uint32_t earlier(const struct layout_flow *f)
{
	return f->from < f->to ? f->from : f->to;
}

static uint32_t picture_layout_later(const struct layout_flow *f)
{
	return f->from < f->to ? f->to : f->from;
}

/* Flows go from earlier boxes to later ones here, so that one pass in that order finds the longest ways. */
static void set_layers(struct work *w)
{
	for (uint32_t i = 0; i < w->l->box_count; i++)
		for (uint32_t k = 0; k < w->l->flow_count; k++) {
			const struct layout_flow *f = &w->l->flows[k];

			if (earlier(f) == i && w->nodes[picture_layout_later(f)].rank < w->nodes[i].rank + 2)
				w->nodes[picture_layout_later(f)].rank = w->nodes[i].rank + 2;
		}
	for (uint32_t i = 0; i < w->l->box_count; i++)
		if (w->nodes[i].rank + 1 > w->rank_count)
			w->rank_count = w->nodes[i].rank + 1;
}

static uint32_t add_node(struct work *w, uint32_t rank, const struct layout_place *text)
{
	struct node *n = &w->nodes[w->node_count];
	bool down = w->l->down;

	*n = (struct node){.rank = rank};
	if (text && text->w > 0) {
		n->su = down ? text->h : text->w;
		n->sv = (down ? text->w : text->h) + TEXT_LINE;
		n->line = down ? 0 : n->sv;
	}
	return w->node_count++;
}

/* A flow as a chain of nodes, one in each rank between its boxes. */
static void add_chain(struct work *w, const struct layout_flow *f)
{
	uint32_t from = earlier(f), to = picture_layout_later(f), last = from;
	uint32_t middle = ((w->nodes[from].rank + w->nodes[to].rank) / 2) | 1;

	for (uint32_t r = w->nodes[from].rank + 1; r <= w->nodes[to].rank; r++) {
		uint32_t next = r == w->nodes[to].rank ? to : add_node(w, r, r == middle ? &f->label : NULL);

		w->pieces[w->piece_count++] = (struct piece){.from = last, .to = next};
		w->after[last]++;
		w->before[next]++;
		last = next;
	}
}

static void add_boxes(struct work *w)
{
	struct layout *l = w->l;

	for (uint32_t i = 0; i < l->box_count; i++)
		w->nodes[i] = (struct node){
			.box = true, .su = l->down ? l->boxes[i].h : l->boxes[i].w, .sv = l->down ? l->boxes[i].w : l->boxes[i].h};
	w->node_count = l->box_count;
}

/* A box has room for the arrows that touch it. */
static void widen_boxes(struct work *w)
{
	for (uint32_t i = 0; i < w->l->box_count; i++) {
		uint32_t most = w->before[i] > w->after[i] ? w->before[i] : w->after[i];

		w->nodes[i].sv = fmax(w->nodes[i].sv, most * (double)PICTURE_PORT + 4);
		w->nodes[i].line = w->nodes[i].sv / 2;
	}
}

static void fill_ranks(struct work *w)
{
	for (uint32_t i = 0; i < w->node_count; i++)
		w->ranks[w->nodes[i].rank].count++;
	for (uint32_t r = 0; r < w->rank_count; r++) {
		w->ranks[r].nodes = arena_array(w->a, uint32_t, w->ranks[r].count);
		w->ranks[r].count = 0;
	}
	for (uint32_t i = 0; i < w->node_count; i++) {
		struct rank *r = &w->ranks[w->nodes[i].rank];

		w->nodes[i].order = r->count;
		r->nodes[r->count++] = i;
	}
}

static void picture_layout_build(struct work *w)
{
	uint32_t boxes = w->l->box_count, flows = w->l->flow_count, most = boxes + flows * 2 * boxes;

	w->nodes = arena_array(w->a, struct node, most + 1);
	w->pieces = arena_array(w->a, struct piece, most + 1);
	w->before = arena_array(w->a, uint32_t, most + 1);
	w->after = arena_array(w->a, uint32_t, most + 1);
	w->first_piece = arena_array(w->a, uint32_t, flows + 1);
	w->rank_count = 1;
	add_boxes(w);
	set_layers(w);
	for (uint32_t k = 0; k < flows; k++) {
		w->first_piece[k] = w->piece_count;
		add_chain(w, &w->l->flows[k]);
	}
	w->first_piece[flows] = w->piece_count;
	w->ranks = arena_array(w->a, struct rank, w->rank_count);
	widen_boxes(w);
	fill_ranks(w);
}

/* ---- from layer to layer ---- */

/* Where lines bend far there is more room to do it. */
static void set_ranks(struct work *w)
{
	double at = 0;

	for (uint32_t r = 0; r < w->rank_count; r++) {
		struct rank *x = &w->ranks[r];

		for (uint32_t i = 0; i < x->count; i++)
			x->size = fmax(x->size, w->nodes[x->nodes[i]].su);
		x->gap = BEND + STUB; /* of any two ranks one has boxes */
	}
	for (uint32_t k = 0; k < w->piece_count; k++) {
		const struct piece *p = &w->pieces[k];
		struct rank *x = &w->ranks[w->nodes[p->from].rank];
		double bend = fabs(p->from_v - p->to_v) / 4;

		x->gap = fmax(x->gap, STUB + fmin(bend, BEND_MOST));
	}
	for (uint32_t r = 0; r < w->rank_count; r++) {
		w->ranks[r].u = at;
		at += round(w->ranks[r].size) + (r + 1 < w->rank_count ? round(w->ranks[r].gap) : 0);
	}
}

/* ---- lines ---- */

static void add_point(struct work *w, struct layout_flow *f, double u, double v)
{
	f->points[2 * f->count] = w->l->down ? v : u;
	f->points[2 * f->count + 1] = w->l->down ? u : v;
	f->count++;
}

/* An S from (u, v) to (to_u, to_v) that begins and ends straight; one point when it is straight all along. */
static void add_bend(struct work *w, struct layout_flow *f, double u, double v, double to_u, double to_v)
{
	for (int i = 1; i < CURVE && v != to_v; i++) {
		double t = (double)i / CURVE, s = t * t * (3 - 2 * t);

		add_point(w, f, u + (to_u - u) * (1.5 * t - 1.5 * t * t + t * t * t), v + (to_v - v) * s);
	}
	add_point(w, f, to_u, to_v);
}

/* Where the node begins, or ends, along u: a small one is in the middle of its rank. */
static double node_u(const struct work *w, const struct node *n)
{
	return w->ranks[n->rank].u + (n->box || n->su > 0 ? floor((w->ranks[n->rank].size - n->su) / 2) : 0);
}

static void draw_piece(struct work *w, struct layout_flow *f, const struct piece *p)
{
	const struct node *a = &w->nodes[p->from], *b = &w->nodes[p->to];
	const struct rank *x = &w->ranks[a->rank], *y = &w->ranks[b->rank];
	double from = x->u + x->size + (a->box ? STUB : 0), to = y->u - (b->box ? STUB : 0);

	if (a->box)
		add_point(w, f, node_u(w, a) + a->su, p->from_v);
	add_point(w, f, from, p->from_v);
	add_bend(w, f, from, p->from_v, to, p->to_v);
	if (b->box)
		add_point(w, f, node_u(w, b), p->to_v);
}

/* Points on a straight line between two others say nothing. */
static void drop_straight(struct layout_flow *f)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < f->count; i++) {
		const double *p = f->points + 2 * i, *a = f->points + 2 * (kept ? kept - 1 : 0), *b = f->points + 2 * (i + 1);
		bool inner = kept && i + 1 < f->count;

		if (inner && ((p[0] == a[0] && p[0] == b[0]) || (p[1] == a[1] && p[1] == b[1])))
			continue;
		f->points[2 * kept] = p[0];
		f->points[2 * kept + 1] = p[1];
		kept++;
	}
	f->count = kept;
}

static void turn_round(struct layout_flow *f)
{
	for (uint32_t i = 0, k = f->count - 1; i < k; i++, k--)
		for (int c = 0; c < 2; c++) {
			double x = f->points[2 * i + c];

			f->points[2 * i + c] = f->points[2 * k + c];
			f->points[2 * k + c] = x;
		}
}

static void draw_flow(struct work *w, uint32_t k)
{
	struct layout_flow *f = &w->l->flows[k];
	uint32_t pieces = w->first_piece[k + 1] - w->first_piece[k];

	f->points = arena_array(w->a, double, (size_t)pieces * 2 * (CURVE + 3));
	f->count = 0;
	for (uint32_t i = w->first_piece[k]; i < w->first_piece[k + 1]; i++)
		draw_piece(w, f, &w->pieces[i]);
	drop_straight(f);
	if (f->from > f->to)
		turn_round(f);
}

static void picture_layout_put_place(const struct work *w, struct layout_place *p, double u, double v)
{
	p->x = w->l->down ? v : u;
	p->y = w->l->down ? u : v;
}

/* The text of a flow is above its line, or on the right of one that goes down. */
static void place_label(struct work *w, uint32_t k)
{
	struct layout_flow *f = &w->l->flows[k];

	for (uint32_t i = w->first_piece[k]; f->label.w > 0 && i < w->first_piece[k + 1]; i++) {
		const struct node *n = &w->nodes[w->pieces[i].to];

		if (!n->box && n->su > 0)
			picture_layout_put_place(w, &f->label, node_u(w, n), n->v + (w->l->down ? TEXT_LINE : 0));
	}
}

static void place_boxes(struct work *w)
{
	struct layout *l = w->l;

	for (uint32_t i = 0; i < l->box_count; i++) {
		const struct node *n = &w->nodes[i];

		picture_layout_put_place(w, &l->boxes[i], node_u(w, n), n->v);
		*(l->down ? &l->boxes[i].w : &l->boxes[i].h) = n->sv;
	}
}

static void picture_layout_measure(struct work *w)
{
	const struct rank *last = &w->ranks[w->rank_count - 1];
	double u = last->u + last->size, v = 0;

	for (uint32_t i = 0; i < w->node_count; i++)
		v = fmax(v, w->nodes[i].v + w->nodes[i].sv);
	w->l->width = w->l->down ? v : u;
	w->l->height = w->l->down ? u : v;
}

void layout_picture(struct layout *l, struct arena *a)
{
	struct work w = {.l = l, .a = a};

	picture_layout_build(&w);
	picture_order(&w);
	picture_place(&w);
	set_ranks(&w);
	for (uint32_t k = 0; k < l->flow_count; k++) {
		draw_flow(&w, k);
		place_label(&w, k);
	}
	place_boxes(&w);
	picture_layout_measure(&w);
}
