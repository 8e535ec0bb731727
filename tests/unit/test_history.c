/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"
#include "command/history.h"

static char folder[400];
static char path[480];

static void make_folder(void)
{
	const char *build = getenv("builddir");

	if (build)
		snprintf(folder, sizeof(folder), "%s/tests/tmp/history.XXXXXX", build);
	else
		snprintf(folder, sizeof(folder), "/tmp/history.XXXXXX");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof(path), "%s/state/history", folder);
}

static void remove_folder(void)
{
	char state[480];

	unlink(path);
	snprintf(state, sizeof(state), "%s/state", folder);
	rmdir(state);
	cr_expect(rmdir(folder) == 0, "nothing else is left behind");
}

static struct str contents(void)
{
	static struct buf text;

	buf_reset(&text);
	cr_expect(fs_read(path, 1 << 24, &text) == 0);
	return buf_str(&text);
}

TestSuite(history, .init = make_folder, .fini = remove_folder);

Test(history, file_and_folder_are_made_for_the_user_alone)
{
	struct history_file *h = history_file_open(path);
	struct stat st;
	char state[480];

	cr_expect(history_file_fresh(h));
	cr_expect(eq(int, history_file_error(h), 0));
	cr_expect(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
	snprintf(state, sizeof(state), "%s/state", folder);
	cr_expect(stat(state, &st) == 0 && (st.st_mode & 0777) == 0700);
	history_file_close(h);
	h = history_file_open(path);
	cr_expect(not(history_file_fresh(h)));
	history_file_close(h);
}

Test(history, what_is_kept)
{
	static const struct {
		struct str line;
		bool kept;
	} rows[] = {
		{S("2 + 3"), true}, {S("2 + 3"), false},         {S(" secret = 1"), false}, {S(""), false},
		{S("\t"), false},   {S("sum(1,\n    2)"), true}, {S("sum(1, 2)"), false},   {S("x\ty\x01z"), true},
		{S("5 µs"), true},  {S("2 + 3"), true},
	};
	struct history_file *h = history_file_open(path);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(history_file_add(h, rows[i].line) == rows[i].kept, "row %zu", i);
	cr_expect(str_eq(contents(), S("2 + 3\nsum(1, 2)\nx y z\n5 µs\n2 + 3\n")));
	cr_expect(eq(sz, history_file_count(h), 5));
	history_file_close(h);
	h = history_file_open(path);
	history_file_read(h);
	cr_expect(eq(sz, history_file_count(h), 5));
	cr_expect(str_eq(history_file_line(h, 3), S("5 µs")));
	cr_expect(not(history_file_add(h, S("2 + 3"))), "the last line of the file counts too");
	history_file_close(h);
}

Test(history, two_programs_at_once)
{
	struct history_file *a = history_file_open(path), *b = history_file_open(path);

	history_file_add(a, S("one"));
	history_file_add(b, S("two"));
	history_file_add(a, S("three"));
	cr_expect(str_eq(contents(), S("one\ntwo\nthree\n")));
	cr_expect(eq(sz, history_file_count(a), 2));
	history_file_close(a);
	history_file_close(b);
}

static void write_lines(unsigned from, unsigned to)
{
	struct buf text = {0};

	for (unsigned i = from; i < to; i++)
		buf_printf(&text, "line %u\n", i);
	cr_assert(fs_write(path, buf_str(&text)) == 0);
	buf_release(&text);
}

Test(history, a_long_file_is_trimmed)
{
	struct history_file *other = history_file_open(path), *h;
	struct str text;

	write_lines(0, 2400);
	h = history_file_open(path);
	history_file_read(h);
	cr_expect(eq(sz, history_file_count(h), HISTORY_KEPT));
	cr_expect(str_starts(contents(), S("line 0\n")), "not yet far over");
	history_file_close(h);
	write_lines(0, 3000);
	h = history_file_open(path);
	history_file_read(h);
	cr_expect(eq(sz, history_file_count(h), HISTORY_KEPT));
	cr_expect(str_eq(history_file_line(h, 0), S("line 1000")));
	history_file_add(other, S("of the other"));
	history_file_add(h, S("last"));
	text = contents();
	cr_expect(str_starts(text, S("line 1000\n")));
	cr_expect(str_ends(text, S("line 2999\nof the other\nlast\n")));
	history_file_close(h);
	history_file_close(other);
}

Test(history, a_huge_file_is_read_from_its_end)
{
	struct history_file *h = history_file_open(path);
	struct buf text = {0};

	history_file_close(h);
	buf_fill(&text, 'x', 5 << 20);
	buf_add_c(&text, "\nlast\n");
	cr_assert(fs_write(path, buf_str(&text)) == 0);
	h = history_file_open(path);
	history_file_read(h);
	cr_expect(eq(sz, history_file_count(h), 1));
	cr_expect(str_eq(contents(), S("last\n")));
	history_file_close(h);
	buf_release(&text);
}

Test(history, a_torn_line_is_ended_first)
{
	struct history_file *h = history_file_open(path);

	history_file_close(h);
	cr_assert(fs_write(path, S("whole\nto")) == 0);
	h = history_file_open(path);
	history_file_add(h, S("next"));
	cr_expect(str_eq(contents(), S("whole\nto\nnext\n")));
	history_file_close(h);
}

Test(history, without_a_file)
{
	struct history_file *h = history_file_open(NULL);

	cr_expect(history_file_add(h, S("kept for now")));
	cr_expect(eq(sz, history_file_count(h), 1));
	cr_expect(eq(int, history_file_error(h), 0));
	history_file_close(h);
}

Test(history, a_file_that_cannot_be_written)
{
	char below[512];
	struct history_file *h;

	history_file_close(history_file_open(path));
	snprintf(below, sizeof(below), "%s/history", path); /* below a file */
	h = history_file_open(below);
	cr_expect(history_file_error(h) != 0);
	cr_expect(not(history_file_fresh(h)));
	cr_expect(history_file_add(h, S("kept for now")));
	history_file_close(h);
}

Test(history, where)
{
	static const struct {
		const char *history, *state, *home, *want;
		bool homeless;
	} rows[] = {
		{"/x/y", "/s", "/h", "/x/y", false},
		{"", "/s", "/h", NULL, false},
		{NULL, "/s", "/h", "/s/bote/history", false},
		{NULL, "relative", "/h", "/h/.local/state/bote/history", false},
		{NULL, NULL, "/h", "/h/.local/state/bote/history", false},
		{NULL, NULL, NULL, NULL, true},
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *const names[] = {"BOTE_HISTORY", "XDG_STATE_HOME", "HOME"};
		const char *const values[] = {rows[i].history, rows[i].state, rows[i].home};
		const char *got;
		bool homeless;

		for (size_t k = 0; k < 3; k++)
			values[k] ? setenv(names[k], values[k], 1) : unsetenv(names[k]);
		got = history_file_path(&a, &homeless);
		cr_expect(got == rows[i].want || (got && rows[i].want && strcmp(got, rows[i].want) == 0), "row %zu", i);
		cr_expect(homeless == rows[i].homeless, "row %zu", i);
	}
	arena_release(&a);
}
