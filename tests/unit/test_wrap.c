/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "diag/neutral.h"
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
		{"about 30 million /day", {.width = 17}, "about 30\nmillion /day\n"},
		{"at most 3 /user/day", {.width = 12}, "at most\n3 /user/day\n"},
		{"at most 58 %", {.width = 10}, "at most\n58 %\n"},
		{"one two / three", {.width = 8}, "one two\n/ three\n"},
		{"is not kept: /home/me/history", {.width = 20}, "is not kept:\n/home/me/history\n"},
		{"read in /etc/hosts", {.width = 12}, "read in\n/etc/hosts\n"},
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

/* Colours out of the text again. */
static void uncolour(struct str text, struct buf *out)
{
	while (text.len) {
		size_t n = neutral_colour(text);

		if (!n)
			buf_char(out, text.p[0]);
		text = str_cut(text, n ? n : 1, text.len);
	}
}

/* Each word of `text` in a colour. */
static void colour(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		bool letter = text.p[i] != ' ' && text.p[i] != '\n';

		if (letter && (i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '\n'))
			buf_add_c(out, NEUTRAL_MARK "1;31m");
		buf_char(out, text.p[i]);
		if (letter && (i + 1 == text.len || text.p[i + 1] == ' ' || text.p[i + 1] == '\n'))
			buf_add_c(out, NEUTRAL_MARK "0m");
	}
}

Test(wrap, a_colour_takes_no_column)
{
	static const char *const texts[] = {
		"one two three four five six seven\n",
		"  name  what it is, in words that take more than a line\n",
		"  1 billion tweets/day  (about 11,570 tweets/s)  Tweets written (limit 20k tweets/s)\n",
		"    note: a long sentence about something or other\nand 84 % of another one\n",
		"日本 日本 日本  日本 日本 日本 日本\n",
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		for (unsigned width = 8; width < 100; width++) {
			struct buf plain = {0}, coloured = {0}, again = {0};

			buf_add_c(&plain, texts[i]);
			colour(buf_str(&plain), &coloured);
			wrap_lines(&plain, width);
			wrap_lines(&coloured, width);
			uncolour(buf_str(&coloured), &again);
			expect_str(i * 100 + width, buf_str(&again), buf_str(&plain));
			buf_release(&plain);
			buf_release(&coloured);
			buf_release(&again);
		}
}

Test(wrap, the_last_column)
{
	static const struct {
		const char *text;
		unsigned width;
		const char *want;
	} rows[] = {
		{"  name  some words about it\n", 32, "  name  some words about it\n"},
		{"  name  some words about it\n", 26, "  name\n      some words about it\n"},
		{"  name  some words of the thing about it\n", 30, "  name  some words of the\n        thing about it\n"},
		{"  Rate of what is read  7,300 requests/s\n", 36, "  Rate of what is read\n      7,300 requests/s\n"},
		{"  a  b  Rate of what is read once or twice     7,300 requests/s\n", 50,
	     "  a  b  Rate of what is read once or twice\n      7,300 requests/s\n"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		buf_add_c(&out, rows[i].text);
		wrap_lines(&out, rows[i].width);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}
