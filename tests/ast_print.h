/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ast_print.h - a tree as one line: "(to (* (q 100000000 users) (q 10 tweets/user/day)) tweets/s)". */
#ifndef BOTE_TEST_AST_PRINT_H
#define BOTE_TEST_AST_PRINT_H

#include <math.h>
#include <stdlib.h>

#include "lang/ast.h"
#include "lang/token.h"

static inline void ast_print(struct buf *out, const struct node *n);

/* The shortest of 15 to 17 digits that reads back the same. */
static inline void ast_print_number(struct buf *out, double x)
{
	size_t start = out->len;

	for (int digits = 15; digits <= 17; digits++) {
		buf_cut(out, start);
		buf_printf(out, "%.*g", digits, x);
		if (strtod(buf_c(out) + start, NULL) == x)
			break;
	}
}

static inline void ast_print_tail(struct buf *out, const struct unit_tail *t)
{
	for (uint32_t i = 0; i < t->count; i++) {
		const struct unit_word *w = &t->words[i];
		int power = w->exponent < 0 ? -w->exponent : w->exponent;

		if (w->exponent < 0)
			buf_char(out, '/');
		else if (i > 0)
			buf_char(out, '*');
		buf_add_str(out, w->word);
		if (power != 1)
			buf_printf(out, "^%d", power);
	}
	if (t->multiplier != 1) {
		buf_add_c(out, "{");
		ast_print_number(out, t->multiplier);
		buf_add_c(out, "}");
	}
}

static inline void ast_print_text(struct buf *out, struct str s)
{
	buf_char(out, '"');
	buf_add_str(out, s);
	buf_char(out, '"');
}

static inline void ast_print_kids(struct buf *out, const struct node *n)
{
	for (uint32_t i = 0; i < n->count; i++) {
		if (i > 0 || n->kind != NODE_LIST)
			buf_char(out, ' ');
		if (n->kind == NODE_CALL && call_name(n, i).len)
			buf_printf(out, "%.*s=", STR(call_name(n, i)));
		ast_print(out, n->kids[i]);
	}
}

static inline void ast_print_convert(struct buf *out, const struct node *n)
{
	buf_add_c(out, "(to");
	ast_print_kids(out, n);
	buf_char(out, ' ');
	if (n->form == FORM_PARTS)
		buf_add_c(out, "parts ");
	if (n->form == FORM_UNIT || n->form == FORM_PARTS)
		ast_print_tail(out, n->unit);
	else if (n->form == FORM_DIGITS)
		buf_printf(out, "%u %s", n->digits % DECIMALS, n->digits < DECIMALS ? "digits" : "decimals");
	else
		buf_add_c(out, word_form_name(n->form));
	buf_char(out, ')');
}

/* "(word kid kid ...)" */
static inline void ast_print_form(struct buf *out, const char *word, const struct node *n)
{
	buf_char(out, '(');
	buf_add_c(out, word);
	ast_print_kids(out, n);
	buf_char(out, ')');
}

/* "(+ (+ a b) c)" */
static inline void ast_print_binary(struct buf *out, const struct node *n)
{
	uint32_t count;
	const struct node **spine = ast_spine(n, &count);

	for (uint32_t i = count; i > 0; i--)
		buf_printf(out, "(%s ", spine[i - 1]->op == OP_ADD && spine[i - 1]->tight ? "&" : op_name(spine[i - 1]->op));
	ast_print(out, spine[0]->kids[0]);
	for (uint32_t i = 0; i < count; i++) {
		buf_char(out, ' ');
		ast_print(out, spine[i]->kids[1]);
		buf_char(out, ')');
	}
	free(spine);
}

static inline void ast_print(struct buf *out, const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER: /* a sign is folded in only in exponents: "2^-3" */
		buf_add_c(out, signbit(n->number) ? "(- " : "");
		ast_print_number(out, fabs(n->number));
		buf_add_c(out, signbit(n->number) ? ")" : "");
		break;
	case NODE_TEXT: ast_print_text(out, n->text); break;
	case NODE_TRUTH: buf_add_c(out, n->number != 0 ? "yes" : "no"); break;
	case NODE_NAME: buf_add_str(out, n->text); break;
	case NODE_QUANTITY:
		buf_add_c(out, "(q");
		ast_print_kids(out, n);
		buf_char(out, ' ');
		ast_print_tail(out, n->unit);
		buf_char(out, ')');
		break;
	case NODE_PERCENT: ast_print_form(out, "%", n); break;
	case NODE_RANGE: ast_print_form(out, "..", n); break;
	case NODE_MARGIN: ast_print_form(out, "+-", n); break;
	case NODE_UNARY: ast_print_form(out, op_name(n->op), n); break;
	case NODE_BINARY: ast_print_binary(out, n); break;
	case NODE_IF: ast_print_form(out, "if", n); break;
	case NODE_CALL:
		buf_char(out, '(');
		buf_add_str(out, n->text);
		buf_char(out, ':');
		ast_print_kids(out, n);
		buf_char(out, ')');
		if (call_member(n).len)
			buf_printf(out, ".%.*s", STR(call_member(n)));
		break;
	case NODE_LIST:
		buf_char(out, '[');
		ast_print_kids(out, n);
		buf_char(out, ']');
		break;
	case NODE_CONVERT: ast_print_convert(out, n); break;
	case NODE_NONE:
		buf_add_c(out, "(none");
		if (n->text.len) {
			buf_char(out, ' ');
			ast_print_text(out, n->text);
		}
		buf_char(out, ')');
		break;
	}
}

#endif
