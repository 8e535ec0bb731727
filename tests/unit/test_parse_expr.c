/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "../ast_print.h"
#include "expressions.h"
#include "rows.h"
#include "words.h"

/* The tree of one expression, or the error's message. */
static void print_tree(struct buf *out, const char *text)
{
	struct source src = {.text = str_from_c(text), .first_line = 1};
	struct diag d = {0};
	struct arena a;
	struct node *n;

	arena_init(&a);
	diag_init(&d, &a, &src);
	n = parse_expression(&a, &src, &words, &d);
	if (n)
		ast_print(out, n);
	else
		buf_printf(out, "error: %.*s", STR(d.error->text));
	arena_release(&a);
}

Test(parse_expr, trees)
{
	for (size_t i = 0; i < COUNT(expressions); i++) {
		struct buf out = {0};
		print_tree(&out, expressions[i].text);
		cr_expect(strcmp(buf_c(&out), expressions[i].tree) == 0, "row %zu: '%s' is %s", i, expressions[i].text,
		          buf_c(&out));
		buf_release(&out);
	}
}

/* Where there are two readings and neither is an error, a note says which it was. */
Test(parse_expr, notes)
{
	static const struct {
		const char *text, *note;
	} rows[] = {
		{"a / b c", "read as (a / b) × c"},
		{"100 GB / (2 + 3) MB/s", "read as (100 GB / (2 + 3)) × MB"},
		{"$0.02/GB month", "read as ($0.02/GB) × month"},
		{"1/2 x", "read as (1/2) × x"},
		{"a/b of c", "read as (a/b) of c"},
		{"a / b per s", "read as (a / b) per s"},
		{"1/2 GB", NULL},
		{"1/200 GB", "read as 1 / (200 GB)"},
		{"5/4 GB", "read as 5 / (4 GB)"},
		{"150/2 million", "read as 150 / (2 million)"},
		{"150/2%", "read as 150 / (2%)"},
		{"(a / b) c", NULL},
		{"a b / c", NULL},
		{"1 GB/100 Mbps", NULL},
		{"1 / 2 GB", NULL},
		{"10% of 5 GB", NULL},
		{"5 GB month", NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source src = {.text = str_from_c(rows[i].text), .first_line = 1};
		struct diag d = {0};
		struct arena a;

		arena_init(&a);
		diag_init(&d, &a, &src);
		cr_expect(parse_expression(&a, &src, &words, &d) != NULL, "row %zu", i);
		expect_str(i, d.notes ? d.notes->text : S(""), str_from_c(rows[i].note));
		arena_release(&a);
	}
}

/* What the evaluator relies on besides the shape: where things are, what is tight or stood in brackets. */
Test(parse_expr, places)
{
	struct source src = {.text = S("(a + b) * 5 GB/s - f(x) to MB/s"), .first_line = 1};
	struct diag d = {0};
	struct arena a;
	struct node *n, *product, *quantity;

	arena_init(&a);
	diag_init(&d, &a, &src);
	n = parse_expression(&a, &src, &words, &d);
	cr_assert(n && n->kind == NODE_CONVERT);
	expect_str(0, source_text(&src, n->at), src.text);
	expect_str(1, source_text(&src, n->op_at), S("to"));
	expect_str(2, source_text(&src, n->unit->at), S("MB/s"));
	product = n->kids[0]->kids[0];
	expect_str(3, source_text(&src, product->at), S("(a + b) * 5 GB/s"));
	expect_str(4, source_text(&src, product->op_at), S("*"));
	cr_expect(product->kids[0]->bracketed && !product->bracketed);
	expect_str(5, source_text(&src, product->kids[0]->at), S("a + b"));
	quantity = product->kids[1];
	expect_str(6, source_text(&src, quantity->at), S("5 GB/s"));
	expect_str(7, source_text(&src, quantity->unit->at), S("GB/s"));
	expect_str(8, source_text(&src, quantity->unit->words[1].at), S("s"));
	cr_expect(quantity->unit->words[1].exponent == -1);
	expect_str(9, source_text(&src, n->kids[0]->kids[1]->at), S("f(x)"));
	cr_expect(n->depth == 4, "depth is %u", n->depth);
	arena_release(&a);
}

Test(parse_expr, tight)
{
	static const struct {
		const char *text;
		bool tight;
	} rows[] = {{"a/b", true}, {"a / b", false}, {"a /b", false},  {"a/ b", false},     {"a per b", true},
	            {"a b", true}, {"2a", true},     {"2 * a", false}, {"1 h 5 min", true}, {"1 h + 5 min", false}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source src = {.text = str_from_c(rows[i].text), .first_line = 1};
		struct diag d = {0};
		struct arena a;
		struct node *n;

		arena_init(&a);
		diag_init(&d, &a, &src);
		n = parse_expression(&a, &src, &words, &d);
		cr_expect(n && n->tight == rows[i].tight, "row %zu", i);
		arena_release(&a);
	}
}

/* A text of `n` times `piece` round or after `middle`. */
static void repeat(struct buf *out, const char *piece, size_t n)
{
	while (n-- > 0)
		buf_add_c(out, piece);
}

static enum diag_kind kind_of_error(const struct buf *text)
{
	struct source src = {.text = buf_str(text), .first_line = 1};
	struct diag d = {0};
	struct arena a;
	enum diag_kind kind;

	arena_init(&a);
	diag_init(&d, &a, &src);
	parse_expression(&a, &src, &words, &d);
	kind = d.error ? d.error->kind : DIAG_INTERRUPT;
	arena_release(&a);
	return kind;
}

/* Whatever is nested, the depth is bounded, and so is every recursion over the tree. */
Test(parse_expr, limits)
{
	static const struct {
		const char *before, *piece, *middle, *after;
		size_t fits, too_many;
	} rows[] = {
		{"", "(", "1", ")", 200, 201},
		{"", "[", "1", "]", 200, 201},
		{"", "f(", "1", ")", 200, 201},
		{"", "-", "1", "", 1900, 2100},
		{"", "not ", "a", "", 1900, 2100},
		{"", "a^", "a", "", 900, 2100},
		{"", "2^", "2", "", 900, 2100},
		{"", "2^-", "2", "", 900, 2100},
		{"", "if a then b else ", "c", "", 1900, 2100},
		{"", "if ", "a", " then b else c", 1900, 2100},
		{"x", " to GB", "", "", 1900, 2100},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		for (int large = 0; large < 2; large++) {
			size_t n = large ? rows[i].too_many : rows[i].fits;
			struct buf text = {0};
			enum diag_kind kind;

			buf_add_c(&text, rows[i].before);
			repeat(&text, rows[i].piece, n);
			buf_add_c(&text, rows[i].middle);
			repeat(&text, rows[i].after, n);
			kind = kind_of_error(&text);
			cr_expect(kind == (large ? DIAG_LIMIT : DIAG_INTERRUPT), "row %zu: %zu times, kind %d", i, n, (int)kind);
			buf_release(&text);
		}
	}
}

/* What only continues to the right is not a deeper for it. */
Test(parse_expr, long_sums)
{
	static const char *const rows[][2] = {{"1", " + 1"}, {"a", " a"}, {"", "1h "}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf text = {0};

		buf_add_c(&text, rows[i][0]);
		repeat(&text, rows[i][1], 100000);
		cr_expect(kind_of_error(&text) == DIAG_INTERRUPT, "row %zu", i);
		buf_release(&text);
	}
}

Test(parse_expr, more_limits)
{
	struct buf text = {0};

	repeat(&text, "x", 201);
	cr_expect(kind_of_error(&text) == DIAG_LIMIT);
	buf_reset(&text);
	buf_add_c(&text, "5 GB");
	repeat(&text, "/s", 16);
	cr_expect(kind_of_error(&text) == DIAG_LIMIT);
	buf_reset(&text);
	repeat(&text, "1h1", 100000); /* one long word: it must not be read again for each of its units */
	cr_expect(kind_of_error(&text) != DIAG_INTERRUPT);
	buf_release(&text);
}
