/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_spread.c - percentiles of columns of every shape, against sorting; moments and bins; any number of threads. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/select.h"
#include "sampling/spread.h"

static uint64_t state;

/* Uniform in (0, 1). */
static double draw(void)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return ((double)(state >> 12) + 0.5) / 4503599627370496.0;
}

static double of_uniform(void)
{
	return draw();
}
static double of_narrow(void)
{
	return 1e9 + draw() * 1e-3;
}
static double of_wide(void)
{
	return exp(200 * (draw() - 0.5));
}
static double of_negative(void)
{
	return -exp(20 * draw());
}
static double of_both_signs(void)
{
	return (draw() - 0.5) * 1e300;
}
static double of_one(void)
{
	return 42;
}
static double of_two(void)
{
	return draw() < 0.3 ? 0 : 1;
}
static double of_few(void)
{
	return floor(draw() * 7);
}
static double of_zero_or_large(void)
{
	return draw() < 0.8 ? 0 : 1e6 * draw();
}
static double of_large_or_continuous(void)
{
	return draw() < 0.1 ? 1e9 : 1 + draw();
}
static double of_subnormal(void)
{
	return draw() * DBL_MIN;
}
static double of_tail(void)
{
	return 1 / draw();
}
static double of_signed_zero(void)
{
	return draw() < 0.5 ? -0.0 : 0.0;
}
static double of_some_none(void)
{
	return draw() < 0.4 ? NAN : draw() - 0.5;
}
static double of_nearly_none(void)
{
	return draw() < 0.999 ? NAN : draw();
}

static const struct {
	const char *name;
	double (*draw)(void);
} shapes[] = {
	{"uniform", of_uniform},
	{"narrow", of_narrow},
	{"wide", of_wide},
	{"negative", of_negative},
	{"both signs", of_both_signs},
	{"one value", of_one},
	{"two values", of_two},
	{"few values", of_few},
	{"zero or large", of_zero_or_large},
	{"large or continuous", of_large_or_continuous},
	{"subnormal", of_subnormal},
	{"tail", of_tail},
	{"signed zero", of_signed_zero},
	{"some none", of_some_none},
	{"nearly none", of_nearly_none},
};
static const uint32_t lengths[] = {1, 2, 3, 100, 127, 1000, 16384, 16385, 65536, 200000};

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorted, without those that are no number. */
static uint32_t sorted(double *out, const double *x, uint32_t n)
{
	uint32_t good = 0;

	for (uint32_t i = 0; i < n; i++)
		if (x[i] == x[i])
			out[good++] = x[i];
	qsort(out, good, sizeof *out, by_size);
	return good;
}

static double at(const double *x, uint32_t n, double q)
{
	return x[(size_t)(q * (n - 1.0) + 0.5)];
}

static void compare(const char *name, const double *column, uint32_t n, double *order)
{
	struct spread s;
	uint32_t good = sorted(order, column, n), binned = 0;

	spread_of(column, n, 1, &s);
	cr_expect(eq(u32, s.samples, n), "%s, %u", name, n);
	cr_expect(eq(u32, s.good, good), "%s, %u", name, n);
	if (!good) {
		cr_expect(isnan(s.why), "%s, %u", name, n);
		return;
	}
	const double q[] = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};
	const double got[] = {s.p1, s.p5, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95, s.p99};
	for (unsigned i = 0; i < 9; i++)
		cr_expect(eq(dbl, got[i], at(order, good, q[i])), "%s, %u, P%g", name, n, 100 * q[i]);
	cr_expect(eq(dbl, s.min, order[0]), "%s, %u", name, n);
	cr_expect(eq(dbl, s.max, order[good - 1]), "%s, %u", name, n);
	for (unsigned i = 0; i < SPREAD_BINS; i++)
		binned += s.bin[i];
	cr_expect(eq(u32, binned, good), "%s, %u", name, n);
}

/* With long doubles. */
static void compare_moments(const char *name, const double *order, uint32_t n, const struct spread *s)
{
	long double mean = 0, squares = 0;

	for (uint32_t i = 0; i < n; i++)
		mean += order[i] / (long double)n;
	for (uint32_t i = 0; i < n; i++)
		squares += (order[i] - mean) * (order[i] - mean) / n;
	cr_expect(fabsl(s->mean - mean) <= 1e-12L * fmaxl(fabsl(mean), sqrtl(squares)), "%s, %u: mean %g, not %Lg", name, n,
	          s->mean, mean);
	cr_expect(fabsl(s->sd - sqrtl(squares)) <= 1e-9L * sqrtl(squares) + 1e-15L * fabsl(mean), "%s, %u: sd %g, not %Lg",
	          name, n, s->sd, sqrtl(squares));
}

Test(spread, every_shape)
{
	enum { LONGEST = 200000 };
	double *column = malloc(LONGEST * sizeof *column), *order = malloc(LONGEST * sizeof *order);

	for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
		for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
			state = k * 100 + l;
			for (uint32_t i = 0; i < lengths[l]; i++)
				column[i] = shapes[k].draw();
			compare(shapes[k].name, column, lengths[l], order);
		}
	}
	free(column);
	free(order);
}

Test(spread, moments)
{
	static double column[50000], order[50000];
	struct spread s;

	for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
		state = k;
		for (uint32_t i = 0; i < 50000; i++)
			column[i] = shapes[k].draw();
		uint32_t good = sorted(order, column, 50000);
		spread_of(column, 50000, 1, &s);
		compare_moments(shapes[k].name, order, good, &s);
	}
}

