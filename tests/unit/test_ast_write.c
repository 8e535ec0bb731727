/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../ast_print.h"
#include "expressions.h"
#include "rows.h"
#include "words.h"

static struct node *parse(struct arena *a, struct str text)
{
	struct source src = {.text = text, .first_line = 1};
	struct diag d = {0};

	diag_init(&d, a, &src);
	return parse_expression(a, &src, &words, &d);
}

Test(ast_write, by_hand)
{
	static const char *const rows[][2] = {
		{"rps*cpu_per_request", "rps × cpu_per_request"},
		{"((a))+((b*c))", "a + b × c"},
		{"(a + b) * c", "(a + b) × c"},
		{"a - (b - c)", "a - (b - c)"},
		{"(a - b) - c", "a - b - c"},
		{"a / (b * c)", "a / (b × c)"},
		{"(a / b) * c", "a / b × c"},
		{"2a", "2 × a"},
		{"5 GB month", "5 GB × month"},
		{"100 GB/x", "100 GB / x"},
		{"a per b", "a / b"},
		{"1/2 per n", "1/2 per n"},
		{"4 GB of # which\n  data", "4 GB of data"},
		{"4 GB of\n// which\n  data", "4 GB of data"},
		{"1/2 per (s)", "1/2 per (s)"}, /* without brackets one quantity */
		{"1/2 per\ns", "1/2 per (s)"},
		{"a * 1/3 G/3 GB", "a × 1/3 G / 3 GB"}, /* with `per` one quantity */
		{"1/2 million / n", "1/2 million / n"},
		{"x to 1/3 per +18 to 1/3 per n", "x..1/3 per +18..1/3 per n"},
		{"-1/2 per n", "-1/2 per n"},
		{"0.1..1/2 per n", "0.1..1/2 per n"},
		{"0.3 +- 1/2 per n", "0.3 ± 1/2 per n"},
		{"a * 1/2 per n", "a × 1/2 per n"},
		{"100M   users*10 tweets/user/day", "100M users × 10 tweets/user/day"},
		{"$0.40 per\tmillion  requests", "$0.40 per million requests"},
		{"1h30m", "1h 30m"},
		{"(1 h 30 min) * 2", "1 h 30 min × 2"},
		{"(1 h 30 min)^2", "(1 h 30 min)^2"},
		{"(5 GB)^2", "(5 GB)^2"},
		{"(2)^(3)", "2^3"},
		{"(2^3)^4", "(2^3)^4"},
		{"2^(3^4)", "2^3^4"},
		{"(-2)^2", "(-2)^2"},
		{"-(2^2)", "-2^2"},
		{"-(a * b)", "-(a × b)"},
		{"a - -b", "a - -b"},
		{"2^-3", "2^-3"},
		{"2^(-3)", "2^-3"},
		{"x^(5 GB)", "x^(5 GB)"},
		{"x^(-(10%))", "x^(-10%)"},
		{"(10%)^2", "(10%)^2"},
		{"x + 10 %", "x + 10%"},
		{"(a + b)%", "(a + b)%"},
		{"10% of (500B)", "10% of (500B)"},
		{"10% of 500B", "10% of 500B"},
		{"writes per million users", "writes / 1 million users"},
		{"20/M", "20 / 1M"},
		{"f(1, b = (1,000))", "f(1, b = 1_000)"},
		{"[1,2, (3)]", "[1, 2, 3]"},
		{"[(1,000) * 2]", "[1_000 × 2]"},
		{"f((1,000 + 1) * 2)", "f((1,000 + 1) × 2)"},
		{"\"a \\\"b\\\" \\\\\"", "\"a \\\"b\\\" \\\\\""},
		{"not (a and b)", "not (a and b)"},
		{"(not a) and b", "not a and b"},
		{"(a == b) == c", "(a == b) == c"},
		{"(a or b) and c", "(a or b) and c"},
		{"if (a) then (b) else (c)", "if a then b else c"},
		{"(if a then b else c) + 1", "(if a then b else c) + 1"},
		{"if a then (b to GB) else c", "if a then (b to GB) else c"},
		{"if a then b else (if c then d else e)", "if a then b else if c then d else e"},
		{"(x in GB) * 2", "(x to GB) × 2"},
		{"(x to GB) to 2 digits", "x to GB to 2 digits"},
		{"x -> 1 / s", "x to 1 / s"},
		{"x to  %", "x to %"},
		{"none \"why\"", "none \"why\""},
		{"true", "yes"},
		{"2^\n// two to the\n  // power of\n3 s", "2^ 3 s"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};
		struct arena a;
		struct node *n;

		arena_init(&a);
		n = parse(&a, str_from_c(rows[i][0]));
		cr_assert(n, "row %zu", i);
		ast_write(&out, n, str_from_c(rows[i][0]), false, NULL, NULL);
		expect_str(i, buf_str(&out), str_from_c(rows[i][1]));
		buf_release(&out);
		arena_release(&a);
	}
}

