/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `chart` lines come to, in numbers; their messages are in tests/golden/charts.txt. */
#include <math.h>

#include "rows.h"

#include "session/session.h"
#include "whatif/chart_ask.h"

struct fixture {
	struct session *session;
	struct sheet *sheet;
	struct outcome outcome;
};

static void load(struct fixture *f, const char *text)
{
	f->session = session_new((struct str){0});
	outcome_init(&f->outcome);
	f->sheet = sheet_new(session_engine(f->session), session_library(f->session), session_facts(f->session));
	cr_assert(sheet_load(f->sheet, S("t.bote"), (struct str){0}, str_from_c(text), &f->outcome.diag) &&
	          sheet_recalc(f->sheet, &f->outcome.diag));
}

static void finish(struct fixture *f)
{
	sheet_free(f->sheet);
	outcome_release(&f->outcome);
	session_free(f->session);
}

/* The chart of the sheet's last line. */
static struct chart *asked(struct fixture *f)
{
	struct ask q = {
		.sheet = f->sheet, .a = &f->outcome.arena, .d = &f->outcome.diag, .format = session_format(f->session)};
	const struct entry *e = sheet_entry(f->sheet, sheet_entry_count(f->sheet) - 1);
	struct chart *c = chart_asked(&q, &e->is, e->statement);

	cr_assert(c, "%s", f->outcome.diag.error ? f->outcome.diag.error->text.p : "?");
	return c;
}

static void expect_near(int row, double x, double y, double part)
{
	cr_expect(fabs(x - y) <= part * fabs(y), "row %d: %.17g is not %.17g", row, x, y);
}

/* Parts are read below one another: in the unit of the whole, unless there would be little left of them. */
Test(chart_ask, parts_read_in_one_unit)
{
	static const struct {
		const char *chart, *small; /* the text of the last part */
	} rows[] = {
		{"chart breakdown(1 GB, 5 MB)", "0.005 GB"},
		{"chart breakdown(5 MB, 3 MB)", "3 MB"},
		{"chart breakdown(2 GB, 1 MB)", "0.001 GB"},
		{"chart breakdown(2 GB, 900 kB)", "900 kB"},
		{"chart breakdown(97 PB, 3 GB)", "3 GB"},
		{"chart breakdown(1 GB, 0 MB)", "0 GB"},
		{"chart breakdown(20 GB, 5 GiB)", "≈ 5.369 GB"},
		{"chart breakdown(2 s, 10 ms)", "0.01 s"},
		{"chart waterfall(2 s, 10 ms, budget = 3 s)", "0.01 s"},
		{"chart waterfall(2 s, 10 us, budget = 3 s)", "10 µs"},
		{"chart breakdown(2M users, 1k users)", "1,000 users"},
	};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fixture f;
		const struct chart *c;

		load(&f, rows[i].chart);
		c = asked(&f);
		expect_str((int)i, c->items[c->item_count - 1].text, str_from_c(rows[i].small));
		finish(&f);
	}
}

Test(chart_ask, growth)
{
	static const struct {
		const char *chart;
		double last, part; /* TB at the end */
	} rows[] = {
		{"chart growth(1 TB/day, over = 2 years)", 730, 1e-12},
		{"chart growth(1 TB/day, over = 730 days)", 730, 1e-12},
		{"chart growth(1 TB/day, over = 24 months)", 730, 1e-12},
		{"chart growth(1 TB/day, over = 2 years, growth = 0%/year)", 730, 1e-12},
		/* 365 (1.3^2 - 1) / ln 1.3 */
		{"chart growth(1 TB/day, over = 2 years, growth = 30%/year)", 365 * 0.69 / 0.26236426446749106, 1e-12},
		/* the same rise, said by the month: 365 (1.3^2 - 1) / ln 1.3 again */
		{"chart growth(1 TB/day, over = 2 years, growth = (1.3^(1/12) - 1)/month)", 365 * 0.69 / 0.26236426446749106,
	     1e-9},
		{"chart growth(1 TB/day, over = 24 months, growth = 30%/year)", 365 * 0.69 / 0.26236426446749106, 1e-9},
		/* a rate that halves: 365 (0.25 - 1) / ln 0.5 */
		{"chart growth(1 TB/day, over = 2 years, growth = -50%/year)", 365 * 0.75 / 0.69314718055994531, 1e-12},
		{"chart growth(0.999..1.001 TB/day, over = 2 years)", 730, 1e-4},
		{"chart growth(1 TB/day, over = 2 years, growth = 29.9..30.1%/year)", 365 * 0.69 / 0.26236426446749106, 1e-3},
	};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fixture f;
		struct chart *c;

		load(&f, rows[i].chart);
		c = asked(&f);
		cr_assert(chart_worth(c) && c->series_count == 1, "row %u", i);
		expect_str(i, c->y_title, S("TB"));
		cr_expect_eq(c->series[0].y[0], 0, "row %u", i);
		expect_near((int)i, c->series[0].y[c->series[0].count - 1], rows[i].last, rows[i].part);
		finish(&f);
	}
}

