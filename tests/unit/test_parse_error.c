/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is refused: where the caret is, what is said, what is offered. */
#include "rows.h"
#include "words.h"

/* clang-format off */
static const struct {
	const char *text;
	unsigned at;
	const char *message, *hint;
} rows[] = {
	{"10 500 users", 3, "two numbers are side by side: '10' and '500 users'", "write 10_500 users for one number, or 10 * 500 users"},
	{"10 500 000 users", 3, "two numbers are side by side: '10' and '500'", "write 10_500_000 for one number, or 10 * 500"},
	{"1 000 000", 2, "two numbers are side by side: '1' and '000'", "write 1_000_000 for one number, or 1 * 000"},
	{"2.5 100", 4, "two numbers are side by side: '2.5' and '100'", "write 2.5 * 100"},
	{"1 h 30", 4, "'30' has no unit", "give it one, as in 2 h 30 min, or write 1 h * 30"},
	{"1h30", 2, "'30' has no unit", "give it one, as in 2 h 30 min, or write 1h * 30"},
	{"2 3", 2, "two numbers are side by side: '2' and '3'", "write 2 * 3"},
	{"5 GB 3", 5, "'3' has no unit", "give it one, as in 2 h 30 min, or write 5 GB * 3"},
	{"5 GB/s 3 MB/s", 7, "'5 GB/s' and '3 MB/s' are side by side", "write + or * between them"},
	{"2 h 5 GB/s", 4, "'2 h' and '5 GB/s' are side by side", "write + or * between them"},
	{"x 5", 2, "an operator is missing between 'x' and '5'", "write x * 5 to multiply, x(5) for a function"},
	{"10 M GB", 0, "'M' with a blank before it is not a magnitude for 'GB'", "write 10M GB"},
	{"10 k RPS", 0, "'k' with a blank before it is not a magnitude for 'RPS'", "write 10k RPS"},
	{"10 k k", 3, "'k k': two magnitudes one after the other", ""},
	{"10 M^2", 4, "'^' after '10 M' has two readings", "write (10 M)^2 or 10 * (1M)^2"},
	{"5 m", 2, "'m' alone could be minutes, millions or metres", "write min, M or metre"},
	{"5m", 1, "'m' alone could be minutes, millions or metres", "write min, M or metre; for thousandths 5e-3"},
	{"5 m/s", 2, "'m' alone could be minutes, millions or metres", "write min, M or metre"},
	{"5 GB/m", 5, "'m' alone could be minutes, millions or metres", "write min, M or metre"},
	{"x to m", 5, "'m' alone could be minutes, millions or metres", "write min, M or metre"},
	{"5 m^2", 2, "'m' alone could be minutes, millions or metres", "write min, M or metre"},
	{"5 GB^n", 4, "'^' after a number with a unit has two readings", "write (5 GB)^n or 5 * GB^n"},
	{"4+-2", 1, "'+-' is a margin or a sum", "write 4 ± 2 for the margin, 4 + -2 for the sum"},
	{"4 +-x", 2, "'+-' is a margin or a sum", "write 4 ± x for the margin, 4 + -x for the sum"},
	{"1:30", 1, "times of day and lengths are not written with ':'", "write 1 h 30 min, or 1 min 30 s"},
	{"1:02:03", 1, "times of day and lengths are not written with ':'", "write 1 h 02 min 03 s"},
	{"3:1", 1, "':' does not belong here", "a ratio is written 3/1"},
	{"2026-03-01", 0, "'2026-03-01' is a date, and bote has no dates", "write how long it is, as in 30 days; to subtract, write blanks round each -"},
	{"2026/3/1", 0, "'2026/3/1' is a date, and bote has no dates", "write how long it is, as in 30 days; to divide, write blanks round each /"},
	{"31/12/2025 GB", 0, "'31/12/2025' is a date, and bote has no dates", "write how long it is, as in 30 days; to divide, write blanks round each /"},
	{"2\xe2\x80\x8b* 3", 1, "this sign (U+200B, which has no width) has no meaning here", "delete it"},
	{"2 \xe2\x98\x83 3", 2, "this sign (U+2603) has no meaning here", ""},
	{"20% off 50 USD", 2, "'% off' is not an operator", "write 50 USD - 20%"},
	{"5 as % of 50", 7, "a conversion comes last: 'of' cannot follow it", "write 5/50 to %"},
	{"if(a > 2, 3, 4)", 8, "a comma separates only in calls and lists", "write: if CONDITION then A else B"},
	{"mod(7, 3)", 0, "'mod' goes between its numbers", "write a mod b"},
	{"p99.9(x)", 3, "an operator is missing between 'p99' and '.9'", "write pct(x, 99.9)"},
	{"5 GB ^2", 5, "'^' after a number with a unit has two readings", "write (5 GB)^2 or 5 * GB^2"},
	{"5 GB^n", 4, "'^' after a number with a unit has two readings", "write (5 GB)^n or 5 * GB^n"},
	{"$5^n", 2, "'^' after an amount of money has two readings", "put brackets round what is raised"},
	{"2 h 30 min^2", 10, "'^' after a number with a unit has two readings", "put brackets round what is raised: (2 h 30 min)^2"},
	{"5 GB/s^0.5", 6, "the exponent of a unit is a whole number from 1 to 100", ""},
	{"5 GB/s^x", 6, "the exponent of a unit is a whole number from 1 to 100", ""},
	{"10 % 3", 3, "'%' before a factor is neither a percentage nor a remainder", "write 10 mod 3 for the remainder, 10% of 3 for a share, 10% alone otherwise"},
	{"10%3", 2, "'%' before a factor is neither a percentage nor a remainder", "write 10 mod 3 for the remainder, 10% of 3 for a share, 10% alone otherwise"},
	{"x % y", 2, "'%' before a factor is neither a percentage nor a remainder", "write x mod y for the remainder, x% of y for a share, x% alone otherwise"},
	{"10% (x)", 2, "'%' before a factor is neither a percentage nor a remainder", "write 10 mod (...) for the remainder, 10% of (...) for a share, 10% alone otherwise"},
	{"10% dau", 2, "'%' before a factor is neither a percentage nor a remainder", "write 10 mod dau for the remainder, 10% of dau for a share, 10% alone otherwise"},
	{"5 GB %", 5, "a percentage has no unit: '5 GB'", ""},
	{"5%%", 2, "one % is enough", ""},
	{"5 GB-month", 2, "'GB-month' reads as a difference of units", "write GB month"},
	{"$0.02/GB-month", 6, "'GB-month' reads as a difference of units", "write /GB/month"},
	{"x to GB-month", 5, "'GB-month' reads as a difference of units", "write GB month"},
	{"x to $/GB month", 10, "'month' after a slash has two readings", "write /month for below the line, or put it before the slash"},
	{"1..2..3", 4, "one range inside another", ""},
	{"x to", 2, "expected a unit or a form here", "a unit such as GB or requests/s, or one of: best, words, sci, pow2, hms, %, 2 digits, 2 decimals"},
	{"x in", 2, "expected a unit or a form after 'in'", "'in' converts; the inch is written 'inch'"},
	{"x to GBs", 5, "unknown unit 'GBs'", "did you mean 'GB'?"},
	{"x to mont", 5, "unknown unit 'mont'", "did you mean 'month'?"},
	{"x to xyz", 5, "unknown unit 'xyz'", "'noun xyz' makes it something that is counted, 'unit xyz = ...' a unit"},
	{"x to million", 5, "'million' is a magnitude, not a unit", "'to words' writes thousands, millions and billions out"},
	{"x to 0 digits", 5, "the number of digits is a whole number from 1 to 17", ""},
	{"x to 18 digits", 5, "the number of digits is a whole number from 1 to 17", ""},
	{"x to 2.5 digits", 5, "the number of digits is a whole number from 1 to 17", ""},
	{"x to if", 5, "expected a unit or a form here", "a unit such as GB or requests/s, or one of: best, words, sci, pow2, hms, %, 2 digits, 2 decimals"},
	{"x to fleet.x", 5, "'fleet' does not belong here: a unit should follow", ""},
	{"x to (GB)", 5, "expected a unit or a form here", "a unit such as GB or requests/s, or one of: best, words, sci, pow2, hms, %, 2 digits, 2 decimals"},
	{"x to GB * 2", 8, "a conversion comes last: '*' cannot follow it", "put the conversion in brackets: (... to ...)"},
	{"x to GB + y", 8, "a conversion comes last: '+' cannot follow it", "put the conversion in brackets: (... to ...)"},
	{"x to GB < 3", 8, "a conversion comes last: '<' cannot follow it", "put the conversion in brackets: (... to ...)"},
	{"if a then b to GB else c", 12, "a conversion inside of an 'if' needs brackets", "write (... to UNIT)"},
	{"if a then b", 11, "the line ends here, but 'else' should follow", ""},
	{"if a", 4, "the line ends here, but 'then' should follow", ""},
	{"if", 2, "the line ends here, but a value should follow", ""},
	{"if a = b then 1 else 2", 5, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"1 + if a then b else c", 4, "an 'if' inside of an expression needs brackets", "write (if ... then ... else ...)"},
	{"1 + not a", 4, "'not' is here inside of a tighter operator", "put brackets round it: (not ...)"},
	{"a < b < c", 6, "comparisons do not chain", "write a < b and b < c"},
	{"a == b != c", 7, "comparisons do not chain", "write a == b and b != c"},
	{"a && b", 2, "'&' is not an operator", "write 'and'"},
	{"a || b", 2, "'|' is not an operator", "write 'or'"},
	{"!a", 0, "'!' comes after a number, as its factorial", "to negate a condition write 'not x'"},
	{"a <> b", 2, "'<>' is not an operator", "write !="},
	{"a => b", 2, "'=>' is not an operator", "write >="},
	{"a =< b", 2, "'=<' is not an operator", "write <="},
	{"a = = b", 4, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"a // b", 2, "'//' begins a comment only at the start of a line", "a comment after a statement is written ' # text'; floor(a / b) divides and rounds down"},
	{"3 × ", 4, "the line ends here, but a value should follow", ""},
	{"“a", 0, "this text has no closing quote on its line", "write \""},
	{"'a'", 0, "texts go in double quotes", "write \""},
	{"{a}", 0, "braces have no meaning here", "brackets are ( ), lists [ ]; {name} is for lines of text, which begin with >"},
	{"a ? b", 2, "'?' has no meaning here", "without it x < 200 ms tells whether it is so; to choose, write if x < 5 then 1 else 2"},
	{"a; #b", 3, "'#' begins a heading only at the start of a line", "a comment after a statement has blanks round its #"},
	{"(1 + 2", 0, "this bracket is never closed", ""},
	{"f(1, 2", 1, "this bracket is never closed", ""},
	{"[1, 2", 0, "this bracket is never closed", ""},
	{"[1, 2)", 5, "']' was to close the bracket here", ""},
	{"(1]", 2, "')' was to close the bracket here", ""},
	{"1 + 2)", 5, "this ')' closes nothing", ""},
	{"]", 0, "']' does not belong here: a value is missing", ""},
	{"()", 1, "')' does not belong here: a value is missing", ""},
	{"(1, 2)", 2, "a comma separates only in calls and lists", "a list goes in square brackets"},
	{"1, 2", 1, "a comma separates only in calls and lists", "a list goes in square brackets"},
	{"10,5", 2, "a comma separates only in calls and lists", "digit groups have three digits, as in 1,000,000; decimals are written with a point"},
	{"1,00", 1, "a comma separates only in calls and lists", "digit groups have three digits, as in 1,000,000; decimals are written with a point"},
	{"0,500", 1, "a comma separates only in calls and lists", "digit groups have three digits, as in 1,000,000; decimals are written with a point"},
	{"f(1,000)", 2, "'1,000' has two readings here, where commas separate", "write 1_000 for one number, or 1, 000 for two"},
	{"[1,000,000]", 1, "'1,000,000' has two readings here, where commas separate", "write 1_000_000 for one number, or 1, 000, 000 for several"},
	{"f(1 2)", 4, "two numbers are side by side: '1' and '2'", "write 1 * 2"},
	{"f(1,)", 4, "')' does not belong here: a value is missing", ""},
	{"[1,]", 3, "']' does not belong here: a value is missing", ""},
	{"f(a = 1, 2)", 9, "arguments without a name come before those with one", ""},
	{"f(a = 1, a = 2)", 9, "'a' is given twice", ""},
	{"a +", 3, "the line ends here, but a value should follow", ""},
	{"a + * b", 4, "'*' does not belong here: a value is missing", ""},
	{"* * a", 2, "'*' does not belong here: a value is missing", ""},
	{"a.", 1, "a point belongs between digits, or between two names", ""},
	{".", 0, "a point belongs between digits, or between two names", ""},
	{"1.2.3", 3, "a number has one decimal point", "groups of digits have commas, as in 1,000,000"},
	{"1e400", 0, "this number is too large (over 1.8e308)", ""},
	{"1e-400", 0, "this number is too small to be told from 0", ""},
	{"0x11111111111111111", 0, "the number has more than 64 bits", ""},
	{"0b102", 4, "'2' is not a digit in base 2", ""},
	{"\"abc", 0, "this text has no closing quote", ""},
	{"\"a\\n\"", 2, "only \\\" and \\\\ may follow a backslash in a text", "write \\\\ for a backslash"},
	{"$-5", 0, "the sign comes before the currency", "write -$5"},
	{"€5", 0, "unknown currency '€'", "give its rate: unit € = 1.1 USD"},
	{"10 per 0 s", 7, "division by zero", ""},
	{"1/s^0", 3, "the exponent of a unit is a whole number from 1 to 100", ""},
	{"to = 3", 0, "'to' is a word of the language and cannot name a cell", ""},
	{"if = 3", 0, "'if' is a word of the language and cannot name a cell", ""},
	{"none = 3", 0, "'none' is a word of the language and cannot name a cell", ""},
	{"ref = 3", 0, "'ref' is a word of the language and cannot name a cell", ""},
	{"fact(x) = 3", 0, "'fact' is a word of the language and cannot name a function", ""},
	{"_ = 3", 0, "'_' is the last answer and cannot name a cell", ""},
	{"ans = 3", 0, "'ans' is the last answer and cannot name a cell", ""},
	{"fleet.x = 3", 0, "'fleet.x' has a point in it and cannot name a cell", "a name has letters, digits and _"},
	{"f() = 3", 1, "a function has at least one parameter", "write f = ... for a cell"},
	{"f(x, x) = 3", 5, "the parameter 'x' is here twice", ""},
	{"f(to) = 3", 2, "'to' does not belong here: a value is missing", ""},
	{"f(2) = 3", 5, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"3 = x", 2, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"a + b = 3", 6, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"x = 3 \"a\" \"b\"", 10, "this is a second text: one description is enough", ""},
	{"param x", 6, "the parameter 'x' needs a default or a unit", "write 'param x = 10 ms', 'param x in ms' or 'param x in number'"},
	{"param x in", 10, "the line ends here, but a unit should follow", ""},
	{"param x in xyz", 11, "unknown unit 'xyz'", "'noun xyz' makes it something that is counted, 'unit xyz = ...' a unit"},
	{"param x in [ms", 11, "this bracket is never closed", ""},
	{"param 3 = 4", 6, "'3' does not belong here: a name is missing", ""},
	{"param to = 3", 6, "'to' is a word of the language and cannot name a parameter", ""},
	{"use 3", 4, "'3' does not belong here: the name of a formula or sheet is missing", ""},
	{"use a.b", 4, "'a.b' does not belong here: the name of a formula or sheet is missing", ""},
	{"use \"a b\"", 4, "a sheet named by a text needs a name for its cells", "write: use \"a b\" as NAME"},
	{"use f as to", 9, "'to' is a word of the language and cannot name a sheet", ""},
	{"use f(", 5, "this bracket is never closed", ""},
	{"use f(a=1, a=2) as x", 11, "'a' is given twice", ""},
	{"check a = 3", 8, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"example a = 1", 13, "the line ends here, but ':' and what must come out should follow", ""},
	{"example a : b ~= 1", 10, "'=' should follow 'a', not ':'", ""},
	{"example a = 1 : b", 17, "the line ends here, but '~=' should follow", ""},
	{"example a = 1 : b = 3", 18, "'~=' should follow 'b', not '='", ""},
	{"example : ", 9, "the line ends here, but a name should follow", ""},
	{"show a = 3", 7, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"show a,", 7, "the line ends here, but a value should follow", ""},
	{"source x", 7, "'x' does not belong here: a text in double quotes is missing", ""},
	{"see a, 3", 7, "'3' does not belong here: the name of a formula is missing", ""},
	{"unit x", 6, "the line ends here, but '=' should follow", ""},
	{"unit x =", 8, "the line ends here, but a value should follow", ""},
	{"unit x is", 9, "the line ends here, but what it measures (such as time) should follow", ""},
	{"unit x = 5 with", 15, "the line ends here, but a family of prefixes (decimal, binary or small) should follow", ""},
	{"unit x = 5 with 3", 16, "'3' does not belong here: a family of prefixes (decimal, binary or small) is missing", ""},
	{"unit to = 5", 5, "'to' is a word of the language and cannot name a unit", ""},
	{"unit + = 5", 7, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"unit x, = 5", 8, "the name of a unit cannot begin with '='", ""},
	{"noun a = 5", 7, "'=' defines a cell, and only at the start of a statement", "to compare, write =="},
	{"set 3", 4, "'3' does not belong here: the name of a setting is missing", ""},
	{"~", 1, "the line ends here, but a value should follow", ""},
	{"~ ~ 3", 2, "'~' does not belong here: a value is missing", ""},
	{"x = (1 + 2\ny = 3", 4, "this bracket is never closed", ""},
	{"x = 1 + 2 +\n\ty = 3", 15, "'=' defines a cell, and only at the start of a statement", "the line before ends in '+', so it continues here"},
	{"at once = 3", 8, "'=' defines a cell, and only at the start of a statement", "a name has no blanks: write at_once"},
	{"a = 1; p99 of us = 3", 17, "'=' defines a cell, and only at the start of a statement", "a name has no blanks: write p99_of_us"},
	{"per user = 3", 0, "'per' does not belong here: a value is missing", "a name has no blanks: write per_user"},
	{"x = (1 + 2 \"a\"", 4, "this bracket is never closed", ""},
	{"(1; 2)", 0, "this bracket is never closed", ""},
	{"a\x01", 1, "a control character (0x01) is here", ""},
	{"a \xff", 2, "this byte (0xFF) is not valid UTF-8", ""},
	{"# a \xff", 4, "this byte (0xFF) is not valid UTF-8", ""},
	{"\"\xc3\"", 1, "this byte (0xC3) is not valid UTF-8", ""},
	{"set x \xff", 6, "this byte (0xFF) is not valid UTF-8", ""},
};
/* clang-format on */

