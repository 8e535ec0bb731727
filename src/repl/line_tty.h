/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_tty.h - the terminal while a line is being edited, and reading without an editor; for the line_*.c alone. */
#ifndef BOTE_LINE_TTY_H
#define BOTE_LINE_TTY_H

#include <signal.h>

#include "repl/line.h"

/*
 * From here to tty_leave Ctrl-C is a key, and SIGTERM, SIGHUP, SIGQUIT and SIGTSTP put the terminal's settings back
 * before they do what they do.
 */
void tty_enter(void);
void tty_leave(void);

/* Set when the program was stopped and continues: the line must be drawn again. */
extern volatile sig_atomic_t tty_resumed;

/* Columns and rows of the terminal. */
void tty_size(size_t *columns, size_t *rows);

/* Read a line as the terminal or file gives it. */
enum line_result tty_read_plain(struct str prompt, struct str begin, struct str *out);

#endif
