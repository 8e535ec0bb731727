/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.c - starts threads, works along, waits for them. */
#include "base/threads.h"

#include <pthread.h>
#include <unistd.h>

enum { THREADS_MAX = 64 };

unsigned threads_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : (unsigned)n;
}

void threads_run(unsigned count, void *(*work)(void *ctx), void *ctx)
{
	pthread_t thread[THREADS_MAX];
	unsigned started = 0;

	while (started + 1 < count && started < THREADS_MAX && pthread_create(&thread[started], NULL, work, ctx) == 0)
		started++;
	work(ctx);
	while (started)
		pthread_join(thread[--started], NULL);
}
