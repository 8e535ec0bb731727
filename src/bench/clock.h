/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock.h - time, what it costs to ask for it, and whether to believe it. */
#ifndef BOTE_CLOCK_H
#define BOTE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/now.h"

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

/* Seconds of the monotonic clock; of CPU that the calling thread has had. */
static inline double clock_now(void)
{
	return now_monotonic();
}

static inline double clock_thread(void)
{
	return now_of(CLOCK_THREAD_CPUTIME_ID);
}

struct clock_facts {
	double cost;       /* seconds for one call of clock_now */
	double resolution; /* the smallest step seen, seconds */
	char source[32];   /* "tsc"; empty when the system does not say */
	bool slow;         /* a call is a real system call: over 200 ns, or a source known for it */
};

/* Takes about a millisecond. `root` as in machine_read. */
void clock_look(struct clock_facts *f, const char *root);

/*
 * The processor's time stamp counter, for single operations that are shorter than a call of clock_now. It counts at a
 * fixed rate, which is not the core's. Returns ticks a second, or 0 when there is none to trust; takes 20 ms.
 */
double clock_ticks(const char *root);

/* Ticks round one operation: nothing before is counted late, nothing after early. */
static inline uint64_t clock_tick_begin(void)
{
#if defined(__x86_64__)
	_mm_lfence();
	uint64_t t = __rdtsc();
	_mm_lfence();
	return t;
#else
	return 0;
#endif
}

static inline uint64_t clock_tick_end(void)
{
#if defined(__x86_64__)
	unsigned cpu;
	uint64_t t = __rdtscp(&cpu);

	_mm_lfence();
	return t;
#else
	return 0;
#endif
}

#endif
