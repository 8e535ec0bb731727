/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers marked "mp" were computed with mpmath at 50 digits from the definitions (sums and products, no closed
 * forms); "table" is from the Erlang B tables of any teletraffic handbook; "sum" is a plain sum over all objects, with
 * the characteristic time found by bisection, in doubles.
 */
#include <math.h>
#include <string.h>

#include "base/interrupt.h"
#include "eval/builtin.h"
#include "rows.h"
#include "value/number.h"
#include "value/value.h"

static const struct builtin *named(const char *name)
{
	const struct builtin *b = builtin_find(str_from_c(name));

	cr_assert_not_null(b, "no function %s", name);
	return b;
}

static double call(const char *name, const double *x, unsigned n)
{
	const struct builtin *b = named(name);

	if (b->fold)
		return b->fold(x, n);
	if (n == 1)
		return b->num1(x[0]);
	return n == 2 ? b->num2(x[0], x[1]) : b->num3(x[0], x[1], x[2]);
}

struct row {
	const char *name;
	unsigned n;
	double x[3];
	double want;   /* a NaN: outside its domain */
	double within; /* relative; 0: exactly */
};

static void expect_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct row *r = &rows[i];
		double got = call(r->name, r->x, r->n);
		uint32_t where = 0;

		if (isnan(r->want))
			cr_expect(poison_read(got, &where) == POISON_DOMAIN, "row %zu: %s gives %.17g", i, r->name, got);
		else
			cr_expect(fabs(got - r->want) <= r->within * fabs(r->want), "row %zu: %s gives %.17g, not %.17g", i,
			          r->name, got, r->want);
	}
}

Test(builtin, rounding)
{
	static const struct row rows[] = {
		{"ceil", 1, {3.2}, 4, 0},
		{"ceil", 1, {3}, 3, 0},
		{"ceil", 1, {0.1 * 30}, 3, 0}, /* 3.0000000000000004 */
		{"ceil", 1, {3 + 1e-9}, 4, 0},
		{"ceil", 1, {-0.5}, 0, 0},
		{"floor", 1, {3.8}, 3, 0},
		{"floor", 1, {(0.1 + 0.7) * 10}, 8, 0}, /* 7.999999999999999 */
		{"floor", 1, {-0.5}, -1, 0},
		{"trunc", 1, {-3.8}, -3, 0},
		{"trunc", 1, {(0.1 + 0.7) * 10}, 8, 0},
		{"round", 1, {2.5}, 3, 0},
		{"round", 1, {-2.5}, -3, 0},
		{"round", 1, {2.4999}, 2, 0},
		{"round", 1, {2.675 * 100}, 268, 0}, /* 267.49999999999994 */
		{"round", 1, {1e300}, 1e300, 0},
		{"pow2up", 1, {100}, 128, 0},
		{"pow2up", 1, {128}, 128, 0},
		{"pow2up", 1, {129}, 256, 0},
		{"pow2up", 1, {1}, 1, 0},
		{"pow2up", 1, {0.3}, 0.5, 0},
		{"pow2up", 1, {0x1p60}, 0x1p60, 0},
		{"pow2up", 1, {128 * (1 + 1e-15)}, 128, 0},
		{"pow2up", 1, {0}, NAN, 0},
		{"pow2up", 1, {-4}, NAN, 0},
		{"pow10up", 1, {123}, 1000, 0},
		{"pow10up", 1, {1000}, 1000, 0},
		{"pow10up", 1, {1001}, 10000, 0},
		{"pow10up", 1, {0.001}, 0.001, 0},
		{"pow10up", 1, {0.002}, 0.01, 0},
		{"pow10up", 1, {1e22}, 1e22, 0},
		{"pow10up", 1, {0}, NAN, 0},
		{"clamp", 3, {120, 10, 100}, 100, 0},
		{"clamp", 3, {5, 10, 100}, 10, 0},
		{"clamp", 3, {50, 10, 100}, 50, 0},
		{"clamp", 3, {50, 100, 10}, NAN, 0},
		{"abs", 1, {-3}, 3, 0},
	};

	expect_rows(rows, COUNT(rows));
	cr_expect(!signbit(call("ceil", (double[]){-0.5}, 1)), "no -0");
}

