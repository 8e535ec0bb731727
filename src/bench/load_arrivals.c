/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_arrivals.c - equal gaps are counted, so that they don't drift; random ones are added up. */
#include "bench/load_arrivals.h"

#include <math.h>

static void advance(struct load_arrivals *a)
{
	a->taken++;
	if (a->even)
		a->next = a->from + (double)a->taken / a->rate;
	else
		a->next -= log1p(-random_unit(&a->random)) / a->rate;
}

void load_arrivals_init(struct load_arrivals *a, double rate, bool even, uint64_t seed, double from)
{
	*a = (struct load_arrivals){.next = from, .rate = rate, .from = from, .even = even, .random = {seed}};
	advance(a);
}

double load_arrivals_take(struct load_arrivals *a)
{
	double due = a->next;

	advance(a);
	return due;
}
