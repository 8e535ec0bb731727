/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picture_place.c - places within the layers of a picture: by least squares, so that arrows are straight where they can
 * be.
 */
#include <math.h>

#include "show/picture_work.h"

enum {
	SETTLES = 24,
	SETTLES_BOTH = 12, /* by neighbours on one side in turn, then on both */
	GAP = 10,          /* between two nodes of a rank */
	GAP_BOXES = 22
};

static double gap_between(const struct node *a, const struct node *b)
{
	return a->box && b->box ? GAP_BOXES : GAP;
}

static double picture_place_line_of(const struct node *n)
{
	return n->v + n->line;
}

/*
 * Where the lines of a node's neighbours are, on the mean; its own line where there are none. `sides`: 1 before, 2
 * after it, 3 both.
 */
static void find_wishes(const struct work *w, int sides, double *wish, double *ties)
{
	for (uint32_t i = 0; i < w->node_count; i++)
		wish[i] = ties[i] = 0;
	for (uint32_t k = 0; k < w->piece_count; k++) {
		const struct piece *p = &w->pieces[k];
		double pull = w->nodes[p->from].box || w->nodes[p->to].box ? 1 : 4; /* long arrows are straight first */

		if (sides & 1) {
			wish[p->to] += pull * picture_place_line_of(&w->nodes[p->from]);
			ties[p->to] += pull;
		}
		if (sides & 2) {
			wish[p->from] += pull * picture_place_line_of(&w->nodes[p->to]);
			ties[p->from] += pull;
		}
	}
	for (uint32_t i = 0; i < w->node_count; i++)
		wish[i] = (ties[i] ? wish[i] / ties[i] - w->nodes[i].line : w->nodes[i].v);
}

/* Nodes that push one another stand together: their mean wish, less what is in front of each. */
struct block {
	double sum, weight;
	uint32_t count;
};

/*
 * The places nearest to what is wished, by least squares, that keep order and gaps: neighbours that would overlap are
 * pooled.
 */
static void settle_rank(struct work *w, const struct rank *r, const double *wish, const double *ties,
                        struct block *blocks)
{
	uint32_t count = 0, at = 0;
	double lead = 0;

	for (uint32_t i = 0; i < r->count; i++) {
		const struct node *n = &w->nodes[r->nodes[i]];
		double weight = 0.1 + ties[r->nodes[i]];

		if (i)
			lead += w->nodes[r->nodes[i - 1]].sv + gap_between(&w->nodes[r->nodes[i - 1]], n);
		blocks[count++] = (struct block){weight * (wish[r->nodes[i]] - lead), weight, 1};
		for (; count > 1 &&
		       blocks[count - 2].sum * blocks[count - 1].weight > blocks[count - 1].sum * blocks[count - 2].weight;
		     count--) {
			blocks[count - 2].sum += blocks[count - 1].sum;
			blocks[count - 2].weight += blocks[count - 1].weight;
			blocks[count - 2].count += blocks[count - 1].count;
		}
	}
	lead = 0;
	for (uint32_t b = 0; b < count; b++)
		for (uint32_t k = 0; k < blocks[b].count; k++, at++) {
			struct node *n = &w->nodes[r->nodes[at]];

			if (at)
				lead += w->nodes[r->nodes[at - 1]].sv + gap_between(&w->nodes[r->nodes[at - 1]], n);
			n->v = blocks[b].sum / blocks[b].weight + lead;
		}
}

/* At first each rank is packed around 0. */
static void pack_rank(struct work *w, const struct rank *r)
{
	double at = 0;

	for (uint32_t i = 0; i < r->count; i++) {
		struct node *n = &w->nodes[r->nodes[i]];

		at += i ? gap_between(&w->nodes[r->nodes[i - 1]], n) : 0;
		n->v = at;
		at += n->sv;
	}
	for (uint32_t i = 0; i < r->count; i++)
		w->nodes[r->nodes[i]].v -= at / 2;
}

