/* SPDX-License-Identifier: GPL-3.0-or-later */
/* when.h - times as logs write them. */
#ifndef BOTE_WHEN_H
#define BOTE_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* The minute read last: lines of the same minute need only their seconds. All zero to begin with. */
struct when {
	char minute[24];
	int64_t start;
	int64_t latest; /* later times are absurd; 0: all may be */
};

/* The date of a day since 1970; the day of a date is now_days. */
void when_date(int64_t days, int *year, unsigned *month, unsigned *day);

/* "29/Nov/2026:22:10:02 +0000", 26 bytes. False: it is none, or before 1995 or after `latest`. */
bool when_common(struct when *w, const char *p, int64_t *out);
/* "2026-11-29T22:10:02.5Z", with a blank for T, "+01:00", or nothing (UTC) at its end. */
bool when_iso(struct when *w, struct str text, int64_t *out);
/* Any of these, or seconds or milliseconds since 1970. */
bool when_any(struct when *w, struct str text, int64_t *out);

#endif
