/* SPDX-License-Identifier: GPL-3.0-or-later */
/* now.h - the time of day, which can be fixed. */
#ifndef BOTE_NOW_H
#define BOTE_NOW_H

#include <stdint.h>
#include <time.h>

#include "base/arena.h"

/* Seconds since 1970: now, or what SOURCE_DATE_EPOCH says, so that what is written of a day does not change. */
int64_t now_seconds(void);

/* Seconds of a clock; 0 when there is no such clock. */
static inline double now_of(clockid_t clock)
{
	struct timespec t;

	return clock_gettime(clock, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec * 1e-9 : 0;
}

/* Of one that nobody sets. */
static inline double now_monotonic(void)
{
	return now_of(CLOCK_MONOTONIC);
}

/* Seconds since 1970 as "2026-11-29T22:10:02Z", and the day of them as "2026-11-29"; "" when there is no such year. */
void now_stamp(int64_t seconds, char out[32]);
struct str now_day(struct arena *a, int64_t seconds);

/* Days from 1970-01-01 to a date, which may be before it (H. Hinnant's days_from_civil). */
int64_t now_days(int64_t year, unsigned month, unsigned day);

#endif
