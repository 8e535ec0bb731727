/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ast.c - walks through trees: what they name, read and hold. */
#include "lang/ast.h"

#include <stdlib.h>
#include <string.h>

#include "lang/token.h"

const struct unit_tail unit_tail_none = {.multiplier = 1};
const struct statement_more statement_no_more;

const char *op_name(enum node_op op)
{
	static const char *const names[] = {
		[OP_ADD] = "+", [OP_SUB] = "-",   [OP_MUL] = "*", [OP_DIV] = "/",    [OP_MOD] = "mod", [OP_POW] = "^",
		[OP_OF] = "of", [OP_EQ] = "==",   [OP_NE] = "!=", [OP_LT] = "<",     [OP_LE] = "<=",   [OP_GT] = ">",
		[OP_GE] = ">=", [OP_AND] = "and", [OP_OR] = "or", [OP_NEGATE] = "-", [OP_NOT] = "not",
	};

	return names[op];
}

const struct node **ast_spine(const struct node *n, uint32_t *count)
{
	const struct node **spine;
	uint32_t len = 0;

	for (const struct node *at = n; at->kind == NODE_BINARY; at = at->kids[0])
		len++;
	spine = xmalloc(len * sizeof(*spine) + 1);
	*count = len;
	for (; len > 0; n = n->kids[0])
		spine[--len] = n;
	return spine;
}

static void each_operand(const struct node *n, void (*visit)(void *ctx, const struct node *n), void *ctx)
{
	uint32_t count;
	const struct node **spine = ast_spine(n, &count);

	visit(ctx, spine[0]->kids[0]);
	for (uint32_t i = 0; i < count; i++)
		visit(ctx, spine[i]->kids[1]);
	free(spine);
}

/*
 * Call `visit` for the parts of a node, from left to right; a chain of operators may be longer than the stack is deep.
 */
static void each_part(const struct node *n, void (*visit)(void *ctx, const struct node *n), void *ctx)
{
	if (n->kind == NODE_BINARY && n->kids[0]->kind == NODE_BINARY) {
		each_operand(n, visit, ctx);
		return;
	}
	for (uint32_t i = 0; i < n->count; i++)
		if (n->kids[i])
			visit(ctx, n->kids[i]);
}

static void bind_name(void *ctx, const struct node *n)
{
	const struct str *name = ctx;

	if (n->kind == NODE_NAME && str_eq(n->text, *name))
		((struct node *)n)->local = true;
	each_part(n, bind_name, ctx);
}

void ast_bind(struct node *n, struct str name)
{
	bind_name(&name, n);
}

const struct node *ast_counter(const struct node *n)
{
	bool counts = n->kind == NODE_CALL && n->count == 2 && str_eq(n->text, S("smallest")) &&
	              n->kids[0]->kind == NODE_NAME;

	return counts ? n->kids[0] : NULL;
}

bool ast_is_answer(const struct node *n)
{
	return n->kind == NODE_NAME && n->text.len <= 3 && (str_eq(n->text, S("_")) || str_eq(n->text, S("ans")));
}

struct visiting {
	void (*visit)(void *ctx, const struct node *n);
	void *ctx;
};

static void visit_names(void *ctx, const struct node *n)
{
	struct visiting *v = ctx;

	if ((n->kind == NODE_NAME && !n->local) || n->kind == NODE_CALL)
		v->visit(v->ctx, n);
	each_part(n, visit_names, v);
}

struct collecting {
	struct names names;
	uint32_t cap;
	struct arena *a;
};

static void ast_collect(void *ctx, const struct node *n)
{
	struct collecting *c = ctx;

	if (c->names.count == c->cap) {
		const struct node **more = arena_array(c->a, const struct node *, c->cap + c->cap / 2 + 8);

		if (c->cap)
			memcpy(more, c->names.node, c->cap * sizeof(*more));
		c->names.node = more;
		c->cap += c->cap / 2 + 8;
	}
	c->names.node[c->names.count++] = n;
}

