/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.h - the same work on several threads at once. */
#ifndef BOTE_THREADS_H
#define BOTE_THREADS_H

/* How many processors may work for us; at least 1. */
unsigned threads_processors(void);

/*
 * Call work(ctx) on `count` threads, this one among them, and wait until each has returned. Where a thread cannot be
 * started there are fewer, so the work must be dealt out as it goes (an atomic counter in `ctx`), not by thread.
 */
void threads_run(unsigned count, void *(*work)(void *ctx), void *ctx);

#endif
