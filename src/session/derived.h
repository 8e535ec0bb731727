/* SPDX-License-Identifier: GPL-3.0-or-later */
/* derived.h - the lines of a derivation, broken where the terminal ends. */
#ifndef BOTE_DERIVED_H
#define BOTE_DERIVED_H

#include "base/buf.h"

/*
 * The column in which the lines about `name` have their "=": behind the name, or a little to the right of where that
 * begins if a word would not fit into `width` columns there; then the name has a line of its own. Width 0: any fits.
 */
size_t derived_column(struct str steps, struct str name, size_t indent, unsigned width);
/* Write the steps, lines that begin with `name` or with as many blanks, moved in by `indent`. */
void derived_write(struct buf *out, struct str steps, struct str name, size_t indent, unsigned width);
/* A line of `text` behind `column` columns that are filled; what does not fit is below, a little further to the right.
 */
void derived_put(struct buf *out, struct str text, size_t column, unsigned width);

#endif