static void picture_place_set_places(struct work *w)
{
	double *wish = arena_array(w->a, double, w->node_count), *ties = arena_array(w->a, double, w->node_count);
	struct block *blocks = arena_array(w->a, struct block, w->node_count);

	for (uint32_t r = 0; r < w->rank_count; r++)
		pack_rank(w, &w->ranks[r]);
	for (int i = 0; i < SETTLES; i++)
		for (uint32_t k = 0; k < w->rank_count; k++) {
			bool forward = i % 2 == 0;

			find_wishes(w, i >= SETTLES - SETTLES_BOTH ? 3 : forward ? 1 : 2, wish, ties);
			settle_rank(w, &w->ranks[forward ? k : w->rank_count - 1 - k], wish, ties, blocks);
		}
}

/* ---- where arrows touch boxes ---- */

/* The pieces that touch a box on one side, in the order of what is at their other ends, spread around its middle. */
static void set_ports(struct work *w, uint32_t box, bool forward)
{
	const struct node *n = &w->nodes[box];
	uint32_t count = forward ? w->after[box] : w->before[box];

	for (uint32_t k = 0; k < w->piece_count; k++) {
		struct piece *p = &w->pieces[k];
		uint32_t place = 0;

		if ((forward ? p->from : p->to) != box)
			continue;
		for (uint32_t i = 0; i < w->piece_count; i++) {
			const struct piece *o = &w->pieces[i];

			if ((forward ? o->from : o->to) == box)
				place += w->nodes[forward ? o->to : o->from].order < w->nodes[forward ? p->to : p->from].order;
		}
		*(forward ? &p->from_v : &p->to_v) = picture_place_line_of(n) + (place - (count - 1) / 2.0) * PICTURE_PORT;
	}
}

static void touch_nodes(struct work *w)
{
	for (uint32_t k = 0; k < w->piece_count; k++) {
		w->pieces[k].from_v = picture_place_line_of(&w->nodes[w->pieces[k].from]);
		w->pieces[k].to_v = picture_place_line_of(&w->nodes[w->pieces[k].to]);
	}
	for (uint32_t i = 0; i < w->l->box_count; i++) {
		set_ports(w, i, true);
		set_ports(w, i, false);
	}
}

/*
 * A line that bends once reads better than one that bends twice: between two boxes it goes straight from the one with
 * fewer lines, and one that continues past a layer stays straight there.
 */
static void straighten(struct work *w)
{
	double *wish = arena_array(w->a, double, w->node_count), *ties = arena_array(w->a, double, w->node_count);
	struct block *blocks = arena_array(w->a, struct block, w->node_count);

	for (uint32_t k = 0; k + 1 < w->piece_count; k++) {
		const struct piece *p = &w->pieces[k], *q = p + 1;
		const struct node *a = &w->nodes[p->from], *b = &w->nodes[q->to], *n = &w->nodes[p->to];
		bool first = a->box && b->box ? w->after[p->from] < w->before[q->to] : b->box;

		if (p->to != q->from || n->box || n->rank % 2 == 0)
			continue;
		wish[p->to] = (first ? p->from_v : q->to_v) - n->line;
		ties[p->to] = 1;
	}
	for (uint32_t r = 1; r < w->rank_count; r += 2)
		settle_rank(w, &w->ranks[r], wish, ties, blocks);
	touch_nodes(w);
}

/* All of it begins at 0. */
static void shift(struct work *w)
{
	double least = INFINITY;

	for (uint32_t i = 0; i < w->node_count; i++)
		least = fmin(least, w->nodes[i].v);
	for (uint32_t i = 0; i < w->node_count; i++)
		w->nodes[i].v -= least;
	touch_nodes(w);
}

void picture_place(struct work *w)
{
	picture_place_set_places(w);
	touch_nodes(w);
	straighten(w);
	shift(w);
}
