/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preview.h - the answer to a line that is still being typed. */
#ifndef BOTE_PREVIEW_H
#define BOTE_PREVIEW_H

#include "base/buf.h"
#include "session/session.h"

/*
 * The answer to `line`, "= 42", added to `out`; nothing when the line does not parse or has an error, is a command, or is
 * only the number that would be its answer. Changes nothing. Works until builtin_interrupted is set.
 */
void preview(struct session *s, struct str line, struct buf *out);

#endif
