/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal.h - a pseudo-terminal with a program at its other end. */
#ifndef BOTE_TEST_TERMINAL_H
#define BOTE_TEST_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>

#include "screen.h"

struct terminal {
	int fd;
	pid_t pid;
	struct screen screen;
	char *seen; /* what was written since something was last typed, or the size changed */
	size_t seen_len;
	bool running, ended;
	bool edited; /* for who types at it: it edits lines */
};

/* False when there is no pseudo-terminal. */
bool terminal_start(struct terminal *t, char **argv, int rows, int columns);
bool terminal_type(struct terminal *t, const char *text, size_t len);
/* What was written so far is no longer `seen`. */
void terminal_forget(struct terminal *t);
void terminal_resize(struct terminal *t, int rows, int columns);
/* Take in what is written within `ms`. Returns false when nothing was. */
bool terminal_take(struct terminal *t, int ms);
/* Is the program one that reads keys one by one, as line editors do? Are the settings those of a shell? */
bool terminal_raw(const struct terminal *t);
bool terminal_sane(const struct terminal *t);
/* Has it taken all lines that were typed? */
bool terminal_taken(const struct terminal *t);
/* The program has ended, and this is how it did (see waitpid). */
bool terminal_wait(struct terminal *t, int *status);

/*
 * Wait until `holds`, and, with `last`, until it still does when something was written in answer and then nothing for a
 * moment. False when that is not so within `deadline` ms.
 */
bool terminal_until(struct terminal *t, bool (*holds)(const char *text), const char *text, bool last, long deadline);

#endif
