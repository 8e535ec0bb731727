/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "rows.h"
#include "words.h"

#include "../statement.h"
#include "base/fs.h"

/* Every statement of a text, one after another; "|" ends a line. */
static void print_all(struct buf *out, struct source src)
{
	struct arena a;
	uint32_t at = 0;

	arena_init(&a);
	while (at < src.text.len) {
		struct diag d = {0};
		struct statement *s;

		diag_init(&d, &a, &src);
		if (!parse_line(&a, &src, &at, &words, &d, &s))
			buf_printf(out, "error: %.*s ", STR(d.error->text));
		for (; s; s = s->next) {
			statement_print(out, s);
			buf_add_c(out, s->next ? "; " : " ");
		}
		buf_add_c(out, at < src.text.len ? "| " : "");
	}
	buf_cut(out, out->len && buf_c(out)[out->len - 1] == ' ' ? out->len - 1 : out->len);
	arena_release(&a);
}

static void expect_printed(size_t row, const char *text, const char *want)
{
	struct source src = {.text = str_from_c(text), .first_line = 1};
	struct buf out = {0};

	print_all(&out, src);
	expect_str(row, buf_str(&out), str_from_c(want));
	buf_release(&out);
}

/* ---- what is written is read as the same ---- */

/* All statements of a line, written out with semicolons between. */
static void write_line(struct buf *out, const struct statement *s, struct str src)
{
	for (; s; s = s->next) {
		statement_write(out, s, src);
		buf_add_c(out, s->next ? "; " : "");
	}
	buf_char(out, '\n');
}

static void expect_round(const char *where, struct str text)
{
	struct source src = {.text = text, .first_line = 1};
	struct buf before = {0}, written = {0}, after = {0};
	struct arena a;
	uint32_t at = 0;

	arena_init(&a);
	while (at < text.len) {
		struct statement *s;
		struct diag d;

		diag_init(&d, &a, &src);
		if (parse_line(&a, &src, &at, &words, &d, &s))
			write_line(&written, s, text);
	}
	print_all(&before, src);
	print_all(&after, (struct source){.text = buf_str(&written), .first_line = 1});
	cr_expect(str_eq(buf_str(&before), buf_str(&after)) || strstr(buf_c(&before), "error: "),
	          "%s: '%s' is written '%s' and read as '%s'", where, buf_c(&before), buf_c(&written), buf_c(&after));
	buf_release(&before);
	buf_release(&written);
	buf_release(&after);
	arena_release(&a);
}

Test(parse, what_is_written_is_read_as_the_same)
{
	static const char *const rows[] = {
		"chart g(a = s, r)",
		"chart line(x, y, n = 1..10, log) \"a \\\"chart\\\" \\\\\"",
		"a = none \"why\" \"what\" from \"where\"",
		"a = (none) \"what\"; b = \"t\" \"u\"",
		"(check) \"x\"; (box) \"x\"; (flow) a -> GB",
		"box end \"\" : 3 GB; flow a -> b \"x\" : (a, b)",
		"scenario \"a; b\" : x = 1, y = 2 GB/s",
		"scenario \"n\" : x = x * 2 to GB",
		"example : c ~= 3, d ~= yes",
		"example a = 1, b = 2 ms : c ~= none, f.g ~= \"data\"",
		"use f; use f as x; use f(3, b = 4); use \"my sheet\"(1) as m; use lab.queue",
		("param a = \"x\" in [\"x\", \"y z\"] \"what\" from \"w\"; param b in [ms]; param c in any; param d in number "
	     "\"n\""),
		"show a, b to GB, [1, 2]; see a, b; source \"s \\\"q\\\"\"",
		"~ 3 * 4 \"x\"; ~~ x; require not x \"y\"; check if a then b else c",
		"f(x, y) = x^-y + 10% \"f\"; correlate(a, b, 0.7); ref l = 1 ns \"L\" from \"p\"",
		"unit floppy = 1.44 MB; alias RPS = request/s; noun driver, drivers; set prompt \"a; b\" ; 3",
		"# A # b; c",
		"> Why {a}? \"So\"",
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_round(rows[i], str_from_c(rows[i]));
}

/* The lines of all sheets that ship. */
Test(parse, sheets_are_written_and_read_as_the_same)
{
	const char *srcdir = getenv("srcdir");
	glob_t found;
	char pattern[4096];

	snprintf(pattern, sizeof(pattern), "%s/formulas/*/*.bote", srcdir ? srcdir : ".");
	cr_assert_eq(glob(pattern, 0, NULL, &found), 0);
	snprintf(pattern, sizeof(pattern), "%s/examples/*.bote", srcdir ? srcdir : ".");
	cr_assert_eq(glob(pattern, GLOB_APPEND, NULL, &found), 0);
	cr_expect(found.gl_pathc > 150);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct buf text = {0};
		struct str rest, line;

		cr_assert_eq(fs_read(found.gl_pathv[i], 1 << 20, &text), 0);
		rest = buf_str(&text);
		while (str_next_line(&rest, &line))
			expect_round(found.gl_pathv[i], line);
		buf_release(&text);
	}
	globfree(&found);
}

