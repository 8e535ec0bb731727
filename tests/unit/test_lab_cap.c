/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A partition: shares by where the last write was and where a read goes; scripts, played by hand. */
#include "lab.h"
#include "lab/script.h"

Test(lab_cap, refuse_or_answer)
{
	static const struct lab_test_row rows[] = {
		{"", "refused", 0.2, 0, 0},
		{"", "stale", 0, 0, 0},
		{"choose = ap", "refused", 0, 0, 0},
		{"choose = ap", "stale_cut", 0.4656, 0.01, 0},
		{"choose = ap", "stale", 0.305, 0.005, 0},
		{"choose = ap", "diverged", 200, 0, 0},
		{"nodes = 5; cut = \"3-2\"", "refused", 0.24, 0, 0},
		{"nodes = 9; cut = \"3-3-3\"", "refused", 0.6, 0, 0},
		{"nodes = 2", "refused", 0.6, 0, 0},
		{"nodes = 5; cut = \"DE\"; choose = ap", "diverged", 240, 0, 0},
	};

	lab_rows("cap", rows, COUNT(rows));
}

Test(lab_cap, scripts)
{
	static const char by_hand[] = "writes = 0/s; reads = 0/s; choose = ap; script = \"12 s: cut B; 15 s: write A; 16 "
								  "s: read B; 17 s: read C; 20 s: write B; "
								  "40 s: heal; 41 s: read A; 42 s: read B\"";
	struct lab_test_row rows[] = {{by_hand, "stale", 0.25, 0, 0},
	                              {by_hand, "stale_cut", 0.5, 0, 0},
	                              {by_hand, "diverged", 1, 0, 0},
	                              {by_hand, "overwritten", 1, 0, 0}};

	lab_rows("cap", rows, COUNT(rows));
	lab_refuses("cap", "script = \"12 s: cut Q\"", "no such nodes");
	lab_refuses("cap", "script = \"1 s: heal; 12 s cut B\"", "a time and a colon");
	lab_refuses("cap", "cut = \"2-2\"", "is not a cut of 3 nodes");
	lab_refuses("cap", "from_time = 90 s", "begins before it ends");
}

static const char *anything(const void *ctx, const struct script_line *l)
{
	(void)ctx;
	return str_eq(l->verb, S("bad")) ? "not that" : NULL;
}

Test(lab_cap, lines_of_scripts)
{
	struct script s;

	cr_assert(script_read(&s, "2 s: b two words; 500ms: a  # first\r\n; 1.5 min: c", 10, anything, NULL));
	cr_expect(s.count == 3 && s.line[0].at == 500000000 && s.line[1].at == 2000000000 && s.line[2].at == 90000000000u);
	cr_expect(str_eq(s.line[1].verb, S("b")) && strcmp(s.line[1].what, "two words") == 0 && s.line[1].number == 1);
	script_release(&s);
	cr_expect(!script_read(&s, "1 s: a\n2 s: bad", 10, anything, NULL) && s.fault_at.start == 12 &&
	          s.fault_at.end == 15 && strcmp(s.fault, "not that") == 0);
	script_release(&s);
	cr_expect(!script_read(&s, "1 s: a; 1 s: a; 1 s: a", 2, anything, NULL) && s.fault_at.start == 16);
	script_release(&s);
}
