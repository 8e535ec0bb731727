/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ending.h - the end that a signal brings: within a second, whatever is under way; what is finished is told, and
 * nothing is left behind.
 *
 * SIGINT, SIGTERM and SIGHUP set bench_stop, and the main thread is poked out of whatever it waits for. It should then
 * come to its end by itself. When it is stuck, in a library or in the kernel, a thread of ours ends the program for it.
 */
#ifndef BOTE_ENDING_H
#define BOTE_ENDING_H

#include <stdbool.h>

/* From now on. Called once, by the main thread, while it is the only one. */
void ending_watch(void);

/* For a child between fork and exec: our signals are its own again. */
void ending_not_mine(void);

/*
 * What must not outlive the program is made and unmade between these. When the program is being ended ending_hold()
 * does not return to the main thread any more.
 */
void ending_hold(void);
void ending_release(void);

/* At the end, however it comes: `undo` runs, last one first. It may find its work done. At most 8 of them. */
void ending_undo(void (*undo)(void));
/*
 * At a signal, at once and in another thread, which may wait: make the main thread's call into a library return. At
 * most 4.
 */
void ending_interrupt(void (*interrupt)(void));

/* How results are told if the main thread is stuck; `ctx` is there until ending_claim(). */
void ending_teller(void (*tell)(void *ctx), void *ctx);
/* The main thread, before it tells the results: the watcher will not. And after. */
void ending_claim(void);
void ending_told(void);

#endif