Test(builtin, logarithms)
{
	static const struct row rows[] = {
		{"sqrt", 1, {144}, 12, 0},
		{"sqrt", 1, {-1}, NAN, 0},
		{"cbrt", 1, {27}, 3, 0},
		{"cbrt", 1, {-27}, -3, 0},
		{"exp", 1, {1}, 2.718281828459045, 1e-15},
		{"expm1", 1, {1e-12}, 1.0000000000005e-12, 1e-15},
		{"ln", 1, {10}, 2.302585092994046, 1e-15},
		{"ln", 1, {0}, NAN, 0},
		{"log2", 1, {1024}, 10, 0},
		{"log2", 1, {-1}, NAN, 0},
		{"log10", 1, {1000}, 3, 0},
		{"log10", 1, {0}, NAN, 0},
		{"log", 2, {125, 5}, 3, 0}, /* ln(125) / ln(5) is 3.0000000000000004 */
		{"log", 2, {1000, 10}, 3, 0},
		{"log", 2, {8, 0.5}, -3, 0},
		{"log", 2, {10, 1}, NAN, 0},
		{"log", 2, {10, 0}, NAN, 0},
		{"log", 2, {0, 10}, NAN, 0},
		{"log1p", 1, {1e-12}, 9.999999999995e-13, 1e-15},
		{"log1p", 1, {-1}, NAN, 0},
	};
	uint32_t where;

	expect_rows(rows, COUNT(rows));
	cr_expect(poison_read(call("exp", (double[]){1000}, 1), &where) == POISON_OVERFLOW);
	cr_expect(call("exp", (double[]){-1000}, 1) == 0);
}

Test(builtin, several_numbers)
{
	static const struct row rows[] = {
		{"min", 3, {3, 1, 2}, 1, 0},
		{"max", 3, {3, 1, 2}, 3, 0},
		{"min", 1, {5}, 5, 0},
		{"sum", 3, {20, 50, 30}, 100, 0},
		{"sum", 3, {0.1, 0.2, 0.3}, 0.6, 0},
		{"sum", 3, {1e100, 1, -1e100}, 1, 0},
		{"sum", 0, {0}, 0, 0},
		{"mean", 2, {1, 2}, 1.5, 0},
		{"mean", 0, {0}, NAN, 0},
		{"min", 0, {0}, NAN, 0},
		{"max", 0, {0}, NAN, 0},
		{"product", 3, {2, 3, 4}, 24, 0},
		{"product", 3, {0.9, 0.5, 1}, 0.45, 1e-15},
		{"product", 3, {1e200, 1e200, 1e-300}, 1e100, 1e-15},
		{"product", 3, {1e-200, 1e-200, 1e300}, 1e-100, 1e-15},
		{"product", 2, {-2, 3}, -6, 0},
		{"product", 2, {0, 3}, 0, 0},
		{"product", 0, {0}, 1, 0},
		{"gcd", 2, {12, 18}, 6, 0},
		{"gcd", 3, {12, 18, 27}, 3, 0},
		{"gcd", 2, {-12, 18}, 6, 0},
		{"gcd", 2, {0, 18}, 18, 0},
		{"gcd", 2, {12, 18.5}, NAN, 0},
	};
	uint32_t where;

	expect_rows(rows, COUNT(rows));
	cr_expect(poison_read(call("sum", (double[]){1.7e308, 1.7e308}, 2), &where) == POISON_OVERFLOW);
	cr_expect(poison_read(call("product", (double[]){1e200, 1e200}, 2), &where) == POISON_OVERFLOW);
}

