/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>
#include <stdio.h>

#include "algo/random.h"
#include "sampling/share.h"
#include "sampling/spread.h"
#include "session/session.h"
#include "whatif/breaking.h"

static struct value answer(struct session *s, struct outcome *o, const char *text)
{
	outcome_reset(o);
	cr_assert(session_text(s, SESSION_STREAM, str_from_c(text), o) && o->answer_count == 1, "%s", text);
	return o->answers[0].value;
}

/* Closed forms, within what 65,536 samples allow. */
Test(whatif, closed_forms)
{
	static const struct {
		const char *text;
		double p5, p50, p95, mean; /* 0: not looked at */
	} rows[] = {
		{"5 to 10", 5, 7.0711, 10, 7.2298},
		{"1 to 100", 1, 10, 100, 26.640},
		{"(10M to 50M) * (5 to 20)", 77.308e6, 223.607e6, 646.760e6, 275.436e6},
		{"(10M to 50M)*(5 to 20)/86400*(2 to 5)/(500 to 2000)", 2.12489, 8.18411, 31.52137, 11.45287},
		{"100 +- 10%", 90, 100, 110, 100},
		{"5 +- 1", 4, 5, 6, 5},
	};
	struct session *s = session_new((struct str){0});
	struct outcome o;

	outcome_init(&o);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct value v = answer(s, &o, rows[i].text);
		cr_assert(v.spread != NULL, "%s", rows[i].text);
		cr_expect(epsilon_eq(dbl, v.spread->p5 / rows[i].p5, 1, 0.01), "%s", rows[i].text);
		cr_expect(epsilon_eq(dbl, v.spread->p50 / rows[i].p50, 1, 0.006), "%s", rows[i].text);
		cr_expect(epsilon_eq(dbl, v.spread->p95 / rows[i].p95, 1, 0.012), "%s", rows[i].text);
		cr_expect(epsilon_eq(dbl, v.spread->mean / rows[i].mean, 1, 0.01), "%s", rows[i].text);
	}
	outcome_release(&o);
	session_free(s);
}

/* One cell is one draw: to the last bit, whatever is done with it. */
Test(whatif, one_cell_is_one_draw)
{
	static const struct {
		const char *text;
		double is;
	} rows[] = {{"x - x", 0}, {"x / x", 1}, {"twice(x) / x", 2}, {"y - 3 * x", 0}, {"(if x > 7 then x else x) - x", 0}};
	struct session *s = session_new((struct str){0});
	struct outcome o;

	outcome_init(&o);
	cr_assert(session_text(s, SESSION_STREAM, S("x = 5 to 10; y = 3 * x; twice(a) = a * 2"), &o));
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct value v = answer(s, &o, rows[i].text);
		cr_assert(v.spread != NULL, "%s", rows[i].text);
		cr_expect(eq(dbl, v.spread->min, rows[i].is), "%s", rows[i].text);
		cr_expect(eq(dbl, v.spread->max, rows[i].is), "%s", rows[i].text);
	}
	outcome_release(&o);
	session_free(s);
}

static double middle(struct sheet *sheet, struct str name, struct outcome *o)
{
	struct cell *c = sheet_find(sheet, name);

	cr_assert(sheet_sample(sheet, &c, 1, &o->diag));
	return c->num[0];
}

/* A what-if leaves the sheet as it was, and shares its draws. */
Test(whatif, supposing_leaves_no_trace)
{
	struct session *s = session_new((struct str){0});
	struct outcome o;

	outcome_init(&o);
	cr_assert(session_text(s, SESSION_STREAM, S("a = 2; b = 1..2; c = 3..5; z = a * b * c"), &o));
	struct sheet *sheet = session_sheet(s);
	double before = answer(s, &o, "z * 1").num[0];
	sheet_suppose(sheet);
	sheet_suppose_number(sheet, sheet_find(sheet, S("a")), 4);
	cr_assert(sheet_recalc(sheet, &o.diag));
	cr_expect(eq(dbl, middle(sheet, S("z"), &o), 2 * before));
	sheet_suppose_number(sheet, sheet_find(sheet, S("b")), 1);
	cr_assert(sheet_recalc(sheet, &o.diag));
	cr_expect(epsilon_eq(dbl, middle(sheet, S("z"), &o) / (4 * middle(sheet, S("c"), &o)), 1, 1e-12));
	sheet_suppose_end(sheet);
	cr_expect(eq(dbl, answer(s, &o, "z * 1").num[0], before));
	outcome_release(&o);
	session_free(s);
}

Test(whatif, shares_of_variance)
{
	enum { N = 65536 };
	static double x[N], y[N], z[N], tail[N], product[N];
	struct random random = {1};

	for (int i = 0; i < N; i++) {
		x[i] = random_unit(&random);
		y[i] = random_unit(&random);
		z[i] = 2 * x[i] + y[i];
		tail[i] = pow(1 - x[i], -0.4); /* Pareto, whose last slice has much of the variance */
		product[i] = exp(x[i]) * exp(3 * y[i]);
	}
	cr_expect(epsilon_eq(dbl, variance_share(x, z, N, false), 0.8, 0.005));
	cr_expect(epsilon_eq(dbl, variance_share(y, z, N, false), 0.2, 0.005));
	cr_expect(lt(dbl, variance_share(x, y, N, false), 0.005));
	cr_expect(epsilon_eq(dbl, variance_share(tail, tail, N, false), 1, 1e-9));
	cr_expect(epsilon_eq(dbl, variance_share(x, product, N, true), 0.1, 0.005));
	cr_expect(epsilon_eq(dbl, variance_share(y, product, N, true), 0.9, 0.005));
}