/* What is written reads back as the same tree, in Unicode and in ASCII. */
Test(ast_write, round_trip)
{
	for (size_t i = 0; i < 2 * COUNT(expressions); i++) {
		const char *text = expressions[i / 2].text;
		struct buf written = {0}, printed = {0};
		struct node *n, *again;
		struct arena a;

		arena_init(&a);
		n = parse(&a, str_from_c(text));
		cr_assert(n, "row %zu", i / 2);
		ast_write(&written, n, str_from_c(text), i % 2, NULL, NULL);
		again = parse(&a, buf_str(&written));
		cr_expect(again, "row %zu: '%s' was written '%s'", i / 2, text, buf_c(&written));
		if (again) {
			ast_print(&printed, again);
			expect_str(i / 2, buf_str(&printed), str_from_c(expressions[i / 2].tree));
		}
		buf_release(&written);
		buf_release(&printed);
		arena_release(&a);
	}
}

static uint32_t seed = 1;

static const char *any_of(const char *const *list, size_t count)
{
	seed = seed * 1664525 + 1013904223;
	return list[(seed >> 8) % count];
}

static const char *any_expression(void)
{
	seed = seed * 1664525 + 1013904223;
	return expressions[(seed >> 8) % COUNT(expressions)].text;
}

/* An expression of the table, or two or three of them put together, `depth` deep. */
static void make_up(struct buf *out, int depth)
{
	static const char *const shapes[] = {"1",
	                                     "1",
	                                     "(1) @ (2)",
	                                     "1 @ 2",
	                                     "(1) @ 2",
	                                     "1 @ (2)",
	                                     "-(1)",
	                                     "- 1",
	                                     "(1)%",
	                                     "f(1, 2)",
	                                     "[1, 2]",
	                                     "if (1) then (2) else (1)",
	                                     "if 1 then 2 else 1",
	                                     "not 1",
	                                     "(1) .. (2)",
	                                     "(1 to GB)",
	                                     "(1)^(2)",
	                                     "1^2",
	                                     "max(1)",
	                                     "(1) (2)"};
	static const char *const operators[] = {"+", "-", "*", "/", "mod", "^", "of", "==", "!=", "<", ">=", "and", "or"};

	for (const char *p = any_of(shapes, depth > 0 ? COUNT(shapes) : 1); *p; p++) {
		if (*p == '@')
			buf_add_c(out, any_of(operators, COUNT(operators)));
		else if (*p != '1' && *p != '2')
			buf_char(out, *p);
		else if (depth > 0)
			make_up(out, depth - 1);
		else
			buf_add_c(out, any_expression());
	}
}

