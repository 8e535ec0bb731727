/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision by ten parts, and steps that say nothing. */
#include "bench/load_step.h"

#include <stdlib.h>
#include <string.h>

#include "rows.h"

/* Ten parts with 1000 answers each, of which over[i] take 100 ms and the others 1 ms. */
static struct load_step *step_of(const unsigned *over)
{
	struct load_step *s = calloc(1, sizeof(*s));

	for (unsigned i = 0; i < LOAD_PARTS; i++) {
		for (unsigned k = 0; k < 1000; k++)
			load_hist_add(&s->part[i].times, k < over[i] ? 0.1 : 0.001);
		s->part[i].ended = 1000;
	}
	load_step_sum(s, LOAD_PARTS);
	return s;
}

Test(load_step, ten_parts)
{
	static const struct {
		unsigned over[LOAD_PARTS];
		enum load_verdict want, at_last;
	} rows[] = {
		{{0}, LOAD_HOLDS, LOAD_HOLDS},
		{{5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, LOAD_HOLDS, LOAD_HOLDS},
		{{10, 10, 10, 10, 10, 10, 10, 10, 10, 10}, LOAD_HOLDS, LOAD_HOLDS},
		{{11, 11, 11, 11, 11, 11, 11, 11, 11, 11}, LOAD_FAILS, LOAD_FAILS},
		{{20, 25, 30, 20, 25, 30, 20, 25, 30, 20}, LOAD_FAILS, LOAD_FAILS},
		/* m 0.8 %, se 0.49 %: could be either */
		{{0, 0, 0, 0, 0, 0, 0, 0, 40, 40}, LOAD_UNDECIDED, LOAD_HOLDS},
		/* m 1.2 %, se 0.61 % */
		{{0, 0, 0, 0, 0, 0, 0, 40, 40, 40}, LOAD_UNDECIDED, LOAD_FAILS},
		/* m 0.2 %, se 0.11 %: 0.2 + 1.833 * 0.11 is under 1 % */
		{{10, 5, 0, 0, 0, 0, 0, 0, 0, 5}, LOAD_HOLDS, LOAD_HOLDS},
	};
	struct load_slo slo;
	const struct load_term *failed;

	load_slo_parse("p99<0.05", &slo);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_step *s = step_of(rows[i].over);

		cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, false, &failed), rows[i].want, "row %zu", i);
		cr_expect_eq(failed != NULL, rows[i].want == LOAD_FAILS, "row %zu", i);
		cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, true, &failed), rows[i].at_last, "row %zu, at last", i);
		free(s);
	}
}

Test(load_step, each_kind_of_term)
{
	static const struct {
		const char *slo;
		enum load_verdict want;
	} rows[] = {
		{"p99<0.2", LOAD_HOLDS},    {"p99<0.05", LOAD_FAILS},    {"p90<0.05", LOAD_HOLDS},
		{"mean<0.02", LOAD_HOLDS},  {"mean<0.005", LOAD_FAILS},  {"p99<0.2,p50<0.0005", LOAD_FAILS},
		{"p99<10*low", LOAD_FAILS}, {"p99<200*low", LOAD_HOLDS},
	};
	unsigned over[LOAD_PARTS];
	const struct load_term *failed;

	for (unsigned i = 0; i < LOAD_PARTS; i++)
		over[i] = 50;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_step *s = step_of(over);
		struct load_slo slo;

		load_slo_parse(rows[i].slo, &slo);
		slo.low = 0.001;
		cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, true, &failed), rows[i].want, "row %zu", i);
		free(s);
	}
}

Test(load_step, errors)
{
	struct load_step *s = calloc(1, sizeof(*s));
	struct load_slo slo;
	const struct load_term *failed;

	for (unsigned i = 0; i < LOAD_PARTS; i++)
		s->part[i] = (struct load_part){.ended = 100, .errors = 100};
	load_step_sum(s, LOAD_PARTS);
	load_slo_parse("p99<1,errors<0.5", &slo);
	cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, false, &failed), LOAD_FAILS, "nothing but errors has no p99");
	memset(s, 0, sizeof(*s));
	cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, false, &failed), LOAD_UNDECIDED, "nothing was due: it goes on");
	cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, true, &failed), LOAD_HOLDS);
	for (unsigned i = 0; i < LOAD_PARTS; i++)
		s->part[i].ended = 100;
	load_step_sum(s, LOAD_PARTS);
	load_slo_parse("errors<0.01", &slo);
	for (unsigned i = 0; i < LOAD_PARTS; i++)
		s->part[i].errors = 1;
	cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, false, &failed), LOAD_HOLDS);
	load_slo_parse("errors<0", &slo);
	cr_expect_eq(load_step_judge(s, LOAD_PARTS, &slo, false, &failed), LOAD_FAILS, "none means none");
	free(s);
}

Test(load_step, void_ones)
{
	static const struct {
		double lag, p99;
		struct load_effort effort;
		uint64_t missed;
		const char *why; /* how it begins; NULL: it counts */
	} rows[] = {
		{1e-4, 1e-3, {0.5, 0, 10, 0, 0}, 0, NULL},
		{9e-4, 1e-3, {0.5, 0, 10, 0, 0}, 0, NULL},
		{5e-3, 1, {0.5, 0, 10, 0, 0}, 0, NULL},
		{5e-3, 20e-3, {0.5, 0, 10, 0, 0}, 0, "was late"},
		{1e-4, 1e-3, {8.5, 0, 10, 0, 0}, 0, "took 85 % of a CPU"},
		{1e-4, 1e-3, {0.5, 0, 10, 0, 0}, 5, NULL},
		{1e-4, 1e-3, {0.5, 0, 10, 0, 0}, 20, "did not get to send"},
		{1e-4, 1e-3, {0.5, 0.6, 10, 0, 0}, 0, "was kept off the CPU for 6 %"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_step *s = calloc(1, sizeof(*s));
		struct buf why = {0};

		load_hist_add(&s->lag, rows[i].lag);
		load_hist_add(&s->all, rows[i].p99);
		s->effort = rows[i].effort;
		s->due = 1000;
		s->missed = rows[i].missed;
		cr_expect_eq(load_step_void(s, &why), rows[i].why != NULL, "row %zu", i);
		cr_expect(!rows[i].why || strncmp(buf_c(&why), rows[i].why, strlen(rows[i].why)) == 0, "row %zu: %s", i,
		          buf_c(&why));
		buf_release(&why);
		free(s);
	}
}

Test(load_step, ranges)
{
	unsigned over[LOAD_PARTS] = {0};
	struct load_step *s = step_of(over);
	struct load_range r = load_step_quantile(s, 0.5);

	cr_expect(close_to(r.value, 1e-3, 5e-6) && r.low <= r.value && r.high >= r.value && r.high - r.low < 1e-5);
	free(s);
	over[3] = 1000;
	s = step_of(over);
	r = load_step_quantile(s, 0.99);
	cr_expect(r.low < r.value && r.value <= r.high && r.low > 0, "%g %g %g", r.low, r.value, r.high);
	free(s);
}
