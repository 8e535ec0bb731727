/* SPDX-License-Identifier: GPL-3.0-or-later */
/* earlier.c - the last three full runs. */
#include "bench/earlier.h"

#include "bench/stats.h"
#include "store/trust.h"

enum { RUNS = 3 };

double earlier_value(const struct measured *m, const struct operation *op, struct str *when)
{
	const struct measurement *r = m ? measured_operation(m, str_from_c(op->name)) : NULL;
	double values[RUNS];
	unsigned runs = 0, n = 0;

	for (; r && runs < RUNS; r = r->before) {
		if (r->rev != op->rev || r->passes < STATS_FULL || verdict_read(r->verdict) == VERDICT_NOISY)
			continue;
		runs++;
		if (!r->steady)
			continue;
		if (!n)
			*when = str_cut(r->when, 0, sizeof("2026-11-23") - 1);
		values[n++] = r->each.value;
	}
	if (!n)
		return 0;
	stats_sort(values, n);
	return op->class == CLASS_CORE ? values[0] : stats_quantile(values, n, 0.5);
}
