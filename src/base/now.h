/* SPDX-License-Identifier: GPL-3.0-or-later */
/* now.h - the time of day, which can be fixed. */
#ifndef BOTE_NOW_H
#define BOTE_NOW_H

#include <stdint.h>

/* Seconds since 1970: now, or what SOURCE_DATE_EPOCH says, so that what is written of a day does not change. */
int64_t now_seconds(void);

/* Seconds of a clock that nobody sets. */
double now_monotonic(void);
/* Days from 1970-01-01 to a date, which may be before it (H. Hinnant's days_from_civil). */
int64_t now_days(int64_t year, unsigned month, unsigned day);

#endif