Test(builtin, lists)
{
	static const struct {
		const char *name;
		double in[4];
		uint32_t count;
		double arg;
		uint32_t room;
		double want[4];
		uint32_t want_count;
	} rows[] = {
		{"len", {3, 1, 2}, 3, 0, 3, {3}, 1},
		{"len", {0}, 0, 0, 1, {0}, 1},
		{"sort", {3, 1, 2}, 3, 0, 3, {1, 2, 3}, 3},
		{"sort", {0}, 0, 0, 1, {0}, 0},
		{"argmax", {20, 50, 30, 50}, 4, 0, 4, {2}, 1},
		{"argmax", {0}, 0, 0, 1, {NAN}, 1},
		{"nth", {7, 8, 9}, 3, 1, 3, {7}, 1},
		{"nth", {7, 8, 9}, 3, 3, 3, {9}, 1},
		{"nth", {7, 8, 9}, 3, 4, 3, {NAN}, 1},
		{"nth", {7, 8, 9}, 3, 0, 3, {NAN}, 1},
		{"nth", {7, 8, 9}, 3, 1.5, 3, {NAN}, 1},
		{"seq", {1}, 1, 4, 4, {1, 2, 3, 4}, 4},
		{"seq", {0.5}, 1, 2.9, 4, {0.5, 1.5, 2.5}, 3},
		{"seq", {0.1}, 1, 0.1 + 0.2 + 0.8 + 1, 4, {0.1, 1.1, 2.1}, 3}, /* b is 2.1 and a bit */
		{"seq", {3}, 1, 3, 4, {3}, 1},
		{"seq", {3}, 1, 2, 4, {0}, 0},
		{"seq", {1}, 1, 1000, 2, {1, 2}, 2}, /* never past the room it has */
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double out[5] = {0, 0, 0, 0, 0};
		uint32_t count = rows[i].room;

		named(rows[i].name)->list(rows[i].in, rows[i].count, &rows[i].arg, out, &count);
		cr_expect(count == rows[i].want_count, "row %zu: %u results", i, count);
		for (uint32_t k = 0; k < rows[i].want_count; k++)
			cr_expect(isnan(rows[i].want[k]) ? is_poison(out[k]) : number_same(out[k], rows[i].want[k]),
			          "row %zu: %g is not %g", i, out[k], rows[i].want[k]);
	}
}

Test(builtin, counting)
{
	static const struct row rows[] = {
		{"fact", 1, {0}, 1, 0},
		{"fact", 1, {5}, 120, 0},
		{"fact", 1, {20}, 2432902008176640000.0, 0},
		{"fact", 1, {170}, 7.257415615307994e306, 1e-14}, /* mp */
		{"fact", 1, {171}, NAN, 0},
		{"fact", 1, {-1}, NAN, 0},
		{"fact", 1, {2.5}, NAN, 0},
		{"choose", 2, {20, 4}, 4845, 0},
		{"choose", 2, {5, 0}, 1, 0},
		{"choose", 2, {5, 5}, 1, 0},
		{"choose", 2, {5, 6}, 0, 0},
		{"choose", 2, {5, -1}, 0, 0},
		{"choose", 2, {0, 0}, 1, 0},
		{"choose", 2, {62, 31}, 465428353255261088.0, 0}, /* mp, and the next three */
		{"choose", 2, {67, 33}, 14226520737620288370.0, 0},
		{"choose", 2, {68, 34}, 28453041475240576740.0, 1e-15},
		{"choose", 2, {1000, 500}, 2.7028824094543656952e299, 1e-13},
		{"choose", 2, {1029, 514}, 1.4298206864989040819e308, 1e-13},
		{"choose", 2, {1e15, 3}, 1.6666666666666616667e44, 1e-15},
		{"choose", 2, {1e15, 1e15 - 1}, 1e15, 0},
		{"choose", 2, {2.5, 1}, NAN, 0},
		{"choose", 2, {-1, 1}, NAN, 0},
		{"harmonic", 1, {0}, 0, 0},
		{"harmonic", 1, {1}, 1, 0},
		{"harmonic", 1, {10}, 2.9289682539682539683, 1e-15}, /* mp, and those below */
		{"harmonic", 1, {99}, 5.1773775176396202608, 1e-15},
		{"harmonic", 1, {100}, 5.1873775176396202608, 1e-15},
		{"harmonic", 1, {1000}, 7.4854708605503449127, 1e-15},
		{"harmonic", 1, {1e6}, 14.392726722865723631, 1e-15},
		{"harmonic", 1, {1e15}, 35.115992059812218621, 1e-15},
		{"harmonic", 1, {-1}, NAN, 0},
		{"harmonic", 1, {1.5}, NAN, 0},
		{"digits_needed", 2, {40e9, 62}, 6, 0},
		{"digits_needed", 2, {56800235584, 62}, 6, 0}, /* 62^6 */
		{"digits_needed", 2, {56800235585, 62}, 7, 0},
		{"digits_needed", 2, {3521614606208, 62}, 7, 0}, /* 62^7 */
		{"digits_needed", 2, {3521614606209, 62}, 8, 0},
		{"digits_needed", 2, {1000, 10}, 3, 0},
		{"digits_needed", 2, {1001, 10}, 4, 0},
		{"digits_needed", 2, {0x1p64, 2}, 64, 0},
		{"digits_needed", 2, {52036560683837093888.0, 62}, 11, 0}, /* 62^11, which is over 2^53 */
		{"digits_needed", 2, {3844 * (1 + 1e-14), 62}, 2, 0},      /* 62^2 and noise */
		{"digits_needed", 2, {1, 62}, 0, 0},
		{"digits_needed", 2, {0.5, 62}, 0, 0},
		{"digits_needed", 2, {1.7e308, 2}, 1024, 0},
		{"digits_needed", 2, {0, 62}, NAN, 0},
		{"digits_needed", 2, {100, 1}, NAN, 0},
		{"digits_needed", 2, {100, 2.5}, NAN, 0},
	};
	uint32_t where;

	expect_rows(rows, COUNT(rows));
	cr_expect(poison_read(call("choose", (double[]){2e9, 1e9}, 2), &where) == POISON_OVERFLOW);
	cr_expect(poison_read(call("choose", (double[]){1030, 515}, 2), &where) == POISON_OVERFLOW);
}

