/* SPDX-License-Identifier: GPL-3.0-or-later */
/* loghist.h - a histogram with 128 steps in each doubling: a quantile is off by 0.4 % at most. */
#ifndef BOTE_LOGHIST_H
#define BOTE_LOGHIST_H

#include <stdint.h>
#include <string.h>

enum { LOGHIST_BITS = 7, LOGHIST_STEPS = 1 << LOGHIST_BITS, LOGHIST_SIZE = 51 * LOGHIST_STEPS };

/* Of whole numbers from 0 to 2^50. */
struct loghist {
	uint64_t zero, n, count[LOGHIST_SIZE];
	uint64_t most;
	double sum;
};

static inline unsigned loghist_slot(uint64_t x)
{
	double d = (double)x;
	uint64_t bits;
	unsigned slot;

	memcpy(&bits, &d, sizeof(bits));
	slot = (unsigned)(bits >> (52 - LOGHIST_BITS)) - (1023u << LOGHIST_BITS);
	return slot < LOGHIST_SIZE ? slot : LOGHIST_SIZE - 1;
}

static inline void loghist_add(struct loghist *h, uint64_t x, uint64_t times)
{
	h->n += times;
	h->sum += (double)x * (double)times;
	if (x > h->most)
		h->most = x;
	if (x)
		h->count[loghist_slot(x)] += times;
	else
		h->zero += times;
}

void loghist_merge(struct loghist *into, const struct loghist *from);
/* The value that a share `p` of all lie at or below; 0 of an empty one. */
double loghist_quantile(const struct loghist *h, double p);
/* The 90 % interval of that quantile: by ranks, and the width of a step. */
void loghist_range(const struct loghist *h, double p, double *low, double *high);

#endif
