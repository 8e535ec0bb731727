/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_picture.h - the boxes and flows of a sheet, and which box each flow goes to. */
#ifndef BOTE_SHEET_PICTURE_H
#define BOTE_SHEET_PICTURE_H

#include "sheet/sheet.h"

enum { PICTURE_BOXES = 20, PICTURE_FLOWS = 60 };

/* The entries of a sheet's own `box` and `flow` lines; `from` and `to` are places among the boxes. */
struct sheet_picture {
	const struct entry *boxes[PICTURE_BOXES];
	struct sheet_flow {
		const struct entry *entry;
		uint32_t from, to;
	} flows[PICTURE_FLOWS];
	uint32_t box_count, flow_count;
};

/*
 * Gather them, in the order of the text; a box that was typed again is where it first stood, as it is now. False
 * with `d` filled when a flow goes from or to no box or to its own, or when there are too many. Values are not looked
 * at. Entries are good until the sheet changes.
 */
bool sheet_picture(struct sheet *s, struct diag *d, struct sheet_picture *out);

/* The last `box` line of that name, which holds; NULL for none. */
const struct entry *sheet_box(const struct sheet *s, struct str name);

#endif
