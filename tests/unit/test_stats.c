/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Medians and spreads of made-up samples. */
#include "bench/stats.h"

#include "rows.h"

Test(stats, quantiles)
{
	double x[] = {5, 1, 4, 2, 3};

	cr_expect(close_to(stats_median(x, 5), 3, 1e-12));
	cr_expect(close_to(stats_quantile(x, 5, 0.25), 2, 1e-12), "sorted by the median");
	cr_expect(close_to(stats_quantile(x, 5, 0.875), 4.5, 1e-12), "between two");
	cr_expect(close_to(stats_quantile(x, 1, 0.9), 1, 1e-12), "of one");
	cr_expect(close_to(stats_mad(x, 5), 1.4826, 1e-12));
}

Test(stats, fences)
{
	const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 14.5, 30};
	struct stats_outliers o = stats_outliers(x, COUNT(x));

	cr_expect_eq(o.mild, 0u);
	cr_expect_eq(o.severe, 1u);
}

Test(stats, five_passes)
{
	double m[] = {105e-9, 100e-9, 300e-9, 101e-9, 104e-9};
	struct stats_result r = stats_passes(m, 5, 0);

	cr_expect(close_to(r.value, 104e-9, 1e-18), "the median: one bad pass does not hurt it");
	cr_expect(close_to(r.best, 100e-9, 1e-18));
	cr_expect(close_to(r.spread, 4.0 / 104, 1e-9), "of the middle three");
	cr_expect(close_to(r.high, 104e-9 + 1.65 * 4e-9, 1e-16));
	cr_expect(close_to(r.low, 104e-9 - 1.65 * 4e-9, 1e-16));
}

Test(stats, interval_has_bounds)
{
	double same[] = {10, 10, 10, 10, 10}, wide[] = {10, 10, 12, 16, 16};
	struct stats_result r = stats_passes(same, 5, 0);

	cr_expect(close_to(r.low, 9.8, 1e-9), "two per cent at least");
	cr_expect(close_to(r.high, 10.2, 1e-9));
	r = stats_passes(wide, 5, 0);
	cr_expect(close_to(r.low, 9.5, 1e-9), "not far below the best");
}

Test(stats, few_passes)
{
	double three[] = {12, 10, 11}, one[] = {10};
	struct stats_result r = stats_passes(three, 3, 0);

	cr_expect(close_to(r.value, 10, 1e-9), "the best");
	cr_expect(close_to(r.spread, 0.2, 1e-9));
	r = stats_passes(one, 1, 0.01);
	cr_expect(close_to(r.high, 11, 1e-9), "one pass may be off by ten per cent, whatever it says of itself");
	cr_expect(close_to(r.spread, 0.01, 1e-9));
}

Test(stats, bootstrap)
{
	double x[35], low, high;

	for (int i = 0; i < 35; i++)
		x[i] = 100 + i % 7;
	stats_bootstrap(x, 35, 1, &low, &high);
	cr_expect(low >= 101 && low <= 103 && high >= 103 && high <= 105, "%g to %g", low, high);
	stats_bootstrap(x, 1, 1, &low, &high);
	cr_expect(low == 100 && high == 100);
}
