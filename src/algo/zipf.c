/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zipf.c - Zipf draws, and what an LRU cache makes of them. */
#include "algo/zipf.h"

#include <math.h>

/* ---- draws ---- */

/* (e^x - 1) / x and log(1 + x) / x, also near 0. */
static double expm1_by(double x)
{
	return fabs(x) > 1e-8 ? expm1(x) / x : 1 + x / 2 * (1 + x / 3);
}

static double log1p_by(double x)
{
	return fabs(x) > 1e-8 ? log1p(x) / x : 1 - x * (0.5 - x / 3);
}

/* The density x^-s, its integral, and the inverse of that. */
static double zipf_density(double x, double s)
{
	return exp(-s * log(x));
}

static double integral(double x, double s)
{
	double l = log(x);

	return expm1_by((1 - s) * l) * l;
}

static double integral_inverse(double x, double s)
{
	double t = x * (1 - s);

	if (t < -1)
		t = -1;
	return exp(log1p_by(t) * x);
}

void zipf_init(struct zipf *z, uint32_t n, double s)
{
	z->s = s;
	z->n = n;
	z->integral_first = integral(1.5, s) - 1;
	z->integral_last = integral(n + 0.5, s);
	z->squeeze = 2 - integral_inverse(integral(2.5, s) - zipf_density(2, s), s);
}

uint32_t zipf_draw(const struct zipf *z, struct random *r)
{
	for (;;) {
		double u = z->integral_last + random_unit(r) * (z->integral_first - z->integral_last);
		double x = integral_inverse(u, z->s);
		double k = floor(x + 0.5);

		if (k < 1)
			k = 1;
		else if (k > z->n)
			k = z->n;
		if (k - x <= z->squeeze || u >= integral(k + 0.5, z->s) - zipf_density(k, z->s))
			return (uint32_t)k - 1;
	}
}

/* ---- hits ---- */

enum { EXACT = 1000 };

/* Calls for each group of ranks that count as equal: how many, and the weight of one. */
struct sums {
	double cached, hits;
};

/* Ranks after `from`: itself while exact, then a fiftieth of it. */
static double group_size(double from, double n)
{
	double size = from < EXACT ? 1 : floor(from / 50);

	return size < n - from ? size : n - from;
}

/* The mean weight of ranks from+1 to from+size, by the integral. */
static double group_weight(double from, double size, double s)
{
	if (size == 1)
		return zipf_density(from + 1, s);
	return (integral(from + size + 0.5, s) - integral(from + 0.5, s)) / size;
}

static double total_weight(double n, double s)
{
	double total = 0, size;

	for (double from = 0; from < n; from += size) {
		size = group_size(from, n);
		total += size * group_weight(from, size, s);
	}
	return total;
}

/* With a characteristic time of `t` requests a key of chance p is in the cache with 1 - e^(-p t). */
static struct sums sums_at(double n, double s, double total, double t)
{
	struct sums sum = {0, 0};
	double size;

	for (double from = 0; from < n; from += size) {
		size = group_size(from, n);
		double p = group_weight(from, size, s) / total, in = -expm1(-p * t);

		sum.cached += size * in;
		sum.hits += size * p * in;
	}
	return sum;
}

double zipf_lru_hits(uint32_t n, double s, double capacity)
{
	double total = total_weight(n, s), low = 0, high = 1;

	if (capacity >= n)
		return 1;
	while (sums_at(n, s, total, high).cached < capacity)
		high *= 2;
	for (int i = 0; i < 60; i++) {
		double t = (low + high) / 2;

		if (sums_at(n, s, total, t).cached < capacity)
			low = t;
		else
			high = t;
	}
	return sums_at(n, s, total, high).hits;
}