Test(parse, statements)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"  \n\n", "|"},
		{"a", "expr := a"},
		{"a \"what\"", "expr := a text 'what'"},
		{"a = 5", "cell 'a' := 5"},
		{"a = 5 GB \"what it is\"", "cell 'a' := (q 5 GB) text 'what it is'"},
		{"a = 5 GB \"what\" from \"where\"", "cell 'a' := (q 5 GB) text 'what' origin 'where'"},
		{"a = 5 GB from \"where\"", "cell 'a' := (q 5 GB) origin 'where'"},
		{"a = \"cpu\" \"what\"", "cell 'a' := \"cpu\" text 'what'"},
		{"a = none \"why\" \"what\"", "cell 'a' := (none \"why\") text 'what'"},
		{"a = \"say \\\"hi\\\" \\\\ \"", "cell 'a' := \"say \"hi\" \\ \""},
		{"a = x = 3", "error: '=' defines a cell, and only at the start of a statement"},
		{"p99 = 200 ms; load = 10k RPS", "cell 'p99' := (q 200 ms); cell 'load' := (q 10000 RPS)"},
		{"qps = 20k/s; qps * 4 KB to MB/s", "cell 'qps' := (q 20000 /s); expr := (to (* qps (q 4 KB)) MB/s)"},
		{";; 1 ;;2;", "expr := 1; expr := 2"},
		{"min = 3", "cell 'min' := 3"},
		{"f(x, y) = x * y", "function 'f' | x, y := (* x y)"},
		{"f(x) = x^2 \"square\"", "function 'f' | x := (^ x 2) text 'square'"},
		{"f(x) == 3", "expr := (== (f: x) 3)"},
		{"f(x) * 2", "expr := (* (f: x) 2)"},
		{"param dau = 100M users \"Daily active users\"",
	     "param 'dau' := (q 100000000 users) text 'Daily active users'"},
		{"param a = 5 in GB \"x\" from \"y\"", "param 'a' := (to 5 GB) text 'x' origin 'y'"},
		{"param size in B/tweet \"no default\"", "param 'size' in B+1 tweet-1 text 'no default'"},
		{"param lat in [ms] from \"y\"", "param 'lat' in [ms+1] origin 'y'"},
		{"param a in any; param b in [any]", "param 'a' in any; param 'b' in [any]"},
		{"param a in %", "param 'a' in %+1"},
		{"param a in /s", "param 'a' in s-1"},
		{"require posts > 0 \"nobody posts\"", "require := (> posts 0) text 'nobody posts'"},
		{"check writes < 20k tweets/s", "check := (< writes (q 20000 tweets/s))"},
		{"use f", "use 'f' as 'f'"},
		{"use f as x", "use 'f' as 'x'"},
		{"use f(a = 1, b = 2 ms) as x", "use 'f' as 'x' with a=1, b=(q 2 ms)"},
		{"use f(3, b = 4)", "use 'f' as 'f' with 3, b=4"},
		{"use f (3)", "use 'f' as 'f' with 3"},
		{"use \"my sheet\"(1) as m", "use 'my sheet' as 'm' with 1"},
		{"show writes, fleet.servers to words, a + b", "show : writes, (to fleet.servers words), (+ a b)"},
		{"example a = 1, b = 2 GB : c ~= 3, d ~= yes, e ~= none, f.g ~= \"data\"",
	     "example with a=1, b=(q 2 GB) : c=3, d=yes, e=(none), f.g=\"data\""},
		{"example : c ~= 3", "example : c=3"},
		{"source \"the article\"", "source text 'the article'"},
		{"see a, b", "see : a, b"},
		{"ref l1 = 1 ns \"L1 cache\" from \"a paper\"", "ref 'l1' := (q 1 ns) text 'L1 cache' origin 'a paper'"},
		{"box api \"API\"", "box 'api' text 'API'"},
		{"box api \"API\" : servers * 2; box b \"B\"", "box 'api' := (* servers 2) text 'API'; box 'b' text 'B'"},
		{"flow a -> b", "flow 'a' as 'b'"},
		{"flow a → b \"feeds\" : 2 GB/s", "flow 'a' as 'b' := (q 2 GB/s) text 'feeds'"},
		{"flow a -> b : x to GB", "flow 'a' as 'b' := (to x GB)"},
		{"box = 3; flow = 4; box * flow", "cell 'box' := 3; cell 'flow' := 4; expr := (* box flow)"},
		{"box \"a box\"; flow a; use f as flow", "expr := box text 'a box'; expr := (* flow a); use 'f' as 'flow'"},
		{"flow -> GB", "expr := (to flow GB)"},
		{"flow(x) = x; box(x, y) = x * y", "function 'flow' | x := x; function 'box' | x, y := (* x y)"},
		{"set strict on", "set 'strict' text 'on'"},
		{"set strict = on", "set 'strict' text 'on'"},
		{"set kb 1024 ; 3", "set 'kb' text '1024'; expr := 3"},
		{"set prompt \"a; b\" ; 3", "set 'prompt' text 'a; b'; expr := 3"},
		{"set x", "set 'x'"},
		{"~ 3 * 4", "about 1 := (* 3 4)"},
		{"~~ 3 * 4", "about := (* 3 4)"},
		{"unit s, s, second, seconds is time with small \"the SI second\"",
	     "unit 's' | s, s, second, seconds is 'time' families small "
	     "text 'unit s, s, second, seconds is time with small \"the SI second\"' origin 'the SI second'"},
		{"unit minute, minutes, min = 60 s",
	     "unit 'minute' | minute, minutes, min := (q 60 s) text 'unit minute, minutes, min = 60 s'"},
		{"unit B, byte = 8 bit with decimal, binary \"doc\" ; 1",
	     "unit 'B' | B, byte := (q 8 bit) families decimal, binary text 'unit B, byte = 8 bit with decimal, binary "
	     "\"doc\"' "
	     "origin 'doc'; expr := 1"},
		{"unit metre, metres, m- is length with decimal",
	     "unit 'metre' | metre, metres, m- is 'length' families decimal text 'unit metre, metres, m- is length with "
	     "decimal'"},
		{"unit %, percent = 0.01", "unit '%' | %, percent := 0.01 text 'unit %, percent = 0.01'"},
		{"unit $, USD is money", "unit '$' | $, USD is 'money' text 'unit $, USD is money'"},
		{"unit \xe2\x82\xac, EUR = 1.08 USD",
	     "unit '\xe2\x82\xac' | \xe2\x82\xac, EUR := (q 1.08 USD) text 'unit \xe2\x82\xac, EUR = 1.08 USD'"},
		{"unit floppy = 1.44 MB", "unit 'floppy' | floppy := (q 1.44 MB) text 'unit floppy = 1.44 MB'"},
		{"alias RPS, rps = request/s", "alias 'RPS' | RPS, rps := (/ request s) text 'alias RPS, rps = request/s'"},
		{"noun driver, drivers", "noun 'driver' | driver, drivers text 'noun driver, drivers'"},
		{"# Twitter  ", "heading 1 text 'Twitter'"},
		{"  ### A b; c", "heading 3 text 'A b; c'"},
		{"> Why {a}? \"So\" // here.", "prose text 'Why {a}? \"So\" // here.'"},
		{">", "prose"},
		{"// a comment \xff\n1", "| expr := 1"},
		{"#!/usr/bin/bote -f\n1", "| expr := 1"},
		{"1\n#!x", "expr := 1 | heading 1 text '!x'"},
		{"\xef\xbb\xbf"
	     "a = 1",
	     "cell 'a' := 1"},
		{"a = 1\r\nb = 2\r\n", "cell 'a' := 1 | cell 'b' := 2"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_printed(i, rows[i][0], rows[i][1]);
}

