/* SPDX-License-Identifier: GPL-3.0-or-later */
/* behind.h - which published and measured figures come after an answer, through cells, functions and formulas. */
#ifndef BOTE_BEHIND_H
#define BOTE_BEHIND_H

#include "base/map.h"
#include "sheet/sheet.h"

struct behind {
	const struct fact **facts; /* each once, in the order in which they are met */
	size_t count, cap;
	/*
	 * May be set after behind_init(): a fact is met for the first time; a call leaves a parameter at its default, which
	 * is looked through else.
	 */
	void (*met)(void *ctx, const struct fact *f);
	void (*left)(void *ctx, const struct template *t, const struct statement *param);
	void *ctx;

	/* Private. */
	struct sheet *sheet;
	struct arena *arena;
	struct map seen; /* facts, functions, formulas */
	bool *cells;     /* that were looked through, by their index */
	unsigned depth;
};

/* `a` is needed until behind_release(). */
void behind_init(struct behind *b, struct sheet *s, struct arena *a);
/* All that the expression `n`, which is at `at`, rests on; the same without the cells that it reads. */
void behind_add(struct behind *b, const struct definition *at, const struct node *n);
void behind_look(struct behind *b, const struct definition *at, const struct node *n);
void behind_release(struct behind *b);

#endif
