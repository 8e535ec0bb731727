/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * formula_text.h - an expression as a formula of a spreadsheet (OpenFormula): what its program does, with all factors
 * between units.
 */
#ifndef BOTE_FORMULA_TEXT_H
#define BOTE_FORMULA_TEXT_H

#include "base/buf.h"
#include "eval/eval.h"

struct formula_cells {
	/*
	 * Write the place of a cell, which goes by its number in the sheet, in the unit of its value: "[.C5]". False when
	 * it has none there.
	 */
	bool (*place)(void *ctx, uint32_t cell, struct buf *out);
	void *ctx;
	uint32_t places; /* out: how many were written */
};

/*
 * "([.C5]*[.C6]/86400)", the value in *type. False, with nothing written and no error left behind, where a spreadsheet
 * has no words for it: lists, texts, what is uncertain, functions that it does not have, and what gets too long. The
 * tree belongs to d->source.
 */
bool formula_text(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch,
                  struct diag *d, struct formula_cells *cells, struct buf *out, struct type *type);

#endif
