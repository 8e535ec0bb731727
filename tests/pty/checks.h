/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks.h - what a script of pty.c can wait for. */
#ifndef BOTE_TEST_CHECKS_H
#define BOTE_TEST_CHECKS_H

#include "terminal.h"

struct check {
	const char *word;                /* "screen" */
	bool (*holds)(const char *text); /* of the terminal that is looked at */
	bool last;                       /* it must still hold when nothing more is written */
};

/* NULL when there is no such word. */
const struct check *check_find(const char *word);
/* The terminal to look at, and the line editor of the program on it. */
void checks_look_at(struct terminal *t, const char *editor);
/* Does it edit lines, so that keys are read one by one? */
bool checks_edited(void);

#endif
