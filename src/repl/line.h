/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line.h - a line from a person: by the line editor that was built, or as the terminal gives it. */
#ifndef BOTE_LINE_H
#define BOTE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "repl/complete.h"

enum line_result {
	LINE_TYPED,
	LINE_CANCELLED, /* Ctrl-C */
	LINE_END,       /* Ctrl-D on an empty line, or the end of standard input */
	LINE_TOO_LONG   /* standard input has a line of more than 64 MB */
};

/* What helps a person to type. Any may be NULL. */
struct line_helper {
	void (*complete)(void *ctx, struct str line, size_t point, struct completion *out);
	/*
	 * A few words on the line so far, to be dim beside it in `room` columns; nothing when there is nothing to say, and
	 * longer where nothing short says it. Must be quick: false when the time was too short for it, this time.
	 */
	bool (*preview)(void *ctx, struct str line, size_t room, struct buf *out);
	/*
	 * The line with its colours, for a cursor at byte `point`; nothing: it is as it is. Its width must not change.
	 */
	void (*paint)(void *ctx, struct str line, size_t point, struct buf *out);
	/* How the line might continue, to be dim after it until it is taken. */
	void (*suggest)(void *ctx, struct str line, struct buf *out);
	/* The first line is about to be read, and the prompt is there if it can be: the time for many a line_history(). */
	void (*recall)(void *ctx);
	void *ctx;
	bool dim; /* the terminal may show it so; else it stands there as the rest does */
};

/*
 * Get ready. `edit` is false where no line can be edited: not a terminal, or a dumb one. Where the editor cannot be
 * loaded it says so, and lines are read plainly.
 */
void line_open(bool edit);

/*
 * Read one line. `prompt` is shown (not when standard input or output is not a terminal), `begin` is on the line to
 * begin with. *out has no end of line, but may hold several lines that were pasted at once; it is good until the next
 * call.
 *
 * While the line is edited the terminal sends no SIGINT: Ctrl-C is a key. Its settings are put back before the call
 * returns, and when a signal ends or stops the program.
 */
enum line_result line_read(struct str prompt, struct str begin, struct str *out);

/* Add a line to those that the Up key brings back. Nothing is written anywhere. */
void line_history(struct str line);

void line_set_helper(const struct line_helper *helper);

void line_close(void);

#endif
