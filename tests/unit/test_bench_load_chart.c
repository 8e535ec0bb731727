/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/bench_load_chart.h"

#include <criterion/criterion.h>

#include "base/str.h"

static const struct load_point points[] = {
	{20, 0.010, true}, {40, 0.012, true}, {80, 0.015, true}, {160, 0.030, true}, {320, 1, false},
};

static struct load_chart chart(unsigned count, unsigned width)
{
	struct load_chart c = {
		.count = count, .limit = 0.05, .knee_low = 80, .knee_high = 160, .width = width, .ascii = true};

	memcpy(c.points, points, count * sizeof(*points));
	return c;
}

Test(bench_load_chart, a_place_for_each_step)
{
	struct load_chart c = chart(5, 60);
	struct buf out = {0};

	load_chart_write(&out, &c);
	cr_expect_str_eq(buf_c(&out), "      p99   o held, x did not\n"
	                              "      1 s |                                    x\n"
	                              "          |\n"
	                              "          |\n"
	                              "          |\n"
	                              "    50 ms |- - - - - - - - - - - - - - - - - - - objective\n"
	                              "          |                  o        o\n"
	                              "    10 ms |o        o\n"
	                              "          +------------------==========--------- knee: thick\n"
	                              "           20       40       80       160    320  /s\n");
	buf_release(&out);
}

Test(bench_load_chart, none_where_there_is_nothing_to_see_or_no_room)
{
	struct load_chart few = chart(2, 80), narrow = chart(5, LOAD_CHART_LEAST - 1);
	struct buf out = {0};

	load_chart_write(&out, &few);
	load_chart_write(&out, &narrow);
	cr_expect_eq(out.len, 0);
}

Test(bench_load_chart, no_line_is_wider_than_it_may_be)
{
	for (unsigned width = LOAD_CHART_LEAST; width <= 100; width++) {
		struct load_chart c = chart(5, width);
		struct buf out = {0};
		struct str rest, line;

		load_chart_write(&out, &c);
		rest = buf_str(&out);
		while (str_next_line(&rest, &line))
			cr_expect_leq(line.len, width, "%u: %.*s", width, STR(line));
		buf_release(&out);
	}
}
