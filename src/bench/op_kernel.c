/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_kernel.c - a system call, the clock, a thread. */
#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/ops.h"

static bool nothing_setup(struct run *r)
{
	(void)r;
	return true;
}

static void nothing_stop(struct run *r)
{
	(void)r;
}

/* ---- system call ---- */

static bool syscall_check(struct run *r)
{
	return syscall(SYS_getppid) == getppid() ? true : run_fail(r, "getppid gave another process");
}

static void syscall_run(struct run *r, uint64_t n)
{
	(void)r;
	for (uint64_t i = 0; i < n; i++)
		syscall(SYS_getppid);
}

const struct work work_syscall = {nothing_setup, NULL, syscall_run, syscall_check, nothing_stop};

/* ---- clock ---- */

static bool clock_check(struct run *r)
{
	struct timespec a, b;

	clock_gettime(CLOCK_MONOTONIC, &a);
	clock_gettime(CLOCK_MONOTONIC, &b);
	if (b.tv_sec < a.tv_sec || (b.tv_sec == a.tv_sec && b.tv_nsec < a.tv_nsec))
		return run_fail(r, "the clock went backwards");
	return true;
}

static void clock_run(struct run *r, uint64_t n)
{
	struct timespec t;

	(void)r;
	for (uint64_t i = 0; i < n; i++) {
		clock_gettime(CLOCK_MONOTONIC, &t);
		BENCH_CLOBBER();
	}
}

static bool clock_setup(struct run *r)
{
	if (*r->bench->clock.source)
		run_note(r, "%s", r->bench->clock.source);
	return true;
}

const struct work work_clock = {clock_setup, NULL, clock_run, clock_check, nothing_stop};

/* ---- thread ---- */

static void *come_and_go(void *arg)
{
	return arg;
}

static void create_run(struct run *r, uint64_t n)
{
	for (uint64_t i = 0; i < n; i++) {
		pthread_t thread;
		int error = pthread_create(&thread, NULL, come_and_go, r);

		if (error) {
			run_fail(r, "no thread: %s", strerror(error));
			return;
		}
		pthread_join(thread, NULL);
	}
}

static bool create_check(struct run *r)
{
	pthread_t thread;
	void *back = NULL;

	if (pthread_create(&thread, NULL, come_and_go, r) != 0 || pthread_join(thread, &back) != 0 || back != r)
		return run_fail(r, "a thread did not give back what it got");
	return true;
}

const struct work work_thread_create = {nothing_setup, NULL, create_run, create_check, nothing_stop};
