/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moved.c - what a change moved. */
#include "sheet/moved.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/map.h"
#include "sampling/spread.h"
#include "sheet/sheet_parts.h"

enum { WATCHED_MOST = 100 };
#define DRAWN_AGAIN 2e-3 /* percentiles of one range move by less when only its samples are others */

double value_ratio(const struct value *before, const struct value *after)
{
	struct factor f = FACTOR_ONE;

	if (before->count != 1 || after->count != 1 || before->type.kind != VALUE_NUMBER ||
	    after->type.kind != VALUE_NUMBER)
		return 0;
	if (units_convert(&before->type.units, &after->type.units, &f) == UNITS_CLASH)
		return 0;
	double old = factor_apply(f, before->num[0]);
	double ratio = after->num[0] / old;
	return isfinite(ratio) && ratio > 0 ? ratio : 0;
}

static bool near_to(double a, double b, double scale)
{
	return fabs(a - b) <= DRAWN_AGAIN * scale;
}

static bool same_spread(const struct spread *x, const struct spread *y, struct factor f)
{
	double scale = fmax(fabs(y->p50), y->p95 - y->p5);

	if (!x->good || !y->good)
		return x->good == y->good;
	return near_to(factor_apply(f, x->p5), y->p5, scale) && near_to(factor_apply(f, x->p50), y->p50, scale) &&
	       near_to(factor_apply(f, x->p95), y->p95, scale);
}

/* One range, or each of a list, from other samples? */
static bool same_range(const struct value *a, const struct value *b)
{
	struct factor f = FACTOR_ONE;

	if (!a->spread || !b->spread || a->count != b->count ||
	    units_convert(&a->type.units, &b->type.units, &f) != UNITS_SAME)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!same_spread(&a->spread[i], &b->spread[i], f))
			return false;
	return true;
}

/* Do both read alike? After load a noun that nobody declared is declared anew, and is the same to who reads it. */
static bool same_words(const struct units *a, const struct units *b)
{
	struct buf x = {0}, y = {0};

	units_write(&x, a, true);
	units_write(&y, b, true);
	bool same = str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

bool moved_nowhere(const struct moved *m)
{
	const struct value *now = cell_value(m->cell);
	struct value before = m->before;

	if (m->cell->state != CELL_READY)
		return true;
	if (same_words(&before.type.units, &now->type.units))
		before.type.units = now->type.units;
	return before.type.uncertain && now->type.uncertain ? same_range(&before, now) : value_same(&before, now);
}

void sheet_note_move(struct sheet *s, struct cell *c, const struct value *v)
{
	if (eval_is_native(s->engine, c->is.expr))
		return; /* what others read of it is said */
	if (!s->journal.marked || s->journal.supposing || c->fresh || c->state != CELL_READY ||
	    value_same(cell_value(c), v))
		return;
	if (c->moved < s->journal.moved_count && s->journal.moved[c->moved].cell == c)
		return; /* twice in one line: from where it was before */
	if (c->type->uncertain && !c->more->spread)
		return; /* nobody knows what it was */
	c->moved = (uint32_t)s->journal.moved_count;
	s->journal.moved = xgrow(s->journal.moved, s->journal.moved_count, &s->journal.moved_cap, sizeof *s->journal.moved);
	s->journal.moved[s->journal.moved_count++] = (struct moved){
		.cell = c, .before = value_copy(&s->journal.moved_arena, cell_value(c))};
}

/* ---- order ---- */

/* What the sheet is about: its outcomes, and what somebody took the trouble to describe. */
static bool matters(const struct cell *c)
{
	return cell_is_outcome(c) || c->more->text.len > 0;
}

static double distance(const struct moved *m)
{
	return m->ratio > 0 ? fabs(log(m->ratio)) : INFINITY;
}

static int moved_compare(const void *a, const void *b)
{
	const struct moved *x = a, *y = b;
	double dx = distance(x), dy = distance(y);

	if (matters(x->cell) != matters(y->cell))
		return matters(x->cell) ? -1 : 1;
	if (dx != dy)
		return dx > dy ? -1 : 1;
	return (x->cell->index > y->cell->index) - (x->cell->index < y->cell->index);
}

void moved_sort(struct moved *m, uint32_t count)
{
	qsort(m, count, sizeof *m, moved_compare);
}

static double moved_ratio_of(const struct moved *m)
{
	const struct value *now = cell_value(m->cell);
	bool known = m->cell->state == CELL_READY && (!now->type.uncertain || now->spread) &&
	             (!m->before.type.uncertain || m->before.spread);

	return known ? value_ratio(&m->before, now) : 0;
}

/* Those of before that are another value now, put in order. */
static uint32_t keep_moved(struct moved *m, uint32_t count)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		if (moved_nowhere(&m[i]))
			continue;
		m[i].ratio = moved_ratio_of(&m[i]);
		m[kept++] = m[i];
	}
	moved_sort(m, kept);
	return kept;
}

