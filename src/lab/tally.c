/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.c - histograms: adding them up, and reading quantiles off them. */
#include "lab/tally.h"

void tally_join(struct tally *to, const struct tally *from)
{
	to->count += from->count;
	to->sum += from->sum;
	if (from->most > to->most)
		to->most = from->most;
	for (uint32_t i = 0; i < TALLY_SLOTS; i++)
		to->slot[i] += from->slot[i];
}

void tally_part(struct tally *to, const struct tally *from)
{
	to->count -= from->count;
	to->sum -= from->sum;
	for (uint32_t i = 0; i < TALLY_SLOTS; i++)
		to->slot[i] -= from->slot[i];
}

/* Where a slot begins; the next one's start is its end. */
static double tally_begin(uint32_t slot)
{
	uint32_t octave = slot / TALLY_STEPS;

	if (octave < 2)
		return slot;
	return (double)(slot % TALLY_STEPS + TALLY_STEPS) * (double)(UINT64_C(1) << (octave - 1));
}

double tally_quantile(const struct tally *t, double q)
{
	double wanted = q * (double)t->count, seen = 0;

	for (uint32_t i = 0; i < TALLY_SLOTS; i++) {
		double here = (double)t->slot[i];

		if (here > 0 && seen + here >= wanted) {
			double x = i ? tally_begin(i) + (tally_begin(i + 1) - tally_begin(i)) * (wanted - seen) / here : 0;

			return i < TALLY_STEPS ? i : x < (double)t->most ? x : (double)t->most;
		}
		seen += here;
	}
	return (double)t->most;
}

double tally_below(const struct tally *t, double x)
{
	double seen = 0;

	for (uint32_t i = 0; i < TALLY_SLOTS && tally_begin(i) <= x; i++) {
		double width = tally_begin(i + 1) - tally_begin(i), part = i < TALLY_STEPS ? 1 : (x - tally_begin(i)) / width;

		seen += (double)t->slot[i] * (part < 1 ? part : 1);
	}
	return seen;
}
