/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dist.c - the table of distributions, and their inverse cumulative functions. */
#include "sampling/dist.h"

#include <math.h>
#include <string.h>

#include "sampling/sobol.h"

static double dist_at(struct lane p, uint32_t i)
{
	return p.x[p.step * i];
}

/* ---- checks ---- */

static const char *rising(const double *p, uint32_t n)
{
	(void)n;
	return p[0] < p[1] ? NULL : "the first must be below the second";
}

static const char *positive_rising(const double *p, uint32_t n)
{
	return p[0] > 0 ? rising(p, n) : "both must be above 0";
}

static const char *in_percent(const double *p, uint32_t n)
{
	return p[0] >= 0 && p[1] <= 100 ? rising(p, n) : "a proportion stays within 0 and 100 %";
}

static const char *three_rising(const double *p, uint32_t n)
{
	(void)n;
	return p[0] <= p[1] && p[1] <= p[2] && p[0] < p[2] ? NULL : "they must rise: lowest, most likely, highest";
}

static const char *three_around(const double *p, uint32_t n)
{
	(void)n;
	return p[0] <= p[1] && p[1] <= p[2] && p[0] < p[2] ? NULL : "they must rise: P5, P50, P95";
}

static const char *second_positive(const double *p, uint32_t n)
{
	(void)n;
	return p[1] > 0 ? NULL : "the second must be above 0";
}

static const char *both_positive(const double *p, uint32_t n)
{
	return p[0] > 0 ? second_positive(p, n) : "both must be above 0";
}

/* Within these the table of beta is good to four digits. */
static const char *beta_in_reach(const double *p, uint32_t n)
{
	(void)n;
	return p[0] >= 0.5 && p[1] >= 0.5 && p[0] <= 1e4 && p[1] <= 1e4 ? NULL : "both must be from 0.5 to 10,000";
}

static const char *mean_in_reach(const double *p, uint32_t n)
{
	(void)n;
	return p[0] >= 0 && p[0] <= 1e6 ? NULL : "the mean must be from 0 to a million; above that use normal";
}

static const char *dist_weight(const double *p, uint32_t n)
{
	(void)n;
	return p[2] >= 0 && p[2] <= 1 ? NULL : "the weight of the first is from 0 to 100 %";
}

/* ---- draws ---- */

static void dist_draw_lognormal(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                                const void *table, double *out, uint32_t n)
{
	(void)args, (void)table;
	k->normal(out, u, n);
	if (!p[0].step && !p[1].step) {
		double lo = log(*p[0].x), hi = log(*p[1].x);
		k->exp(out, out, (lo + hi) / 2, (hi - lo) / (2 * NORMAL_P95), n);
		return;
	}
	for (uint32_t i = 0; i < n; i++) {
		double lo = log(dist_at(p[0], i)), hi = log(dist_at(p[1], i));
		out[i] = exp((lo + hi) / 2 + out[i] * (hi - lo) / (2 * NORMAL_P95));
	}
}

/* LO..HI: lognormal when both ends are positive, else normal, which does not go below a 0. Its ends are certain. */
static void draw_range(const struct kernel *k, const double *u, const struct lane *p, uint32_t args, const void *table,
                       double *out, uint32_t n)
{
	double lo = *p[0].x, hi = *p[1].x;

	if (lo > 0) {
		dist_draw_lognormal(k, u, p, args, table, out, n);
		return;
	}
	k->normal(out, u, n);
	k->axpb(out, out, (lo + hi) / 2, (hi - lo) / (2 * NORMAL_P95), n);
	for (uint32_t i = 0; i < n && lo == 0; i++) /* what is below 0, and P5, which is 0 but for the last digits */
		out[i] = out[i] > 5e-4 * hi ? out[i] : 0;
}

/* In percent: logit-normal, and uniform where an end is exactly 0 or 100 %. */
static void draw_proportion(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                            const void *table, double *out, uint32_t n)
{
	double lo = *p[0].x, hi = *p[1].x;

	(void)args, (void)table;
	if (lo <= 0 || hi >= 100) {
		k->axpb(out, u, lo, hi - lo, n);
		return;
	}
	double a = log(lo / (100 - lo)), b = log(hi / (100 - hi));
	k->normal(out, u, n);
	k->exp(out, out, -(a + b) / 2, -(b - a) / (2 * NORMAL_P95), n);
	for (uint32_t i = 0; i < n; i++)
		out[i] = 100 / (1 + out[i]);
}

static void draw_plus_minus(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                            const void *table, double *out, uint32_t n)
{
	(void)args, (void)table;
	k->normal(out, u, n);
	k->axpb(out, out, *p[0].x, *p[1].x / NORMAL_P95, n);
}

/* The half of a bell curve below the middle, and that of another above it: of the logarithm where all is positive. */
static double around(double low, double middle, double high, double z)
{
	double end = z < 0 ? low : high, part = fabs(z) / NORMAL_P95;

	return low > 0 ? middle * pow(end / middle, part) : middle + (end - middle) * part;
}

