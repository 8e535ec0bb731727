/* SPDX-License-Identifier: GPL-3.0-or-later */
/* md_text.h - text that Markdown shows as it is. */
#ifndef BOTE_MD_TEXT_H
#define BOTE_MD_TEXT_H

#include <stdbool.h>

#include "base/buf.h"

/* Escape what would be markup anywhere in a line. `heading`: what closes one as well. */
void md_inline(struct buf *out, struct str text, bool heading);
/* A code span; `table`: within a table. */
void md_code(struct buf *out, struct str text, bool table);
/* For wrap.h, on words that are escaped: what would be markup at the start of a line. */
void md_guard(void *ctx, struct str word, bool starts, struct buf *out);
/* The fence for a block that holds `text`: at least three backticks, more than any row of them in it. */
void md_fence(struct buf *out, struct str text);

#endif
