/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole sheets: order, parameters, sheets within sheets, requirements, what is shown; and what a failed line leaves
 * behind.
 */
#include "talk.h"

static const struct sheet_file sheets[] = {
	{"inner", "# Inner\n"
              "param rate = 10 requests/s \"Requests\"\n"
              "param size in MB \"Size of one\"\n"
              "require rate > 0 \"somebody asks\"\n"
              "volume = rate * size \"Volume\"\n"
              "show volume\n"},
	{"middle", "param n = 3 servers\nuse inner(rate = n * 2 requests/s/server, size = 5 MB) as i\ntotal = i.volume * 2 "
               "\"Total\"\nshow total\n"},
	{"order", "c = b + 1 \"C\"\nb = a + 1 \"B\"\nunit crate = 24 bottle\nnoun bottle, bottles\na = 2 crate / 1 bottle "
              "\"A\"\nshow c\n"},
	{"words", "unit crate = 24 bottle\nunit pallet = 10 crate\nunit truck = 5 yard\nunit yard = 8 pallet\nnoun bottle, "
              "bottles\n1 truck to bottles\n"},
	{"words_missing", "unit crate = 24 bottle\nunit bottle = 2 nosuch\n1 crate\n"},
	{"words_circle", "unit crate = 24 bottle\nunit bottle = 2 crate\n1 crate\n"},
	{"twice", "x = 1 \"x\"\nx = 2 \"again\"\n"},
	{"checked", "param x = 5 \"X\"\ncheck x < 10 \"small\"\ncheck x > 3 \"large\"\n"},
	{"none", "param x = 5\ny = if x > 3 then x * 1 GB else none \"too few\" \"Y\"\nz = y * 2 \"Z\"\n"},
	{"params", "param n = 5 users \"N\"\nparam t in ms \"T\"\nparam list in [GB]\nparam kind = \"a\"\nparam v in "
               "any\nx = n \"X\"\n"},
	{"self", "use self() as s\nx = 1 \"x\"\n"},
	{"left", "use right() as r\nx = r.y \"x\"\n"},
	{"right", "use left() as l\ny = 1 \"y\"\n"},
	{"circle", "a = b\nb = c\nc = a\n"},
	{"later", "x = nosuch + 1 \"x\"\n"},
	{"described", "a = 1\nb = 2 \"shown\"\n3 * b\n"},
};

static void write_sheets(void)
{
	talk_write(sheets, COUNT(sheets));
}

static void remove_sheets(void)
{
	talk_remove(sheets, COUNT(sheets));
}

TestSuite(sheet, .init = write_sheets, .fini = remove_sheets);

static void expect_runs(const struct exchange *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		talk_each_in(talk_folder, &rows[i], 1);
}

Test(sheet, run)
{
	static const struct exchange rows[] = {
		{"run order", "c = 50   C"},
		{"run words", "1 truck to bottles = 9,600 bottles"},
		{"run words_missing", "error: unknown name 'nosuch'"},
		{"run words_circle", "error: unknown name 'bottle'"},
		{"run inner size = 5 MB", "Inner\n  volume = 50 MB/s   Volume\nnote: with rate = 10 requests/s"},
		{"run inner", "error: parameter 'size' must be given: Size of one"},
		{"run inner size = 5 s", "error: 'size' wants data, and this is time"},
		{"run inner size = 5 MB rate = 0", "error: somebody asks"},
		{"run inner size = 5 MB rate = 20 / 1 s", "Inner\n  volume = 100 MB/s   Volume"},
		{"run inner sise = 5 MB", "error: no parameter 'sise'"},
		{"run inner volume = 5 MB", "error: 'volume' is computed, not a parameter"},
		{"run middle", "total = 60 MB/s   Total"},
		{"run middle n = 4", "total = 80 MB/s   Total"},
		{"run middle n = 0", "error: i: somebody asks"},
		{"run twice", "error: 'x' is defined twice"},
		{"run none", "y = 5 GB    Y\nz = 10 GB   Z"},
		{"run none x = 1", "y = none (too few)   Y\nz = none (too few)   Z"},
		{"run params t = 3 ms, list = [1 GB], v = 3", "x = 5 users   X\nnote: with n = 5 users"},
		{"run params t = 3 ms, list = 2 GB, v = \"text\", n = 7", "x = 7 users   X"},
		{"run params t = 3 ms, list = [1 GB], v = 3, kind = 3", "error: 'kind' wants text, and this is a plain number"},
		{"run params t = 3 ms, list = [1 s], v = 3", "error: 'list' wants a list of data, and this is a list of times"},
		{"run params t = 3 ms, list = [1 GB]", "x = 5 users   X\nnote: with n = 5 users"},
		{"run self", "error: 'self' uses itself"},
		{"run left", "error: 'right' uses itself"},
		{"run circle", "error: 'a' is in a circle: a -> b -> c -> a"},
		{"run later", "error: unknown name 'nosuch'"},
		{"run described", "b     = 2   shown\n3 * b = 6"},
		{"run nosuchsheet", "error: no sheet or formula 'nosuchsheet'"},
	};

	expect_runs(rows, COUNT(rows));
}

