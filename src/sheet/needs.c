/* SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.c - which cells an expression reads, and what those need in turn. */
#include <stdint.h>
#include <stdlib.h>

#include "sheet/parts.h"

struct cell **sheet_reads(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                          uint32_t *count)
{
	struct names names = ast_names(n, a);
	struct cell **cells = arena_array(a, struct cell *, names.count + 1);

	*count = 0;
	for (uint32_t i = 0; i < names.count; i++) {
		struct cell *c = sheet_named(s, at->space, names.node[i]);
		uint32_t k = 0;

		while (c && k < *count && cells[k] != c)
			k++;
		if (c && k == *count)
			cells[(*count)++] = c;
	}
	return cells;
}

/* A cell and which of its needs is looked at next. */
struct walk_step {
	struct cell *cell;
	uint32_t next;
};

void needs_walk(struct cell *root, enum walk_into (*into)(void *ctx, struct cell *c), void *ctx, struct walked *out)
{
	struct walk_step *stack = NULL;
	size_t depth = 0, cap = 0;

	for (struct cell *c = root; c || depth;) {
		enum walk_into way = c ? into(ctx, c) : WALK_PAST;

		if (way != WALK_PAST) {
			stack = xgrow(stack, depth, &cap, sizeof *stack);
			stack[depth++] = (struct walk_step){c, way == WALK_DEEPER ? 0 : c->need_count};
		}
		if (!depth)
			break;
		struct walk_step *top = &stack[depth - 1];
		c = top->next < top->cell->need_count ? top->cell->needs[top->next++] : NULL;
		if (!c) {
			out->cells = xgrow(out->cells, out->count, &out->cap, sizeof *out->cells);
			out->cells[out->count++] = top->cell;
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
		needs_walk(roots[i], unseen, seen, &all);
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
	struct cell **cells = arena_array(a, struct cell *, all.count + 1);

	*found = (uint32_t)all.count;
	for (uint32_t i = 0; i < *found; i++)
		cells[i] = all.cells[i];
	free(all.cells);
	return cells;
}
