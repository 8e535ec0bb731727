/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ending.c - a thread that waits for signals, so that nothing has to be done inside a handler. */
#include "bench/ending.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"

enum { UNDOS = 8, INTERRUPTS = 4 };

/* Milliseconds: for the main thread to come back; to write its results; to give back what it holds. */
enum { FOR_RETURN = 200, FOR_TELLING = 5000, FOR_TEARDOWN = 200, STEP = 10 };

static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
enum { POKE = SIGUSR1 };

static void (*undos[UNDOS])(void);
static void (*interrupts[INTERRUPTS])(void);
static _Atomic unsigned undo_count, interrupt_count;
static void (*teller)(void *ctx);
static void *teller_ctx;
static pthread_t main_thread;
static atomic_flag claimed = ATOMIC_FLAG_INIT;
static atomic_bool by_main, told;

/* Recursive, so that what is undone may use the functions that hold it. */
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

void ending_hold(void)
{
	pthread_mutex_lock(&lock);
}

void ending_release(void)
{
	pthread_mutex_unlock(&lock);
}

static void undo_all(void)
{
	ending_hold();
	for (unsigned i = undo_count; i--;)
		undos[i]();
	ending_release();
}

void ending_undo(void (*undo)(void))
{
	ending_hold();
	if (!undo_count)
		atexit(undo_all);
	if (undo_count < UNDOS)
		undos[undo_count++] = undo;
	ending_release();
}

void ending_interrupt(void (*interrupt)(void))
{
	ending_hold();
	if (interrupt_count < INTERRUPTS)
		interrupts[interrupt_count++] = interrupt;
	ending_release();
}

void ending_teller(void (*tell)(void *ctx), void *ctx)
{
	ending_hold();
	teller = tell;
	teller_ctx = ctx;
	ending_release();
}

void ending_claim(void)
{
	if (!atomic_flag_test_and_set(&claimed)) {
		by_main = true;
		return;
	}
	for (;;)
		pause(); /* it is being told, and ended */
}

void ending_told(void)
{
	told = true;
}

/* ---- the watcher ---- */

/* Until it is so, poking the main thread; at most so long. */
static void ending_wait_for(const atomic_bool *what, int milliseconds)
{
	const struct timespec step = {0, STEP * 1000000L};

	for (int spent = 0; spent < milliseconds && !atomic_load(what); spent += STEP) {
		pthread_kill(main_thread, POKE);
		nanosleep(&step, NULL);
	}
}

/* In a thread of its own: one that asks a server to stop may wait for it in vain. */
static void *interrupt_all(void *nothing)
{
	for (unsigned i = 0; i < interrupt_count; i++)
		interrupts[i]();
	return nothing;
}

static void *bench_ending_watch(void *set)
{
	static const atomic_bool never = false;
	int number = SIGTERM;
	pthread_t aside;

	sigwait(set, &number);
	bench_stop = number;
	if (interrupt_count && pthread_create(&aside, NULL, interrupt_all, NULL) == 0)
		pthread_detach(aside);
	ending_wait_for(&by_main, FOR_RETURN);
	if (!atomic_flag_test_and_set(&claimed)) {
		ending_hold(); /* for good: the main thread makes nothing any more */
		if (teller)
			teller(teller_ctx);
	} else {
		ending_wait_for(&told, FOR_TELLING);
		ending_wait_for(&never, FOR_TEARDOWN); /* and in the meantime it is over */
		ending_hold();
	}
	undo_all();
	_exit(EXIT_SUCCESS);
}

static void nothing(int number)
{
	(void)number;
}

static void ending_fill(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		sigaddset(set, stops[i]);
}

void ending_watch(void)
{
	static sigset_t set;
	struct sigaction poke = {.sa_handler = nothing}; /* no SA_RESTART: calls are to return */
	pthread_t watcher;

	ending_fill(&set);
	main_thread = pthread_self();
	sigaction(POKE, &poke, NULL);
	signal(SIGPIPE, SIG_IGN);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	if (pthread_create(&watcher, NULL, bench_ending_watch, &set) != 0)
		pthread_sigmask(SIG_UNBLOCK, &set, NULL); /* then a signal ends us as it ends any program */
	else
		pthread_detach(watcher);
}

void ending_not_mine(void)
{
	sigset_t set;

	ending_fill(&set);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(POKE, SIG_DFL);
}
