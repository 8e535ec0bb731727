/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "show/md_text.h"
#include "show/wrap.h"

Test(md_text, inline_markup_is_escaped)
{
	static const struct {
		const char *text, *want;
		bool heading;
	} rows[] = {
		{"20 < 30 and a > b", "20 < 30 and a > b", false},
		{"<b>bold</b>", "&lt;b>bold&lt;/b>", false},
		{"<!-- x --> <?x <<a", "&lt;!-- x --> &lt;?x &lt;&lt;a", false},
		{"R&D & co &amp; &#65;", "R&amp;D & co &amp;amp; &amp;#65;", false},
		{"a|b", "a\\|b", false},
		{"`code`", "\\`code\\`", false},
		{"*a* **b**", "\\*a\\* \\*\\*b\\*\\*", false},
		{"photo_share _x_ a_", "photo_share \\_x\\_ a\\_", false},
		{"[l](javascript:x)", "\\[l\\](javascript:x)", false},
		{"~~gone~~", "\\~\\~gone\\~\\~", false},
		{"back\\slash", "back\\\\slash", false},
		{"$5", "$5", false},
		{"$5 to $6", "\\$5 to \\$6", false},
		{"C # sharp #", "C # sharp #", false},
		{"C # sharp #", "C \\# sharp \\#", true},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		md_inline(&out, str_from_c(rows[i].text), rows[i].heading);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

Test(md_text, starts_of_lines_are_guarded)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"# x", "\\# x\n"},     {"#x", "\\#x\n"},     {"- x", "\\- x\n"},     {"--- x", "\\--- x\n"},
		{"-x y", "-x y\n"},     {"+ x", "\\+ x\n"},   {"=== x", "\\=== x\n"}, {"1. x", "1\\. x\n"},
		{"12) x", "12\\) x\n"}, {"1.5 x", "1.5 x\n"}, {"> x", "\\> x\n"},     {"a - b # 1. c", "a - b # 1. c\n"},
		{"12 x", "12 x\n"},
	};
	struct wrap w = {.width = 80, .word = md_guard};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		wrap_text(&out, str_from_c(rows[i].text), &w);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

Test(md_text, guarded_after_a_break_too)
{
	struct wrap w = {.width = 3, .word = md_guard};
	struct buf out = {0};

	wrap_text(&out, S("aaa - bbb"), &w);
	expect_str(0, buf_str(&out), S("aaa\n\\-\nbbb\n"));
	buf_release(&out);
}

Test(md_text, code_spans_and_fences)
{
	static const struct {
		const char *text, *span, *in_table, *fence;
	} rows[] = {
		{"a", "`a`", "`a`", "```"},
		{"", "", "", "```"},
		{"a|b", "`a|b`", "`a\\|b`", "```"},
		{"`a`", "`` `a` ``", "`` `a` ``", "```"},
		{"a```b", "````a```b````", "````a```b````", "````"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		md_code(&out, str_from_c(rows[i].text), false);
		expect_str(i, buf_str(&out), str_from_c(rows[i].span));
		buf_reset(&out);
		md_code(&out, str_from_c(rows[i].text), true);
		expect_str(i, buf_str(&out), str_from_c(rows[i].in_table));
		buf_reset(&out);
		md_fence(&out, str_from_c(rows[i].text));
		expect_str(i, buf_str(&out), str_from_c(rows[i].fence));
		buf_release(&out);
	}
}
