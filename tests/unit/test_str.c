/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

Test(str, cut)
{
	static const struct {
		struct str text;
		size_t from, to;
		struct str want;
	} rows[] = {
		{{"hello", 5}, 0, 5, {"hello", 5}}, {{"hello", 5}, 1, 3, {"el", 2}}, {{"hello", 5}, 2, 99, {"llo", 3}},
		{{"hello", 5}, 9, 99, {"", 0}},     {{"hello", 5}, 4, 2, {"", 0}},   {{NULL, 0}, 1, 2, {"", 0}},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_str(i, str_cut(rows[i].text, rows[i].from, rows[i].to), rows[i].want);
}

Test(str, trim)
{
	static const char *const rows[][2] = {
		{"", ""}, {" \t\r\n\v\f", ""}, {"a", "a"}, {"  a b ", "a b"}, {"\ta", "a"}, {"a\n", "a"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_str(i, str_trim(str_from_c(rows[i][0])), str_from_c(rows[i][1]));
	cr_expect(str_trim(str_from_c(NULL)).len == 0);
}

Test(str, compare)
{
	static const struct {
		const char *a, *b;
		int order;
		bool nocase;
	} rows[] = {
		{"", "", 0, true},        {"a", "", 1, false},    {"a", "b", -1, false},       {"b", "a", 1, false},
		{"ab", "abc", -1, false}, {"GB", "gb", -1, true}, {"\xC2\xB5", "u", 1, false}, {"K[", "k{", -1, false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str a = str_from_c(rows[i].a), b = str_from_c(rows[i].b);

		cr_expect(str_cmp(a, b) == rows[i].order, "row %zu", i);
		cr_expect(str_eq(a, b) == (rows[i].order == 0), "row %zu", i);
		cr_expect(str_eq_nocase(a, b) == rows[i].nocase, "row %zu", i);
	}
}

Test(str, parts)
{
	static const struct {
		const char *text, *part;
		bool starts, ends, contains;
	} rows[] = {
		{"", "", true, true, true},        {"abc", "", true, true, true},    {"abc", "ab", true, false, true},
		{"abc", "bc", false, true, true},  {"abc", "abc", true, true, true}, {"abc", "abcd", false, false, false},
		{"abc", "B", false, false, true},  {"", "a", false, false, false},   {"aab", "AB", false, false, true},
		{"aBc", "bc", false, false, true},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str text = str_from_c(rows[i].text), part = str_from_c(rows[i].part);

		cr_expect(str_starts(text, part) == rows[i].starts, "row %zu", i);
		cr_expect(str_ends(text, part) == rows[i].ends, "row %zu", i);
		cr_expect(str_contains_nocase(text, part) == rows[i].contains, "row %zu", i);
	}
}

Test(str, find_char)
{
	cr_expect(str_find_char(S("a.b.c"), '.', 0) == 1);
	cr_expect(str_find_char(S("a.b.c"), '.', 2) == 3);
	cr_expect(str_find_char(S("a.b.c"), '.', 4) == 5);
	cr_expect(str_find_char(S("a.b.c"), '.', 99) == 5);
	cr_expect(str_find_char(str_from_c(NULL), '.', 0) == 0);
}

Test(str, whole)
{
	static const struct {
		const char *text;
		uint64_t low, high;
		bool is;
		uint64_t want;
	} rows[] = {
		{"1", 1, 9, true, 1},
		{"9", 1, 9, true, 9},
		{"007", 1, 9, true, 7},
		{"0", 1, 9, false, 0},
		{"10", 1, 9, false, 0},
		{"3x", 1, 9, false, 0},
		{"x3", 1, 9, false, 0},
		{" 3", 1, 9, false, 0},
		{"-3", 0, 9, false, 0},
		{"3.0", 0, 9, false, 0},
		{"", 0, 9, false, 0},
		{"999999999999999999", 0, UINT64_MAX, true, 999999999999999999},
		{"18446744073709551616", 0, UINT64_MAX, false, 0},
		{"99999999999999999999999999", 0, UINT64_MAX, false, 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		uint64_t n;
		bool is = str_whole(str_from_c(rows[i].text), rows[i].low, rows[i].high, &n);

		cr_expect(is == rows[i].is && (!is || n == rows[i].want), "row %zu: %s", i, rows[i].text);
	}
}

Test(str, next_line)
{
	struct str rest = S("one\ntwo\r\n\nlast"), line;
	static const char *const want[] = {"one", "two", "", "last"};

	for (size_t i = 0; i < COUNT(want); i++) {
		cr_assert(str_next_line(&rest, &line), "line %zu", i);
		expect_str(i, line, str_from_c(want[i]));
	}
	cr_expect(!str_next_line(&rest, &line));
	rest = S("end\n");
	cr_expect(str_next_line(&rest, &line));
	cr_expect(!str_next_line(&rest, &line), "a final newline begins no line");
}

Test(str, hash)
{
	/* The published test vectors of FNV-1a. */
	cr_expect(str_hash(S("")) == 0x811c9dc5u);
	cr_expect(str_hash(S("a")) == 0xe40c292cu);
	cr_expect(str_hash(S("foobar")) == 0xbf9cf968u);
}

Test(str, distance)
{
	static const struct {
		const char *a, *b;
		unsigned limit, want;
	} rows[] = {
		{"", "", 2, 0},
		{"same", "same", 2, 0},
		{"GB", "gb", 2, 0},
		{"tweets", "tweet", 2, 1},
		{"tweet", "twete", 2, 1},
		{"formulsa", "formulas", 3, 1},
		{"kitten", "sitting", 5, 3},
		{"kitten", "sitting", 2, 3},
		{"kitten", "sitting", 1, 2},
		{"ca", "abc", 5, 3},
		{"ab", "ba", 1, 1},
		{"abcd", "badc", 2, 2},
		{"", "abc", 3, 3},
		{"", "abc", 2, 3},
		{"x", "completely different", 2, 3},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str a = str_from_c(rows[i].a), b = str_from_c(rows[i].b);

		cr_expect(str_distance(a, b, rows[i].limit) == rows[i].want, "row %zu", i);
		cr_expect(str_distance(b, a, rows[i].limit) == rows[i].want, "row %zu, turned round", i);
	}
}

Test(str, distance_of_long_words)
{
	char word[70];

	memset(word, 'a', sizeof(word));
	cr_expect(str_distance((struct str){word, 64}, (struct str){word, 64}, 2) == 0);
	cr_expect(str_distance((struct str){word, 65}, (struct str){word, 64}, 2) == 3);
}