/* The band of an uncertain rate is the rate's own range, as far as it has grown. */
Test(chart_ask, growth_has_a_band)
{
	struct fixture f;
	struct chart *c;
	const struct chart_series *s;

	load(&f, "rate = 1..4 TB/day\nchart growth(rate, over = 100 days)");
	c = asked(&f);
	s = c->series;
	cr_assert(s->low && s->high);
	expect_near(0, s->low[s->count - 1], 100, 0.01);
	expect_near(1, s->y[s->count - 1], 200, 0.01);
	expect_near(2, s->high[s->count - 1], 400, 0.01);
	finish(&f);
}

Test(chart_ask, parts_in_one_unit)
{
	struct fixture f;
	struct chart *c;

	load(&f, "chart waterfall(500 us, 0.1 s, 20 ms, budget = 0.2 s)");
	c = asked(&f);
	cr_assert_eq(c->item_count, 3);
	expect_near(0, c->items[1].value / c->items[0].value, 200, 1e-12);
	expect_near(1, c->base / c->items[2].value, 10, 1e-12);
	expect_near(2, chart_total(c) / c->items[0].value, 241, 1e-12);
	finish(&f);
}

/* Medians do not add up to the median of a sum. */
Test(chart_ask, uncertain_parts)
{
	struct fixture f;
	struct chart *c;

	load(&f, "chart waterfall(lognormal(1 s, 100 s), lognormal(1 s, 100 s), budget = 200 s)");
	c = asked(&f);
	cr_expect_gt(chart_total(c), c->items[0].value + c->items[1].value);
	finish(&f);
}

Test(chart_ask, line_with_a_gap)
{
	struct fixture f;
	struct chart *c;
	const struct chart_series *s;

	load(&f, "n = 4\nchart line(1 / (n - 7), n = 0..20)");
	c = asked(&f);
	s = c->series;
	cr_assert_eq(s->count, 21);
	cr_expect(isnan(s->y[7]));
	expect_near(0, s->y[9], 0.5, 1e-12);
	expect_near(1, sheet_find(f.sheet, S("n"))->num[0], 4, 0);
	finish(&f);
}

Test(chart_ask, line_on_a_log_axis)
{
	struct fixture f;
	struct chart *c;
	const struct chart_series *s;

	load(&f, "n = 4 users\nchart line(n * 2 GB, 1 TB, n = 1..10000 users, log)");
	c = asked(&f);
	s = c->series;
	cr_expect(c->x_log && c->y_log);
	cr_assert_eq(c->series_count, 2);
	expect_str(0, c->y_title, S("TB"));
	expect_near(1, s->x[21], 100, 1e-9); /* the 21st of 41, behind where it is now */
	expect_near(2, s->y[21], 0.2, 1e-9);
	expect_near(3, c->series[1].y[21], 1, 1e-9);
	expect_near(4, s->x[7], 4, 1e-12);
	finish(&f);
}

Test(chart_ask, nothing_to_see)
{
	static const char *const rows[] = {"chart histogram(3 GB)", "chart tornado(3 GB)", "chart breakdown(0 GB, 0 MB)",
	                                   "chart tornado(3..4 GB)"};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fixture f;

		load(&f, rows[i]);
		cr_expect(asked(&f)->why.len > 0, "row %u", i);
		finish(&f);
	}
}

