/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "base/re.h"

Test(re, match)
{
	static const struct {
		const char *pattern;
		unsigned flags;
		const char *text;
		size_t from;
		const char *whole, *group; /* NULL: no match */
	} rows[] = {
		{"b+", 0, "abbc", 0, "bb", ""},
		{"a(b+)", 0, "abbc", 0, "abb", "bb"},
		{"a(x)?b", 0, "ab", 0, "ab", ""},
		{"x", 0, "abc", 0, NULL, NULL},
		{"B", 0, "abc", 0, NULL, NULL},
		{"B", RE_NOCASE, "abc", 0, "b", ""},
		{"b", 0, "abcb", 2, "b", ""},
		{"b", 0, "abc", 9, NULL, NULL},
		{"^.$", 0, "\xC2\xB5", 0, "\xC2\xB5", ""},
		{"\xC2\xB5", RE_NOCASE, "\xCE\xBC", 0, "\xCE\xBC", ""},
		{"b", 0,
	     "\xFF"
	     "b",
	     0, "b", ""},
		{"^$", 0, "", 0, "", ""},
		{"(?=ab\\K)", 0, "ab", 0, NULL, NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str whole = S("-"), group = S("-");
		char message[128];
		size_t offset;
		struct re *re = re_new(str_from_c(rows[i].pattern), rows[i].flags, &offset, message);
		bool found;

		if (!re) /* newer libraries refuse the last one */
			continue;
		found = re_match(re, str_from_c(rows[i].text), rows[i].from, &whole, &group);
		cr_expect(found == (rows[i].whole != NULL), "row %zu", i);
		if (found && rows[i].whole) {
			expect_str(i, whole, str_from_c(rows[i].whole));
			expect_str(i, group, str_from_c(rows[i].group));
		}
		re_free(re);
	}
}

Test(re, mistakes)
{
	static const struct {
		const char *pattern;
		size_t offset;
	} rows[] = {{"a(b", 3}, {"[z", 2}, {"ab*+?", 5}, {"\xFF", 0}, {"((((a{1000}){1000}){1000}){1000})", 33}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char message[128] = "";
		size_t offset = 99;

		cr_expect(re_new(str_from_c(rows[i].pattern), 0, &offset, message) == NULL, "row %zu", i);
		cr_expect(offset <= strlen(rows[i].pattern), "row %zu: %zu", i, offset);
		cr_expect(message[0] != '\0', "row %zu", i);
	}
}

Test(re, a_hopeless_pattern_ends, .timeout = 5)
{
	char message[128];
	size_t offset;
	struct str whole;
	struct re *re = re_new(S("^(a+)+$"), 0, &offset, message);

	cr_assert(re != NULL);
	cr_expect(!re_match(re, S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), 0, &whole, NULL));
	re_free(re);
}

static void collect(void *ctx, struct str piece, const struct str *group)
{
	struct buf *out = ctx;

	if (group)
		buf_printf(out, "<%.*s>", STR(*group));
	else
		buf_printf(out, "[%.*s]", STR(piece));
}

Test(re, split)
{
	static const struct {
		const char *pattern, *text, *want;
	} rows[] = {
		{"\\{(\\w+)\\}", "About {writes} of {x}{y}.", "[About ]<writes>[ of ]<x><y>[.]"},
		{"\\{(\\w+)\\}", "nothing", "[nothing]"},
		{"\\{(\\w+)\\}", "{a}", "<a>"},
		{"\\{(\\w+)\\}", "", ""},
		{"(x*)", "axb\xC2\xB5", "[a]<x>[b\xC2\xB5]"},
		{"()", "\xC2\xB5\xFF", "[\xC2\xB5\xFF]"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char message[128];
		size_t offset;
		struct buf out = {0};
		struct re *re = re_new(str_from_c(rows[i].pattern), 0, &offset, message);

		cr_assert(re != NULL);
		re_split(re, str_from_c(rows[i].text), collect, &out);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
		re_free(re);
	}
}
