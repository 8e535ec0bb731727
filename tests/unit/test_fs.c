/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

static struct arena a;
static char folder[] = "tests/tmp/fs.XXXXXX";

static const char *in_folder(const char *name)
{
	return fs_join(&a, str_from_c(folder), str_from_c(name));
}

static void setup(void)
{
	arena_init(&a);
	cr_assert(fs_make_folder("tests/tmp") == 0);
	cr_assert(mkdtemp(folder) != NULL);
}

/* Remove what the tests below make; the folder as well. */
static void teardown(void)
{
	static const char *const files[] = {"a/x.bote",     "a/deep/y.bote", "b.bote", "c.txt",
	                                    ".hidden.bote", "link",          "file",   "a/loop"};
	static const char *const folders[] = {"a/deep", "a", "p/q/r", "p/q", "p", ""};

	for (size_t i = 0; i < COUNT(files); i++)
		unlink(in_folder(files[i]));
	for (size_t i = 0; i < COUNT(folders); i++)
		rmdir(in_folder(folders[i]));
	arena_release(&a);
}

TestSuite(fs, .init = setup, .fini = teardown);

Test(fs, write_and_read)
{
	const char *path = in_folder("file");
	struct buf text = {0};
	struct stat st;

	cr_assert(fs_write(path, S("one\n")) == 0);
	cr_assert(chmod(path, 0640) == 0);
	cr_assert(fs_write(path, S("two\n")) == 0);
	cr_expect(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640, "the mode stays");
	buf_add_c(&text, "before ");
	cr_expect(fs_read(path, 4, &text) == 0);
	expect_str(0, buf_str(&text), S("before two\n"));
	cr_expect(fs_read(path, 3, &text) == EFBIG);
	buf_release(&text);
	cr_expect(fs_is_file(path) && !fs_is_folder(path));
}

Test(fs, write_through_a_link)
{
	struct buf text = {0};
	struct stat st;

	cr_assert(fs_write(in_folder("file"), S("one")) == 0);
	cr_assert(symlink("file", in_folder("link")) == 0);
	cr_expect(fs_write(in_folder("link"), S("two")) == 0);
	cr_expect(lstat(in_folder("link"), &st) == 0 && S_ISLNK(st.st_mode));
	cr_expect(fs_read(in_folder("file"), 99, &text) == 0);
	expect_str(0, buf_str(&text), S("two"));
	buf_release(&text);
}

Test(fs, errors)
{
	struct buf text = {0};

	cr_expect(fs_read(in_folder("missing"), 99, &text) == ENOENT);
	cr_expect(fs_read(folder, 99, &text) == EISDIR);
	cr_expect(fs_write(folder, S("x")) == EISDIR);
	cr_expect(fs_write(in_folder("missing/file"), S("x")) == ENOENT);
	cr_expect(text.len == 0);
	buf_release(&text);
	if (access("/dev/full", W_OK) == 0)
		cr_expect(fs_write("/dev/full", S("x")) == ENOSPC);
	cr_expect(fs_write("/dev/null", S("x")) == 0);
	cr_expect(!fs_is_file(in_folder("missing")) && !fs_is_folder(in_folder("missing")));
}

Test(fs, make_folder)
{
	struct stat st;

	cr_expect(fs_make_folder(in_folder("p/q/r")) == 0);
	cr_expect(fs_make_folder(in_folder("p/q/")) == 0, "again");
	cr_expect(stat(in_folder("p/q/r"), &st) == 0 && (st.st_mode & 0777) == 0700);
	cr_expect(fs_make_folder("/") == 0);
	cr_expect(fs_make_folder("") == ENOENT);
	cr_assert(fs_write(in_folder("file"), S("x")) == 0);
	cr_expect(fs_make_folder(in_folder("file/sub")) != 0);
}

Test(fs, paths)
{
	static const struct {
		const char *path, *folder, *name;
	} rows[] = {
		{"a/b.bote", "a", "b.bote"}, {"b.bote", ".", "b.bote"}, {"/b", "/", "b"}, {"a//b", "a", "b"},
		{"a/b/", "a/b", ""},         {"//", "/", ""},           {"", ".", ""},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		expect_str(i, fs_folder_of(str_from_c(rows[i].path)), str_from_c(rows[i].folder));
		expect_str(i, fs_name_of(str_from_c(rows[i].path)), str_from_c(rows[i].name));
	}
	cr_expect(strcmp(fs_join(&a, S("a"), S("b")), "a/b") == 0);
	cr_expect(strcmp(fs_join(&a, S("a/"), S("b")), "a/b") == 0);
	cr_expect(strcmp(fs_join(&a, S(""), S("b")), "b") == 0);
}

static struct buf seen;
static int left;

static bool visit(void *ctx, const char *path)
{
	(void)ctx;
	buf_add_str(&seen, str_cut(str_from_c(path), strlen(folder), SIZE_MAX));
	buf_char(&seen, ' ');
	return --left > 0;
}

Test(fs, walk)
{
	static const char *const files[] = {"a/x.bote", "a/deep/y.bote", "b.bote", "c.txt", ".hidden.bote"};

	cr_assert(fs_make_folder(in_folder("a/deep")) == 0);
	for (size_t i = 0; i < COUNT(files); i++)
		cr_assert(fs_write(in_folder(files[i]), S("")) == 0);
	cr_assert(symlink("..", in_folder("a/loop")) == 0);
	left = 99;
	fs_walk(folder, S(".bote"), visit, NULL);
	expect_str(0, buf_str(&seen), S("/a/deep/y.bote /a/x.bote /b.bote "));
	buf_reset(&seen);
	left = 2;
	fs_walk(folder, S(".bote"), visit, NULL);
	expect_str(1, buf_str(&seen), S("/a/deep/y.bote /a/x.bote "));
	buf_reset(&seen);
	fs_walk(in_folder("missing"), S(".bote"), visit, NULL);
	fs_walk(in_folder("b.bote"), S(".bote"), visit, NULL);
	cr_expect(seen.len == 0);
	buf_release(&seen);
}

Test(fs, user_path)
{
	static const struct {
		const char *variable, *home, *want;
	} rows[] = {
		{"/state", "/home/me", "/state/bote/history"},
		{"relative", "/home/me", "/home/me/.local/state/bote/history"},
		{"", "/home/me", "/home/me/.local/state/bote/history"},
		{NULL, "/home/me", "/home/me/.local/state/bote/history"},
		{NULL, "", NULL},
		{NULL, NULL, NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got;

		rows[i].variable ? setenv("XDG_STATE_HOME", rows[i].variable, 1) : unsetenv("XDG_STATE_HOME");
		rows[i].home ? setenv("HOME", rows[i].home, 1) : unsetenv("HOME");
		got = fs_user_path(&a, "XDG_STATE_HOME", ".local/state", "history");
		cr_expect(rows[i].want ? got && strcmp(got, rows[i].want) == 0 : !got, "row %zu", i);
	}
}
