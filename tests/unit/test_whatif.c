/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>

#include "algo/random.h"
#include "sampling/share.h"
#include "sampling/spread.h"
#include "session/session.h"

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
	return c->value.num[0];
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
	struct random random = { 1 };

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
