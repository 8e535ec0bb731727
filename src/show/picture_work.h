/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picture_work.h - what the files that lay a picture out share. All is worked out along two axes: `u` goes from layer
 * to layer, `v` along a layer. Boxes stand in even ranks, texts of flows in the odd ones between; where a flow passes a
 * rank it has a node there.
 */
#ifndef BOTE_PICTURE_WORK_H
#define BOTE_PICTURE_WORK_H

#include "show/picture_layout.h"

/* Pixels between two arrows at a box. */
enum { PICTURE_PORT = 13 };

struct node {
	uint32_t rank;
	double su, sv;  /* how large it is along the two axes */
	double line;    /* where, from its start along v, the line passes */
	double v;       /* its start */
	double key;     /* barycentre */
	uint32_t order; /* its place in the rank */
	bool box;
};

/* A piece of a flow, from a node to one in the next rank. */
struct piece {
	uint32_t from, to;
	double from_v, to_v; /* where it touches them */
};

struct rank {
	uint32_t *nodes, count;
	double u, size, gap; /* where it begins, how wide it is, and what is free after it */
};

struct work {
	struct layout *l;
	struct arena *a;
	struct node *nodes;
	uint32_t node_count;
	struct piece *pieces; /* those of a flow stand together */
	uint32_t piece_count;
	uint32_t *first_piece; /* by flow; one more at the end */
	struct rank *ranks;
	uint32_t rank_count;
	uint32_t *before, *after; /* by node: how many pieces touch it on either side */
};

/* picture_order.c: nodes of each rank in the order that has the fewest crossings found. */
void picture_order(struct work *w);
/* picture_place.c: where along their ranks nodes stand, from 0 on, and where pieces touch them. */
void picture_place(struct work *w);

#endif
