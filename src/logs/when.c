/* SPDX-License-Identifier: GPL-3.0-or-later */
/* when.c - dates by hand, and cached: strptime would take longer than all the rest of a line. */
#include "logs/when.h"

#include "base/now.h"

#include <stdlib.h>

#define EARLIEST 788918400 /* 1995-01-01 */

void when_date(int64_t days, int *year, unsigned *month, unsigned *day)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	unsigned of_era = (unsigned)(days - era * 146097),
			 y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	unsigned of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;

	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int)(y + era * 400) + (*month <= 2);
}

static bool when_fits(const struct when *w, int64_t t)
{
	return t >= EARLIEST && (!w->latest || t <= w->latest);
}

/* `n` digits, or -1. */
static int when_digits(const char *p, int n)
{
	int x = 0;

	for (int i = 0; i < n; i++) {
		if (!char_is_digit(p[i]))
			return -1;
		x = x * 10 + (p[i] - '0');
	}
	return x;
}

static int month_of(const char *p)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; i < 12; i++)
		if (!memcmp(p, names + 3 * i, 3))
			return i + 1;
	return 0;
}

static bool civil(int y, int mo, int d, int h, int mi, int64_t *out)
{
	unsigned month, day;
	int64_t days;

	if (y < 1970 || y > 9999 || mo < 1 || mo > 12 || d < 1 || d > 31 || h < 0 || h > 23 || mi < 0 || mi > 59)
		return false;
	days = now_days(y, (unsigned)mo, (unsigned)d);
	when_date(days, &y, &month, &day);
	*out = days * 86400 + h * 3600 + mi * 60;
	return day == (unsigned)d; /* else the month is shorter */
}

/* "+0130": seconds east of Greenwich. */
static bool zone(const char *p, int hours, int minutes, int *east)
{
	if ((*p != '+' && *p != '-') || hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
		return false;
	*east = (hours * 3600 + minutes * 60) * (*p == '-' ? -1 : 1);
	return true;
}

static bool common_minute(struct when *w, const char *p)
{
	int64_t start;
	int east;

	if (p[2] != '/' || p[6] != '/' || p[11] != ':' || p[14] != ':' || p[17] != ':' || p[20] != ' ')
		return false;
	if (!civil(when_digits(p + 7, 4), month_of(p + 3), when_digits(p, 2), when_digits(p + 12, 2),
	           when_digits(p + 15, 2), &start))
		return false;
	if (!zone(p + 21, when_digits(p + 22, 2), when_digits(p + 24, 2), &east))
		return false;
	memcpy(w->minute, p, 17);
	memcpy(w->minute + 17, p + 20, 6);
	w->start = start - east;
	return true;
}

bool when_common(struct when *w, const char *p, int64_t *out)
{
	int seconds;

	if ((memcmp(p, w->minute, 17) || memcmp(p + 20, w->minute + 17, 6)) && !common_minute(w, p))
		return false;
	seconds = when_digits(p + 18, 2);
	*out = w->start + seconds;
	return p[17] == ':' && seconds >= 0 && seconds <= 60 && when_fits(w, *out);
}

static bool iso_minute(struct when *w, const char *p)
{
	if (p[4] != '-' || p[7] != '-' || (p[10] != 'T' && p[10] != ' ' && p[10] != '\t') || p[13] != ':')
		return false;
	if (!civil(when_digits(p, 4), when_digits(p + 5, 2), when_digits(p + 8, 2), when_digits(p + 11, 2),
	           when_digits(p + 14, 2), &w->start))
		return false;
	memcpy(w->minute, p, 16);
	w->minute[16] = '\0';
	return true;
}

bool when_iso(struct when *w, struct str t, int64_t *out)
{
	size_t at = 19;
	int seconds, east = 0;

	if (t.len < 19 || ((memcmp(t.p, w->minute, 16) || w->minute[16]) && !iso_minute(w, t.p)))
		return false;
	seconds = when_digits(t.p + 17, 2);
	if (t.p[16] != ':' || seconds < 0 || seconds > 60)
		return false;
	if (at < t.len && (t.p[at] == '.' || t.p[at] == ','))
		for (at++; at < t.len && char_is_digit(t.p[at]); at++)
			;
	if (at + 6 == t.len && t.p[at + 3] == ':') {
		if (!zone(t.p + at, when_digits(t.p + at + 1, 2), when_digits(t.p + at + 4, 2), &east))
			return false;
	} else if (at + 5 == t.len) {
		if (!zone(t.p + at, when_digits(t.p + at + 1, 2), when_digits(t.p + at + 3, 2), &east))
			return false;
	} else if (at != t.len && !(at + 1 == t.len && (t.p[at] == 'Z' || t.p[at] == 'z')))
		return false;
	*out = w->start + seconds - east;
	return when_fits(w, *out);
}

bool when_any(struct when *w, struct str t, int64_t *out)
{
	size_t at = 0;
	int64_t n = 0;

	if (t.len && t.p[0] == '[')
		t = str_cut(t, 1, t.len - (t.p[t.len - 1] == ']'));
	if (t.len == 26 && t.p[2] == '/')
		return when_common(w, t.p, out);
	if (t.len >= 19 && t.p[4] == '-')
		return when_iso(w, t, out);
	for (; at < t.len && char_is_digit(t.p[at]) && at < 18; at++)
		n = n * 10 + (t.p[at] - '0');
	if (!at || (at < t.len && t.p[at] != '.'))
		return false;
	*out = n > 99999999999 ? n / 1000 : n;
	return when_fits(w, *out);
}