/* Pascal's triangle, by additions alone. */
Test(builtin, choose_is_pascals_triangle)
{
	uint64_t pascal[61] = {1};

	for (unsigned n = 0; n <= 60; n++) {
		for (unsigned k = n; k > 0 && n > 0; k--)
			pascal[k] += pascal[k - 1];
		for (unsigned k = 0; k <= n; k++)
			cr_expect(call("choose", (double[]){n, k}, 2) == (double)pascal[k], "%u over %u", n, k);
	}
}

Test(builtin, at_least)
{
	static const struct row rows[] = {
		/* mp, where not plain */
		{"at_least", 3, {6, 4, 0.99}, 0.99998044640999999995, 1e-14},
		{"at_least", 3, {4, 4, 0.99}, 0.96059600999999996553, 1e-14},
		{"at_least", 3, {3, 2, 0.99}, 0.99970199999999999947, 1e-14},
		{"at_least", 3, {1000, 500, 0.5}, 0.51261250908918040095, 1e-13},
		{"at_least", 3, {100, 90, 0.1}, 6.1102368241911264166e-78, 1e-12},
		{"at_least", 3, {100, 5, 0.9}, 1, 0},
		{"at_least", 3, {100000, 50300, 0.5}, 0.029098676555096873101, 1e-12},
		{"at_least", 3, {1000, 999, 0.999}, 0.73575891303018698562, 1e-12},
		{"at_least", 3, {50, 1, 1e-12}, 4.9999999998774998994e-11, 1e-14},
		{"at_least", 3, {1000, 20, 0.001}, 1.3357486992362556008e-19, 1e-12},
		{"at_least", 3, {3, 0, 0.5}, 1, 0},
		{"at_least", 3, {3, -2, 0.5}, 1, 0},
		{"at_least", 3, {3, 4, 0.5}, 0, 0},
		{"at_least", 3, {3, 1, 0}, 0, 0},
		{"at_least", 3, {3, 3, 1}, 1, 0},
		{"at_least", 3, {0, 0, 0.5}, 1, 0},
		{"at_least", 3, {0, 1, 0.5}, 0, 0},
		{"at_least", 3, {3, 2, 1.1}, NAN, 0},
		{"at_least", 3, {3, 2, -0.1}, NAN, 0},
		{"at_least", 3, {3.5, 2, 0.5}, NAN, 0},
	};

	expect_rows(rows, COUNT(rows));
}

/* Against the sum over all outcomes, one after another. */
Test(builtin, at_least_is_the_sum_of_its_outcomes)
{
	for (unsigned n = 1; n <= 12; n++) {
		for (unsigned k = 0; k <= n; k++) {
			double sum = 0, a = 0.83;

			for (unsigned outcome = 0; outcome < 1u << n; outcome++) {
				unsigned up = (unsigned)__builtin_popcount(outcome);

				if (up >= k)
					sum += pow(a, up) * pow(1 - a, n - up);
			}
			cr_expect(fabs(call("at_least", (double[]){n, k, a}, 3) - sum) < 1e-13, "%u of %u", k, n);
		}
	}
}

