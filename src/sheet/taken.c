/* SPDX-License-Identifier: GPL-3.0-or-later */
/* taken.c - an expression without what it did not choose. */
#include <stdlib.h>

#include "sampling/spread.h"
#include "sheet/sheet_parts.h"

/* ---- conditions ---- */

struct taker {
	struct sheet *s;
	const struct definition *at;
	struct arena *a;
	const struct taken *is;
};

enum certainty { KNOWN_NOT, KNOWN, KNOWN_ODDS };

/* What it is at the numbers there are; of ranges in how many of all cases. A list, or what has no value, is not known.
 */
static enum certainty condition_known(const struct taker *t, struct condition *c, double *odds)
{
	enum certainty known = KNOWN_NOT;
	struct arena a;
	struct value v;
	struct diag d;

	arena_init(&a);
	diag_init(&d, &a, t->at->source);
	if (sheet_eval(t->s, t->at, c->n, &a, &d, &v) && v.type.kind == VALUE_TRUTH && !v.type.list)
		known = v.type.uncertain ? v.spread ? KNOWN_ODDS : KNOWN_NOT : is_poison(v.num[0]) ? KNOWN_NOT : KNOWN;
	if (known == KNOWN_ODDS)
		*odds = v.spread->mean * v.spread->good / v.spread->samples;
	c->holds = known == KNOWN && v.num[0] != 0;
	arena_release(&a);
	return known;
}

/* The part that decides: of an `or` that holds the one that does, of an `and` that does not the one that does not. */
static struct condition condition_decides(const struct taker *t, struct condition c)
{
	bool found = true;
	double ignored;

	while (found) {
		const struct node *n = c.n;

		found = n->kind == NODE_BINARY && n->op == (c.holds ? OP_OR : OP_AND);
		for (uint32_t i = 0; found && i < 2; i++) {
			struct condition part = {n->kids[i], false};

			if (condition_known(t, &part, &ignored) == KNOWN && part.holds == c.holds) {
				c = part;
				break;
			}
			found = i == 0;
		}
	}
	return c;
}

/* Of an `and` that holds, and of an `or` that does not, each part decides. */
static void tell(const struct taker *t, struct condition c)
{
	enum { DEEP = 100 };

	c = condition_decides(t, c);
	if (c.n->kind != NODE_BINARY || c.n->op != (c.holds ? OP_AND : OP_OR) || c.n->depth >= DEEP) {
		t->is->certain(t->is->ctx, c);
		return;
	}
	for (uint32_t i = 0; i < 2; i++)
		tell(t, (struct condition){c.n->kids[i], c.holds});
}

/* ---- the tree ---- */

static const struct node *take(const struct taker *t, const struct node *n);

static struct node *copy_of(const struct taker *t, const struct node *n)
{
	struct node *copy = arena_new(t->a, struct node);

	*copy = *n;
	copy->kids = arena_array(t->a, struct node *, n->count);
	for (uint32_t i = 0; i < n->count; i++)
		copy->kids[i] = n->kids[i];
	return copy;
}

static const struct node *with_kid(const struct taker *t, const struct node *n, const struct node *was, uint32_t i,
                                   const struct node *kid)
{
	struct node *copy;

	if (kid == n->kids[i])
		return n;
	copy = n == was ? copy_of(t, n) : (struct node *)n;
	copy->kids[i] = (struct node *)kid;
	return copy;
}

/* What is said of a condition stands as a name does: whole, and read no further. */
static const struct node *said(const struct taker *t, const struct node *condition, double odds)
{
	struct node *word = arena_new(t->a, struct node);
	struct buf text = {0};

	t->is->odds(t->is->ctx, condition, odds, &text);
	*word = (struct node){.kind = NODE_NAME, .local = true, .at = condition->at, .text = buf_take(&text, t->a)};
	return word;
}

