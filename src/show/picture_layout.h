/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture_layout.h - where boxes, arrows and their texts are, so that none covers another. */
#ifndef BOTE_PICTURE_LAYOUT_H
#define BOTE_PICTURE_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct layout_place {
	double x, y, w, h;
};

/*
 * From box `from` to box `to`; an end that is earlier among the boxes is in an earlier layer, whichever way the arrow
 * points.
 */
struct layout_flow {
	uint32_t from, to;
	struct layout_place
		label;      /* in: w and h of its text, 0 for none; out: where it is, clear of all boxes and other texts */
	double *points; /* out: x and y in turn, from the edge of the one box to that of the other */
	uint32_t count;
};

struct layout {
	bool down;                  /* layers below one another, not side by side */
	struct layout_place *boxes; /* in: w and h; out: x and y too, and the extent that arrows need */
	struct layout_flow *flows;
	uint32_t box_count, flow_count;
	double width, height; /* out: of all of it, from 0 */
};

/*
 * Layers by the longest way through flows from earlier boxes to later ones; within them the order by barycentres that
 * has the fewest crossings found; places that make arrows straight, by least squares. Texts of flows have a layer of
 * their own between those of boxes, and arrows that pass a layer have a place in it, so that nothing covers anything.
 * Memory from `a`.
 */
void layout_picture(struct layout *l, struct arena *a);

#endif