Test(spread, threads_do_not_matter)
{
	enum { N = 1 << 19 };
	double *column = malloc(N * sizeof *column);
	struct spread one, many;

	for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
		state = k;
		for (uint32_t i = 0; i < N; i++)
			column[i] = shapes[k].draw();
		spread_of(column, N, 1, &one);
		for (unsigned threads = 2; threads < 200; threads *= 3) {
			spread_of(column, N, threads, &many);
			cr_expect(memcmp(&one, &many, sizeof one) == 0, "%s, %u threads", shapes[k].name, threads);
		}
	}
	free(column);
}

Test(spread, bins)
{
	static double column[4000];
	struct spread s;

	for (uint32_t i = 0; i < 4000; i++)
		column[i] = i + 0.25;
	spread_of(column, 4000, 1, &s);
	cr_expect(eq(int, s.bin_log, 0));
	cr_expect(eq(int, s.bin_whole, 0));
	cr_expect(eq(dbl, s.bin_from, 40.25));
	cr_expect(eq(dbl, s.bin_to, 3959.25));
	for (unsigned i = 1; i + 1 < SPREAD_BINS; i++)
		cr_expect(s.bin[i] == 97 || s.bin[i] == 98, "bin %u holds %u", i, s.bin[i]);
	for (uint32_t i = 0; i < 4000; i++)
		column[i] = exp(i / 400.0);
	spread_of(column, 4000, 1, &s);
	cr_expect(eq(int, s.bin_log, 1));
	for (unsigned i = 1; i + 1 < SPREAD_BINS; i++)
		cr_expect(s.bin[i] == 97 || s.bin[i] == 98 || s.bin[i] == 99, "bin %u holds %u", i, s.bin[i]);
}

/* Whole numbers: as many of them in each bin, so that none looks likelier than it is. */
Test(spread, bins_of_counts)
{
	static double column[4000];
	struct spread s;

	for (uint32_t i = 0; i < 4000; i++)
		column[i] = i % 20;
	spread_of(column, 4000, 1, &s);
	cr_expect(eq(int, s.bin_whole, 1));
	for (unsigned i = 0; i < SPREAD_BINS; i++)
		cr_expect(s.bin[i] == (i >= 1 && i <= 20 ? 200 : 0), "bin %u, from %g, holds %u", i, spread_edge(&s, i),
		          s.bin[i]);
	for (uint32_t i = 0; i < 4000; i++)
		column[i] = i;
	spread_of(column, 4000, 1, &s);
	cr_expect(eq(int, s.bin_whole, 104)); /* P1 to P99 in 38 bins */
	for (unsigned i = 1; i + 2 < SPREAD_BINS; i++)
		cr_expect(s.bin[i] == 104, "bin %u holds %u", i, s.bin[i]);
}

/* By logarithms too: no bin that holds two of them stands beside some that hold one, or none. */
Test(spread, bins_of_counts_by_logarithms)
{
	static double column[65536];
	static const double from[] = {1, 2, 5, 30, 1000};
	struct spread s;

	for (size_t k = 0; k < sizeof from / sizeof from[0]; k++) {
		for (uint32_t i = 0; i < 65536; i++) /* as many on each stretch of the scale */
			column[i] = rint(from[k] * pow(400, i / 65536.0));
		spread_of(column, 65536, 1, &s);
		cr_expect(eq(int, s.bin_log, 1));
		for (unsigned i = 2; i + 2 < SPREAD_BINS; i++) {
			unsigned near = s.bin[i - 1] > s.bin[i + 1] ? s.bin[i - 1] : s.bin[i + 1];
			cr_expect(s.bin[i] * 10 > near * 6, "row %zu: bin %u holds %u, one beside it %u", k, i, s.bin[i], near);
		}
	}
}

Test(spread, bins_that_hold_something)
{
	static const struct {
		uint32_t whole, first, last; /* the first and the last bin that hold something */
		unsigned least;
		uint32_t from, to;
	} rows[] = {
		{1, 0, 39, 1, 0, 40},   {1, 3, 9, 1, 3, 10},     {5, 3, 9, 10, 3, 13},
		{1, 20, 20, 1, 20, 21}, {1, 38, 39, 10, 30, 40}, {0, 3, 9, 1, 0, 40},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct spread s = {.bin_whole = rows[i].whole};
		uint32_t from = 0, to = SPREAD_BINS;

		s.bin[rows[i].first] = s.bin[rows[i].last] = 7;
		spread_filled(&s, rows[i].least, &from, &to);
		cr_expect(from == rows[i].from && to == rows[i].to, "row %zu: %u to %u", i, from, to);
	}
}

Test(select, places)
{
	static double x[5000], order[5000];
	const int64_t place[] = {0, 0, 1, 17, 2500, 2500, 2501, 4998, 4999, 4999};

	for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
		state = k;
		for (uint32_t i = 0; i < 5000; i++)
			do
				x[i] = shapes[k].draw();
			while (x[i] != x[i]);
		sorted(order, x, 5000);
		select_places(x, 5000, place, 10);
		for (unsigned i = 0; i < 10; i++)
			cr_expect(eq(dbl, x[place[i]], order[place[i]]), "%s, place %d", shapes[k].name, (int)place[i]);
		qsort(x, 5000, sizeof *x, by_size);
		cr_expect(memcmp(x, order, sizeof x) == 0 || shapes[k].draw == of_signed_zero, "%s: a number was lost",
		          shapes[k].name);
	}
}
