/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "diag/neutral.h"

struct row {
	const char *text, *want;
};

static void check_row(size_t i, const struct row *row)
{
	struct buf b = {0};

	buf_add_c(&b, "\033");
	buf_add_c(&b, row->text);
	neutral_text(&b, 1);
	expect_str(i, str_cut(buf_str(&b), 1, b.len), str_from_c(row->want));
	cr_expect(b.p[0] == '\033', "row %zu: what stood before is left alone", i);
	buf_release(&b);
}

Test(neutral, rows)
{
	static const struct row rows[] = {
		{"", ""},
		{"plain\tand\nlines\r\n", "plain\tand\nlines\r\n"},
		{"\xC2\xB5s \xE2\x89\x88 3 \xE2\x80\xA6 \xF0\x9F\x98\x80",
	     "\xC2\xB5s \xE2\x89\x88 3 \xE2\x80\xA6 \xF0\x9F\x98\x80"},
		/* Our own colours become what they stand for, half of one does not. */
		{NEUTRAL_MARK "1;31mred" NEUTRAL_MARK "0m", "\033[1;31mred\033[0m"},
		{NEUTRAL_MARK "1;31", "?1;31"},
		{NEUTRAL_MARK "2J" NEUTRAL_MARK, "?2J?"},
		/* A title, a colour, a bell, a line written over, a delete. */
		{"\033]0;x\a \033[31m \a \rover \x7F", "?]0;x? ?[31m ? ?over ?"},
		/* CSI of one byte in C1, an override of direction, an isolate, a line separator. */
		{"\xC2\x9B"
	     "31m \xE2\x80\xAE"
	     "abc \xE2\x81\xA6 \xE2\x80\xA8",
	     "?31m ?abc ? ?"},
		{"\xFF\xE2\x80", "???"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(i, &rows[i]);
}

/* Bytes are looked at by eights: one that may not pass is found wherever it is, with a line end and without. */
Test(neutral, every_place)
{
	for (size_t len = 1; len <= 27; len++)
		for (size_t at = 0; at < 2 * len; at++) {
			char text[32], want[32];
			bool line = at >= len;

			memset(text, 'a', len);
			strcpy(text + len, line ? "\n" : "");
			strcpy(want, text);
			text[at % len] = at & 1 ? '\a' : '\x7F';
			want[at % len] = '?';
			check_row(len, &(struct row){text, want});
			check_row(len, &(struct row){want, want});
		}
}
