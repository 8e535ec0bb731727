/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_run.h - run bote-bench and read what it says, line by line, while it works. */
#ifndef BOTE_BENCH_RUN_H
#define BOTE_BENCH_RUN_H

#include <stdbool.h>

#include "base/str.h"

struct bench_end {
	int error;     /* it could not be started: errno */
	int status;    /* of a program that ended by itself, else -1 */
	int killed_by; /* the signal that ended it, else 0 */
	/* SIGINT, SIGTERM or SIGHUP that came to us meanwhile, else 0: it was asked to stop, and its results are in */
	int signal;
	bool again; /* that signal would have ended us: raise it again once everything is said */
};

/*
 * `argv` ends with NULL; argv[0] is the path. `line` gets each line of its output, without the newline. Ctrl-C and a
 * request to end are passed on to it, and waited for; one that does not end is ended. What it says was its folder for
 * files is removed if it is still there afterwards.
 */
struct bench_end bench_run(const char *const *argv, void (*line)(void *ctx, struct str line), void *ctx);

#endif