/* A long chain is walked by loops, and is written and printed as a short one is. */
Test(ast_write, long_chain)
{
	struct buf text = {0}, written = {0}, tree = {0}, printed = {0};
	struct node *n, *again;
	struct arena a;

	arena_init(&a);
	buf_fill(&text, '(', 20);
	buf_add_c(&text, "a");
	for (int i = 0; i < 20000; i++) {
		buf_add_c(&text, i % 3 ? " + b" : " - (c - 2 GB)");
		if (i < 20)
			buf_add_c(&text, i % 2 ? ") * 5" : ")");
	}
	n = parse(&a, buf_str(&text));
	cr_assert(n && n->depth < 50, "it is long and not deep");
	ast_print(&tree, n);
	ast_write(&written, n, buf_str(&text), true, NULL, NULL);
	again = parse(&a, buf_str(&written));
	cr_assert(again, "what is written is read");
	ast_print(&printed, again);
	cr_expect(str_eq(buf_str(&printed), buf_str(&tree)), "and is the same");
	buf_release(&text);
	buf_release(&written);
	buf_release(&tree);
	buf_release(&printed);
	arena_release(&a);
}

/* So does what is put together of such expressions: the tree that is written is the tree that is read. */
Test(ast_write, random_trees)
{
	unsigned read = 0;

	for (unsigned i = 0; i < 20000; i++) {
		struct buf text = {0}, written = {0}, tree = {0}, printed = {0};
		struct node *n, *again;
		struct arena a;

		arena_init(&a);
		make_up(&text, 1 + (int)(i % 3));
		n = parse(&a, buf_str(&text));
		if (n) {
			read++;
			ast_print(&tree, n);
			ast_write(&written, n, buf_str(&text), i % 2, NULL, NULL);
			again = parse(&a, buf_str(&written));
			cr_expect(again, "'%s' was written '%s'", buf_c(&text), buf_c(&written));
			if (again) {
				ast_print(&printed, again);
				cr_expect(str_eq(buf_str(&printed), buf_str(&tree)), "'%s' was written '%s': %s, not %s", buf_c(&text),
				          buf_c(&written), buf_c(&printed), buf_c(&tree));
			}
		}
		buf_release(&text);
		buf_release(&written);
		buf_release(&tree);
		buf_release(&printed);
		arena_release(&a);
	}
	cr_expect_gt(read, 5000u);
}

/* a is 10 ms, b is -3, everything else its own name. */
static bool value_of(void *ctx, const struct node *n, struct buf *out)
{
	(void)ctx;
	if (str_eq(n->text, S("a")))
		buf_add_c(out, "10 ms/request");
	else if (str_eq(n->text, S("b")))
		buf_add_c(out, "-3");
	return out->len > 0;
}

Test(ast_write, values_for_names)
{
	static const char *const rows[][2] = {
		{"a * c", "10 ms/request * c"},
		{"c / a", "c / 10 ms/request"},
		{"a^2", "(10 ms/request)^2"},
		{"2^a", "2^(10 ms/request)"},
		{"-a", "-10 ms/request"},
		{"-b", "-(-3)"},
		{"b^2", "(-3)^2"},
		{"c * b", "c * (-3)"},
		{"c - b", "c - (-3)"},
		{"b + c", "-3 + c"},
		{"a%", "(10 ms/request)%"},
		{"f(a, b)", "f(10 ms/request, -3)"},
		{"a to s", "10 ms/request to s"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};
		struct arena a;
		struct node *n;

		arena_init(&a);
		n = parse(&a, str_from_c(rows[i][0]));
		cr_assert(n, "row %zu", i);
		ast_write(&out, n, str_from_c(rows[i][0]), true, value_of, NULL);
		expect_str(i, buf_str(&out), str_from_c(rows[i][1]));
		buf_release(&out);
		arena_release(&a);
	}
}

Test(ast_write, operators)
{
	static const char *const names[] = {
		[OP_ADD] = "+", [OP_SUB] = "-",   [OP_MUL] = "*", [OP_DIV] = "/",    [OP_MOD] = "mod", [OP_POW] = "^",
		[OP_OF] = "of", [OP_EQ] = "==",   [OP_NE] = "!=", [OP_LT] = "<",     [OP_LE] = "<=",   [OP_GT] = ">",
		[OP_GE] = ">=", [OP_AND] = "and", [OP_OR] = "or", [OP_NEGATE] = "-", [OP_NOT] = "not",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		expect_str(i, str_from_c(op_name((enum node_op)i)), str_from_c(names[i]));
}
