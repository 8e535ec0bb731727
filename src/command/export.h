/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export.h - what the files of `export` share. */
#ifndef BOTE_EXPORT_H
#define BOTE_EXPORT_H

#include "command/command_all.h"

struct export
{
	struct session *session;
	struct sheet *sheet;
	struct outcome *o;
	bool *needed; /* by index: a cell that an own one, something shown or a check rests on */
};

/* One number, text or truth of the sheet; of a list an element. */
struct export_line {
	struct str name, what, formula, from;
	const struct cell *cell; /* or */
	struct definition at;    /* an expression that is written there */
	const struct node *node;
	bool list; /* an element of one */
	uint32_t element;
	struct value value;  /* this element alone; good until the sheet changes */
	struct type type;    /* of the value, and */
	struct units units;  /* the unit that it is shown in, and */
	struct factor scale; /* what takes it there */
	bool kept;           /* what it is was read off samples, */
	double number;       /* and is this, in the unit of the value */
};

/*
 * All there is to export, with every cell sampled, in the order of the sheet: the caller frees the lines. False with
 * x->o filled.
 */
bool export_lines(struct export *x, struct export_line **lines, uint32_t *count);
/* As people read it. */
struct str export_shown(struct export *x, const struct value *v);
/* The unit of the number: "PB", "photos/s". */
struct str export_unit(struct export *x, const struct export_line *l);

/* export_fods.c: the lines as a spreadsheet with live formulas, a column a scenario. False with x->o filled. */
bool export_fods(struct export *x, struct buf *out);

#endif