/*
 * Of two values: N (1/10)^2 of the variance is between them and N within. A mean is fitted to each, which is one
 * parameter more than for all together: chance makes N / (N - 2) of that.
 */
Test(whatif, share_without_what_chance_explains)
{
	enum { N = 400 };
	double x[N], y[N], chance = N / (N - 2.0), between = N * 0.01;

	for (int i = 0; i < N; i++) {
		x[i] = i % 2;
		y[i] = (x[i] != 0 ? 0.1 : -0.1) + (i / 2 % 2 ? 1 : -1);
	}
	cr_expect(epsilon_eq(dbl, variance_share(x, y, N, false), (between - chance) / (N + between), 1e-12));
}

/* Where an assumption breaks a check, by closed forms. */
Test(whatif, breaking_points)
{
	static const struct {
		const char *text, *cell;
		double at, within; /* NaN: nothing breaks it */
		bool holds;
	} rows[] = {
		{"param a = 2 GB\nx = a * 3\ncheck x < 12 GB\n", "a", 4, 1e-3, true},
		{"param a = 2 GB\nx = a * 3\ncheck x < 3 GB\n", "a", 1, 1e-3, false},
		{"param n = 10 servers\nx = n * 8 GB/server\ncheck x <= 100 GB\n", "n", 12, 0, true},
		{"param hit = 50%\nx = 1 GB * (1 - hit)\ncheck x > 0.1 GB\n", "hit", 90, 0.1, true},
		{"param a = 2 GB\nx = a * 3\ncheck x < 1000 GB\n", "a", (double)NAN, 0, true},
		{"a = 1..3\nn = 90..110\nx = a * n\ncheck x < 1000\n", "a", 1000 / 109.99, 0.03, true},
		{"a = 4\nc = 10 ± 2\nx = 5 a + c\ncheck x < 52\n", "a", 8, 0.02, true},
		{"a = 3..5\nc = 10 ± 2\nx = 5 a + c\ncheck x > 10\n", "a", 0.4, 0.02, true},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct session *s = session_new((struct str){0});
		struct outcome o;
		struct breaking b;

		outcome_init(&o);
		cr_assert(session_text(s, SESSION_STREAM, str_from_c(rows[i].text), &o), "row %zu", i);
		struct sheet *sheet = session_sheet(s);
		struct ask q = {.sheet = sheet, .a = &o.arena, .d = &o.diag, .format = session_format(s), .sure = 0.95};
		const struct entry *check = sheet_entry(sheet, sheet_entry_count(sheet) - 1);
		cr_assert(breaking(&q, check, &b), "row %zu", i);
		cr_expect(b.any, "row %zu", i);
		cr_expect(eq(int, b.holds, rows[i].holds), "row %zu", i);
		cr_assert(eq(int, b.cell != NULL, rows[i].at == rows[i].at), "row %zu", i);
		if (b.cell) {
			cr_expect(str_eq(b.cell->name, str_from_c(rows[i].cell)), "row %zu: %.*s", i, STR(b.cell->name));
			cr_expect(fabs(b.at - rows[i].at) <= rows[i].within, "row %zu: %g", i, b.at);
		}
		outcome_release(&o);
		session_free(s);
	}
}

/*
 * What a sweep does not touch is drawn once: the answers are to the last bit those of a sheet in which nothing is
 * supposed.
 */
Test(whatif, a_sweep_draws_the_rest_once)
{
	struct session *s = session_new((struct str){0});
	struct outcome o;

	outcome_init(&o);
	cr_assert(session_text(s, SESSION_STREAM, S("a = 2 to 4; b = 5 to 9; c = 1 to 3; d = b * c; x = a * d + b"), &o));
	struct sheet *sheet = session_sheet(s);
	struct cell *a = sheet_find(sheet, S("a"));
	double swept[4];
	sheet_suppose(sheet);
	for (int k = 0; k < 4; k++) {
		outcome_reset(&o);
		sheet_suppose_number(sheet, a, k + 1);
		cr_assert(sheet_recalc(sheet, &o.diag) && session_text(s, SESSION_STREAM, S("x"), &o));
		swept[k] = o.answers[0].value.spread->p95;
	}
	sheet_suppose_end(sheet);
	for (int k = 0; k < 4; k++) {
		char line[64];
		snprintf(line, sizeof line, "%d * d + b", k + 1);
		struct value v = answer(s, &o, line);
		cr_expect(eq(dbl, swept[k], v.spread->p95), "%d", k);
	}
	outcome_release(&o);
	session_free(s);
}
