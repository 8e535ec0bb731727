/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of other programs: none of them is one of ours, and what is read otherwise is read so. */
#include "command/command.h"
#include "command/foreign.h"
#include "eval/builtin.h"
#include "rows.h"

static void expect_no_word_of_ours(struct str word, const struct foreign_word *row)
{
	cr_expect(!command_find(word, COMMAND_BOTH), "'%.*s' is a command", STR(word));
	cr_expect(!builtin_find(word), "'%.*s' is a function", STR(word));
	cr_expect_str_eq(foreign_hint(word), row->hint, "'%.*s' stands in two rows", STR(word));
}

Test(foreign, no_row_hides_a_word_of_ours)
{
	for (const struct foreign_word *row = foreign_words; row->words; row++) {
		struct str rest = str_from_c(row->words);

		while (rest.len) {
			size_t end = str_find_char(rest, ' ', 0);

			expect_no_word_of_ours(str_cut(rest, 0, end), row);
			rest = str_trim(str_cut(rest, end, rest.len));
		}
	}
}

Test(foreign, lines)
{
	static const struct {
		const char *typed, *ours;
	} rows[] = {
		{"?", "help"},
		{"?sum", "help sum"},
		{"sum?", "help sum"},
		{"? sum", "help sum"},
		{"?what if", "help what if"},
		{"?%", "help %"},
		{"??", "help ?"},
		{"exit()", "exit"},
		{"help()", "help"},
		{"quit ()", "quit ()"},
		{"now()", "now()"},
		{"()", "()"},
		{"let x = 5", "x = 5"},
		{"let = 5", "let = 5"},
		{"x := 5", "x = 5"},
		{"sweep x = 1..3 : y", "sweep x = 1..3 : y"},
		{"bote 5 GB", "5 GB"},
		{"bote = 5", "bote = 5"},
		{"bote -5 + 3", "-5 + 3"},
		{"bote --version", "bote --version"},
		{"bote -p 3 1/3", "bote -p 3 1/3"},
		{"$ bote '5 GB * 2'", "5 GB * 2"},
		{"$5 * 3", "$5 * 3"},
		{"bote> x = 5", "x = 5"},
		{"bote> bote run twitter", "run twitter"},
		{"3 > 2", "3 > 2"},
		{"\"a?\" == \"a?\"", "\"a?\" == \"a?\""},
		{"what if x = 2 : y", "what if x = 2 : y"},
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = foreign_line(&a, str_from_c(rows[i].typed));

		cr_expect(str_eq(got, str_from_c(rows[i].ours)), "row %zu: %.*s", i, STR(got));
	}
	arena_release(&a);
}

Test(foreign, transcripts)
{
	struct arena a;
	struct str got;

	arena_init(&a);
	got = foreign_transcript(&a, S("bote> a = 3\n= 3\nbote> sum([a,\n....> 2])\n= 5\n"));
	cr_expect(str_eq(got, S("a = 3\nsum([a,\n2])\n")), "%.*s", STR(got));
	got = foreign_transcript(&a, S("a = 3\nb = 5\n"));
	cr_expect(str_eq(got, S("a = 3\nb = 5\n")), "%.*s", STR(got));
	arena_release(&a);
}
