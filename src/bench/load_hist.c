/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_hist.c - counts that lie evenly inside of each doubling. */
#include "bench/load_hist.h"

#include <math.h>

#define LEAST 1e-6

static unsigned load_hist_place(double seconds)
{
	int e;
	double m = frexp(seconds / LEAST, &e), i; /* m in [0.5, 1) */

	if (!(seconds > LEAST))
		return 0;
	i = (e - 1) * (double)LOAD_HIST_STEPS + floor((m - 0.5) * 2 * LOAD_HIST_STEPS);
	return i < LOAD_HIST_SIZE ? (unsigned)i : LOAD_HIST_SIZE - 1;
}

/* Where count i begins. */
static double load_hist_edge(unsigned i)
{
	return ldexp(1 + (double)(i % LOAD_HIST_STEPS) / LOAD_HIST_STEPS, (int)(i / LOAD_HIST_STEPS)) * LEAST;
}

void load_hist_add(struct load_hist *h, double seconds)
{
	h->count[load_hist_place(seconds)]++;
	h->total++;
	h->sum += seconds;
	h->most = fmax(h->most, seconds);
}

void load_hist_merge(struct load_hist *into, const struct load_hist *h)
{
	for (unsigned i = 0; h->total && i < LOAD_HIST_SIZE; i++)
		into->count[i] += h->count[i];
	into->total += h->total;
	into->sum += h->sum;
	into->most = fmax(into->most, h->most);
}

double load_hist_quantile(const struct load_hist *h, double q)
{
	double want = q * (double)h->total, seen = 0;

	for (unsigned i = 0; h->total && i < LOAD_HIST_SIZE; i++) {
		if (h->count[i] && seen + h->count[i] >= want) {
			double at = load_hist_edge(i) + (load_hist_edge(i + 1) - load_hist_edge(i)) * (want - seen) / h->count[i];

			return fmin(at, h->most);
		}
		seen += h->count[i];
	}
	return h->most;
}

double load_hist_mean(const struct load_hist *h)
{
	return h->total ? h->sum / (double)h->total : 0;
}

double load_hist_over(const struct load_hist *h, double limit)
{
	unsigned at = load_hist_place(limit);
	double share = (load_hist_edge(at + 1) - limit) / (load_hist_edge(at + 1) - load_hist_edge(at)), over;

	if (limit >= h->most)
		return 0;
	over = h->count[at] * fmin(fmax(share, 0), 1);
	for (unsigned i = at + 1; i < LOAD_HIST_SIZE; i++)
		over += h->count[i];
	return over;
}
