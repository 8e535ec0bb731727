/* SPDX-License-Identifier: GPL-3.0-or-later */
/* steps.h - derivations as lines of text, for formats that are text. */
#ifndef BOTE_STEPS_H
#define BOTE_STEPS_H

#include "base/buf.h"
#include "show/doc.h"

/* The steps of a block, an empty line between; lines are broken at `width` columns. */
void steps_write(struct buf *out, const struct doc_block *b, unsigned width);

#endif
