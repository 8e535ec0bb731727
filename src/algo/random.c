/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random.c - orders and walks. */
#include "algo/random.h"

#include <string.h>

void random_fill(struct random *r, void *bytes, size_t n)
{
	unsigned char *p = bytes;

	for (size_t i = 0; i < n; i += 8) {
		uint64_t x = random_next(r);

		memcpy(p + i, &x, n - i < 8 ? n - i : 8);
	}
}

static void random_swap(uint32_t *a, uint32_t *b)
{
	uint32_t t = *a;

	*a = *b;
	*b = t;
}

void random_order(struct random *r, uint32_t *order, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	for (uint32_t i = n; i > 1; i--)
		random_swap(&order[i - 1], &order[random_below(r, i)]);
}

void random_cycle(struct random *r, uint32_t *next, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		next[i] = i;
	for (uint32_t i = n; i > 1; i--)
		random_swap(&next[i - 1], &next[random_below(r, i - 1)]);
}
