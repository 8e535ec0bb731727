/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit: counts by hand for even arrivals, by another program for random ones; which route a path takes. */
#include "lab.h"

Test(lab_proxy, passes)
{
	static const struct lab_test_row rows[] = {
		{"arrive = even", "passed", 1499, 0, 0},
		{"", "passed", 1498.7, 0, 0.05},
		{"", "first_refused", 2.5, 0, 0},
		{"arrive = even; limiter = window", "passed", 1000, 0, 0},
		{"arrive = even; offered = 90/s; burst = 1", "passed", 900, 0, 0},
		{"offered = 90/s; burst = 1; time = 1000 s", "refused", 0.474, 0, 0.001},
		{"offered = 90/s; burst = 5; time = 1000 s", "refused", 0.063, 0, 0.001},
		{"offered = 90/s; burst = 10; time = 1000 s", "refused", 0.0165, 0, 0.0005},
		{"offered = 90/s; burst = 20; time = 1000 s", "refused", 0.0018, 0, 0.0003},
		{"limiter = window; arrive = even; offered = 1000/s; time = 2 s", "worst_second", 100, 0, 0},
		{"arrive = even; offered = 1000/s; rate = 0.5/s; burst = 1", "passed", 5, 0, 0},
	};

	lab_rows("proxy", rows, COUNT(rows));
}

Test(lab_proxy, routes)
{
#define PATHS "routes = [\"/a\", \"/a/b\"]; targets = [\"a\", \"b\"]; paths = [\"/a/b/c\", \"/x\"]; burst = 10k"
	static const struct lab_test_row rows[] = {{PATHS, "unmatched", 0.5, 0, 0},
	                                           {PATHS "; match = first", "unmatched", 0.5, 0, 0}};
	struct lab_run_of x;

	lab_rows("proxy", rows, COUNT(rows));
	for (int first = 0; first < 2; first++) {
		cr_assert(lab_open(&x, "proxy", first ? PATHS "; match = first" : PATHS));
		cr_expect(x.view.figure.bars[first].value == 0 && x.view.figure.bars[!first].value > 0.4, "the %s that fits",
		          first ? "first" : "longest");
		lab_close(&x);
	}
	lab_refuses("proxy", "targets = [\"a\"]", "2 routes and 1 targets");
	lab_refuses("proxy", "paths = [\"product\"]", "does not begin with /");
	lab_refuses("proxy", "burst = 0", "nothing ever passes");
}
