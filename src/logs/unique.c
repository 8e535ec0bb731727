/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unique.c - reading a HyperLogLog out. */
#include "logs/unique.h"

#include <math.h>

enum { RANKS = 64 - UNIQUE_BITS };

void unique_merge(struct unique *into, const struct unique *from)
{
	for (int i = 0; i < UNIQUE_REGISTERS; i++)
		into->reg[i] = from->reg[i] > into->reg[i] ? from->reg[i] : into->reg[i];
}

/* Ertl's sums: registers that are 0, and those that are full. */
static double sigma(double x)
{
	double z = x, y = 1, before;

	if (x == 1)
		return INFINITY;
	do {
		x *= x;
		before = z;
		z += x * y;
		y += y;
	} while (z != before);
	return z;
}

static double tau(double x)
{
	double z = 1 - x, y = 1, before;

	if (x == 0 || x == 1)
		return 0;
	do {
		x = sqrt(x);
		before = z;
		y *= 0.5;
		z -= (1 - x) * (1 - x) * y;
	} while (z != before);
	return z / 3;
}

double unique_count(const struct unique *u)
{
	unsigned counts[RANKS + 2] = {0};
	double m = UNIQUE_REGISTERS, z;

	for (int i = 0; i < UNIQUE_REGISTERS; i++)
		counts[u->reg[i] <= RANKS + 1 ? u->reg[i] : RANKS + 1]++;
	z = m * tau(1 - counts[RANKS + 1] / m);
	for (int k = RANKS; k >= 1; k--)
		z = 0.5 * (z + counts[k]);
	z += m * sigma(counts[0] / m);
	return m * m / (2 * log(2) * z);
}
