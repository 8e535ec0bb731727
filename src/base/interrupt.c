/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interrupt.c - the flag that Ctrl-C sets, and when it has to wait. */
#include "base/interrupt.h"

volatile int interrupt_came;

static volatile int holds, waiting;

void interrupt_tell(void)
{
	if (holds)
		waiting = 1;
	else
		interrupt_came = 1;
}

void interrupt_hold(void)
{
	holds++;
	if (interrupt_came)
		waiting = 1;
	interrupt_came = 0;
}

void interrupt_release(void)
{
	if (--holds || !waiting)
		return;
	waiting = 0;
	interrupt_came = 1;
}