static const struct node *take_if(const struct taker *t, const struct node *n)
{
	struct condition c = {n->kids[0], false};
	const struct node *to = n;
	double odds = 0;

	switch (condition_known(t, &c, &odds)) {
	case KNOWN:
		if (t->is->certain)
			tell(t, c);
		return take(t, n->kids[c.holds ? 1 : 2]);
	case KNOWN_ODDS:
		if (t->is->odds)
			to = with_kid(t, to, n, 0, said(t, c.n, odds));
		break;
	case KNOWN_NOT: break;
	}
	for (uint32_t i = 1; i < n->count; i++)
		to = with_kid(t, to, n, i, take(t, n->kids[i]));
	return to;
}

static const struct node *take_binary(const struct taker *t, const struct node *n)
{
	uint32_t count;
	const struct node **spine = ast_spine(n, &count), *to = take(t, spine[0]->kids[0]);

	for (uint32_t i = 0; i < count; i++) {
		const struct node *own = with_kid(t, spine[i], spine[i], 0, to);

		to = with_kid(t, own, spine[i], 1, take(t, spine[i]->kids[1]));
	}
	free(spine);
	return to;
}

static const struct node *take(const struct taker *t, const struct node *n)
{
	const struct node *to = n;

	if (n->kind == NODE_IF)
		return take_if(t, n);
	if (n->kind == NODE_BINARY)
		return take_binary(t, n);
	for (uint32_t i = 0; i < n->count; i++)
		to = with_kid(t, to, n, i, take(t, n->kids[i]));
	return to;
}

const struct node *sheet_taken(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                               const struct taken *is)
{
	return take(&(struct taker){s, at, a, is}, n);
}

/* ---- the cells it reads ---- */

struct taken_reads {
	const struct definition *at;
	struct arena *a;
	struct walked found;
};

static void add_reads(struct taken_reads *r, const struct node *n)
{
	uint32_t count;
	struct cell **reads = sheet_reads(r->at, n, r->a, &count);

	for (uint32_t i = 0; i < count; i++)
		needs_add(&r->found, reads[i]);
}

/* What was asked to choose a branch is read as well. */
static void read_condition(void *ctx, struct condition c)
{
	add_reads(ctx, c.n);
}

/* False when all of it was chosen. */
static bool read_taken(struct sheet *s, const struct node *n, struct taken_reads *r)
{
	const struct node *taken = sheet_taken(s, r->at, n, r->a, &(struct taken){.certain = read_condition, .ctx = r});

	add_reads(r, taken);
	return taken != n;
}

struct cell **sheet_reads_taken(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                                uint32_t *count)
{
	struct taken_reads r = {.at = at, .a = a};

	read_taken(s, n, &r);
	return needs_kept(&r.found, a, count);
}

struct taken_walk {
	struct sheet *s;
	struct arena *a;
	bool *seen;
};

static enum walk_into taken_unseen(void *ctx, struct cell *c)
{
	bool *seen = &((struct taken_walk *)ctx)->seen[c->index], again = *seen;

	*seen = true;
	return again ? WALK_PAST : WALK_DEEPER;
}

static struct walk_needs taken_needs(void *ctx, struct cell *c)
{
	const struct taken_walk *w = ctx;
	struct taken_reads r = {.at = &c->is, .a = w->a};
	struct walk_needs needs = {c->needs, c->need_count};

	if (c->is.expr && c->state == CELL_READY && read_taken(w->s, c->is.expr, &r))
		needs.cells = needs_kept(&r.found, w->a, &needs.count);
	else
		free(r.found.cells);
	return needs;
}

struct cell **sheet_needs_taken(struct sheet *s, struct cell *const *roots, uint32_t count, struct arena *a,
                                uint32_t *found)
{
	struct taken_walk w = {s, a, arena_array(a, bool, s->graph.cell_count + 1)};
	struct walked all = {0};

	for (uint32_t i = 0; i < count; i++)
		needs_walk(roots[i], &(struct walk){taken_unseen, taken_needs, &w}, &all);
	return needs_kept(&all, a, found);
}