Test(parse_error, messages)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source src = {.text = str_from_c(rows[i].text), .first_line = 1};
		struct statement *s;
		struct diag d = {0};
		struct arena a;
		uint32_t at = 0;

		arena_init(&a);
		diag_init(&d, &a, &src);
		cr_expect(!parse_line(&a, &src, &at, &words, &d, &s) && !s, "row %zu: '%s' is refused", i, rows[i].text);
		cr_expect(at > 0 && at <= src.text.len, "row %zu: the line is passed", i);
		if (d.error) {
			cr_expect(d.error->at.start == rows[i].at && d.error->at.end <= src.text.len, "row %zu: '%s' at %u", i,
			          rows[i].text, d.error->at.start);
			expect_str(i, d.error->text, str_from_c(rows[i].message));
			expect_str(i, d.error->hint, str_from_c(rows[i].hint));
		}
		arena_release(&a);
	}
}

/* A caller can continue with the line after a bad one. */
Test(parse_error, the_next_line)
{
	static const struct {
		const char *text;
		uint32_t at;
	} lines[] = {
		{"a +* b\nc", 7},     {"\"abc\nc", 5}, {"(1 + 2\ny = 3\nc", 7}, {"f(1,\n2,\n\"x\n3)\nc", 11},
		{"a; b +; c\nd", 10}, {"a & b", 5},
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct source src = {.text = str_from_c(lines[i].text), .first_line = 1};
		struct statement *s;
		struct diag d = {0};
		struct arena a;
		uint32_t at = 0;

		arena_init(&a);
		diag_init(&d, &a, &src);
		cr_expect(!parse_line(&a, &src, &at, &words, &d, &s), "row %zu", i);
		cr_expect(at == lines[i].at, "row %zu: goes on at %u", i, at);
		arena_release(&a);
	}
}