Test(builtin, queueing)
{
	static const struct row rows[] = {
		{"erlang_b", 2, {10, 5}, 0.018385, 3e-5}, /* table */
		{"erlang_b", 2, {1, 1}, 0.5, 0},
		{"erlang_b", 2, {2, 0.5}, 1.0 / 13, 1e-15},
		{"erlang_b", 2, {10, 5}, 0.018384570336648133137, 1e-14}, /* mp, and those below */
		{"erlang_b", 2, {90, 80}, 0.026231983896152585069, 1e-14},
		{"erlang_b", 2, {100, 80}, 0.0039920286045531974726, 1e-14},
		{"erlang_b", 2, {1000, 1000}, 0.024811917646160407861, 1e-13},
		{"erlang_b", 2, {1000, 900}, 0.000059298626701462239079, 1e-13},
		{"erlang_b", 2, {1e6, 1e6}, 0.00079746030685556101375, 1e-12},
		{"erlang_b", 2, {200, 20}, 4.1997250113359099595e-124, 1e-12},
		{"erlang_b", 2, {1e6, 1}, 0, 0},
		{"erlang_b", 2, {0, 5}, 1, 0},
		{"erlang_b", 2, {0, 0}, 1, 0},
		{"erlang_b", 2, {5, 0}, 0, 0},
		{"erlang_b", 2, {5, -1}, NAN, 0},
		{"erlang_b", 2, {2.5, 1}, NAN, 0},
		{"erlang_b", 2, {-1, 1}, NAN, 0},
		{"erlang_c", 2, {1, 0.5}, 0.5, 1e-15}, /* M/M/1 waits with probability rho */
		{"erlang_c", 2, {2, 1}, 1.0 / 3, 1e-15},
		{"erlang_c", 2, {6, 2.4}, 0.03995260252593855042, 1e-14}, /* mp, and those below */
		{"erlang_c", 2, {25, 24}, 0.77854454493531523468, 1e-13},
		{"erlang_c", 2, {30, 24}, 0.17286205549683790999, 1e-14},
		{"erlang_c", 2, {33, 24}, 0.055641288777413899881, 1e-14},
		{"erlang_c", 2, {34, 24}, 0.036567729059582805515, 1e-14},
		{"erlang_c", 2, {1000, 990}, 0.65908042188085443953, 1e-12},
		{"erlang_c", 2, {5, 0}, 0, 0},
		{"erlang_c", 2, {5, 5}, NAN, 0},
		{"erlang_c", 2, {5, 6}, NAN, 0},
		{"erlang_c", 2, {0, 0}, NAN, 0},
		{"erlang_c", 2, {5, -1}, NAN, 0},
		{"erlang_c_servers", 2, {24, 0.05}, 34, 0},
		{"erlang_c_servers", 2, {2.4, 0.05}, 6, 0},
		{"erlang_c_servers", 2, {0, 0.05}, 1, 0},
		{"erlang_c_servers", 2, {24, 0.999}, 25, 0},
		{"erlang_c_servers", 2, {24, 0}, NAN, 0},
		{"erlang_c_servers", 2, {24, 1}, NAN, 0},
		{"erlang_c_servers", 2, {-1, 0.5}, NAN, 0},
	};

	expect_rows(rows, COUNT(rows));
}

/* The recursion as it is in the books, and the definition of "smallest". */
Test(builtin, queueing_agrees_with_itself)
{
	for (double load = 0.3; load < 60; load *= 1.7) {
		double blocked = 1;

		for (unsigned c = 1; c <= 80; c++) {
			blocked = load * blocked / (c + load * blocked);
			cr_expect(fabs(call("erlang_b", (double[]){c, load}, 2) / blocked - 1) < 1e-13, "%u, %g", c, load);
		}
		for (double p = 0.9; p > 1e-6; p /= 7) {
			double c = call("erlang_c_servers", (double[]){load, p}, 2);

			cr_expect(c > load && call("erlang_c", (double[]){c, load}, 2) <= p, "%g, %g", load, p);
			cr_expect(c - 1 <= load || call("erlang_c", (double[]){c - 1, load}, 2) > p, "%g, %g", load, p);
		}
	}
}

