/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "diag/source.h"

Test(source, place)
{
	static const struct {
		const char *text;
		uint32_t offset, line, column;
		const char *shown;
		uint32_t within;
	} rows[] = {
		{"", 0, 1, 1, "", 0},
		{"abc", 0, 1, 1, "abc", 0},
		{"abc", 3, 1, 4, "abc", 3},
		{"abc", 99, 1, 4, "abc", 3},
		{"abc\ndef\n", 3, 1, 4, "abc", 3},
		{"abc\ndef\n", 4, 2, 1, "def", 0},
		{"abc\r\ndef", 4, 1, 4, "abc", 3},
		{"abc\r\ndef", 6, 2, 2, "def", 1},
		{"abc\n", 4, 2, 1, "", 0},
		{"10 \xC2\xB5s + x", 8, 1, 8, "10 \xC2\xB5s + x", 8},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source src = {.text = str_from_c(rows[i].text), .first_line = 1};
		struct place place = source_place(&src, rows[i].offset);

		cr_expect(place.line == rows[i].line, "row %zu: line %u", i, (unsigned)place.line);
		cr_expect(place.column == rows[i].column, "row %zu: column %u", i, (unsigned)place.column);
		cr_expect(place.offset == rows[i].within, "row %zu: offset %u", i, (unsigned)place.offset);
		expect_str(i, place.text, str_from_c(rows[i].shown));
		src.first_line = 40;
		cr_expect(source_place(&src, rows[i].offset).line == rows[i].line + 39, "row %zu", i);
	}
}

Test(source, spans)
{
	struct source src = {.text = S("3 GB + 2 min"), .first_line = 1};

	expect_str(0, source_text(&src, (struct span){2, 12}), S("GB + 2 min"));
}
