/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_percent.c - percentages that are added, taken off and multiplied: growth, and shares of one. */
#include "eval/compiler.h"

bool is_share_power(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op == OP_POW && n->kids[0]->kind == NODE_PERCENT &&
	       n->kids[1]->kind == NODE_NUMBER && n->kids[1]->number > 0;
}

static bool is_part(const struct node *n)
{
	return n->op == OP_DIV && n->kids[1]->kind == NODE_NUMBER && n->kids[1]->number >= 1;
}

static bool is_percent_sum(const struct node *n)
{
	return n->kind == NODE_BINARY && (n->op == OP_ADD || n->op == OP_SUB);
}

/*
 * A percentage written at that place, in whatever dress, or one times or over a bare number, or its power: 20 percent,
 * -10%, (10% + 5%), 5..10%, 20% * 3, (5% + 1%) / 12, 99.9%^2.
 */
static bool is_written(const struct node *n)
{
	if (!n)
		return false;
	for (; n->kind == NODE_BINARY && !is_share_power(n) && !is_percent_sum(n); n = n->kids[0])
		if (!is_part(n) && (n->op != OP_MUL || (n->kids[1]->kind != NODE_NUMBER && !is_written(n->kids[1]))))
			return false;
	switch (n->kind) {
	case NODE_UNARY:
	case NODE_RANGE:
	case NODE_MARGIN: return is_written(n->kids[0]);
	case NODE_BINARY: return !is_percent_sum(n) || (is_written(n->kids[0]) && is_written(n->kids[1]));
	default: return n->kind == NODE_PERCENT || n->kind == NODE_QUANTITY;
	}
}

bool keeps_percent(const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *times = b->node;
	bool small = times && times->kind == NODE_NUMBER && times->number > 0 && times->number <= 10;

	return (n->op == OP_MUL ? small : is_part(n)) && is_written(a->node) && units_plain(&b->type.units) &&
	       b->type.units.n == 0;
}

static bool compile_percent_is_one(const struct node *n)
{
	return n && n->kind == NODE_NUMBER && n->number == 1;
}

/* The first of a chain of sums: the 1 of 1 + 10% + 10%. */
static const struct node *first_of_sum(const struct node *n)
{
	while (n && is_percent_sum(n) && !n->bracketed)
		n = n->kids[0];
	return n;
}

static struct str compile_percent_typed(const struct compiler *c, const struct node *n)
{
	return source_text(c->at.src, n->at);
}

static void note_growth(struct compiler *c, const struct node *n, const struct node *left, const struct node *share)
{
	bool loose = left && left->kind == NODE_BINARY && !left->bracketed;
	struct str x = left ? compile_percent_typed(c, left) : S("x");

	diag_note(c->d, n->at, "read as %s%.*s%s * (1 %s %.*s); for the %s of two shares write both with %%",
	          loose ? "(" : "", STR(x), loose ? ")" : "", op_name(n->op), STR(compile_percent_typed(c, share)),
	          n->op == OP_ADD ? "sum" : "difference");
}

/* 100 + 20% * 3: the product is a percentage, and of the 100. */
static void note_share(struct compiler *c, const struct node *n, const struct node *share)
{
	const struct node *first = share;
	struct buf number = {0};

	while (first->kind == NODE_BINARY && !first->bracketed)
		first = first->kids[0];
	if (first->kind == NODE_PERCENT && !first->bracketed && first->kids[0]->kind == NODE_NUMBER)
		buf_printf(&number, "; the number is written %.10g%.*s", first->kids[0]->number / 100,
		           STR(str_cut(c->at.src->text, first->at.end, share->at.end)));
	diag_note(c->d, n->at, "%.*s is a percentage: read as x * (1 %s %.*s)%s", STR(compile_percent_typed(c, share)),
	          op_name(n->op), STR(compile_percent_typed(c, share)), buf_c(&number));
	buf_release(&number);
}

/* X + 10% is X * 1.1. */
static bool compile_percent_grow(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                                 struct operand *out)
{
	struct operand one = {0}, factor = {0};
	const struct node *share = b->node;
	double x;

	if (units_plain(&a->type.units) && compile_peek(c, a, &x) && x >= 0 && x <= 1)
		note_growth(c, n, a->node, share);
	if (share->kind == NODE_BINARY && (share->op == OP_MUL || share->op == OP_DIV || share->op == OP_POW) &&
	    !share->bracketed)
		note_share(c, n, share);
	emit_scale(c, n, units_base(&b->type.units), b);
	emit_number(c, NULL, 1, &one);
	emit_pair(c, n->op == OP_ADD ? CODE_ADD : CODE_SUB, n, &one, b, &factor);
	*out = *a;
	emit_pair(c, CODE_MUL, n, a, &factor, out);
	return true;
}

/* 1 - 20%: the 1 is all of it, 100 %. */
static bool from_one(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                     struct operand *out)
{
	emit_scale(c, n, (struct factor){100, 1}, a);
	*out = *b;
	emit_pair(c, n->op == OP_ADD ? CODE_ADD : CODE_SUB, n, a, b, out);
	return true;
}

