/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "lang/lex.h"
#include "rows.h"

static double read(const char *text, int shift, bool *underflow)
{
	struct lexer lx = {.text = text, .end = (uint32_t)strlen(text)};
	struct decimal d;
	bool bad;
	uint32_t end = lex_number(&lx, 0, &d, &bad);

	cr_expect(!bad && end == lx.end, "'%s' is a number up to %u", text, end);
	return decimal_value(&d, str_from_c(text), shift, underflow);
}

/* The same double as the C library reads, whichever way it was made. */
Test(decimal, nearest)
{
	static const char *const rows[] = {
		"0",
		"1",
		"0.1",
		"12.5",
		".5",
		"5.",
		"1e6",
		"1e22",
		"1e23",
		"123456789012345678",
		"9007199254740993",
		"12345678901234567890123",
		"0.3333333333333333333333333",
		"2.2250738585072014e-308",
		"1.7976931348623157e308",
		"4.9e-324",
		"1e-10",
		"3.14159265358979323846264338327950288",
		"100000000000000000000000000000000000001e-20",
		"0.000000000000000000000000000000001",
		"1E+5",
		"1e-0",
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		bool underflow;
		double x = read(rows[i], 0, &underflow);
		cr_expect(x == strtod(rows[i], NULL) && !underflow, "row %zu: %s is %.17g", i, rows[i], x);
	}
}

/* A magnitude moves the point: one rounding, not two. */
Test(decimal, shift)
{
	static const struct {
		const char *text;
		int shift;
		double want;
	} rows[] = {
		{"1.157", 3, 1157}, {"1.2", 6, 1.2e6}, {"0.1", 12, 1e11},       {"8.7", 9, 8.7e9},
		{"2.3", 7, 2.3e7},  {"1_000", 3, 1e6}, {"1,234.5", 3, 1234500}, {"0.0000001157", 9, 115.7},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		bool underflow;
		double x = read(rows[i].text, rows[i].shift, &underflow);
		cr_expect(x == rows[i].want, "row %zu: %s is %.17g", i, rows[i].text, x);
	}
}

Test(decimal, ends_of_the_range)
{
	bool underflow;

	cr_expect(isinf(read("1e309", 0, &underflow)));
	cr_expect(isinf(read("1e999999999", 0, &underflow)));
	cr_expect(isinf(read("1e300", 9, &underflow)));
	cr_expect(read("1e-400", 0, &underflow) == 0 && underflow);
	cr_expect(read("1e-999999999", 0, &underflow) == 0 && underflow);
	cr_expect(read("0e-400", 0, &underflow) == 0 && !underflow);
	cr_expect(read("0.0", 9, &underflow) == 0 && !underflow);
}
