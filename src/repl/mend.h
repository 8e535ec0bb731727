/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mend.h - a line that failed as its error says it was meant. */
#ifndef BOTE_MEND_H
#define BOTE_MEND_H

#include "base/buf.h"
#include "diag/diag.h"

/*
 * When there is one sure mend, that is, the error's hint asks "did you mean 'X'?" of one X, `out` gets `line` with X
 * where the error is. Returns whether there is one.
 */
bool mend_line(struct str line, const struct diag_item *error, struct buf *out);

#endif
