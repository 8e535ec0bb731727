/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "base/buf.h"
#include "base/csv.h"

/* All rows as one text: fields between bars, a row a line; an error with its place at the end. */
static void read_all(const char *text, char separator, struct buf *out)
{
	struct arena a;
	struct csv c;
	struct csv_field *f;
	uint32_t n;

	arena_init(&a);
	csv_init(&c, str_from_c(text), separator);
	while (csv_row(&c, &a, &f, &n)) {
		for (uint32_t i = 0; i < n; i++)
			buf_printf(out, "%s%.*s", i ? "|" : "", STR(f[i].text));
		buf_char(out, '/');
	}
	if (c.error)
		buf_printf(out, "%s at %u", c.error, c.error_at);
	arena_release(&a);
}

Test(csv, rows)
{
	static const struct {
		const char *text;
		char separator;
		const char *want;
	} rows[] = {
		{"a,b\n1,2\n", ',', "a|b/1|2/"},
		{"a,b\r\n1,2\r\n", ',', "a|b/1|2/"},
		{"\xef\xbb\xbf"
	     "a,b",
	     ',', "a|b/"},
		{"a, b ,\n\n\nc", ',', "a|b|/c/"},
		{"\"x,y\",\"say \"\"hi\"\"\"\n", ',', "x,y|say \"hi\"/"},
		{"\"two\nlines\",1\n", ',', "two\nlines|1/"},
		{"a;b;1,5\n", ';', "a|b|1,5/"},
		{"a\tb\n", '\t', "a|b/"},
		{"", ',', ""},
		{"\n\r\n", ',', ""},
		{"a,\"open\n1,2\n", ',', "this quote is not closed at 2"},
		{"a,b\n\"x\"y,1\n", ',', "a|b/after a closing quote comes a separator or the end of the line at 7"},
		{"a,\r", ',', "a|/"},
		{"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", ',', "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17/"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out = {0};
		read_all(rows[i].text, rows[i].separator, &out);
		cr_expect(eq(str, (char *)buf_c(&out), (char *)rows[i].want), "row %zu", i);
		buf_release(&out);
	}
}

Test(csv, separators)
{
	cr_expect(eq(chr, csv_separator(S("a,b;c,d")), ','));
	cr_expect(eq(chr, csv_separator(S("a;b;\"x,y,z,u\"")), ';'));
	cr_expect(eq(chr, csv_separator(S("a\tb")), '\t'));
	cr_expect(eq(chr, csv_separator(S("alone")), ','));
}

Test(csv, places)
{
	struct arena a;
	struct csv c;
	struct csv_field *f;
	struct str line;
	uint32_t n;

	arena_init(&a);
	csv_init(&c, S("# note\nab,\"c\",d\n"), ',');
	cr_assert(csv_line(&c, &line) && str_eq(line, S("# note")));
	cr_assert(csv_row(&c, &a, &f, &n) && n == 3);
	cr_expect(f[1].start == 10 && f[1].end == 13 && f[2].start == 14 && f[2].end == 15);
	cr_expect(not(csv_line(&c, &line)));
	arena_release(&a);
}
