/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share.c - first-order variance shares from samples that exist: E. Plischke, "An effective algorithm for computing global sensitivity indices", 2010. */
#include <math.h>
#include <stdlib.h>

#include "dist/share.h"

enum { SLICES = 64 };

struct pair {
	double x, y;
};

static int by_input(const void *a, const void *b)
{
	double x = ((const struct pair *)a)->x, y = ((const struct pair *)b)->x;

	return (x > y) - (x < y);
}

static uint32_t gather(struct pair *out, const double *input, const double *answer, uint32_t n, bool logarithmic)
{
	uint32_t good = 0;

	for (uint32_t i = 0; i < n; i++) {
		double y = logarithmic ? log(answer[i]) : answer[i];
		if (isfinite(y) && input[i] == input[i])
			out[good++] = (struct pair){input[i], y};
	}
	return good;
}

/* Samples of one input stay in one slice, so that an input of few values has as many slices. */
static double between_slices(const struct pair *p, uint32_t n, double mean, uint32_t *slices)
{
	double sum = 0;

	*slices = 0;
	for (uint32_t from = 0, to; from < n; from = to) {
		double within = 0;
		to = from + (n + SLICES - 1) / SLICES;
		to = to > n ? n : to;
		while (to < n && p[to].x == p[to - 1].x)
			to++;
		for (uint32_t i = from; i < to; i++)
			within += p[i].y - mean;
		sum += within * within / (to - from);
		++*slices;
	}
	return sum;
}

double variance_share(const double *input, const double *answer, uint32_t n, bool logarithmic)
{
	struct pair *p = malloc((n + 1) * sizeof *p);
	double mean = 0, total = 0, share = 0;
	uint32_t good, slices;

	if (!p)
		return 0;
	good = gather(p, input, answer, n, logarithmic);
	for (uint32_t i = 0; i < good; i++)
		mean += p[i].y / good;
	for (uint32_t i = 0; i < good; i++)
		total += (p[i].y - mean) * (p[i].y - mean);
	qsort(p, good, sizeof *p, by_input);
	if (total > 0 && good > 4 * SLICES) {
		double between = between_slices(p, good, mean, &slices);
		double chance = (total - between) / (good - slices) * (slices - 1);
		share = (between - chance) / total;
	}
	free(p);
	return share < 0 ? 0 : share > 1 ? 1 : share;
}
