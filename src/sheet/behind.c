/* SPDX-License-Identifier: GPL-3.0-or-later */
/* behind.c - a walk through expressions, what they name, and what that names. */
#include "sheet/behind.h"

#include <stdlib.h>

#include "sheet/explain.h"
#include "sheet/parts.h"

enum { DEPTH = 16 };

/* Where an expression stands: its names are those of a space, or of a formula that is called. */
struct look {
	struct behind *b;
	const struct definition *at;
};

static void look_through(struct behind *b, const struct definition *at, const struct node *n);

static bool first_time(struct behind *b, struct str name)
{
	if (map_get(&b->seen, name))
		return false;
	map_put(&b->seen, arena_str(b->arena, name), b);
	return true;
}

static void add_fact(struct behind *b, struct str name)
{
	const struct fact *f = facts_find(b->sheet->facts, name, NULL);

	if (!f || !first_time(b, f->name))
		return;
	b->facts = xgrow(b->facts, b->count, &b->cap, sizeof(*b->facts));
	b->facts[b->count++] = f;
}

static bool is_figure(struct str name)
{
	return str_starts(name, S("ref.")) || str_starts(name, S("measured.")) || str_starts(name, S("fact."));
}

static bool is_given(const struct node *call, struct str name, uint32_t position)
{
	for (uint32_t i = 0; i < call->count; i++)
		if (call->names && call->names[i].len ? str_eq(call->names[i], name) : i == position)
			return true;
	return false;
}

/* A formula that is called: its cells, and the defaults that the caller leaves. */
static void look_at_formula(struct behind *b, const struct definition *at, const struct template *t, const struct node *call)
{
	bool again = !first_time(b, arena_printf(b->arena, "%.*s()", STR(t->name)));
	uint32_t position = 0;

	for (const struct statement *st = t->first; st; st = st->next) {
		bool param = st->kind == STATEMENT_PARAM;

		if (st->expr && (param ? !is_given(call, st->name, position) : st->kind == STATEMENT_CELL && !again))
			look_through(b, at, st->expr);
		position += param;
	}
}

static void look_at_call(struct behind *b, const struct definition *at, const struct node *n)
{
	const struct scope *scope = sheet_scope(b->sheet, at->space);
	const struct source *src;
	const struct statement *own = scope->function(scope->ctx, n->text, &src);
	const struct template *t;
	struct diag d;

	if (own) {
		if (first_time(b, arena_printf(b->arena, "%.*s(", STR(n->text))))
			look_through(b, at, own->expr);
		return;
	}
	diag_init(&d, b->arena, at->source);
	t = scope->sheet(scope->ctx, n->text, &d);
	if (t)
		look_at_formula(b, at, t, n);
}

static void look_at_name(void *ctx, const struct node *n)
{
	struct look *x = ctx;

	if (n->kind == NODE_CALL)
		look_at_call(x->b, x->at, n);
	else if (n->kind == NODE_NAME && is_figure(n->text))
		add_fact(x->b, n->text);
}

static void look_through(struct behind *b, const struct definition *at, const struct node *n)
{
	struct look x = {b, at};

	if (!n || b->depth == DEPTH)
		return;
	b->depth++;
	ast_names(n, look_at_name, &x);
	b->depth--;
}

void behind_init(struct behind *b, struct sheet *s, struct arena *a)
{
	*b = (struct behind){.sheet = s, .arena = a, .cell_count = sheet_cell_count(s)};
	b->cells = arena_array(a, bool, b->cell_count + 1);
}

/* A cell and which of its needs is to be looked at next. */
struct step {
	const struct cell *cell;
	uint32_t next;
};

static bool is_new(struct behind *b, const struct cell *c)
{
	if (c->index >= b->cell_count || b->cells[c->index])
		return false;
	b->cells[c->index] = true;
	return true;
}

/*
 * A cell that was not looked through yet, and before it those that it needs; with a stack of its own, since chains are long. Each cell is
 * met once, however many expressions rest on it.
 */
static void look_at_cell(struct behind *b, const struct cell *root)
{
	struct step *stack = NULL;
	size_t count = 0, cap = 0;

	for (const struct cell *c = root; c || count;) {
		if (c && is_new(b, c)) {
			stack = xgrow(stack, count, &cap, sizeof(*stack));
			stack[count++] = (struct step){c, 0};
		}
		c = NULL;
		if (!count)
			break;
		if (stack[count - 1].next < stack[count - 1].cell->need_count) {
			c = stack[count - 1].cell->needs[stack[count - 1].next++];
		} else {
			const struct cell *done = stack[--count].cell;

			look_through(b, &done->is, done->is.expr);
		}
	}
	free(stack);
}

void behind_add(struct behind *b, const struct definition *at, const struct node *n)
{
	uint32_t count;
	struct cell **reads = explain_reads(b->sheet, at, n, b->arena, &count);

	look_through(b, at, n);
	for (uint32_t i = 0; i < count; i++)
		look_at_cell(b, reads[i]);
}

void behind_release(struct behind *b)
{
	map_release(&b->seen);
	free(b->facts);
}
