/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wrap.h - words to lines of a given width. */
#ifndef BOTE_WRAP_H
#define BOTE_WRAP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

struct wrap {
	unsigned width; /* columns of a line, indentation included; 0: one long line */
	unsigned taken; /* columns of the first line that the caller has filled */
	unsigned rest;  /* blanks in front of all other lines */
	/* Writes a word, escaped perhaps; NULL writes it as it is. `starts`: at the start of a line. */
	void (*word)(void *ctx, struct str word, bool starts, struct buf *out);
	void *ctx;
};

/* Write `text` in lines, each with its end. A word longer than a line has one for itself. Nothing for an empty text. */
void wrap_text(struct buf *out, struct str text, const struct wrap *w);
/* Take as many words off the front of *rest as fit in `width` columns, one at least. */
struct str wrap_take(struct str *rest, size_t width);
/* What of a text fits in `columns`, with "…" (".." in ASCII) where that is not all. */
struct str wrap_cut(struct arena *a, struct str text, size_t columns, bool ascii);
/*
 * Does what follows a blank belong to what is before it: the % of "58 %", the rate of "3 /day" and "5 million /day"? A
 * path ("in /etc/hosts") does not.
 */
bool wrap_belongs(struct str before, struct str behind);
/* Take the next word off the front of *rest, with what belongs to it; empty when there is none. */
struct str wrap_take_word(struct str *rest);
/* Columns that are seen: colours take none. */
size_t wrap_width(struct str s);
/* Columns of the longest word. */
size_t wrap_longest(struct str text);
/*
 * Lines wider than `width` are broken at blanks. What follows begins below the last column of the line, if it has
 * columns (two blanks between), else a little to the right of its beginning. Nothing happens for width 0.
 */
void wrap_lines(struct buf *text, unsigned width);

#endif
