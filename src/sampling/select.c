/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select.c - quickselect with the pivot from a sorted sample (Floyd and Rivest, 1975), equal numbers set apart. */
#include "sampling/select.h"

#include <stdbool.h>

/*
 * Move all that are below the pivot (or equal, with `equal`) to the front of [lo, hi); returns where the others begin.
 * No branch.
 */
static int64_t partition(double *x, int64_t lo, int64_t hi, double pivot, bool equal)
{
	int64_t end = lo;

	for (int64_t i = lo; i < hi; i++) {
		double v = x[i];
		x[i] = x[end];
		x[end] = v;
		end += (v < pivot) | (equal & (v == pivot));
	}
	return end;
}

enum { SAMPLE = 63 };

/* A value near the one that belongs at place k: that of a small sample, sorted, at the same proportion. */
static double pivot_for(const double *x, int64_t lo, int64_t hi, int64_t k)
{
	double s[SAMPLE];
	int64_t step = (hi - lo) / SAMPLE;

	for (int i = 0; i < SAMPLE; i++) {
		double v = x[lo + i * step];
		int j = i;
		for (; j > 0 && s[j - 1] > v; j--)
			s[j] = s[j - 1];
		s[j] = v;
	}
	return s[(k - lo) * SAMPLE / (hi - lo)];
}

static void insertion_sort(double *x, int64_t lo, int64_t hi)
{
	for (int64_t i = lo + 1; i < hi; i++) {
		double v = x[i];
		int64_t j = i;
		for (; j > lo && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

/* Move what belongs at place k of [lo, hi) there; smaller ones end up before it, larger ones after it. */
static void select_nth(double *x, int64_t lo, int64_t hi, int64_t k)
{
	while (hi - lo > 2 * SAMPLE) {
		double pivot = pivot_for(x, lo, hi, k);
		int64_t below = partition(x, lo, hi, pivot, false);
		if (k < below) {
			hi = below;
			continue;
		}
		int64_t above = partition(x, below, hi, pivot, true);
		if (k < above)
			return;
		lo = above;
	}
	insertion_sort(x, lo, hi);
}

/* The middle place first: those before it lie on its left, those after it on its right. */
static void select_within(double *x, int64_t lo, int64_t hi, const int64_t *place, unsigned count)
{
	unsigned before = count / 2, after = before + 1;

	if (count == 0)
		return;
	int64_t middle = place[before];
	select_nth(x, lo, hi, middle);
	while (before > 0 && place[before - 1] == middle)
		before--;
	while (after < count && place[after] == middle)
		after++;
	select_within(x, lo, middle, place, before);
	select_within(x, middle + 1, hi, place + after, count - after);
}

void select_places(double *x, int64_t n, const int64_t *place, unsigned count)
{
	select_within(x, 0, n, place, count);
}