/* Sums in double precision by another program; ring_max against tables of the largest of gamma numbers. */
Test(builtin, labs)
{
	static const struct {
		const char *name;
		unsigned n;
		double x[3], want, off;
	} rows[] = {
		{"fifo_hit", 3, {10000, 1000, 0.8}, 0.3942, 6e-5},
		{"fifo_hit", 3, {10000, 1000, 0.6}, 0.2200, 6e-5},
		{"fifo_hit", 3, {10000, 100, 0.8}, 0.1336, 6e-5},
		{"fifo_hit", 3, {10000, 1000, 1.2}, 0.8318, 6e-5},
		{"fifo_hit", 3, {200000, 20000, 0.9}, 0.5758, 6e-5},
		{"fifo_hit", 3, {10, 3, 0}, 0.3, 1e-10},
		{"zipf_top", 3, {10000, 1000, 0.8}, 0.5706, 6e-5},
		{"zipf_top", 3, {10000, 100, 0.8}, 0.3000, 6e-5},
		{"zipf_top", 3, {200000, 20000, 0.9}, 0.7150, 6e-5},
		{"zipf_top", 3, {10, 1, 1}, 0.341417152147406, 1e-12},
		{"ttl_hit", 3, {1000, 7500, 0.8}, 0.89516, 6e-6},
		{"ttl_hit", 3, {1000, 750, 0.8}, 0.58445, 6e-6},
		{"ttl_hit", 3, {1, 9, 0.8}, 0.9, 1e-12},
		{"ring_max", 2, {3, 1}, 1.8333, 6e-5},
		{"ring_max", 2, {10, 1}, 2.9290, 6e-5},
		{"ring_max", 2, {100, 1}, 5.1874, 6e-5},
		{"ring_max", 2, {1000, 1}, 7.4855, 6e-5},
		{"ring_max", 2, {10, 16}, 1.4178, 6e-5},
		{"ring_max", 2, {10, 100}, 1.1594, 6e-5},
		{"ring_max", 2, {100, 160}, 1.2096, 6e-5},
		{"ring_max", 2, {1000, 1000}, 1.1057, 6e-5},
		{"ring_max", 2, {3, 3}, 1.4985, 6e-5},
		{"ring_max", 2, {1, 7}, 1, 1e-9},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double got = call(rows[i].name, rows[i].x, rows[i].n);

		cr_expect(close_to(got, rows[i].want, rows[i].off), "%s row %zu: %.9g", rows[i].name, i, got);
	}
}

Test(builtin, lru_hit)
{
	static const struct row rows[] = {
		{"lru_hit", 3, {10, 3, 0}, 0.3, 1e-11},
		{"lru_hit", 3, {10, 3, 1}, 0.46572390642671176515, 1e-12}, /* mp, and the next three */
		{"lru_hit", 3, {1000, 10, 1}, 0.20946350450478053533, 1e-12},
		{"lru_hit", 3, {1000, 100, 0.8}, 0.37779022128295789219, 1e-12},
		{"lru_hit", 3, {1500, 100, 2}, 0.99110659301253878607, 1e-8},
		{"lru_hit", 3, {3000, 300, 0.8}, 0.41057274730874609515, 1e-8},
		{"lru_hit", 3, {200000, 20000, 0.9}, 0.616149114905275, 1e-8}, /* sum, and those below */
		{"lru_hit", 3, {200000, 40000, 0.9}, 0.715548663548766, 1e-8},
		{"lru_hit", 3, {1e6, 1e4, 1}, 0.585138080258254, 1e-8},
		{"lru_hit", 3, {1e6, 1e5, 0.64}, 0.291984933081622, 1e-8},
		{"lru_hit", 3, {1e7, 1e5, 1.2}, 0.923053748156839, 1e-8},
		{"lru_hit", 3, {20000, 100, 3}, 0.999931832082088, 1e-8},
		{"lru_hit", 3, {1000, 0, 1}, 0, 0},
		{"lru_hit", 3, {1000, 1000, 1}, 1, 0},
		{"lru_hit", 3, {1000, 2000, 1}, 1, 0},
		{"lru_hit", 3, {1000, 100, -1}, NAN, 0},
		{"lru_hit", 3, {1000, -1, 1}, NAN, 0},
		{"lru_hit", 3, {0, 1, 1}, NAN, 0},
		{"lru_hit", 3, {10.5, 1, 1}, NAN, 0},
	};

	expect_rows(rows, COUNT(rows));
}

Test(builtin, lru_time)
{
	static const struct row rows[] = {
		{"lru_time", 3, {10, 3, 0}, 3.5667494393873245, 1e-10},   /* -10 ln 0.7 */
		{"lru_time", 3, {1000, 10, 1}, 11.381061889418396, 1e-9}, /* bisection on the sum, and the next two */
		{"lru_time", 3, {1000, 100, 0.8}, 133.86473273504456, 1e-9},
		{"lru_time", 3, {3000, 300, 0.8}, 422.64361371514786, 1e-7},
		{"lru_time", 3, {1000, 0, 1}, 0, 0},
		{"lru_time", 3, {1000, 1000, 1}, NAN, 0},
		{"lru_time", 3, {1000, 100, -1}, NAN, 0},
		{"lru_time", 3, {1000, -1, 1}, NAN, 0},
	};

	expect_rows(rows, COUNT(rows));
}

