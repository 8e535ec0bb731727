/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena_mark.h - forgetting what was allocated in an arena after some point, and no more. */
#ifndef BOTE_ARENA_MARK_H
#define BOTE_ARENA_MARK_H

#include "base/arena.h"

struct arena_mark {
	struct arena_block *block;
	char *next;
};

struct arena_mark arena_mark(const struct arena *a);
/* Forget all since `mark`, and the marks made since. */
void arena_rewind(struct arena *a, struct arena_mark mark);
/* How much there is room for before the arena grows. */
static inline size_t arena_left(const struct arena *a)
{
	return (size_t)(a->end - a->next);
}

#endif
