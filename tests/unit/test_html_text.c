/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "show/html_text.h"

Test(html_text, escaped)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"", ""},
		{"plain é", "plain é"},
		{"<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"},
		{"&amp;", "&amp;amp;"},
		{"]]>", "]]&gt;"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		html_text(&out, str_from_c(rows[i].text));
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

Test(html_text, style_is_well_formed_and_fetches_nothing)
{
	struct str style = str_from_c(html_style);
	size_t open = 0, closed = 0;

	cr_expect(str_find_char(style, '<', 0) == style.len);
	cr_expect(str_find_char(style, '&', 0) == style.len);
	cr_expect(!str_contains_nocase(style, S("url(")));
	cr_expect(!str_contains_nocase(style, S("@import")));
	for (size_t i = 0; i < style.len; i++) {
		open += style.p[i] == '{';
		closed += style.p[i] == '}';
	}
	cr_expect_eq(open, closed);
}

/* A number within a sentence from right to left stays in its own order. */
Test(html_text, from_right_to_left)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"plain 5 GB", "plain 5 GB"},
		{"שלום 5 GB/day (3 … 9) עולם", "שלום <bdi>5 GB/day (3 … 9)</bdi> עולם"},
		{"שלום API עולם", "שלום API עולם"},
		{"שלום 20 GB.", "שלום <bdi>20 GB</bdi>."},
		{"3 < 4 שלום", "<bdi>3 &lt; 4</bdi> שלום"},
		{"“שלום” rests on “a 1 שלום”", "“<bdi>שלום</bdi>” rests on “<bdi>a 1 שלום</bdi>”"},
		{"שלום “open 3", "שלום <bdi>“open 3</bdi>"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		html_prose(&out, str_from_c(rows[i].text));
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}
