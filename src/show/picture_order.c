/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture_order.c - the order within the layers of a picture: by barycentres. */
#include "show/picture_work.h"

enum { SWEEPS = 16 };

/* Insertion keeps equals in their order. */
static void sort_rank(struct work *w, struct rank *r)
{
	for (uint32_t i = 1; i < r->count; i++) {
		uint32_t node = r->nodes[i], k = i;

		for (; k > 0 && w->nodes[r->nodes[k - 1]].key > w->nodes[node].key; k--)
			r->nodes[k] = r->nodes[k - 1];
		r->nodes[k] = node;
	}
	for (uint32_t i = 0; i < r->count; i++)
		w->nodes[r->nodes[i]].order = i;
}

/* Each node goes where those are that it is tied to in the rank before (or after it). */
static void sort_by_neighbours(struct work *w, uint32_t rank, bool forward)
{
	struct rank *r = &w->ranks[rank];
	const uint32_t *ties = forward ? w->before : w->after;

	for (uint32_t i = 0; i < r->count; i++) {
		struct node *n = &w->nodes[r->nodes[i]];

		n->key = ties[r->nodes[i]] ? 0 : n->order;
	}
	for (uint32_t k = 0; k < w->piece_count; k++) {
		uint32_t own = forward ? w->pieces[k].to : w->pieces[k].from,
				 other = forward ? w->pieces[k].from : w->pieces[k].to;

		if (w->nodes[own].rank == rank)
			w->nodes[own].key += (double)w->nodes[other].order / ties[own];
	}
	sort_rank(w, r);
}

static uint32_t crossings(const struct work *w)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < w->piece_count; i++)
		for (uint32_t k = i + 1; k < w->piece_count; k++) {
			const struct node *a = &w->nodes[w->pieces[i].from], *b = &w->nodes[w->pieces[k].from];
			const struct node *c = &w->nodes[w->pieces[i].to], *d = &w->nodes[w->pieces[k].to];

			sum += a->rank == b->rank &&
			       ((a->order < b->order && c->order > d->order) || (a->order > b->order && c->order < d->order));
		}
	return sum;
}

static void keep_order(const struct work *w, uint32_t *kept)
{
	for (uint32_t i = 0; i < w->node_count; i++)
		kept[i] = w->nodes[i].order;
}

static void take_order(struct work *w, const uint32_t *kept)
{
	for (uint32_t i = 0; i < w->node_count; i++) {
		w->nodes[i].order = kept[i];
		w->ranks[w->nodes[i].rank].nodes[kept[i]] = i;
	}
}

void picture_order(struct work *w)
{
	uint32_t *best = arena_array(w->a, uint32_t, w->node_count), least = crossings(w);

	keep_order(w, best);
	for (int sweep = 0; sweep < SWEEPS && least; sweep++) {
		bool forward = sweep % 2 == 0;

		for (uint32_t r = 0; r < w->rank_count; r++)
			sort_by_neighbours(w, forward ? r : w->rank_count - 1 - r, forward);
		uint32_t now = crossings(w);
		if (now >= least)
			continue;
		least = now;
		keep_order(w, best);
	}
	take_order(w, best);
}