/* No edge makes it leave 0 to 1, and more cache never hits less. */
Test(builtin, lru_hit_grows_with_the_cache)
{
	static const double objects[] = {1, 2, 999, 1000, 1001, 1e5, 1e9, 1e15}, alphas[] = {0, 0.5, 1, 3, 10};

	for (size_t i = 0; i < COUNT(objects); i++) {
		for (size_t k = 0; k < COUNT(alphas); k++) {
			double last = 0;

			for (double share = 1e-4; share < 1; share *= 3) {
				double hit = call("lru_hit", (double[]){objects[i], objects[i] * share, alphas[k]}, 3);

				cr_expect(hit >= last - 1e-9 && hit <= 1, "%g objects, %g, %g: %g after %g", objects[i], share,
				          alphas[k], hit, last);
				last = hit;
			}
		}
	}
}

Test(builtin, long_loops_stop_when_interrupted)
{
	static const struct row rows[] = {
		{"erlang_b", 2, {1e8, 1e8}, 0, 0},
		{"erlang_c_servers", 2, {1e8, 0.5}, 0, 0},
		{"lru_hit", 3, {1e9, 1e8, 1}, 0, 0},
		{"at_least", 3, {1e15, 5e14, 0.5}, 0, 0},
	};
	uint32_t where;

	interrupt_came = 1;
	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(poison_read(call(rows[i].name, rows[i].x, rows[i].n), &where) == POISON_INTERRUPT, "row %zu", i);
	interrupt_came = 0;
}

/* Whatever it is given, a function gives a finite number or says why not. */
Test(builtin, never_inf_nor_plain_nan)
{
	static const double x[] = {
		0, -0.0, 1, -1, 2, 3, 0.5, 1e-9, 5e-324, 1e5, 0x1p53, 1e15, 1e300, -1e300, 1.7976931348623157e308};
	const size_t n = COUNT(x);

	for (unsigned i = 0; i < builtin_count; i++) {
		const struct builtin *b = &builtins[i];

		if (b->list || b->rule == RULE_SMALLEST || b->rule == RULE_SPREAD)
			continue;
		for (size_t k = 0; k < n * n * n; k++) {
			double arg[3] = {x[k % n], x[k / n % n], x[k / n / n]}, y;
			unsigned args = b->fold ? 1 + k % 3 : b->min_args;
			uint32_t where = 0;

			/* Up to half a second each. */
			if (!strcmp(b->name, "at_least") && arg[0] > 1e9)
				continue;
			if (args < 3 && k >= n * n)
				break;
			y = call(b->name, arg, args);
			poison_read(y, &where);
			cr_expect(is_poison(y) ? where == 0 : isfinite(y), "%s(%g, %g, %g) is %g", b->name, arg[0], arg[1], arg[2],
			          y);
		}
	}
}

/* Every row says all that is to be known of it. */
Test(builtin, table_is_complete)
{
	for (unsigned i = 0; i < builtin_count; i++) {
		const struct builtin *b = &builtins[i];
		unsigned codes = !!b->num1 + !!b->num2 + !!b->num3 + !!b->fold + !!b->list;

		cr_expect(builtin_find(str_from_c(b->name)) == b, "%s is there twice", b->name);
		cr_expect(b->args && b->group && b->help && b->example && b->result, "%s lacks words", b->name);
		cr_expect(codes == (b->rule != RULE_SMALLEST && b->rule != RULE_SPREAD), "%s has %u codes", b->name, codes);
		cr_expect(b->min_args >= 1 && b->min_args <= b->max_args, "%s", b->name);
		cr_expect((b->rule == RULE_ROOT) == (b->degree > 0), "%s", b->name);
		cr_expect(strstr(b->example, b->name), "the example of %s is of something else", b->name);
		cr_expect(strlen(b->help) < 90, "the help of %s is long", b->name);
	}
	cr_expect_null(builtin_find(S("")));
	cr_expect_null(builtin_find(S("ce")));
	cr_expect_null(builtin_find(S("ceiling")));
}
