/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_readline.h - what GNU readline does not draw by itself; for line_readline*.c alone. */
#ifndef BOTE_LINE_READLINE_H
#define BOTE_LINE_READLINE_H

#include "repl/line.h"

/* A new line is read, after a prompt of so many columns. */
void draw_begin(size_t prompt_width, const struct line_helper *help);
/* readline's redisplay function: the line, its colours over it, how it might continue after it. */
void draw_line(void);
/* The hand rests: a few words beside the line. False when there was no time for them. */
bool draw_preview(void);
/* Take away what is beside the line; to be done before anything else is drawn. */
void draw_erase(void);
/* How the line might continue, if that may be shown now. */
void draw_suggestion(struct buf *out);

#endif
