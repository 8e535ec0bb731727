/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_switch.c - one byte to and fro through two pipes: two changes of thread on one CPU, or two wake-ups of another. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/io.h"
#include "bench/ops.h"
#include "bench/pair.h"

struct pipes {
	int there[2], back[2];
	pthread_t partner;
	bool started;
};

/* Every byte comes back one larger; until the pipe is closed. */
static void *switch_echo(void *arg)
{
	struct pipes *p = arg;
	unsigned char byte;

	while (read(p->there[0], &byte, 1) == 1) {
		byte++;
		if (write(p->back[1], &byte, 1) != 1)
			break;
	}
	return NULL;
}

static bool switch_setup(struct run *r)
{
	struct pipes *p = malloc(sizeof(*p));

	r->state = p;
	if (!p)
		return run_skip(r, "no memory");
	*p = (struct pipes){{-1, -1}, {-1, -1}, 0, false};
	if (pipe2(p->there, O_CLOEXEC) != 0 || pipe2(p->back, O_CLOEXEC) != 0)
		return run_fail(r, "no pipe: %s", strerror(errno));
	p->started = pair_thread(r, &p->partner, r->partner, switch_echo, p);
	return p->started;
}

static void switch_stop(struct run *r)
{
	struct pipes *p = r->state;

	if (!p)
		return;
	if (p->there[1] >= 0)
		close(p->there[1]);
	if (p->started)
		pthread_join(p->partner, NULL);
	if (p->there[0] >= 0)
		close(p->there[0]);
	if (p->back[0] >= 0) {
		close(p->back[0]);
		close(p->back[1]);
	}
	free(p);
}

static void switch_run(struct run *r, uint64_t n)
{
	struct pipes *p = r->state;

	for (uint64_t i = 0; i < n; i++) {
		unsigned char out = (unsigned char)i, in;

		if (!io_write(p->there[1], &out, 1) || !io_read(p->back[0], &in, 1))
			return; /* only when we were told to stop */
		if (in != (unsigned char)(out + 1)) {
			run_fail(r, "another byte came back");
			return;
		}
	}
}

static bool switch_check(struct run *r)
{
	switch_run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_switch = {switch_setup, NULL, switch_run, switch_check, switch_stop};
