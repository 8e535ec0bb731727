/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bar.h - bars in characters: the one place where they are drawn. */
#ifndef BOTE_BAR_H
#define BOTE_BAR_H

#include "base/buf.h"

/*
 * A bar of `eighths` eighths of a column, `room` columns at most. In ASCII the last part is left out when it is under a
 * half.
 */
void bar_length(struct buf *out, unsigned eighths, unsigned room, bool ascii);
/* From column `from` to column `to`, with a line at column `base`; blanks in front, none after it. */
void bar_span(struct buf *out, unsigned from, unsigned to, unsigned base, bool ascii);

#endif
