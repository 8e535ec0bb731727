/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spelling.h - what was typed, as a text that is read as it was then: for sheets that are saved, and definitions that
 * take the place of their names. */
#ifndef BOTE_SPELLING_H
#define BOTE_SPELLING_H

#include "base/buf.h"
#include "sheet/sheet.h"

/*
 * An expression or a statement of the text `src`, as what `s` has by now makes it necessary; as whatever a sheet may
 * come to have does, where that is NULL.
 */
void spell_expression(const struct sheet *s, const struct source *src, const struct node *n, struct buf *out);
void spell_statement(const struct sheet *s, const struct source *src, const struct statement *st, struct buf *out);

#endif
