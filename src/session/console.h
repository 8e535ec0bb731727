/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * console.h - the streams of the program as the engine may ask for them: prompt and command line lend it their
 * terminal.
 */
#ifndef BOTE_CONSOLE_H
#define BOTE_CONSOLE_H

#include "session/session.h"

/* `fd` is STDOUT_FILENO or STDERR_FILENO. */
struct console {
	bool (*is_terminal)(int fd);
	/* Does the stream want colour? */
	bool (*color)(const struct settings *s, int fd);
	/* Its columns; 0 when it is not a terminal and nobody said: nothing is cut. */
	unsigned (*width)(const struct settings *s, int fd);
	/* Say something on standard error at once, while work continues. */
	void (*say)(struct str text);
	/* While it is on Ctrl-C sets interrupt_came, and ends the work rather than the program. */
	void (*interrupts)(bool on);
};

/* It must outlive the session. */
void session_set_console(struct session *s, const struct console *c);
/* Until one is set, one without a terminal: what the settings say holds, and nothing is said. */
const struct console *session_console(const struct session *s);

#endif
