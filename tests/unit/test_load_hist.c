/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts by size: percentiles of numbers that are known. */
#include "bench/load_hist.h"

#include "rows.h"

Test(load_hist, percentiles_of_a_line)
{
	static struct load_hist h;
	static const double q[] = {0.01, 0.25, 0.5, 0.9, 0.99, 0.999};

	for (int i = 1; i <= 100000; i++)
		load_hist_add(&h, i * 1e-5);
	cr_expect_eq(h.total, 100000u);
	for (size_t i = 0; i < COUNT(q); i++)
		cr_expect(close_to(load_hist_quantile(&h, q[i]), q[i], 0.004 * q[i]), "row %zu: %g", i,
		          load_hist_quantile(&h, q[i]));
	cr_expect(close_to(load_hist_mean(&h), 0.500005, 1e-9));
	cr_expect(close_to(load_hist_over(&h, 0.99), 1000, 4));
	cr_expect_eq(load_hist_over(&h, 1.0), 0);
	cr_expect(close_to(load_hist_quantile(&h, 1), 1, 0));
}

Test(load_hist, ends)
{
	static struct load_hist h;

	cr_expect_eq(load_hist_quantile(&h, 0.5), 0, "empty");
	cr_expect_eq(load_hist_mean(&h), 0);
	cr_expect_eq(load_hist_over(&h, 1), 0);
	load_hist_add(&h, 0);
	load_hist_add(&h, 1e-12);
	cr_expect(load_hist_quantile(&h, 0.99) <= 1e-12, "no more than the most");
	load_hist_add(&h, 1e9);
	cr_expect_eq(h.total, 3u);
	cr_expect(load_hist_over(&h, 100) > 0.9);
}

Test(load_hist, merged)
{
	static struct load_hist a, b, both;

	for (int i = 1; i <= 1000; i++) {
		load_hist_add(i % 2 ? &a : &b, i * 1e-3);
		load_hist_add(&both, i * 1e-3);
	}
	load_hist_merge(&a, &b);
	cr_expect_eq(a.total, both.total);
	cr_expect(close_to(a.sum, both.sum, 1e-9));
	for (double q = 0.05; q < 1; q += 0.05)
		cr_expect_eq(load_hist_quantile(&a, q), load_hist_quantile(&both, q));
}
