/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objectives, as bote hands them on and as people read them. */
#include "bench/load_slo.h"

#include <math.h>

#include "rows.h"

Test(load_slo, read_and_written)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"p99<0.05", "p99 < 50 ms, errors < 0.1 %"},
		{"p99<0.05,errors<0.02", "p99 < 50 ms, errors < 2 %"},
		{"errors<0", "errors < 0 %"},
		{"p99.9<2,mean<0.0005", "p99.9 < 2 s, mean < 0.5 ms, errors < 0.1 %"},
		{"p99<10*low", "p99 < 10 * p50 at low load, errors < 0.1 %"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_slo slo;
		struct buf text = {0};

		cr_expect(load_slo_parse(rows[i].text, &slo), "row %zu", i);
		load_slo_text(&slo, &text);
		expect_str(i, buf_str(&text), str_from_c(rows[i].want));
		buf_release(&text);
	}
}

Test(load_slo, not_one)
{
	static const char *const rows[] = {
		"",       "p99",    "p99<",    "p99>1",   "p0<1", "p100<1",       "p99<-1",
		"p99<1,", "p99<1;", "p99<inf", "p99<nan", "q<1",  "errors<1*low", "p1<1,p1<1,p1<1,p1<1,p1<1,p1<1,p1<1,p1<1"};
	struct load_slo slo;

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect_not(load_slo_parse(rows[i], &slo), "row %zu", i);
}

Test(load_slo, limits)
{
	struct load_slo slo;

	load_slo_parse("p99<10*low,p50<0.2", &slo);
	cr_expect(isinf(load_slo_limit(&slo, &slo.term[0])), "low load is not known");
	cr_expect(close_to(load_slo_least(&slo), 0.2, 1e-12));
	slo.low = 0.004;
	cr_expect(close_to(load_slo_limit(&slo, &slo.term[0]), 0.04, 1e-12));
	cr_expect(close_to(load_slo_least(&slo), 0.04, 1e-12));
	load_slo_parse("errors<0.5", &slo);
	cr_expect(load_slo_least(&slo) > 0 && isfinite(load_slo_least(&slo)));
}
