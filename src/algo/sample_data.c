/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_data.c - lines with the same fields, a few hot paths, numbers that vary. */
#include "algo/sample_data.h"

#include <stdint.h>
#include <stdio.h>

#include "algo/random.h"

void sample_log(char *out, size_t size)
{
	static const char *const levels[] = {"info", "info", "info", "warn", "error"};
	static const char *const paths[] = {"/api/v1/users", "/api/v1/items", "/api/v1/orders",
	                                    "/login",        "/health",       "/static/app.js"};
	struct random r = {11};
	size_t at = 0;
	uint64_t time = 1764000000000;

	while (at < size) {
		char line[256];
		int n;

		time += random_below(&r, 40);
		n = snprintf(line, sizeof(line),
		             "{\"ts\":%llu,\"level\":\"%s\",\"path\":\"%s/"
		             "%u\",\"status\":%u,\"bytes\":%u,\"ms\":%u.%u,\"user\":\"u%05u\",\"trace\":\"%016llx\"}\n",
		             (unsigned long long)time, levels[random_below(&r, 5)], paths[random_below(&r, 6)],
		             random_below(&r, 2000), random_below(&r, 20) ? 200 : 500, random_below(&r, 20000),
		             random_below(&r, 300), random_below(&r, 10), random_below(&r, 5000),
		             (unsigned long long)random_next(&r));
		for (int i = 0; i < n && at < size; i++)
			out[at++] = line[i];
	}
}