static void dist_draw_spread(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                             const void *table, double *out, uint32_t n)
{
	(void)args, (void)table;
	k->normal(out, u, n);
	if (!p[0].step && !p[1].step && !p[2].step && *p[0].x > 0) { /* as below, by the quick exponential */
		double below = log(*p[1].x / *p[0].x) / NORMAL_P95, above = log(*p[2].x / *p[1].x) / NORMAL_P95;

		for (uint32_t i = 0; i < n; i++)
			out[i] *= out[i] < 0 ? below : above;
		k->exp(out, out, log(*p[1].x), 1, n);
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		out[i] = around(dist_at(p[0], i), dist_at(p[1], i), dist_at(p[2], i), out[i]);
}

static void dist_draw_normal(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                             const void *table, double *out, uint32_t n)
{
	(void)args, (void)table;
	k->normal(out, u, n);
	for (uint32_t i = 0; i < n; i++)
		out[i] = dist_at(p[0], i) + out[i] * dist_at(p[1], i);
}

static void draw_uniform(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                         const void *table, double *out, uint32_t n)
{
	(void)k, (void)args, (void)table;
	for (uint32_t i = 0; i < n; i++)
		out[i] = dist_at(p[0], i) + u[i] * (dist_at(p[1], i) - dist_at(p[0], i));
}

static void draw_triangular(const struct kernel *k, const double *u, const struct lane *p, uint32_t args,
                            const void *table, double *out, uint32_t n)
{
	(void)k, (void)args, (void)table;
	for (uint32_t i = 0; i < n; i++) {
		double a = dist_at(p[0], i), m = dist_at(p[1], i), b = dist_at(p[2], i), turn = (m - a) / (b - a);
		out[i] = u[i] < turn ? a + sqrt(u[i] * (b - a) * (m - a)) : b - sqrt((1 - u[i]) * (b - a) * (b - m));
	}
}

static void draw_pareto(const struct kernel *k, const double *u, const struct lane *p, uint32_t args, const void *table,
                        double *out, uint32_t n)
{
	(void)k, (void)args, (void)table;
	for (uint32_t i = 0; i < n; i++)
		out[i] = dist_at(p[0], i) * pow(1 - u[i], -1 / dist_at(p[1], i));
}

static void draw_one_of(const struct kernel *k, const double *u, const struct lane *p, uint32_t args, const void *table,
                        double *out, uint32_t n)
{
	(void)k, (void)table;
	for (uint32_t i = 0; i < n; i++)
		out[i] = dist_at(p[(uint32_t)(u[i] * args)], i);
}

static void draw_mix(const struct kernel *k, const double *u, const struct lane *p, uint32_t args, const void *table,
                     double *out, uint32_t n)
{
	(void)k, (void)args, (void)table;
	for (uint32_t i = 0; i < n; i++)
		out[i] = u[i] < dist_at(p[2], i) ? dist_at(p[0], i) : dist_at(p[1], i);
}

/* ---- by table: a cumulative function on a grid, inverted by search ---- */

struct curve {
	uint32_t n;
	bool steps;   /* whole numbers: no interpolation */
	double first; /* of the grid, where it is whole numbers */
	double *x, *cum;
};

/*
 * Beta: with x = sin^2 t the density in t is sin^(2a-1) cos^(2b-1), smooth enough for
 * Simpson's rule on 4,096 intervals.
 */
static void *beta_table(struct arena *arena, const double *p, uint32_t args)
{
	enum { N = 4096 };
	struct curve *c = arena_new(arena, struct curve);
	double a = 2 * p[0] - 1, b = 2 * p[1] - 1, peak = -INFINITY, width = acos(-1.0) / 2 / N;
	double *density = arena_array(arena, double, 2 * N + 1);

	(void)args;
	for (uint32_t i = 1; i < 2 * N; i++) {
		double t = width / 2 * i;
		density[i] = a * log(sin(t)) + b * log(cos(t));
		peak = fmax(peak, density[i]);
	}
	density[0] = a > 0 ? -INFINITY : a < 0 ? density[1] : 0;
	density[2 * N] = b > 0 ? -INFINITY : b < 0 ? density[2 * N - 1] : 0;
	c->n = N + 1;
	c->x = arena_array(arena, double, N + 1);
	c->cum = arena_array(arena, double, N + 1);
	for (uint32_t i = 1; i <= N; i++) {
		double sum = exp(density[2 * i - 2] - peak) + 4 * exp(density[2 * i - 1] - peak) + exp(density[2 * i] - peak);
		double s = sin(width * i);
		c->cum[i] = c->cum[i - 1] + sum;
		c->x[i] = s * s;
	}
	for (uint32_t i = 1; i <= N; i++)
		c->cum[i] /= c->cum[N];
	return c;
}

/* Poisson: probabilities of whole numbers within 12 standard deviations of the mean. */
static void *poisson_table(struct arena *arena, const double *p, uint32_t args)
{
	struct curve *c = arena_new(arena, struct curve);
	double m = p[0], reach = 12 * sqrt(m) + 30, sum = 0;

	(void)args;
	c->steps = true;
	c->first = floor(fmax(0, m - reach));
	c->n = (uint32_t)(m + reach - c->first) + 1;
	c->cum = arena_array(arena, double, c->n);
	for (uint32_t i = 0; i < c->n; i++) {
		double k = c->first + i;
		sum += m > 0 ? exp(k * log(m) - m - lgamma(k + 1)) : k == 0;
		c->cum[i] = sum;
	}
	return c;
}

static double invert(const struct curve *c, double u)
{
	uint32_t lo = 0, hi = c->n - 1;

	while (lo < hi) { /* first entry that reaches u */
		uint32_t mid = (lo + hi) / 2;
		if (c->cum[mid] < u)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (c->steps)
		return c->first + lo;
	if (lo == 0)
		return c->x[0];
	double step = c->cum[lo] - c->cum[lo - 1];
	return c->x[lo - 1] + (step > 0 ? (u - c->cum[lo - 1]) / step : 0) * (c->x[lo] - c->x[lo - 1]);
}

static void draw_curve(const struct kernel *k, const double *u, const struct lane *p, uint32_t args, const void *table,
                       double *out, uint32_t n)
{
	(void)k, (void)p, (void)args;
	for (uint32_t i = 0; i < n; i++)
		out[i] = invert(table, u[i]);
}

/* ---- the table ---- */

const struct dist dist_range = {.name = " ..",
                                .args = "LO..HI",
                                .min_args = 2,
                                .max_args = 2,
                                .units = DIST_SAME,
                                .check = rising,
                                .draw = draw_range};
const struct dist dist_proportion = {.name = " %",
                                     .args = "LO%..HI%",
                                     .min_args = 2,
                                     .max_args = 2,
                                     .units = DIST_SAME,
                                     .certain = true,
                                     .check = in_percent,
                                     .draw = draw_proportion};
const struct dist dist_plus_minus = {.name = " +-",
                                     .args = "X +- D",
                                     .min_args = 2,
                                     .max_args = 2,
                                     .units = DIST_SAME,
                                     .check = second_positive,
                                     .draw = draw_plus_minus};

const struct dist dists[] = {
	{"normal", "mean, sd", 2, 2, DIST_SAME, false, second_positive, NULL, dist_draw_normal,
     "the bell curve, by its mean and standard deviation", "normal(100 ms, 10 ms)"},
	{"lognormal", "p5, p95", 2, 2, DIST_SAME, false, positive_rising, NULL, dist_draw_lognormal,
     "what LO..HI is for positive ends: its logarithm is a bell curve", "lognormal(5 ms, 20 ms)"},
	{"spread", "p5, p50, p95", 3, 3, DIST_SAME, false, three_around, NULL, dist_draw_spread,
     "a range whose middle is known too", "spread(90 ns, 100 ns, 150 ns)"},
	{"uniform", "a, b", 2, 2, DIST_SAME, false, rising, NULL, draw_uniform, "anything between a and b, all alike",
     "uniform(1, 6)"},
	{"triangular", "a, mode, b", 3, 3, DIST_SAME, false, three_rising, NULL, draw_triangular,
     "between a and b, most likely at mode", "triangular(1 GB, 2 GB, 5 GB)"},
	{"beta", "a, b", 2, 2, DIST_PLAIN, true, beta_in_reach, beta_table, draw_curve,
     "a proportion after a - 1 hits and b - 1 misses", "beta(8, 3)"},
	{"poisson", "m", 1, 1, DIST_SAME, true, mean_in_reach, poisson_table, draw_curve,
     "how many of independent events happen, m on average", "poisson(12)"},
	{"pareto", "min, shape", 2, 2, DIST_FIRST, false, both_positive, NULL, draw_pareto,
     "a heavy tail above min; the smaller the shape, the heavier", "pareto(1 KB, 1.5)"},
	{"oneof", "a, b, ...", 2, 64, DIST_SAME, false, NULL, NULL, draw_one_of, "one of the values, each as likely",
     "oneof(4, 8, 16)"},
	{"mix", "a, b, weight", 3, 3, DIST_MIX, false, dist_weight, NULL, draw_mix, "a with probability weight, else b",
     "mix(1..2 ms, 50..90 ms, 95%)"},
};
const unsigned dist_count = sizeof dists / sizeof dists[0];

const struct dist *dist_find(struct str name)
{
	for (unsigned i = 0; i < dist_count; i++)
		if (str_eq(name, str_from_c(dists[i].name)))
			return &dists[i];
	return NULL;
}
