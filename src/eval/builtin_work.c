/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin_work.c - what long loops of functions count, and look at to be stopped. */
#include "base/interrupt.h"
#include "eval/builtin.h"

_Thread_local uint64_t builtin_steps;

bool builtin_goes_on(struct diag *d)
{
	return !interrupt_came || diag_fail(d, DIAG_INTERRUPT, (struct span){0, 0}, "interrupted");
}
