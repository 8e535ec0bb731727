/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl.h - the prompt: read a line, evaluate it, print, again. */
#ifndef BOTE_REPL_H
#define BOTE_REPL_H

#include "session/session.h"

/*
 * Talk with a person until `quit` or the end of standard input. Where that or standard output is no terminal there is
 * no prompt, no banner and no question. `first` is a line to begin with, or empty: `resume`, or a lesson (`quiz
 * caching`), which is then all there is. Returns the exit status.
 */
int repl_run(struct session *s, struct str first);

#endif
