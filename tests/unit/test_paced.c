/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests at a rate: what their times say, from made-up ones, and who can be asked so. */
#include "bench/paced.h"

#include <string.h>

#include "bench/ops.h"
#include "rows.h"

Test(paced, few)
{
	double late[] = {3e-6, 1e-6, 2e-6};
	struct paced p;

	paced_summarise(&p, late, 3, 3, 1.5);
	cr_expect_eq(p.count, 3u);
	cr_expect(close_to(p.reached, 2, 1e-12));
	cr_expect(close_to(p.p50, 2e-6, 1e-18) && close_to(p.most, 3e-6, 1e-18));
	cr_expect(p.p99 == 0 && p.p999 == 0, "too few to tell");
	cr_expect_not(p.behind);
}

Test(paced, many)
{
	static double late[10000];
	struct paced p;

	for (size_t i = 0; i < COUNT(late); i++)
		late[i] = (double)(COUNT(late) - i) * 1e-6;
	paced_summarise(&p, late, COUNT(late), COUNT(late), 1);
	cr_expect(close_to(p.p50, 5000.5e-6, 1e-9));
	cr_expect(close_to(p.p99, 9900e-6, 1e-6));
	cr_expect(close_to(p.p999, 9990e-6, 1e-6));
	cr_expect(close_to(p.most, 10000e-6, 1e-12));
}

Test(paced, behind)
{
	double late[] = {1, 2, 3, 4};
	struct paced p;

	paced_summarise(&p, late, 4, 4.05, 1);
	cr_expect_not(p.behind, "the last one was not due yet");
	paced_summarise(&p, late, 4, 5, 1);
	cr_expect(p.behind);
}

Test(paced, services_alone)
{
	static const struct {
		const char *op;
		bool fits;
	} rows[] = {
		{"redis_get_1cpu", true},    {"memcached_get_2cpu", true}, {"redis_named_get", true}, {"postgres_commit", true},
		{"redis_get_pipe16", false}, {"postgres_scan", false},     {"syscall", false},        {"fdatasync_4k", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect_eq(paced_fits(op_find(str_from_c(rows[i].op))), rows[i].fits, "%s", rows[i].op);
}
