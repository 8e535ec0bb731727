/* SPDX-License-Identifier: GPL-3.0-or-later */
/* now.c - the time of day, which can be fixed. */
#include "base/now.h"

#include <stdlib.h>
#include <time.h>

int64_t now_seconds(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (epoch && *epoch) {
		long long seconds = strtoll(epoch, &end, 10);
		if (!*end)
			return seconds;
	}
	return time(NULL);
}

static void now_write(int64_t seconds, const char *form, char out[32])
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (!gmtime_r(&t, &tm) || !strftime(out, 32, form, &tm))
		*out = '\0';
}

void now_stamp(int64_t seconds, char out[32])
{
	now_write(seconds, "%Y-%m-%dT%H:%M:%SZ", out);
}

struct str now_day(struct arena *a, int64_t seconds)
{
	char text[32];

	now_write(seconds, "%Y-%m-%d", text);
	return arena_str(a, str_from_c(text));
}

int64_t now_days(int64_t y, unsigned m, unsigned d)
{
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	unsigned of_era = (unsigned)(y - era * 400), of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;

	return era * 146097 + (int64_t)(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}
