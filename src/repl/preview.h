/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preview.h - the answer to a line that is still being typed. */
#ifndef BOTE_PREVIEW_H
#define BOTE_PREVIEW_H

#include "base/buf.h"
#include "session/session.h"

/*
 * What there is to say of `line`, added to `out`: its answer, "= 42", with its range; of a cell that is there the two
 * outcomes that would move most, "total $6.6M → $13M"; in an open bracket what the function takes; of `what if` the
 * first two answers that are another. Nothing when the line does not parse or has an error, is another command, or is
 * only the number that would be its answer. What does not fit `room` columns is left out: the second of two, the ends
 * of a range. Changes nothing. Works until interrupt_came is set.
 */
void preview(struct session *s, struct str line, size_t room, struct buf *out);

#endif
