/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_threads.c - the same work on several threads: each does it once, and all have returned. */
#include <stdatomic.h>

#include "base/threads.h"
#include "rows.h"

static void *count_call(void *ctx)
{
	atomic_uint *calls = ctx;

	atomic_fetch_add(calls, 1);
	return NULL;
}

Test(threads, each_calls_once)
{
	for (unsigned count = 1; count <= 5; count++) {
		atomic_uint calls = 0;

		threads_run(count, count_call, &calls);
		cr_expect(calls == count, "%u: %u calls", count, calls);
	}
}

Test(threads, there_is_a_processor)
{
	cr_expect(threads_processors() >= 1);
}
