/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means and deviations by formula, held against the distributions themselves. */
#include <math.h>

#include "rows.h"
#include "sampling/moments.h"

enum { BLOCK = 256, POINTS = 1 << 20 };

/* By drawing at evenly spaced quantiles. */
static void drawn(const struct dist *d, const double *p, uint32_t n, double *mean, double *sd)
{
	double u[BLOCK], x[BLOCK], sum = 0, squares = 0;
	struct lane lanes[4];
	struct arena a;

	arena_init(&a);
	void *table = d->table ? d->table(&a, p, n) : NULL;
	for (uint32_t i = 0; i < n; i++)
		lanes[i] = (struct lane){&p[i], 0};
	for (unsigned from = 0; from < POINTS; from += BLOCK) {
		for (unsigned i = 0; i < BLOCK; i++)
			u[i] = (from + i + 0.5) / POINTS;
		d->draw(&kernel_generic, u, lanes, n, table, x, BLOCK);
		for (unsigned i = 0; i < BLOCK; i++) {
			sum += x[i];
			squares += x[i] * x[i];
		}
	}
	*mean = sum / POINTS;
	*sd = sqrt(squares / POINTS - *mean * *mean);
	arena_release(&a);
}

Test(moments, as_drawn)
{
	static const struct {
		const struct dist *dist;
		const char *name;
		double p[4];
		uint32_t n;
	} rows[] = {
		{&dist_range, 0, {5, 10}, 2},
		{&dist_range, 0, {-5, 10}, 2},
		{&dist_range, 0, {0, 20}, 2},
		{&dist_range, 0, {1, 30}, 2},
		{&dist_proportion, 0, {5, 10}, 2},
		{&dist_proportion, 0, {0, 40}, 2},
		{&dist_proportion, 0, {99, 99.9}, 2},
		{&dist_plus_minus, 0, {10, 2}, 2},
		{0, "normal", {100, 15}, 2},
		{0, "lognormal", {5, 20}, 2},
		{0, "spread", {90, 100, 150}, 3},
		{0, "spread", {-9, 0, 3}, 3},
		{0, "uniform", {1, 6}, 2},
		{0, "triangular", {1, 2, 5}, 3},
		{0, "beta", {8, 3}, 2},
		{0, "poisson", {12}, 1},
		{0, "pareto", {2, 9}, 2},
		{0, "oneof", {4, 8, 16}, 3},
		{0, "mix", {4, 8, 0.3}, 3},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct dist *d = rows[i].dist ? rows[i].dist : dist_find(str_from_c(rows[i].name));
		double mean, sd, mean_drawn, sd_drawn;

		cr_assert(moments_of(d, rows[i].p, rows[i].n, &mean, &sd), "row %zu", i);
		drawn(d, rows[i].p, rows[i].n, &mean_drawn, &sd_drawn);
		cr_expect(close_to(mean, mean_drawn, 2e-4 * sd), "row %zu: mean %.9g, drawn %.9g", i, mean, mean_drawn);
		cr_expect(close_to(sd, sd_drawn, 3e-3 * sd), "row %zu: sd %.9g, drawn %.9g", i, sd, sd_drawn);
	}
}

Test(moments, none)
{
	double mean, sd;

	cr_expect(moments_of(dist_find(S("pareto")), (double[]){1, 0.5}, 2, &mean, &sd) && isinf(mean) && isinf(sd));
	cr_expect(moments_of(dist_find(S("pareto")), (double[]){1, 1.1}, 2, &mean, &sd) && close_to(mean, 11, 1e-9) &&
	          isinf(sd));
	cr_expect(moments_of(&dist_range, (double[]){1, 1000}, 2, &mean, &sd) && close_to(sd, 2584, 0.5), "%.9g", sd);
	cr_expect(moments_of(&dist_range, (double[]){1e3, 1e7}, 2, &mean, &sd) && close_to(mean, 5.036e6, 500), "%.9g",
	          mean);
}
