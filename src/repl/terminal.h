/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal.h - the terminal: whether a stream is one, its colour, width and height. */
#ifndef BOTE_TERMINAL_H
#define BOTE_TERMINAL_H

#include "session/console.h"

/* What the engine may know of it. */
extern const struct console terminal_console;

/*
 * Does the stream want colour: the setting, else NO_COLOR, CLICOLOR_FORCE, TERM, and whether it is a terminal.
 */
bool terminal_color(const struct settings *s, int fd);
/*
 * Columns of the stream: the setting, else the terminal's, COLUMNS, 80. 0 when it is not a terminal and nobody said:
 * nothing is cut.
 */
unsigned terminal_width(const struct settings *s, int fd);
/* Rows of the terminal, or 0. */
unsigned terminal_height(int fd);

#endif
