/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "base/buf.h"

#include "base/utf8.h"

Test(utf8, decode)
{
	static const struct {
		const char *text;
		size_t len;
		uint32_t cp;
	} rows[] = {
		{"a", 1, 'a'},
		{"\xC2\xB5", 2, 0xB5},
		{"\xE2\x89\x88", 3, 0x2248},
		{"\xF0\x9F\x98\x80", 4, 0x1F600},
		{"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
		{"", 0, 0},
		{"\x80", 0, 0},     /* a continuation alone */
		{"\xC0\x80", 0, 0}, /* overlong */
		{"\xC1\xBF", 0, 0},
		{"\xE0\x9F\xBF", 0, 0},
		{"\xF0\x8F\xBF\xBF", 0, 0},
		{"\xED\xA0\x80", 0, 0},     /* a surrogate */
		{"\xF4\x90\x80\x80", 0, 0}, /* over U+10FFFF */
		{"\xFF", 0, 0},
		{"\xE2\x89", 0, 0}, /* cut short */
		{"\xE2\x89x", 0, 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str text = str_from_c(rows[i].text);
		uint32_t cp = 0;
		char again[4];

		cr_expect(utf8_decode(text, &cp) == rows[i].len, "row %zu", i);
		cr_expect(utf8_invalid(text) == rows[i].len, "row %zu", i);
		if (rows[i].len == 0)
			continue;
		cr_expect(cp == rows[i].cp, "row %zu", i);
		cr_expect(utf8_encode(cp, again) == rows[i].len && memcmp(again, text.p, text.len) == 0, "row %zu", i);
	}
}

Test(utf8, invalid)
{
	cr_expect(utf8_invalid(S("10 \xC2\xB5s")) == 6);
	cr_expect(utf8_invalid(S("10 \xC2s")) == 3);
}

Test(utf8, width_and_clip)
{
	static const struct {
		const char *text;
		size_t width;
		const char *clipped; /* to 3 columns */
	} rows[] = {
		{"", 0, ""},
		{"abcd", 4, "abc"},
		{"\xC2\xB5s", 2, "\xC2\xB5s"},
		{"e\xCC\x81tude", 5, "e\xCC\x81tu"},             /* e with a combining accent */
		{"\xE6\x97\xA5\xE6\x9C\xAC", 4, "\xE6\x97\xA5"}, /* two ideographs */
		{"\xF0\x9F\x98\x80!", 3, "\xF0\x9F\x98\x80!"},
		{"a\xFF", 2, "a\xFF"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str text = str_from_c(rows[i].text);

		cr_expect(utf8_width(text) == rows[i].width, "row %zu", i);
		expect_str(i, utf8_clip(text, 3), str_from_c(rows[i].clipped));
	}
}

Test(utf8, columns)
{
	static const struct {
		uint32_t cp;
		unsigned want;
	} rows[] = {
		{'a', 1},    {0x2FF, 1},  {0x300, 0},  {0x36F, 0},   {0x370, 1},    {0xAD, 1},
		{0x200B, 0}, {0x1100, 2}, {0x1160, 0}, {0x2588, 1},  {0x28FF, 1},   {0x3042, 2},
		{0xAC00, 2}, {0xFF01, 2}, {0xFFFD, 1}, {0x20000, 2}, {0x10FFFF, 1},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(utf8_columns(rows[i].cp) == rows[i].want, "row %zu", i);
}

Test(utf8, ascii)
{
	cr_expect(strcmp(utf8_ascii(0x2192), "->") == 0);
	cr_expect(strcmp(utf8_ascii(0x2248), "~") == 0);
	cr_expect(utf8_ascii(0x65E5) == NULL);
}

Test(utf8, unfit)
{
	static const struct {
		const char *text;
		size_t at;
	} rows[] = {
		{"", 0},
		{"5 \xC2\xB5s\tand\r\n\xE2\x89\x88", 14},
		{"a\x1B[31m", 1},
		{"ab\x7F", 2},
		{"a\xC2\x9B"
	     "1m",
	     1}, /* a terminal takes it for ESC [ */
		{"\xC2\xA0", 2},
		{"ab\xFF", 2},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(utf8_unfit(str_from_c(rows[i].text)) == rows[i].at, "row %zu", i);
}

Test(utf8, locale)
{
	static const struct {
		const char *all, *ctype, *lang; /* NULL: not set */
		bool is;
	} rows[] = {
		{NULL, NULL, NULL, false},
		{"C.UTF-8", NULL, NULL, true},
		{"C", "C.UTF-8", "en_US.UTF-8", false},
		{"", "", "en_US.UTF-8", true},
		{NULL, "de_DE.utf8@euro", "C", true},
		{NULL, NULL, "de_DE", false},
		{NULL, NULL, "ja_JP.eucJP", false},
		{NULL, "POSIX", "en_US.UTF-8", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *values[] = {rows[i].all, rows[i].ctype, rows[i].lang}, *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
		for (int k = 0; k < 3; k++)
			if (values[k])
				setenv(names[k], values[k], 1);
			else
				unsetenv(names[k]);
		bool is = utf8_locale();
		cr_expect(is == rows[i].is, "row %zu", i);
	}
}

Test(utf8, put)
{
	static const struct {
		const char *text;
		size_t columns;
		bool right;
		const char *want;
	} rows[] = {
		{"ab", 4, false, "ab  "}, {"ab", 4, true, "  ab"}, {"ab", 2, false, "ab"}, {"ab", 1, true, "ab"},
		{"", 2, false, "  "},     {"µs", 3, false, "µs "}, {"", 0, true, ""},      {"e\xcc\x81", 2, true, " e\xcc\x81"},
		{"日", 3, false, "日 "},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		utf8_put(&out, str_from_c(rows[i].text), rows[i].columns, rows[i].right);
		cr_expect_str_eq(buf_c(&out), rows[i].want, "row %zu", i);
		buf_release(&out);
	}
}