/* 10% + 50: beside such a number a percentage is the number it stands for. */
static bool beside_number(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                          struct operand *out)
{
	diag_note(c->d, n->at, "%.*s is a plain number here; for growth write %.*s %s %.*s",
	          STR(compile_percent_typed(c, a->node)), STR(compile_percent_typed(c, b->node)), op_name(n->op),
	          STR(compile_percent_typed(c, a->node)));
	emit_scale(c, n, units_base(&a->type.units), a);
	*out = *b;
	emit_pair(c, n->op == OP_ADD ? CODE_ADD : CODE_SUB, n, a, b, out);
	return true;
}

/* Two percentages add up, whatever comes before them: said where growth may have been meant. */
static void note_points(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *left = a->node, *right = b->node;

	if (left && is_written(left) && left->kind == NODE_BINARY && !is_percent_sum(left))
		diag_note(c->d, n->at, "%.*s is a percentage, and %.*s another; for growth write (%.*s) * (1 %s %.*s)",
		          STR(compile_percent_typed(c, left)), STR(compile_percent_typed(c, right)),
		          STR(compile_percent_typed(c, left)), op_name(n->op), STR(compile_percent_typed(c, right)));
	if (n->op != OP_ADD || !left || left->kind != NODE_BINARY || left->op != OP_ADD || left->bracketed ||
	    !compile_percent_is_one(left->kids[0]))
		return;
	const struct node *first = left->kids[1];
	if (first->kind == NODE_PERCENT && right->kind == NODE_PERCENT && first->kids[0]->kind == NODE_NUMBER &&
	    right->kids[0]->kind == NODE_NUMBER)
		diag_note(c->d, n->at, "the percentages add up; for growth upon growth write %.10g * %.10g",
		          (100 + first->kids[0]->number) / 100, (100 + right->kids[0]->number) / 100);
}

bool add_percent(struct compiler *c, const struct node *n, struct operand *a, struct operand *b, struct operand *out)
{
	bool a_percent = is_percent(a), b_percent = is_percent(b);

	if (b_percent && !a_percent && is_written(b->node))
		return compile_percent_is_one(a->node) ? from_one(c, n, a, b, out) : compile_percent_grow(c, n, a, b, out);
	if (a_percent && !b_percent && is_written(a->node) && b->node && b->node->kind == NODE_NUMBER &&
	    b->node->number > 1)
		return beside_number(c, n, a, b, out);
	if (a_percent && b_percent && is_written(b->node))
		note_points(c, n, a, b);
	return false;
}

/* A factor that leaves a share one: 3, and the times in 10%/year * 3 years. */
static bool is_small_factor(const struct node *n)
{
	const struct node *number = n->kind == NODE_QUANTITY ? n->kids[0] : n;

	return number->kind == NODE_NUMBER && number->number > 0 && (n->kind == NODE_QUANTITY || number->number <= 10);
}

/* 10%, 10%/year, the name of a cell of 10 %. */
static bool is_percent_source(struct compiler *c, const struct node *n)
{
	if (n->kind == NODE_NAME)
		return compile_is_percent_cell(c, n->text);
	return n->kind == NODE_PERCENT || (n->kind == NODE_QUANTITY && (str_eq(n->unit->words[0].word, S("%")) ||
	                                                                str_eq(n->unit->words[0].word, S("percent"))));
}

/* 2 * 10%, g / 2, 10%/year * 3 years: made of a percentage, and a plain number now. */
static bool is_lost_share(struct compiler *c, const struct node *n)
{
	bool found = false;

	for (; n->kind == NODE_BINARY && (n->op == OP_MUL || n->op == OP_DIV); n = n->kids[0]) {
		bool share = n->op == OP_MUL && is_percent_source(c, n->kids[1]);

		if (!share && !is_small_factor(n->kids[1]) && !(n->op == OP_DIV && n->kids[1]->kind == NODE_NAME))
			return false;
		found |= share;
	}
	return is_percent_source(c, n) || (found && is_small_factor(n));
}

bool note_percent_cell(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	bool cell = is_percent(b);
	double x;

	if (is_percent(a) || compile_percent_is_one(a->node) || compile_percent_is_one(first_of_sum(b->node)))
		return false;
	if (!cell && (c->at.frame || !b->node || b->type.units.n || b->node->kind != NODE_BINARY ||
	              compile_percent_is_one(first_of_sum(a->node)) || !is_lost_share(c, b->node)))
		return false;
	if (!units_soft(&a->type.units))
		return true;
	if (cell)
		diag_note(c->d, n->op_at, "a percentage that is a cell is a plain number here; for growth write x * (1 + p)");
	else if (!units_plain(&a->type.units) || !compile_peek(c, a, &x) || x < 0 || x > 1)
		diag_note(c->d, n->op_at, "%.*s is a plain number here; for growth write x * (1 %s %.*s)",
		          STR(compile_percent_typed(c, b->node)), op_name(n->op), STR(compile_percent_typed(c, b->node)));
	return true;
}
