/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "base/utf8.h"
#include "show/chart_text.h"

static struct arena arena;

static void start(void)
{
	arena_init(&arena);
}

static void stop(void)
{
	arena_release(&arena);
}

TestSuite(chart_text, .init = start, .fini = stop);

static void expect_text(size_t row, const struct chart *c, unsigned width, enum chart_marks marks, const char *want)
{
	struct buf out = {0};

	chart_text_write(&out, c, &arena, width, marks);
	cr_expect(str_eq(buf_str(&out), str_from_c(want)), "row %zu:\n%s\nis not\n%s", row, buf_c(&out), want);
	buf_release(&out);
}

static void expect_narrow(const struct chart *c)
{
	for (unsigned width = 20; width < 130; width++) {
		struct buf out = {0};
		struct str rest, line;

		chart_text_write(&out, c, &arena, width, width % 2 ? CHART_ASCII : width % 4 ? CHART_BLOCKS : CHART_BRAILLE);
		rest = buf_str(&out);
		while (str_next_line(&rest, &line)) {
			cr_expect(utf8_width(line) <= width, "width %u: %.*s", width, STR(line));
			cr_expect(!str_ends(line, S(" ")));
		}
		if (width % 2)
			for (size_t i = 0; i < out.len; i++)
				cr_expect((unsigned char)out.p[i] < 0x80 || c->item_count == 0, "width %u", width);
		buf_release(&out);
	}
}

static struct chart_item items[] = {
	{.label = {"photos", 6}, .value = 32, .text = {"32 TB", 5}},
	{.label = {"text", 4}, .value = 17, .text = {"17 TB", 5}},
	{.label = {"index", 5}, .value = 1, .text = {"1 TB", 4}},
};

Test(chart_text, breakdown)
{
	struct chart c = {.kind = CHART_BREAKDOWN, .items = items, .item_count = 3};

	expect_text(0, &c, 41, CHART_BLOCKS,
	            "  photos  ██████████████████  32 TB  64 %\n"
	            "  text    █████████▋          17 TB  34 %\n"
	            "  index   ▋                    1 TB   2 %\n");
	expect_text(1, &c, 41, CHART_ASCII,
	            "  photos  ##################  32 TB  64 %\n"
	            "  text    ##########          17 TB  34 %\n"
	            "  index   #                    1 TB   2 %\n");
	expect_text(2, &c, 39, CHART_BLOCKS, "  photos 32 TB (64 %); text 17 TB\n  (34 %); index 1 TB (2 %)\n");
	expect_narrow(&c);
}

Test(chart_text, a_sequence_breaks_its_texts_below_their_column)
{
	struct chart_item lanes[] = {{.label = S("A")}, {.label = S("B")}, {.label = S("C")}};
	struct chart_step steps[] = {
		{.from = 0, .to = 2, .at = 0, .arrives = 1, .time = S("0 ms"), .text = S("asks for a vote in a term")},
		{.from = 2, .to = 0, .at = 1, .arrives = 12, .time = S("12 ms"), .text = S("gives it to the one who asked")},
		{.from = 1, .to = CHART_NOBODY, .at = 13, .time = S("13 ms"), .text = S("waits")},
	};
	struct chart c = {.kind = CHART_SEQUENCE, .items = lanes, .item_count = 3, .steps = steps, .step_count = 3};

	expect_text(0, &c, 40, CHART_ASCII,
	            "       A  B  C\n"
	            " 0 ms  o----->  asks for a vote in a\n"
	            "                term\n"
	            "12 ms  <-----o  gives it to the one who\n"
	            "                asked\n"
	            "13 ms  |  *  |  waits\n");
	expect_text(1, &c, 60, CHART_ASCII,
	            "       A    B    C\n"
	            " 0 ms  o--------->  asks for a vote in a term\n"
	            "12 ms  <---------o  gives it to the one who asked\n"
	            "13 ms  |    *    |  waits\n");
}

Test(chart_text, waterfall)
{
	struct chart c = {.kind = CHART_WATERFALL,
	                  .items = items,
	                  .item_count = 3,
	                  .total_text = S("50 TB"),
	                  .base = 100,
	                  .base_text = S("100 TB")};

	expect_text(0, &c, 40, CHART_ASCII,
	            "  photos    ######                 32 TB\n"
	            "  text            ###              17 TB\n"
	            "  index              #              1 TB\n"
	            "  together  ##########             50 TB\n"
	            "  budget    ####################  100 TB\n");
	expect_narrow(&c);
}

Test(chart_text, tornado)
{
	struct chart_item moved[] = {
		{.label = S("users"), .low = 60, .high = 180, .low_text = S("60 PB"), .high_text = S("180 PB")},
		{.label = S("hit ratio"), .low = 120, .high = 80, .low_text = S("120 PB"), .high_text = S("80 PB")},
	};
	struct chart c = {.kind = CHART_TORNADO, .items = moved, .item_count = 2, .base = 100, .base_text = S("100 PB")};

	expect_text(0, &c, 54, CHART_ASCII,
	            "  users       60 PB  ########|################  180 PB\n"
	            "  hit ratio   80 PB      ####|####              120 PB\n"
	            "  | 100 PB, with all at their medians\n");
	expect_narrow(&c);
}

Test(chart_text, histogram)
{
	static const uint32_t bins[] = {0, 1, 3, 6, 3, 0};
	struct chart_mark marks[] = {{1.5, S("P5 1.5")}, {3.5, S("P50 3.5")}};
	struct chart c = {.kind = CHART_HISTOGRAM,
	                  .from = 0,
	                  .to = 6,
	                  .bins = bins,
	                  .bin_count = 6,
	                  .marks = marks,
	                  .mark_count = 2,
	                  .x_title = S("ms")};

	expect_text(0, &c, 40, CHART_ASCII,
	            "        ##\n"
	            "        ##\n"
	            "        ##\n"
	            "      ######\n"
	            "      ######\n"
	            "    ########\n"
	            "  ------------\n"
	            "    ^   ^\n"
	            "  P5 1.5   P50 3.5\n"
	            "  0    ms    6\n");
	c.item_count = 0;
	expect_narrow(&c);
}

Test(chart_text, lines)
{
	static const double x[] = {0, 1}, y[] = {0, 8};
	struct chart_series s = {.x = x, .y = y, .count = 2};
	struct chart c = {.kind = CHART_LINE, .series = &s, .series_count = 1, .x_title = S("years"), .y_title = S("TB")};

	expect_text(0, &c, 40, CHART_BLOCKS,
	            "  TB\n"
	            "  8                                 ▂▄▅▇\n"
	            "                               ▁▃▄▆█████\n"
	            "                           ▂▄▅▇█████████\n"
	            "                      ▁▃▄▆██████████████\n"
	            "                  ▂▄▅▇██████████████████\n"
	            "             ▁▃▄▆███████████████████████\n"
	            "         ▂▄▅▇███████████████████████████\n"
	            "  0 ▁▃▄▆████████████████████████████████\n"
	            "    ────────────────────────────────────\n"
	            "    0              years               1\n");
	expect_narrow(&c);
}
