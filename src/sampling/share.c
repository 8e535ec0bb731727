/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * share.c - first-order variance shares from samples that exist, as in E. Plischke, "An effective algorithm for
 * computing global sensitivity indices", 2010, with a line in each slice: in the long tail of an input the answer still
 * grows.
 */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "sampling/share.h"

enum { SLICES = 64 };

struct pair {
	double x, y;
};

static int by_input(const void *a, const void *b)
{
	double x = ((const struct pair *)a)->x, y = ((const struct pair *)b)->x;

	return (x > y) - (x < y);
}

static uint32_t share_gather(struct pair *out, const double *input, const double *answer, uint32_t n, bool logarithmic)
{
	uint32_t good = 0;

	for (uint32_t i = 0; i < n; i++) {
		double y = logarithmic ? log(answer[i]) : answer[i];
		if (isfinite(y) && input[i] == input[i])
			out[good++] = (struct pair){input[i], y};
	}
	return good;
}

/* What the samples of a slice have of the answer's variance by their mean, and by a line through it. */
static double explained(const struct pair *p, uint32_t n, double mean, uint32_t *parameters)
{
	bool several = p[n - 1].x > p[0].x; /* they are sorted; the sums below are not exact */
	double x = 0, y = 0, xx = 0, xy = 0;

	for (uint32_t i = 0; i < n; i++) {
		x += p[i].x / n;
		y += (p[i].y - mean) / n;
	}
	for (uint32_t i = 0; i < n; i++) {
		xx += (p[i].x - x) * (p[i].x - x);
		xy += (p[i].x - x) * (p[i].y - mean - y);
	}
	*parameters += several ? 2 : 1;
	return n * y * y + (several && xx > 0 ? xy / xx * xy : 0);
}

/* Samples of one input stay in one slice, so that an input of few values has as many slices. */
static double over_slices(const struct pair *p, uint32_t n, double mean, uint32_t *parameters)
{
	double sum = 0;

	*parameters = 0;
	for (uint32_t from = 0, to; from < n; from = to) {
		to = from + (n + SLICES - 1) / SLICES;
		to = to > n ? n : to;
		while (to < n && p[to].x == p[to - 1].x)
			to++;
		sum += explained(p + from, to - from, mean, parameters);
	}
	return sum;
}

double variance_share(const double *input, const double *answer, uint32_t n, bool logarithmic)
{
	struct pair *p = xmalloc((n + 1) * sizeof *p);
	double mean = 0, total = 0, share = 0;
	uint32_t good, parameters;

	good = share_gather(p, input, answer, n, logarithmic);
	for (uint32_t i = 0; i < good; i++)
		mean += p[i].y / good;
	for (uint32_t i = 0; i < good; i++)
		total += (p[i].y - mean) * (p[i].y - mean);
	qsort(p, good, sizeof *p, by_input);
	if (total > 0 && good > 4 * SLICES) {
		double found = over_slices(p, good, mean, &parameters);
		double chance = (total - found) / (good - parameters) * (parameters - 1);
		share = (found - chance) / total;
	}
	free(p);
	return share < 0 ? 0 : share > 1 ? 1 : share;
}