/* A statement's word is one only where a statement can follow; else it is a cell like any other. */
Test(parse, words_that_begin_statements)
{
	static const char *const rows[][2] = {
		{"check = 5", "cell 'check' := 5"},
		{"source * 2", "expr := (* source 2)"},
		{"set == 3", "expr := (== set 3)"},
		{"show to GB", "expr := (to show GB)"},
		{"param in GB", "expr := (to param GB)"},
		{"use", "expr := use"},
		{"example, 3", "error: a comma separates only in calls and lists"},
		{"check - x", "expr := (- check x)"},
		{"check-x", "expr := (- check x)"},
		{"check -x < 3", "check := (< (- x) 3)"},
		{"check(x)", "expr := (check: x)"},
		{"check (x > 1) and y", "check := (and (> x 1) y)"},
		{"unit(3)", "expr := (unit: 3)"},
		{"check not x", "check := (not x)"},
		{"check if a then b else c", "check := (if a b c)"},
		{"require [1] == x", "require := (== [1] x)"},
		{"ref.l1 * 2", "expr := (* ref.l1 2)"},
		{"see.x", "expr := see.x"},
		{"2 * check", "expr := (* 2 check)"},
		{"check = 5; check check > 3", "cell 'check' := 5; check := (> check 3)"},
		{"param to = 3", "error: 'to' is a word of the language and cannot name a parameter"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_printed(i, rows[i][0], rows[i][1]);
}

/* A line that begins with an operator continues from the last answer. */
Test(parse, continued)
{
	static const char *const rows[][2] = {
		{"* 3", "expr := (* _ 3)"},
		{"/ 3 + 1", "expr := (+ (/ _ 3) 1)"},
		{"/s", "expr := (/ _ s)"},
		{"^2", "expr := (^ _ 2)"},
		{"**2 * 3", "expr := (* (^ _ 2) 3)"},
		{"to GB", "expr := (to _ GB)"},
		{"9000 s to h, min and s", "expr := (to (q 9000 s) parts h*min*s)"},
		{"to 2 digits", "expr := (to _ 2 digits)"},
		{"in GB to words", "expr := (to (to _ GB) words)"},
		{"-> GB", "expr := (to _ GB)"},
		{"- 3", "expr := (- 3)"},
		{"+ 3", "expr := 3"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_printed(i, rows[i][0], rows[i][1]);
}

Test(parse, lines)
{
	static const char *const rows[][2] = {
		{"a = (1 +\n 2) * 3\nb = 1", "cell 'a' := (* (+ 1 2) 3) | cell 'b' := 1"},
		{"a = 1 +\n// why\n\n 2\nb", "cell 'a' := (+ 1 2) | expr := b"},
		{"show a,\n b\n", "show : a, b"},
		{"example :\n a ~=\n 3", "example : a=3"},
		{"a =\n3", "cell 'a' := 3"},
		{"f(\n1\n,\n2\n)\n3", "expr := (f: 1 2) | expr := 3"},
		{"a\n+ b", "expr := a | expr := b"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_printed(i, rows[i][0], rows[i][1]);
}

Test(parse, one_expression)
{
	static const struct {
		const char *text;
		bool good;
	} rows[] = {
		{"5 GB", true},   {" 5 GB\n\n", true}, {"(1 +\n2)", true}, {"", false},     {"1; 2", false}, {"1\n2", false},
		{"a = 1", false}, {"1 \"x\"", false},  {"# x", false},     {"// x", false}, {"1)", false},   {"show 1", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source src = {.text = str_from_c(rows[i].text), .first_line = 1};
		struct diag d = {0};
		struct arena a;
		struct node *n;

		arena_init(&a);
		diag_init(&d, &a, &src);
		n = parse_expression(&a, &src, &words, &d);
		cr_expect((n != NULL) == rows[i].good && !d.error == rows[i].good, "row %zu: '%s'", i, rows[i].text);
		arena_release(&a);
	}
}

Test(parse, target)
{
	static const char *const rows[][2] = {
		{"GB", "(to GB)"},
		{"MB/s", "(to MB/s)"},
		{"1/s", "(to /s)"},
		{"/s", "(to /s)"},
		{"per s", "(to /s)"},
		{"words", "(to words)"},
		{"3 digits", "(to 3 digits)"},
		{"%", "(to %)"},
		{"tweets per user per day", "(to tweets/user/day)"},
		{" GB ", "(to GB)"},
		{"", "-"},
		{"xyz", "-"},
		{"GB + 1", "-"},
		{"5 GB", "-"},
		{"to GB", "-"},
		{"GB; 1", "-"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source src = {.text = str_from_c(rows[i][0]), .first_line = 1};
		struct diag d = {0};
		struct buf out = {0};
		struct arena a;
		struct node *n;

		arena_init(&a);
		diag_init(&d, &a, &src);
		n = parse_target(&a, &src, &words, &d);
		if (n)
			ast_print(&out, n);
		else
			buf_add_c(&out, d.error ? "-" : "no error");
		expect_str(i, buf_str(&out), str_from_c(rows[i][1]));
		buf_release(&out);
		arena_release(&a);
	}
}

Test(parse, unfinished)
{
	static const struct {
		const char *text;
		bool want;
	} rows[] = {
		{"", false},         {"a", false},        {"a +", true},      {"a + // b", false},   {"(1", true},
		{"(1 + 2)", false},  {"f(1,", true},      {"[1, 2", true},    {"(1\n+ 2", true},     {"(1\n+ 2)", false},
		{"a)", false},       {"x to", true},      {"x to GB", false}, {"x =", true},         {"10%", false},
		{"show a,", true},   {"\"abc", false},    {"(\"abc", false},  {"# (", false},        {"> (", false},
		{"// (", false},     {"if a then", true}, {"5 mod", true},    {"a and", true},       {"not", true},
		{"example :", true}, {"a;", false},       {"2 ^", true},      {"x ->", true},        {"-", true},
		{"a +\nb", false},   {"a +\n", true},     {"use f as", true}, {"use f as x", false}, {"5 $", false},
		{"a &", false},      {"a + # b", true},   {"(a # b)", true},  {"a # +", false},      {"a # (", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(parse_unfinished(str_from_c(rows[i].text)) == rows[i].want, "row %zu: '%s'", i, rows[i].text);
}

Test(parse, uncommented)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"1 + 2\n", "1 + 2\n"},
		{"1 + # what\n", "1 + "},
		{"(1 + # (what", "(1 + "},
		{"a #\n", "a "},
		{"\"a # b\" == a # c", "\"a # b\" == a"},
		{"“a # b” == a # c", "“a # b” == a"},
		{"# (heading # a)", "# (heading # a)"},
		{"// text # (", "// text "},
		{"a #b", "a "},
		{"a } # b", "a } "},
		{"\"a # b", "\"a # b"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_str(i, parse_uncommented(str_from_c(rows[i][0])), str_from_c(rows[i][1]));
}

Test(parse, words)
{
	static const char *const reserved[] = {"if", "then", "else", "and", "or", "not", "of",       "mod",  "per", "to",
	                                       "in", "as",   "none", "yes", "no", "ref", "measured", "fact", "lab"};
	static const char *const free_words[] = {"", "min", "show", "check", "words", "a", "_", "million", "from", "To"};
	static const struct {
		const char *word;
		double want;
	} magnitudes[] = {
		{"k", 1e3},        {"K", 1e3},         {"M", 1e6},
		{"G", 1e9},        {"T", 1e12},        {"bn", 1e9},
		{"thousand", 1e3}, {"thousands", 1e3}, {"million", 1e6},
		{"billions", 1e9}, {"trillion", 1e12}, {"quadrillions", 1e15},
		{"lakh", 1e5},     {"lakhs", 1e5},     {"crore", 1e7},
		{"crores", 1e7},   {"B", 0},           {"m", 0},
		{"", 0},           {"bns", 0},         {"Million", 1e6},
		{"LAKH", 1e5},     {"BN", 1e9},        {"s", 0},
		{"millionss", 0},
	};

	for (size_t i = 0; i < COUNT(reserved); i++)
		cr_expect(parse_reserved(str_from_c(reserved[i])), "row %zu", i);
	for (size_t i = 0; i < COUNT(free_words); i++)
		cr_expect(!parse_reserved(str_from_c(free_words[i])), "row %zu", i);
	for (size_t i = 0; i < COUNT(magnitudes); i++)
		cr_expect(parse_magnitude(str_from_c(magnitudes[i].word)) == magnitudes[i].want, "row %zu", i);
	for (size_t i = 0; parse_keywords[i]; i++)
		cr_expect(parse_reserved(str_from_c(parse_keywords[i])), "row %zu", i);
}

/* Every form that is offered for completion can be asked for. */
Test(parse, forms)
{
	for (size_t i = 0; parse_form_words[i]; i++) {
		struct source src = {.text = str_from_c(parse_form_words[i]), .first_line = 1};
		struct diag d = {0};
		struct arena a;
		struct node *n;

		arena_init(&a);
		diag_init(&d, &a, &src);
		n = parse_target(&a, &src, &words, &d);
		cr_expect(n && n->form != FORM_UNIT, "row %zu", i);
		arena_release(&a);
	}
}
