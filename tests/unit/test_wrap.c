/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "show/wrap.h"

Test(wrap, lines)
{
	static const struct {
		const char *text;
		struct wrap wrap;
		const char *want;
	} rows[] = {
		{"", {.width = 10}, ""},
		{"   ", {.width = 10}, ""},
		{"one two three", {.width = 7}, "one two\nthree\n"},
		{"one two three", {.width = 8, .taken = 2, .rest = 2}, "one\n  two\n  three\n"},
		{"one two three", {.width = 0}, "one two three\n"},
		{"a-long-word b", {.width = 4}, "a-long-word\nb\n"},
		{"é é é", {.width = 3}, "é é\né\n"},
		{"日本 日本", {.width = 5}, "日本\n日本\n"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		wrap_text(&out, str_from_c(rows[i].text), &rows[i].wrap);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

static void mark(void *ctx, struct str word, bool starts, struct buf *out)
{
	buf_printf(out, "%s%.*s", starts ? (const char *)ctx : "", STR(word));
}

Test(wrap, words_know_where_they_stand)
{
	struct wrap w = {.width = 6, .word = mark, .ctx = (void *)">"};
	struct buf out = {0};

	wrap_text(&out, S("aa bb cc dd"), &w);
	expect_str(0, buf_str(&out), S(">aa bb\n>cc dd\n"));
	buf_release(&out);
}

Test(wrap, taking_pieces_off)
{
	struct str rest = S("one two three-and-four five");

	expect_str(0, wrap_take(&rest, 7), S("one two"));
	expect_str(1, wrap_take(&rest, 5), S("three-and-four"));
	expect_str(2, wrap_take(&rest, 50), S("five"));
	expect_str(3, rest, S(""));
	expect_str(4, wrap_take(&rest, 50), S(""));
}
