/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spelling.h - what was typed, as a text that is read as it was then: for sheets that are saved, and definitions that
 * take the place of their names. */
#ifndef BOTE_SPELLING_H
#define BOTE_SPELLING_H

#include "base/buf.h"
#include "sheet/sheet.h"

/* Names of an expression or a statement, in their order: `instead` writes what stands in the place of one, or is false.
 */
struct spelled_names {
	struct names of;
	bool (*instead)(void *ctx, const struct node *name, struct buf *out);
	void *ctx;
};

/*
 * An expression or a statement of the text `src`, as what `s` has by now makes it necessary; as whatever a sheet may
 * come to have does, where that is NULL. `names` may be NULL.
 */
void spell_expression(const struct sheet *s, const struct source *src, const struct node *n,
                      const struct spelled_names *names, struct buf *out);
void spell_statement(const struct sheet *s, const struct source *src, const struct statement *st,
                     const struct spelled_names *names, struct buf *out);

#endif
