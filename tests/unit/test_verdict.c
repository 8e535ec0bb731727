/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts from made-up evidence. */
#include "bench/verdict.h"

#include "rows.h"

static const struct {
	const char *what;
	struct evidence e;
	enum verdict want;
	const char *said; /* a part of it; NULL: nothing is said */
} rows[] = {
	{"quiet core", {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.02}, VERDICT_GOOD, NULL},
	{"at the limit", {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.05}, VERDICT_GOOD, NULL},
	{"fair", {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.09}, VERDICT_FAIR, NULL},
	{"poor",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.2},
     VERDICT_POOR,
     "differ by 20 %"},
	{"noisy",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.3},
     VERDICT_NOISY,
     "differ by 30 %"},
	{"a pair may spread",
     {.class = CLASS_PAIR, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.14},
     VERDICT_GOOD,
     NULL},
	{"a device too",
     {.class = CLASS_DEVICE, .passes = 5, .gap = 10, .cpu_wall = 0.1, .spread = 0.29},
     VERDICT_FAIR,
     NULL},
	{"preempted",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 0.9, .spread = 0.02},
     VERDICT_FAIR,
     "another process had the CPU for 10 %"},
	{"and interrupted",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 0.9, .switched = 0.5, .spread = 0.02},
     VERDICT_POOR,
     "another process"},
	{"hardly any CPU",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 0.3, .spread = 0.02},
     VERDICT_POOR,
     "70 %"},
	{"a pair that waits has no CPU, and need not",
     {.class = CLASS_PAIR, .passes = 5, .gap = 10, .cpu_wall = 0.3, .spread = 0.02},
     VERDICT_GOOD,
     NULL},
	{"a pair that spins must",
     {.class = CLASS_PAIR, .spins = true, .passes = 5, .gap = 10, .cpu_wall = 0.9, .spread = 0.02},
     VERDICT_NOISY,
     "two CPUs must be idle"},
	{"others on the pair's CPUs",
     {.class = CLASS_PAIR, .passes = 5, .gap = 10, .cpu_wall = 0.9, .others = 0.4, .spread = 0.02},
     VERDICT_NOISY,
     "40 %"},
	{"steal",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .steal = 0.03, .spread = 0.02},
     VERDICT_FAIR,
     "steal"},
	{"neighbour",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .contended = 0.6, .spread = 0.02},
     VERDICT_FAIR,
     "neighbour"},
	{"clock rate",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .ghz_moved = 0.12, .spread = 0.02},
     VERDICT_FAIR,
     "clock rate"},
	{"steps of 3 % are usual",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .ghz_moved = 0.03, .spread = 0.02},
     VERDICT_GOOD,
     NULL},
	{"quota",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .throttled = true, .spread = 0.02},
     VERDICT_FAIR,
     "quota"},
	{"one pass", {.class = CLASS_CORE, .passes = 1, .cpu_wall = 1, .spread = 0.01}, VERDICT_POOR, "1 pass only"},
	{"two that agree",
     {.class = CLASS_CORE, .passes = 2, .gap = 5, .cpu_wall = 1, .spread = 0.01},
     VERDICT_POOR,
     "2 passes only, and no full run"},
	{"two that say what a full run said",
     {.class = CLASS_CORE, .passes = 2, .gap = 5, .cpu_wall = 1, .spread = 0.01, .ratio = 1.09},
     VERDICT_FAIR,
     "2 passes only"},
	{"two that are slower",
     {.class = CLASS_CORE, .passes = 2, .gap = 5, .cpu_wall = 1, .spread = 0.01, .ratio = 1.12},
     VERDICT_POOR,
     "1.12 times"},
	{"two that are faster",
     {.class = CLASS_CORE, .passes = 2, .gap = 5, .cpu_wall = 1, .spread = 0.01, .ratio = 0.8},
     VERDICT_POOR,
     "0.80 times"},
	{"two that do not agree",
     {.class = CLASS_CORE, .passes = 2, .gap = 5, .cpu_wall = 1, .spread = 0.3, .ratio = 1},
     VERDICT_NOISY,
     "30 %"},
	{"switched by its own partner",
     {.class = CLASS_PAIR, .passes = 5, .gap = 10, .cpu_wall = 0.5, .switched = 1, .spread = 0.02},
     VERDICT_GOOD,
     NULL},
	{"three passes",
     {.class = CLASS_CORE, .passes = 3, .gap = 10, .cpu_wall = 1, .spread = 0.01},
     VERDICT_FAIR,
     "3 passes only"},
	{"too near",
     {.class = CLASS_CORE, .passes = 5, .gap = 0.4, .cpu_wall = 1, .spread = 0.01},
     VERDICT_FAIR,
     "0.4 s apart"},
	{"slower than before",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.02, .ratio = 1.2},
     VERDICT_POOR,
     "1.20 times"},
	{"slower than before, and unsteady",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.3, .ratio = 1.2},
     VERDICT_NOISY,
     "differ by 30 %"},
	{"faster than before",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.02, .ratio = 0.5},
     VERDICT_GOOD,
     NULL},
	{"a disk that a host shares out",
     {.class = CLASS_DEVICE, .passes = 5, .gap = 10, .cpu_wall = 0.1, .spread = 0.02, .shared = "a virtual disk"},
     VERDICT_POOR,
     "virtual disk"},
	{"a cache that a host shares out",
     {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.02, .shared = "in a cache"},
     VERDICT_POOR,
     "in a cache"},
	{"a disk that was slower before",
     {.class = CLASS_DEVICE, .passes = 5, .gap = 10, .cpu_wall = 0.1, .spread = 0.02, .ratio = 0.5},
     VERDICT_POOR,
     "0.50 times"},
	{"everything at once",
     {.class = CLASS_CORE,
      .passes = 5,
      .gap = 10,
      .cpu_wall = 0.6,
      .switched = 1,
      .steal = 0.2,
      .contended = 1,
      .ghz_moved = 1,
      .throttled = true,
      .spread = 1},
     VERDICT_NOISY,
     "steal"},
};

Test(verdict, rows)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf why = {0};
		enum verdict v = verdict_of(&rows[i].e, &why);

		cr_expect_eq(v, rows[i].want, "%s: %s, not %s (%s)", rows[i].what, verdict_name(v), verdict_name(rows[i].want),
		             buf_c(&why));
		if (rows[i].said)
			cr_expect(strstr(buf_c(&why), rows[i].said) != NULL, "%s: '%s' lacks '%s'", rows[i].what, buf_c(&why),
			          rows[i].said);
		else
			cr_expect_eq(why.len, 0u, "%s: said '%s'", rows[i].what, buf_c(&why));
		buf_release(&why);
	}
}

Test(verdict, steady)
{
	struct evidence e = {.class = CLASS_CORE, .passes = 5, .gap = 10, .cpu_wall = 1, .spread = 0.02};

	cr_expect(verdict_steady(&e));
	e.ratio = 2, e.shared = "a virtual disk"; /* doubts from outside of the run */
	cr_expect(verdict_steady(&e));
	e.spread = 0.2;
	cr_expect_not(verdict_steady(&e));
	e.spread = 0.02, e.cpu_wall = 0.4;
	cr_expect_not(verdict_steady(&e), "another process had the CPU");
	e.cpu_wall = 1, e.passes = 1;
	cr_expect_not(verdict_steady(&e), "one pass tells no spread");
}
