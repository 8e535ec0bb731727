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
