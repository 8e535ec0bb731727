/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_queue.c - Erlang's formulas: the chance of being turned away, and of having to wait. */
#include "base/interrupt.h"
#include "eval/fn.h"

/*
 * All go by the recursion B(k) = a B(k-1) / (k + a B(k-1)), B(0) = 1, on its inverse I(k) = 1 + k/a I(k-1): a
 * multiplication and an addition a step, nothing cancels, and factorials that overflow do not occur. An inverse that
 * overflows says that B is 0.
 */
#define SERVERS_MAX 1e8

static bool fn_queue_stop(uint32_t k)
{
	return k % 65536 == 0 && interrupt_came;
}

double fn_erlang_b(double servers, double load)
{
	double inverse = 1;

	if (!fn_whole(&servers, 0, SERVERS_MAX) || load < 0)
		return fn_domain();
	if (load == 0)
		return servers == 0;
	for (uint32_t k = 1; k <= servers && !isinf(inverse); k++) {
		inverse = 1 + k / load * inverse;
		builtin_steps++;
		if (fn_queue_stop(k))
			return poison_make(POISON_INTERRUPT, 0);
	}
	return 1 / inverse;
}

/* From the share turned away to the share that waits when nobody is: B / (1 - rho (1 - B)), without taking 1 from 1. */
static double queue_waits(double servers, double load, double lost)
{
	return servers * lost / (servers - load + load * lost);
}

double fn_erlang_c(double servers, double load)
{
	double lost;

	if (!fn_whole(&servers, 1, SERVERS_MAX) || load < 0 || load >= servers)
		return fn_domain();
	lost = fn_erlang_b(servers, load);
	return is_poison(lost) ? lost : queue_waits(servers, load, lost);
}

double fn_erlang_c_servers(double load, double wait)
{
	double inverse = 1;

	if (load < 0 || load > SERVERS_MAX || wait <= 0 || wait >= 1)
		return fn_domain();
	if (load == 0)
		return 1;
	/* Ends: past the load, `inverse` grows faster than any power, and queue_waits() falls to 0. */
	for (uint32_t k = 1;; k++) {
		inverse = 1 + k / load * inverse;
		builtin_steps++;
		if (k > load && queue_waits(k, load, 1 / inverse) <= wait)
			return k;
		if (fn_queue_stop(k))
			return poison_make(POISON_INTERRUPT, 0);
	}
}
