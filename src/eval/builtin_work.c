/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin_work.c - what long loops of functions count, and look at to be stopped. */
#include "eval/builtin.h"

volatile int builtin_interrupted;
_Thread_local uint64_t builtin_steps;

static volatile int holds, waiting;

bool builtin_goes_on(struct diag *d)
{
	return !builtin_interrupted || diag_fail(d, DIAG_INTERRUPT, (struct span){0, 0}, "interrupted");
}

void builtin_interrupt(void)
{
	if (holds)
		waiting = 1;
	else
		builtin_interrupted = 1;
}

void builtin_hold(void)
{
	holds++;
	if (builtin_interrupted)
		waiting = 1;
	builtin_interrupted = 0;
}

void builtin_release(void)
{
	if (--holds || !waiting)
		return;
	waiting = 0;
	builtin_interrupted = 1;
}
