/* SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.c - which cells an expression reads, and what those need in turn. */
#include <stdint.h>
#include <stdlib.h>

#include "sheet/sheet_parts.h"

void needs_add(struct walked *w, struct cell *c)
{
	w->cells = xgrow(w->cells, w->count, &w->cap, sizeof *w->cells);
	w->cells[w->count++] = c;
}

struct cell **needs_kept(struct walked *w, struct arena *a, uint32_t *count)
{
	struct cell **cells = arena_array(a, struct cell *, w->count + 1);

	*count = (uint32_t)w->count;
	for (uint32_t i = 0; i < *count; i++)
		cells[i] = w->cells[i];
	free(w->cells);
	return cells;
}

struct cell **sheet_reads(const struct definition *at, const struct node *n, struct arena *a, uint32_t *count)
{
	struct reads r = {.space = at->space, .a = a, .names = ast_names(n, a)};
	struct walked found = {0};
	struct meant x;

	while (reads_next(&r, &x)) {
		size_t k = 0;

		while (x.cell && k < found.count && found.cells[k] != x.cell)
			k++;
		if (x.cell && k == found.count)
			needs_add(&found, x.cell);
	}
	return needs_kept(&found, a, count);
}

/* A cell, and which of its needs is looked at next. */
struct walk_step {
	struct cell *cell;
	struct walk_needs needs;
	uint32_t next;
};

void needs_walk(struct cell *root, const struct walk *w, struct walked *out)
{
	struct walk_step *stack = NULL;
	size_t depth = 0, cap = 0;

	for (struct cell *c = root; c || depth;) {
		enum walk_into way = c ? w->into(w->ctx, c) : WALK_PAST;

		if (way != WALK_PAST) {
			stack = xgrow(stack, depth, &cap, sizeof *stack);
			stack[depth] = (struct walk_step){.cell = c};
			if (way == WALK_DEEPER)
				stack[depth].needs = w->needs ? w->needs(w->ctx, c) : (struct walk_needs){c->needs, c->need_count};
			depth++;
		}
		if (!depth)
			break;
		struct walk_step *top = &stack[depth - 1];
		c = top->next < top->needs.count ? top->needs.cells[top->next++] : NULL;
		if (!c) {
			needs_add(out, top->cell);
			depth--;
		}
	}
	free(stack);
}

static enum walk_into unseen(void *ctx, struct cell *c)
{
	bool *seen = ctx, again = seen[c->index];

	seen[c->index] = true;
	return again ? WALK_PAST : WALK_DEEPER;
}

struct walked sheet_needs_unseen(struct cell *const *roots, uint32_t count, bool *seen)
{
	struct walked all = {0};

	for (uint32_t i = 0; i < count; i++)
		needs_walk(roots[i], &(struct walk){.into = unseen, .ctx = seen}, &all);
	return all;
}

uint32_t sheet_walk(struct sheet *s)
{
	if (++s->graph.walks == 0) {
		for (size_t i = 0; i < s->graph.cell_count; i++)
			s->graph.cells[i]->walk = 0;
		s->graph.walks = 1;
	}
	return s->graph.walks;
}

struct cell **sheet_needs(struct sheet *s, struct cell *const *roots, uint32_t count, struct arena *a, uint32_t *found)
{
	struct walked all = sheet_needs_unseen(roots, count, arena_array(a, bool, s->graph.cell_count + 1));

	return needs_kept(&all, a, found);
}