static const struct chart_mark *mark_of(const struct chart *c, const char *begins)
{
	for (uint32_t i = 0; i < c->mark_count; i++)
		if (str_starts(c->marks[i].label, str_from_c(begins)))
			return &c->marks[i];
	return NULL;
}

/* A tornado is on what the medians make, and its bars end where one input alone is at its ends. */
Test(chart_ask, tornado_from_the_base)
{
	struct fixture f;
	struct chart *c;

	load(&f, "a = uniform(1 GB, 3 GB) \"First\"\nb = uniform(10, 30)\nchart tornado(a * b)");
	c = asked(&f);
	cr_assert_eq(c->item_count, 2);
	expect_near(0, c->base, 40, 1e-9);
	expect_near(1, c->items[0].low, 1.1 * 20, 1e-6);
	expect_near(2, c->items[0].high, 2.9 * 20, 1e-6);
	expect_str(3, c->items[0].label, S("First"));
	expect_str(4, c->items[0].ends, S("1.1 … 2.9 GB"));
	expect_str(5, c->base_text, S("40 GB"));
	cr_assert(mark_of(c, "P50 "));
	expect_near(6, mark_of(c, "P50 ")->at, c->base, 0.1);
	finish(&f);
}

/* One bar for each whole number, and no number without. */
Test(chart_ask, counts_have_a_bar_each)
{
	struct fixture f;
	struct chart *c;
	uint32_t sum = 0;

	load(&f, "n = ceil(uniform(3, 9))\nchart histogram(n)");
	c = asked(&f);
	cr_expect(c->counts);
	cr_assert_eq(c->bin_count, 6);
	expect_near(0, c->from, 3.5, 0);
	expect_near(1, c->to, 9.5, 0);
	for (uint32_t i = 0; i < c->bin_count; i++) {
		expect_near((int)i, c->bins[i], 65536 / 6.0, 0.02);
		sum += c->bins[i];
	}
	cr_expect_eq(sum, 65536);
	finish(&f);
}

Test(chart_ask, histogram_has_the_limit)
{
	struct fixture f;
	struct chart *c;

	load(&f, "t = uniform(0 ms, 100 ms)\ncheck t < 0.08 s\nchart histogram(t)");
	c = asked(&f);
	cr_assert(mark_of(c, "limit 0.08 s: 20 % beyond"));
	expect_near(0, mark_of(c, "limit")->at, 80, 1e-9);
	finish(&f);
	load(&f, "t = uniform(0 ms, 100 ms)\ncheck t < 1 s\nchart histogram(t)");
	c = asked(&f);
	cr_expect_not(mark_of(c, "limit"));
	expect_str(1, c->note, S("limit 1 s: next to none beyond"));
	finish(&f);
}

Test(chart_ask, line_of_counts)
{
	struct fixture f;
	struct chart *c;

	load(&f, "load = 250 requests/s \"Load\"\nn = ceil(load / (100 requests/s))\nchart line(n, load = 100..1000 "
	         "requests/s)");
	c = asked(&f);
	cr_expect(c->series[0].whole);
	cr_assert(mark_of(c, "now 250 requests/s"));
	expect_near(0, mark_of(c, "now")->at, 250, 1e-12);
	expect_str(1, c->x_title, S("Load, requests/s"));
	finish(&f);
}

Test(chart_ask, waterfall_in_one_unit)
{
	struct fixture f;
	struct chart *c;

	load(&f, "chart waterfall(900 us, 100 ms, 0.02 s, budget = 200 ms)");
	c = asked(&f);
	expect_str(0, c->items[0].text, S("0.9 ms"));
	expect_str(1, c->items[2].text, S("20 ms"));
	finish(&f);
}

Test(chart_ask, growth_is_derived)
{
	struct fixture f;
	struct chart *c;

	load(&f, "chart growth(1 TB/day, over = 2 years, growth = 30%/year)");
	c = asked(&f);
	cr_assert_eq(c->working_count, 3);
	expect_str(0, c->working[0], S("(1 TB/day) in one year × ((1 + 0.3)^2 - 1) / ln(1 + 0.3)"));
	expect_str(1, c->working[1], S("365 TB × 2.63"));
	expect_str(2, c->working[2], S("≈ 959.9 TB"));
	finish(&f);
}