struct names ast_names(const struct node *n, struct arena *a)
{
	struct collecting c = {.a = a};

	if (n)
		visit_names(&(struct visiting){ast_collect, &c}, n);
	return c.names;
}

struct span ast_description(const struct node *n)
{
	if (n->kind == NODE_QUANTITY || n->kind == NODE_NUMBER)
		return n->op_at;
	if (n->kind == NODE_PERCENT && n->op_at.end > n->op_at.start + 1)
		return (struct span){n->op_at.start + 1, n->op_at.end};
	return (struct span){0, 0};
}

static void visit_readings(void *ctx, const struct node *n)
{
	struct visiting *v = ctx;
	uint32_t count;

	if (n->kind != NODE_BINARY) {
		if (n->kind == NODE_CALL && n->spaced)
			v->visit(v->ctx, n);
		each_part(n, visit_readings, v);
		if (n->kind == NODE_NUMBER || n->kind == NODE_QUANTITY || ast_description(n).end)
			v->visit(v->ctx, n);
		return;
	}
	const struct node **spine = ast_spine(n, &count);
	visit_readings(v, spine[0]->kids[0]);
	for (uint32_t i = 0; i < count; i++) {
		if (spine[i]->op == OP_MUL)
			v->visit(v->ctx, spine[i]);
		visit_readings(v, spine[i]->kids[1]);
	}
	free(spine);
}

void ast_readings(const struct node *n, void (*visit)(void *ctx, const struct node *n), void *ctx)
{
	struct visiting v = {visit, ctx};

	visit_readings(&v, n);
}

/* All expressions of a statement. */
static void each_expression(const struct statement *st, void (*visit)(void *ctx, const struct node *n), void *ctx)
{
	if (st->expr)
		visit(ctx, st->expr);
	for (uint32_t i = 0; i < st->more->item_count; i++)
		if (st->more->items[i].value)
			visit(ctx, st->more->items[i].value);
	for (uint32_t i = 0; i < st->more->want_count; i++)
		if (st->more->wants[i].value)
			visit(ctx, st->more->wants[i].value);
}

struct names ast_statement_names(const struct statement *st, struct arena *a)
{
	struct collecting c = {.a = a};

	if (st->names)
		each_expression(st, visit_names, &(struct visiting){ast_collect, &c});
	return c.names;
}

void ast_statement_readings(const struct statement *st, void (*visit)(void *ctx, const struct node *n), void *ctx)
{
	struct visiting v = {visit, ctx};

	each_expression(st, visit_readings, &v);
}

bool ast_is_from_none(const struct statement *param)
{
	struct str origin = param->origin;

	return param->kind == STATEMENT_PARAM && param->expr && str_starts(origin, S("none")) &&
	       (origin.len == 4 || origin.p[4] == ' ' || origin.p[4] == ':');
}

bool ast_asks_nothing(const struct statement *param)
{
	return param->kind == STATEMENT_PARAM && param->expr && str_starts(param->origin, S("none asked for"));
}

struct reading {
	struct str name;
	bool found;
};

static void ast_read_name(void *ctx, const struct node *n)
{
	struct reading *r = ctx;

	r->found |= n->kind == NODE_NAME && str_eq(n->text, r->name);
}

struct capturing {
	const struct node *inner;
	bool found;
};

static void look_for_capture(void *ctx, const struct node *n)
{
	struct capturing *c = ctx;
	struct reading r = {0};

	if (c->found)
		return;
	if (ast_counter(n)) {
		r.name = n->kids[0]->text;
		visit_names(&(struct visiting){ast_read_name, &r}, c->inner);
	}
	c->found = r.found;
	if (!c->found)
		each_part(n, look_for_capture, c);
}

bool ast_captures(const struct node *outer, const struct node *inner)
{
	struct capturing c = {.inner = inner};

	look_for_capture(&c, outer);
	return c.found;
}

const struct node *ast_without_conversion(const struct node *n)
{
	while (n->kind == NODE_CONVERT)
		n = n->kids[0];
	return n;
}