Test(sheet, use)
{
	static const struct exchange rows[] = {
		{"rps = 20 requests/s", NULL},
		{"use inner(rate = rps, size = 1 MB) as in_use", NULL},
		{"in_use.volume", "= 20 MB/s"},
		{"rps = 30 requests/s", "= 30 requests/s\n"
	                            "in_use.rate    20 -> 30 requests/s  (×1.5)\n"
	                            "in_use.volume  20 MB/s -> 30 MB/s  (×1.5)\n"
	                            "rps            20 -> 30 requests/s  (×1.5)"},
		{"rps = 0 requests/s", "error: in_use: somebody asks"},
		{"in_use.volume * 2", "= 60 MB/s"},
		{"use inner(rate = rps, size = 1 MB) as in_use",
	     "error: there is a 'in_use' already: choose another name after 'as'"},
		{"use inner(rate = rps, size = 1 MB) as rps", "error: 'rps' is taken: choose another name after 'as'"},
		{"use inner(rate = rps, sise = 1 MB) as other", "error: inner has no parameter 'sise'"},
		{"use inner(size = 1 MB, size = 2 MB) as other", "error: 'size' is given twice"},
		{"use inner(rate = 0, size = 1 MB) as other", "error: other: somebody asks"},
		{"other.volume", "error: unknown name 'other.volume'"},
		/* the alias of a line that failed is free */
		{"use inner(size = 3 MB) as other", NULL},
		{"other.volume", "= 30 MB/s"},
		{"use middle() as deep", NULL},
		{"deep.i.volume", "= 30 MB/s"},
		{"use nosuchsheet() as x", "error: no sheet or formula 'nosuchsheet'"},
		{"use self() as x", "error: 'self' uses itself"},
		{"in_use.rate = 7 requests/s", NULL},
	};

	talk_in(talk_folder, rows, COUNT(rows) - 1);
}

/* One line is all or nothing. */
Test(sheet, rollback)
{
	static const struct exchange rows[] = {
		{"a = 1 \"first\"", "= 1"},
		{"b = a * 10", "= 10"},
		{"fresh = 5; 1/0", "error: division by zero"},
		{"fresh", "error: unknown name 'fresh'"},
		{"a = 2; b = 3; nosuch", "error: unknown name 'nosuch'"},
		{"show a", "a = 1   first"},
		{"b", "= 10"},
		{"a = 2 \"second\"; fresh = a; b = fresh; 3 GB + 1 s", "error: cannot add time to data"},
		{"b = a / 0", "error: division by zero"},
		{"b", "= 10"},
		{"param a = 7 users; nosuch", "error: unknown name 'nosuch'"},
		{"show a", "a = 1   first"},
		{"use inner(size = 1 MB) as i; x = i.volume; x / 0", "error: division by zero"},
		{"i.volume", "error: unknown name 'i.volume'"},
		{"use inner(size = 1 MB) as i; y = i.volume to GB/h", NULL},
		{"y", "= 36 GB/h"},
		{"f(x) = x + 1; 1/0", "error: division by zero"},
		{"f(1)", "error: unknown function or formula 'f'"},
		{"check a > 5; 1/0", "error: division by zero"},
		{"require a > 5 \"must be\"", "error: must be"},
		{"a = 3", "= 3\na  1 -> 3  (×3)\nb  10 -> 30  (×3)"},
		{"require a < 5 \"not so many\"", NULL},
		{"a = 9", "error: not so many"},
		{"b", "= 30"},
	};

	talk_in(talk_folder, rows, COUNT(rows));
}

/* A unit that a failed line defined is none. */
Test(sheet, rollback_of_units)
{
	static const struct exchange rows[] = {
		{"unit floppy = 1.44 MB", NULL},
		{"10 floppy to MB", "= 14.4 MB"},
		{"noun gizmo, gizmos; 1/0", "error: division by zero"},
		{"unit floppy = 2 MB; 1/0", "error: division by zero"},
		{"10 floppy to MB", "= 14.4 MB"},
	};

	talk(rows);
}

Test(sheet, params_at_the_prompt)
{
	static const struct exchange rows[] = {
		{"param dau = 100M users \"Active\"", "= 100 million users"},
		{"x = dau * 2", "= 200 million users"},
		/* a number takes the noun of the default, and the description stays */
		{"dau = 50M", "= 50 million users\n"
	                  "dau  100 million -> 50 million users  (×0.5)\n"
	                  "x    200 million -> 100 million users  (×0.5)\n"
	                  "note: 'dau' counts: read as 50M users"},
		{"show dau", "dau = 50 million users   Active"},
		{"dau = 3 GB", "error: 'dau' wants users, and this is data"},
		{"dau = dau * 2", NULL},
		{"show dau", "dau = 100 million users   Active"},
	};

	talk(rows);
}
