/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_progress.h - how far bote-bench is, on a terminal, and notes while it works. */
#ifndef BOTE_BENCH_PROGRESS_H
#define BOTE_BENCH_PROGRESS_H

#include <jansson.h>

#include "session/session.h"

struct bench_progress {
	struct session *session;
	bool terminal, shown; /* standard error is one; a progress line is on it */
	bool narrow;          /* no escape sequences */
};

void bench_progress_init(struct bench_progress *p, struct session *s);
/* An event of progress: "pass 2 of 5  41 %  ht_get_dep  31 s left". */
void bench_progress_show(struct bench_progress *p, const json_t *e);
/* A line in the place of the one before, cut to the terminal; `text` may grow. */
void bench_progress_write(struct bench_progress *p, struct buf *text);
void bench_progress_clear(struct bench_progress *p);
/* A line on standard error at once, for a minute of measuring may follow; nothing when it is to be quiet. */
void bench_say(struct bench_progress *p, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
