/* SPDX-License-Identifier: GPL-3.0-or-later */
/* highlight.h - what the parts of a line are, for their colours: a function of session, line and cursor alone. */
#ifndef BOTE_HIGHLIGHT_H
#define BOTE_HIGHLIGHT_H

#include <stddef.h>

#include "session/session.h"

enum highlight_kind {
	HIGHLIGHT_NUMBER,
	HIGHLIGHT_UNIT,     /* nouns and forms after `to` too */
	HIGHLIGHT_CELL,     /* a cell, a constant, a published figure */
	HIGHLIGHT_FUNCTION, /* a formula too */
	HIGHLIGHT_WORD,     /* a command, a statement's first word, a word of the grammar */
	HIGHLIGHT_UNKNOWN,  /* nothing goes by that name; not while the cursor is in it, or right after it */
	HIGHLIGHT_BRACKET   /* the bracket at the cursor, or right before it, and the one it belongs to */
};

/* Bytes [start, end) of the line. */
struct highlight_span {
	size_t start, end;
	enum highlight_kind kind;
};

enum { HIGHLIGHT_SPANS = 256 };

/* From left to right, none over another. What has no span is as any other text. */
struct highlight {
	struct highlight_span spans[HIGHLIGHT_SPANS];
	size_t count;
};

/*
 * `goes_on`: other lines of the statement stand above, so that words may be known that seem not to be. What cannot be
 * read ends it: the rest has no span. Changes nothing.
 */
void highlight(struct session *s, struct str line, size_t point, bool goes_on, struct highlight *out);

/* The line with the colours of a terminal. */
void highlight_write(struct str line, const struct highlight *h, struct buf *out);

#endif
