/* SPDX-License-Identifier: GPL-3.0-or-later */
/* loghist.c - quantiles of a histogram. */
#include "logs/loghist.h"

#include <math.h>

#define Z 1.6448536269514722

void loghist_merge(struct loghist *into, const struct loghist *from)
{
	into->zero += from->zero;
	into->n += from->n;
	into->sum += from->sum;
	into->most = from->most > into->most ? from->most : into->most;
	for (int i = 0; i < LOGHIST_SIZE; i++)
		into->count[i] += from->count[i];
}

/* Slots of small numbers hold one whole number each: then it is that. */
static double loghist_middle(unsigned slot, uint64_t most)
{
	double low = ldexp(1 + (double)(slot % LOGHIST_STEPS) / LOGHIST_STEPS, (int)(slot / LOGHIST_STEPS));
	double high = ldexp(1 + (double)(slot % LOGHIST_STEPS + 1) / LOGHIST_STEPS, (int)(slot / LOGHIST_STEPS));
	double whole = ceil(low);

	return fmin(whole + 1 >= high && whole < high ? whole : (low + high) / 2, (double)most);
}

double loghist_quantile(const struct loghist *h, double p)
{
	double rank = fmax(1, ceil(p * (double)h->n - 1e-9)), sum = (double)h->zero;

	if (!h->n || sum >= rank)
		return 0;
	for (unsigned i = 0; i < LOGHIST_SIZE; i++) {
		sum += (double)h->count[i];
		if (sum >= rank)
			return loghist_middle(i, h->most);
	}
	return (double)h->most;
}

void loghist_range(const struct loghist *h, double p, double *low, double *high)
{
	double far = h->n ? Z * sqrt(p * (1 - p) / (double)h->n) : 0;

	*low = loghist_quantile(h, fmax(0, p - far)) * (1 - 0.5 / LOGHIST_STEPS);
	*high = loghist_quantile(h, fmin(1, p + far)) * (1 + 0.5 / LOGHIST_STEPS);
}
