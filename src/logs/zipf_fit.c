/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zipf_fit.c - the likelihood of counts, given that they are of ranks from..to. */
#include "logs/zipf_fit.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

#define Z 1.6448536269514722
enum { LEAST = 30, EACH = 2000, RANKS = 50, STEPS = 60 };

/* Ranks in groups: each of the first by itself, then so narrow that the middle stands for all. */
struct group {
	double rank_log, ranks;
};

struct groups {
	struct group *g;
	size_t n;
};

static struct groups group_ranks(size_t from, size_t to)
{
	struct groups all = {NULL, 0};
	size_t cap = 0;

	for (size_t i = from; i <= to;) {
		size_t width = i < EACH ? 1 : i / (EACH / 4);

		width = i + width > to + 1 ? to + 1 - i : width;
		all.g = xgrow(all.g, all.n, &cap, sizeof(*all.g));
		all.g[all.n++] = (struct group){log((double)i + ((double)width - 1) / 2), (double)width};
		i += width;
	}
	return all;
}

/* Mean and variance of ln(rank) under an exponent. */
static double mean_log(const struct groups *all, double alpha, double *variance)
{
	double weight = 0, sum = 0, squares = 0;

	for (size_t i = 0; i < all->n; i++) {
		double w = all->g[i].ranks * exp(-alpha * all->g[i].rank_log);

		weight += w;
		sum += w * all->g[i].rank_log;
		squares += w * all->g[i].rank_log * all->g[i].rank_log;
	}
	*variance = squares / weight - sum / weight * (sum / weight);
	return sum / weight;
}

/* The exponent whose mean is that of the counts; *sigma of it. */
static double zipf_fit_fit(const uint32_t *counts, size_t from, size_t to, double *sigma)
{
	struct groups all = group_ranks(from, to);
	double n = 0, sum = 0, low = -1, high = 5, variance = 1;

	for (size_t i = from; i <= to; i++) {
		n += counts[i - 1];
		sum += counts[i - 1] * log((double)i);
	}
	for (int step = 0; step < STEPS; step++) {
		double middle = (low + high) / 2;

		if (mean_log(&all, middle, &variance) > sum / n)
			low = middle;
		else
			high = middle;
	}
	*sigma = 1 / sqrt(n * fmax(variance, 1e-12));
	free(all.g);
	return low;
}

void zipf_fit(const uint32_t *counts, size_t n, uint32_t floor, struct zipf_fit *out)
{
	uint32_t least = floor > LEAST / 4 ? 4 * floor : LEAST;
	double sigma[3], alpha[3];
	size_t k = 0, head;

	*out = (struct zipf_fit){0};
	while (k < n && counts[k] >= least)
		k++;
	out->ranks = k;
	if (k < RANKS)
		return;
	head = (size_t)sqrt(10 * (double)k);
	alpha[0] = zipf_fit_fit(counts, 1, k, &sigma[0]);
	alpha[1] = zipf_fit_fit(counts, 10, k, &sigma[1]);
	alpha[2] = zipf_fit_fit(counts, 1, head, &sigma[2]);
	out->alpha = alpha[0];
	out->tail = alpha[1];
	out->head = alpha[2];
	out->low = out->high = alpha[0];
	for (int i = 0; i < 3; i++) {
		out->low = fmin(out->low, alpha[i] - Z * sigma[i]);
		out->high = fmax(out->high, alpha[i] + Z * sigma[i]);
	}
	out->is = out->high - out->low <= 0.15;
}
