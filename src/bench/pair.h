/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pair.h - a second thread on a CPU of its own: asleep between samples, awake and waiting when one begins. */
#ifndef BOTE_PAIR_H
#define BOTE_PAIR_H

#include <pthread.h>
#include <stdatomic.h>

#include "bench/op.h"

struct pair {
	pthread_t thread;
	bool started;
	unsigned cpu;
	void (*work)(void *state, uint64_t n);
	void *state;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	uint64_t asked; /* n, under the lock */
	bool ask, stop;
	_Alignas(64) _Atomic int turn; /* enum turn of pair.c */
};

/* Start the partner of `r` on r->partner. `work` does its half of n operations. */
bool pair_start(struct pair *p, struct run *r, void (*work)(void *state, uint64_t n), void *state);
/* Wake it; back when it is there and spins for the word. Belongs in work.ready. */
void pair_ready(struct pair *p, uint64_t n);
/* The word. */
static inline void pair_go(struct pair *p);
/* Until it has done its half. */
void pair_join(struct pair *p);
void pair_stop(struct pair *p);
/* CPU seconds it has had. */
double pair_time(struct pair *p);

/* Any other thread, placed on a CPU; false after run_fail, if there is a run to fail. */
bool pair_thread(struct run *r, pthread_t *thread, unsigned cpu, void *(*body)(void *), void *arg);

enum { PAIR_ASLEEP, PAIR_READY, PAIR_GO, PAIR_DONE };

static inline void pair_go(struct pair *p)
{
	atomic_store_explicit(&p->turn, PAIR_GO, memory_order_release);
}

#endif
