/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ascii.h - texts for those who have no characters beyond ASCII. */
#ifndef BOTE_ASCII_H
#define BOTE_ASCII_H

#include "base/arena.h"
#include "base/buf.h"

/* From byte `from` on replace what is beyond ASCII by what comes nearest to it ("->" for an arrow), or by "?". */
void ascii_text(struct buf *text, size_t from);
/* The same of a text, which is copied where there is something to replace: before its columns are counted. */
struct str ascii_str(struct arena *a, struct str text);

#endif
