/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "diag/diag.h"
#include "diag/neutral.h"

struct row {
	const char *name, *text;
	struct span at;
	struct span remark[2];
	const char *hint;
	struct diag_style style;
	const char *want;
};

static void check_row(size_t i, const struct row *row)
{
	struct source src = {.name = str_from_c(row->name), .text = str_from_c(row->text), .first_line = 1};
	struct buf out = {0};
	struct arena a;
	struct diag d;

	arena_init(&a);
	diag_init(&d, &a, &src);
	diag_fail(&d, DIAG_UNIT, row->at, "cannot add \xC2\xB5s");
	for (size_t r = 0; r < 2; r++)
		if (row->remark[r].end > 0)
			diag_remark(&d, row->remark[r], "this is %.*s", STR(source_text(&src, row->remark[r])));
	if (row->hint)
		diag_hint(&d, "%s", row->hint);
	diag_write(&out, d.error, row->style);
	neutral_text(&out, 0);
	expect_str(i, buf_str(&out), str_from_c(row->want));
	buf_release(&out);
	arena_release(&a);
}

#define COLUMNS_50 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"

Test(diag_write, rows)
{
	static const struct row rows[] = {
		/* The place of the error gets the caret, other places a line. */
		{.name = "feed.bote",
	     .text = "// feed\ntotal = 3 GB + 2 min\n",
	     .at = {21, 22},
	     .remark = {{16, 20}, {23, 28}},
	     .want = "feed.bote:2:14: error: cannot add \xC2\xB5s\n"
	             "    total = 3 GB + 2 min\n"
	             "            ~~~~ ^ ~~~~~\n"
	             "    note: this is 3 GB\n"
	             "    note: this is 2 min\n"},
		/* No name, a longer place, a hint. */
		{.name = "",
	     .text = "10 usrs",
	     .at = {3, 7},
	     .hint = "did you mean 'users'?",
	     .want = "error: cannot add \xC2\xB5s\n    10 usrs\n       ^~~~\n    hint: did you mean 'users'?\n"},
		/* No place. */
		{.name = "x.bote", .text = "10 usrs", .want = "x.bote: error: cannot add \xC2\xB5s\n"},
		/* At the end. */
		{.name = "", .text = "1 +", .at = {3, 3}, .want = "error: cannot add \xC2\xB5s\n    1 +\n       ^\n"},
		/* Brief. */
		{.name = "x",
	     .text = "1 +",
	     .at = {3, 3},
	     .style = {.brief = true},
	     .want = "x:1:4: error: cannot add \xC2\xB5s\n"},
		/* Columns, not bytes: two of one column, one of two, a tab, a combining accent. */
		{.name = "",
	     .text = "\xC2\xB5\xC2\xB5\xE6\x97\xA5\te\xCC\x81!?",
	     .at = {11, 12},
	     .want = "error: cannot add \xC2\xB5s\n    \xC2\xB5\xC2\xB5\xE6\x97\xA5    e\xCC\x81!?\n             ^\n"},
		/* A wide character has one caret. */
		{.name = "",
	     .text = "\xE6\x97\xA5 x",
	     .at = {0, 3},
	     .want = "error: cannot add \xC2\xB5s\n    \xE6\x97\xA5 x\n    ^~\n"},
		/* What a terminal might obey is not sent to it. */
		{.name = "a\033[1m",
	     .text = "1\033[2J\xFF + 2",
	     .at = {7, 8},
	     .want = "a?[1m:1:8: error: cannot add \xC2\xB5s\n    1?[2J? + 2\n           ^\n"},
		/* ASCII only. */
		{.name = "",
	     .text = "5 \xC2\xB5s \xE2\x86\x92 \xE6\x97\xA5 x",
	     .at = {14, 15},
	     .style = {.ascii = true},
	     .want = "error: cannot add us\n    5 us -> ? x\n              ^\n"},
		/* A place that runs over the end of its line. */
		{.name = "", .text = "(1 +\n2", .at = {0, 6}, .want = "error: cannot add \xC2\xB5s\n    (1 +\n    ^~~~\n"},
		/* A remark on another line shows that line. */
		{.name = "s",
	     .text = "a = b\nb = a\n",
	     .at = {10, 11},
	     .remark = {{4, 5}},
	     .want =
	         "s:2:5: error: cannot add \xC2\xB5s\n    b = a\n        ^\n    note: this is b\n    a = b\n        ~\n"},
		/* A long line is cut around the caret. */
		{.name = "",
	     .text = COLUMNS_50 COLUMNS_50 "x",
	     .at = {100, 101},
	     .want = "error: cannot add \xC2\xB5s\n    ..."
	             "aaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee" COLUMNS_50
	             "x\n                                                                                                  "
	             "        ^\n"},
		{.name = "",
	     .text = COLUMNS_50 COLUMNS_50 "x",
	     .at = {0, 1},
	     .want = "error: cannot add \xC2\xB5s\n    " COLUMNS_50 COLUMNS_50 "...\n    ^\n"},
		/* On a terminal of 30 columns: words go to further lines, and so much is shown of the line. */
		{.name = "",
	     .text = COLUMNS_50,
	     .at = {1, 3},
	     .hint = "one that does not fit a line, and another",
	     .style = {.width = 30},
	     .want = "error: cannot add \xC2\xB5s\n    aaaaaaaaaabbbbbbbbbb...\n     ^~\n    hint: one that does not\n     "
	             "   fit a line, and\n"
	             "        another\n"},
		/* Colour. */
		{.name = "",
	     .text = "x",
	     .at = {0, 1},
	     .style = {.color = true},
	     .want = "\033[1;31merror\033[0m: cannot add \xC2\xB5s\n    x\n    \033[1;32m^\033[0m\n"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(i, &rows[i]);
}
