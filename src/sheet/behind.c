/* SPDX-License-Identifier: GPL-3.0-or-later */
/* behind.c - a walk through expressions, what they name, and what that names. */
#include "sheet/behind.h"

#include <stdlib.h>

#include "eval/builtin.h"
#include "sampling/dist.h"
#include "sheet/sheet_parts.h"

enum { DEPTH = 16 };

static bool behind_first_time(struct behind *b, struct str name)
{
	if (map_get(&b->seen, name))
		return false;
	map_put(&b->seen, arena_str(b->arena, name), b);
	return true;
}

static void behind_add_fact(struct behind *b, const struct fact *f)
{
	if (!f || !behind_first_time(b, f->name))
		return;
	b->facts = xgrow(b->facts, b->count, &b->cap, sizeof(*b->facts));
	b->facts[b->count++] = f;
	if (b->met)
		b->met(b->ctx, f);
}

static bool behind_is_given(const struct node *call, struct str name, uint32_t position)
{
	for (uint32_t i = 0; i < call->count; i++)
		if (call_name(call, i).len ? parameter_is(name, call_name(call, i)) : i == position)
			return true;
	return false;
}

static void behind_read(struct behind *b, const struct definition *at, const struct template *called,
                        const struct node *n);

/* A formula that is called: its cells, and the defaults that the caller leaves. */
static void look_at_formula(struct behind *b, const struct definition *at, const struct template *t,
                            const struct node *call)
{
	bool again = !behind_first_time(b, arena_printf(b->arena, "%.*s()", STR(t->name)));
	uint32_t position = 0;

	for (const struct statement *st = t->first; st; st = st->next) {
		bool param = st->kind == STATEMENT_PARAM;

		if (!st->expr || (param ? behind_is_given(call, st->name, position) : st->kind != STATEMENT_CELL || again))
			;
		else if (param && b->left)
			b->left(b->ctx, t, st);
		else
			behind_read(b, at, t, st->expr);
		position += param;
	}
}

static void look_at_call(struct behind *b, const struct definition *at, const struct node *n)
{
	const struct template *t;
	struct diag d;

	if (builtin_find(n->text) || dist_find(n->text)) /* they come before sheets, which would be looked for everywhere */
		return;
	diag_init(&d, b->arena, at->source);
	t = library_template(b->sheet->library, n->text, at->space->folder, &d);
	if (t)
		look_at_formula(b, at, t, n);
}

/* `called`: the formula that the expression is in, where it is in one. */
static void behind_read(struct behind *b, const struct definition *at, const struct template *called,
                        const struct node *n)
{
	struct reads r = {.space = at->space, .called = called, .a = b->arena};
	struct meant x;

	if (b->depth < DEPTH)
		r.names = ast_names(n, b->arena);
	b->depth++;
	while (reads_next(&r, &x)) {
		if (x.node->kind == NODE_CALL && !x.function)
			look_at_call(b, at, x.node);
		behind_add_fact(b, sheet_figure(b->sheet, &x));
	}
	b->depth--;
}

void behind_look(struct behind *b, const struct definition *at, const struct node *n)
{
	behind_read(b, at, NULL, n);
}

void behind_init(struct behind *b, struct sheet *s, struct arena *a)
{
	*b = (struct behind){.sheet = s, .arena = a};
	b->cells = arena_array(a, bool, s->graph.cell_count + 1);
}

void behind_add(struct behind *b, const struct definition *at, const struct node *n)
{
	uint32_t count;
	struct cell **reads = sheet_reads(at, n, b->arena, &count);
	struct walked rests = sheet_needs_unseen(reads, count,
	                                         b->cells); /* each cell once, however many expressions rest on it */

	behind_look(b, at, n);
	for (size_t i = 0; i < rests.count; i++)
		behind_look(b, &rests.cells[i]->is, rests.cells[i]->is.expr);
	free(rests.cells);
}

void behind_release(struct behind *b)
{
	map_release(&b->seen);
	free(b->facts);
}
