/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_zero.c - steps without what is nothing: terms of sums that are 0, and what only such a term needs. */
#include <string.h>

#include "report/build_parts.h"

struct build_zeros {
	struct build *b;
	const struct node **left; /* for each cell: what is left of its expression, or NULL where that is all of it */
	bool *varied;             /* for each cell: a scenario may give it another value */
	bool *told;               /* for each cell: its step says something; NULL: that of each does */
};

/* ---- what is nothing ---- */

bool build_zeros_nothing(const struct build_zeros *z, const struct cell *c)
{
	return c->state == CELL_READY && c->type->kind == VALUE_NUMBER && !c->type->list && !c->type->uncertain &&
	       c->num[0] == 0 && !z->varied[c->index];
}

static bool build_zero_is_typed(const struct node *n)
{
	if (n->kind == NODE_QUANTITY || n->kind == NODE_PERCENT)
		n = n->kids[0];
	return n->kind == NODE_NUMBER && n->number == 0;
}

/* Of the factors one is enough. */
static bool build_zero_comes_of(const struct build_zeros *z, const struct definition *at, const struct node *n)
{
	const struct cell *named;

	for (n = ast_without_conversion(n); n->kind == NODE_BINARY && (n->op == OP_MUL || n->op == OP_DIV);
	     n = ast_without_conversion(n->kids[0]))
		if (n->op == OP_MUL && build_zero_comes_of(z, at, n->kids[1]))
			return true;
	if (n->kind != NODE_NAME)
		return build_zero_is_typed(n);
	named = sheet_named(z->b->sheet, at, n);
	return named && build_zeros_nothing(z, named);
}

/* ---- what is left ---- */

static const struct node *left_of(const struct build_zeros *z, const struct definition *at, const struct node *n);

static const struct node *with_kids(const struct build_zeros *z, const struct node *n, const struct node *const *kids)
{
	struct node *copy;

	if (!memcmp(kids, n->kids, n->count * sizeof *kids))
		return n;
	copy = arena_new(z->b->a, struct node);
	*copy = *n;
	copy->kids = arena_array(z->b->a, struct node *, n->count);
	memcpy(copy->kids, kids, n->count * sizeof *kids);
	return copy;
}

/*
 * The sum of the terms that are not 0. It stays whole where it begins with what is taken from nothing, where nothing is
 * left, and where a number is: (1 - 0%) says that nothing is taken off.
 */
static const struct node *left_of_sum(const struct build_zeros *z, const struct definition *at, const struct node *n)
{
	const struct node *sum = NULL, *first = n;
	const struct node **spine;
	uint32_t count = 0;

	for (; build_is_sum(first); first = first->kids[0])
		count++;
	spine = arena_array(z->b->a, const struct node *, count + 1);
	for (uint32_t i = count; i > 0; i--, n = n->kids[0])
		spine[i] = n;
	n = spine[count];
	for (uint32_t i = 0; i <= count; i++) {
		const struct node *term = i ? spine[i]->kids[1] : first;

		if (build_zero_comes_of(z, at, term))
			continue;
		term = left_of(z, at, term);
		if (!sum && i && spine[i]->op == OP_SUB)
			return n;
		sum = sum ? with_kids(z, spine[i], (const struct node *[]){sum, term}) : term;
	}
	return !sum || sum->kind == NODE_NUMBER || sum->kind == NODE_PERCENT ? n : sum;
}

static const struct node *left_of(const struct build_zeros *z, const struct definition *at, const struct node *n)
{
	enum { DEEP = 100 };
	const struct node **kids;

	if (build_is_sum(n))
		return left_of_sum(z, at, n);
	if (n->depth > DEEP || !n->count || build_is_literal(n))
		return n;
	kids = arena_array(z->b->a, const struct node *, n->count);
	for (uint32_t i = 0; i < n->count; i++) /* a condition is as it was asked */
		kids[i] = n->kind == NODE_IF && i == 0 ? n->kids[i] : left_of(z, at, n->kids[i]);
	return with_kids(z, n, kids);
}