/* What there is to say of it was said when they were defined. */
static void sample_quietly(struct sheet *s, struct cell *const *cells, uint32_t count)
{
	struct arena a;
	struct diag d;

	arena_init(&a);
	diag_init(&d, &a, NULL);
	sheet_sample(s, cells, count, &d);
	arena_release(&a);
}

/* Ranges that were sampled before are sampled now, all at once. */
static void sample_now(struct sheet *s, const struct moved *m, uint32_t count)
{
	struct cell **cells = xmalloc((count + 1) * sizeof *cells);
	uint32_t n = 0;

	for (uint32_t i = 0; i < count && n < WATCHED_MOST; i++)
		if (m[i].before.spread || !m[i].before.type.uncertain)
			cells[n++] = m[i].cell;
	sample_quietly(s, cells, n);
	free(cells);
}

struct moved *sheet_moved(struct sheet *s, struct arena *a, uint32_t *count)
{
	struct moved *out = arena_array(a, struct moved, s->journal.moved_count + 1);

	for (size_t i = 0; i < s->journal.moved_count; i++) {
		out[i] = s->journal.moved[i];
		out[i].before = value_copy(a, &s->journal.moved[i].before);
	}
	sample_now(s, out, (uint32_t)s->journal.moved_count);
	*count = keep_moved(out, (uint32_t)s->journal.moved_count);
	return out;
}

/* ---- before a change ---- */

/* All that rests on `c`, itself left out, by worklist. */
static struct cell **downstream(struct sheet *s, struct cell *c, size_t *count)
{
	struct cell **out = NULL;
	size_t n = 0, cap = 0;

	c->walk = sheet_walk(s);
	for (size_t at = 0; at <= n; at++) {
		struct cell *from = at ? out[at - 1] : c;
		for (uint32_t k = 0; k < from->user_count; k++) {
			struct cell *user = from->users[k];
			if (user->walk == s->graph.walks)
				continue;
			user->walk = s->graph.walks;
			out = xgrow(out, n, &cap, sizeof *out);
			out[n++] = user;
		}
	}
	*count = n;
	return out;
}

void sheet_watch(struct sheet *s, struct cell *c)
{
	struct cell *watched[WATCHED_MOST];
	size_t count;
	uint32_t n = 0;
	struct cell **all = downstream(s, c, &count);

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < count && n < WATCHED_MOST; i++)
			if (all[i]->state == CELL_READY && all[i]->type->uncertain && !all[i]->more->spread &&
			    matters(all[i]) == !pass)
				watched[n++] = all[i];
	sample_quietly(s, watched, n);
	free(all);
}

/* ---- a sheet that is read anew ---- */

struct sheet_values {
	struct arena arena;
	struct map values;
};

struct sheet_values *sheet_values_take(struct sheet *s)
{
	struct sheet_values *before = xcalloc(1, sizeof *before);

	arena_init(&before->arena);
	sample_quietly(s, s->graph.cells, (uint32_t)s->graph.cell_count);
	for (size_t i = 0; i < s->graph.cell_count && !interrupt_came; i++) {
		const struct cell *c = s->graph.cells[i];
		if (c->state != CELL_READY)
			continue;
		struct value *v = arena_new(&before->arena, struct value);
		*v = value_copy(&before->arena, cell_value(c));
		map_put(&before->values, arena_str(&before->arena, c->name), v);
	}
	return before;
}

struct moved *sheet_values_moved(const struct sheet_values *before, struct sheet *s, struct arena *a, uint32_t *count)
{
	struct moved *out = arena_array(a, struct moved, s->graph.cell_count + 1);
	uint32_t n = 0;

	sample_quietly(s, s->graph.cells, (uint32_t)s->graph.cell_count);
	for (size_t i = 0; i < s->graph.cell_count && !interrupt_came; i++) {
		const struct value *old = map_get(&before->values, s->graph.cells[i]->name);
		if (old)
			out[n++] = (struct moved){.cell = s->graph.cells[i], .before = value_copy(a, old)};
	}
	*count = keep_moved(out, n);
	return out;
}

void sheet_values_free(struct sheet_values *before)
{
	if (!before)
		return;
	map_release(&before->values);
	arena_release(&before->arena);
	free(before);
}
