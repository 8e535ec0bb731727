/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style.h - how a stream wants its text: colour, width. Asked by prompt and command line, never by the engine. */
#ifndef BOTE_STYLE_H
#define BOTE_STYLE_H

#include "session/session.h"

/*
 * Does the stream want colour: the setting, else NO_COLOR, CLICOLOR_FORCE, TERM, and whether it is a terminal.
 */
bool style_color(const struct settings *s, int fd);
/* Columns of the stream: the setting, else the terminal's, COLUMNS, 80. 0 when it is no terminal and nobody said: nothing is cut. */
unsigned style_width(const struct settings *s, int fd);
/* Rows of the terminal, or 0. */
unsigned style_height(int fd);

/* `text` from byte `from` on without characters beyond ASCII: "->" for an arrow, "?" where there is no way to say it. */
void style_ascii(struct buf *text, size_t from);
/*
 * Lines wider than `width` are broken at blanks. What follows stands under the last column of the line, if it has
 * columns (two blanks between), else a little to the right of its beginning. Nothing happens for width 0.
 */
void style_wrap(struct buf *text, unsigned width);

#endif