/* ---- what is still told ---- */

/* It is 0 since it was so assumed, or has such a factor; not since it was worked out, which says something. */
static bool build_zero_is_silent(const struct build_zeros *z, const struct cell *c)
{
	const struct node *n = build_expression(c);

	return build_zeros_nothing(z, c) && n && build_zero_comes_of(z, &c->is, n);
}

/* Cells that are still to be looked at. */
struct visits {
	struct cell **cells;
	uint32_t count;
};

static void tell_cell(struct build_zeros *z, struct visits *x, struct cell *c)
{
	if (z->told[c->index])
		return;
	z->told[c->index] = true;
	x->cells[x->count++] = c;
}

static void tell_reads(struct build_zeros *z, struct visits *x, const struct cell *c)
{
	uint32_t count = 0;
	struct cell **reads;

	for (uint32_t i = 0; i < c->need_count; i++)
		if (!z->left[c->index] || (build_zeros_nothing(z, c->needs[i]) && !build_zero_is_silent(z, c->needs[i])))
			tell_cell(z, x, c->needs[i]);
	if (!z->left[c->index])
		return;
	reads = sheet_reads(&c->is, z->left[c->index], z->b->a, &count);
	for (uint32_t i = 0; i < count; i++)
		tell_cell(z, x, reads[i]);
}

static void find_told(struct build_zeros *z)
{
	struct build *b = z->b;
	struct visits x = {arena_array(b->a, struct cell *, sheet_cell_count(b->sheet) + 1), 0};

	z->told = arena_array(b->a, bool, sheet_cell_count(b->sheet) + 1);
	for (uint32_t i = 0; i < b->root_count; i++)
		tell_cell(z, &x, b->roots[i]);
	while (x.count)
		tell_reads(z, &x, x.cells[--x.count]);
}

/* ---- all of it ---- */

static void vary(struct build_zeros *z, struct visits *x, struct cell *c)
{
	if (z->varied[c->index])
		return;
	z->varied[c->index] = true;
	x->cells[x->count++] = c;
}

/* What a scenario sets, and all that depends on it. */
static void find_varied(struct build_zeros *z)
{
	struct sheet *sheet = z->b->sheet;
	struct visits x = {arena_array(z->b->a, struct cell *, sheet_cell_count(sheet) + 1), 0};

	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct statement *st = sheet_entry(sheet, i)->statement;

		for (uint32_t k = 0; st->kind == STATEMENT_SCENARIO && k < st->more->item_count; k++) {
			struct cell *c = sheet_find(sheet, st->more->items[k].name);

			if (c)
				vary(z, &x, c);
		}
	}
	while (x.count) {
		const struct cell *c = x.cells[--x.count];

		for (uint32_t i = 0; i < c->user_count; i++)
			vary(z, &x, c->users[i]);
	}
}

const struct build_zeros *build_zeros(struct build *b)
{
	struct build_zeros *z = arena_new(b->a, struct build_zeros);
	uint32_t count = sheet_cell_count(b->sheet);
	bool some = false;

	*z = (struct build_zeros){b, arena_array(b->a, const struct node *, count + 1), arena_array(b->a, bool, count + 1),
	                          NULL};
	find_varied(z);
	for (uint32_t i = 0; i < count; i++) {
		const struct cell *c = sheet_cell(b->sheet, i);
		const struct node *n = b->needed[i] ? build_expression(c) : NULL, *left = n;

		if (n && !eval_is_native(sheet_engine(b->sheet), n))
			left = left_of(z, &c->is, n);
		if (left != n) {
			z->left[i] = left;
			some = true;
		}
	}
	if (some)
		find_told(z);
	return z;
}

const struct node *build_zeros_left(const struct build_zeros *z, const struct cell *c)
{
	return z->left[c->index] ? z->left[c->index] : c->is.expr;
}

bool build_zeros_tell(const struct build_zeros *z, const struct cell *c)
{
	return !z->told || z->told[c->index];
}
