/* SPDX-License-Identifier: GPL-3.0-or-later */
/* uncertain.c - cells with ranges in them: which draws they have, and sampling them together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/spread.h"
#include "sheet/sheet_parts.h"

/* ---- numbers of draws: by the names of cells, so that the order of lines changes nothing ---- */

static int uncertain_by_name(const void *a, const void *b)
{
	return str_cmp((*(struct cell *const *)a)->name, (*(struct cell *const *)b)->name);
}

/*
 * True: some have another number than before. What rests on them may have samples of the old ones, be they sampled
 * themselves or not.
 */
static bool number_draws(struct sheet *s)
{
	struct cell **with = xmalloc((s->graph.cell_count + 1) * sizeof *with);
	size_t n = 0;
	uint32_t draws = 0;
	bool moved = false;

	for (size_t i = 0; i < s->graph.cell_count; i++)
		if (s->graph.cells[i]->draws)
			with[n++] = s->graph.cells[i];
	qsort(with, n, sizeof *with, uncertain_by_name);
	for (size_t i = 0; i < n; i++) {
		moved = moved || (with[i]->draw != draws && with[i]->draw != DRAW_NONE);
		with[i]->draw = draws;
		draws += with[i]->draws;
	}
	free(with);
	return moved;
}

/* ---- correlations ---- */

/* Cells that are tied to one another, directly or through others, and the factor of their correlations. */
struct tied_group {
	struct cell **cells; /* in the order of their names */
	uint32_t count;
	double *m; /* count rows, a lower triangle */
};

struct tying {
	struct arena a;
	uint32_t *place; /* of a cell by its index: where it is in `cells`, from 1 on; 0: it is not tied */
	struct cell **cells;
	uint32_t count;
	uint32_t *leader; /* by place - 1: of its group; that of itself leads */
	struct tied_group *groups;
	uint32_t *group, *within; /* by place - 1: which group, and where in it */
	uint32_t group_count;
};

/* Cells that are tied, each once, in the order of their names. */
static void tying_cells(struct tying *t, const struct sheet *s, const struct tie *ties, size_t count)
{
	t->place = arena_array(&t->a, uint32_t, s->graph.cell_count + 1);
	t->cells = arena_array(&t->a, struct cell *, 2 * count + 1);
	for (size_t i = 0; i < count; i++) {
		struct cell *pair[2] = {ties[i].a, ties[i].b};
		for (int k = 0; k < 2; k++)
			if (!t->place[pair[k]->index]) {
				t->cells[t->count++] = pair[k];
				t->place[pair[k]->index] = t->count;
			}
	}
	qsort(t->cells, t->count, sizeof *t->cells, uncertain_by_name);
	for (uint32_t i = 0; i < t->count; i++)
		t->place[t->cells[i]->index] = i + 1;
}

static uint32_t tying_leader(struct tying *t, uint32_t i)
{
	while (t->leader[i] != i) {
		t->leader[i] = t->leader[t->leader[i]];
		i = t->leader[i];
	}
	return i;
}

/* Who is tied to whom. Each group's cells keep the order of their names. */
static void tying_groups(struct tying *t, const struct tie *ties, size_t count)
{
	t->leader = arena_array(&t->a, uint32_t, t->count + 1);
	t->group = arena_array(&t->a, uint32_t, t->count + 1);
	t->within = arena_array(&t->a, uint32_t, t->count + 1);
	t->groups = arena_array(&t->a, struct tied_group, t->count + 1);
	for (uint32_t i = 0; i < t->count; i++)
		t->leader[i] = i;
	for (size_t i = 0; i < count; i++) {
		uint32_t x = tying_leader(t, t->place[ties[i].a->index] - 1),
				 y = tying_leader(t, t->place[ties[i].b->index] - 1);
		t->leader[x > y ? x : y] = x > y ? y : x; /* the first by name leads */
	}
	for (uint32_t i = 0; i < t->count; i++) {
		uint32_t leader = tying_leader(t, i);
		t->group[i] = leader == i ? t->group_count++ : t->group[leader];
		t->within[i] = t->groups[t->group[i]].count++;
	}
	for (uint32_t g = 0; g < t->group_count; g++) {
		struct tied_group *group = &t->groups[g];
		group->cells = arena_array(&t->a, struct cell *, group->count);
		group->m = arena_array(&t->a, double, (size_t)group->count * group->count);
		for (uint32_t i = 0; i < group->count; i++)
			group->m[(size_t)i * group->count + i] = 1;
	}
	for (uint32_t i = 0; i < t->count; i++)
		t->groups[t->group[i]].cells[t->within[i]] = t->cells[i];
}

/* Lower triangle l with l * l' = m, in place. False when m is not a matrix of correlations. */
static bool cholesky(double *m, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j <= i; j++) {
			double sum = m[i * n + j];
			for (size_t k = 0; k < j; k++)
				sum -= m[i * n + k] * m[j * n + k];
			if (i == j && sum < -1e-12)
				return false;
			if (i == j)
				m[i * n + i] = sqrt(fmax(sum, 0));
			else if (m[j * n + j] > 1e-9)
				m[i * n + j] = sum / m[j * n + j];
			else if (fabs(sum) > 1e-9)
				return false;
			else
				m[i * n + j] = 0;
		}
	}
	return true;
}

/* So many of the sheet's ties, with their factors. False: they cannot hold together. To be released in any case. */
static bool tying_make(struct tying *t, const struct sheet *s, const struct tie *ties, size_t count)
{
	bool ok = true;

	*t = (struct tying){0};
	arena_init(&t->a);
	tying_cells(t, s, ties, count);
	tying_groups(t, ties, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t x = t->place[ties[i].a->index] - 1, y = t->place[ties[i].b->index] - 1;
		struct tied_group *group = &t->groups[t->group[x]];
		size_t n = group->count, p = t->within[x], q = t->within[y];
		group->m[p * n + q] = group->m[q * n + p] = ties[i].r;
	}
	for (uint32_t g = 0; g < t->group_count && ok; g++)
		ok = cholesky(t->groups[g].m, t->groups[g].count);
	return ok;
}

static void link_group(struct sheet *s, const struct tied_group *g)
{
	for (uint32_t i = 0; i < g->count; i++) {
		struct draw_link *row = arena_array(&s->draws.links, struct draw_link, i + 1);
		for (uint32_t j = 0; j <= i; j++)
			row[j] = (struct draw_link){g->cells[j]->draw, g->cells[j]->name, g->m[(size_t)i * g->count + j]};
		s->draws.numbers.link[g->cells[i]->draw] = row;
		s->draws.numbers.link_count[g->cells[i]->draw] = i + 1;
	}
}

/*
 * Ties of cells that are one uncertain number each. One that was given another expression since has no draw to be tied
 * to; it is out with all its ties, and those that are left can still hold together.
 */
static size_t live_ties(const struct sheet *s, struct tie *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s->draws.tie_count; i++)
		if (s->draws.ties[i].a->draws == 1 && s->draws.ties[i].b->draws == 1)
			out[n++] = s->draws.ties[i];
	return n;
}

static void link_draws(struct sheet *s)
{
	struct tie *live = xmalloc((s->draws.tie_count + 1) * sizeof *live);
	struct tying t;

	arena_reset(&s->draws.links);
	s->draws.numbers.link = arena_array(&s->draws.links, const struct draw_link *, s->draws.numbers.count + 1);
	s->draws.numbers.link_count = arena_array(&s->draws.links, uint32_t, s->draws.numbers.count + 1);
	tying_make(&t, s, live, live_ties(s, live));
	for (uint32_t g = 0; g < t.group_count; g++)
		link_group(s, &t.groups[g]);
	arena_release(&t.a);
	free(live);
}

/* While something is supposed, only cells that have more draws than before get new numbers. */
static void number_more(struct sheet *s)
{
	for (size_t i = 0; i < s->graph.cell_count; i++) {
		struct cell *c = s->graph.cells[i];
		const struct usual_draws *usual = &s->draws.usual[i];
		if (c->draws <= usual->count)
			c->draw = usual->first;
		else if (c->draw < s->draws.numbers.count || c->draw == usual->first) {
			c->draw = s->draws.supposed_draws;
			s->draws.supposed_draws += c->draws;
		}
	}
	s->draws.numbered = true;
}

void sheet_number_draws(struct sheet *s)
{
	if (s->draws.numbered)
		return;
	if (s->journal.supposing) {
		number_more(s);
		return;
	}
	bool moved = number_draws(s);
	if (moved)
		sheet_columns_renumbered(s);
	for (size_t i = 0; moved && i < s->graph.cell_count; i++) { /* what was sampled came from other draws */
		struct cell *c = s->graph.cells[i];
		if (c->more->spread) {
			c->more->spread = NULL;
			c->num = &c->one;
			c->count = 1;
		}
	}
	link_draws(s);
	s->draws.numbered = true;
}

static struct cell *tied(struct sheet *s, const struct definition *at, const struct node *n, struct diag *d)
{
	struct cell *c = sheet_named(s, at, n);

	if (!c || c->draws != 1) {
		diag_fail(d, DIAG_ARGUMENT, n->at, "correlate ties cells that are one uncertain number each");
		diag_hint(d, "as in: a = 1..2; b = 3..5; correlate(a, b, 0.7)");
		return NULL;
	}
	return c;
}

bool sheet_correlate(struct sheet *s, const struct definition *at, const struct node *call, struct diag *d)
{
	struct arena scratch;
	struct value r = {0};

	if (call->count != 3)
		return diag_fail(d, DIAG_ARGUMENT, call->at, "correlate(a, b, r) takes two cells and a number");
	struct cell *a = tied(s, at, call->kids[0], d), *b = a ? tied(s, at, call->kids[1], d) : NULL;
	if (!b)
		return false;
	arena_init(&scratch);
	bool ok = sheet_eval(s, at, call->kids[2], &scratch, d, &r);
	double x = ok && r.type.kind == VALUE_NUMBER && r.count == 1 && !r.type.uncertain
	               ? factor_apply(units_base(&r.type.units), r.num[0])
	               : 2;
	arena_release(&scratch);
	if (!ok)
		return false;
	if (!(x > -1 && x < 1) || a == b)
		return diag_fail(d, DIAG_VALUE, call->kids[2]->at,
		                 a == b ? "a cell cannot be correlated with itself"
		                        : "a correlation lies between -1 and 1, without them");
	s->draws.ties = xgrow(s->draws.ties, s->draws.tie_count, &s->draws.tie_cap, sizeof *s->draws.ties);
	s->draws.ties[s->draws.tie_count++] = (struct tie){a, b, x};
	return true;
}

size_t sheet_ties_hold(struct sheet *s, size_t before)
{
	struct tying t;

	s->draws.numbered = false;
	bool ok = tying_make(&t, s, s->draws.ties, s->draws.tie_count);

	arena_release(&t.a);
	if (ok) {
		sheet_touch_uncertain(s);
		return s->draws.tie_count;
	}
	size_t fine = before, bad = s->draws.tie_count; /* as many ties hold together, as many do not */
	while (bad - fine > 1) {
		size_t middle = fine + (bad - fine) / 2;
		*(tying_make(&t, s, s->draws.ties, middle) ? &fine : &bad) = middle;
		arena_release(&t.a);
	}
	return bad - 1;
}

/* ---- what the evaluator asks ---- */

struct uncertain_walk {
	struct sheet *s;
	const struct compiler *c;
};

/*
 * Nothing uncertain is needed by a certain cell. Of one that nothing supposed touches, the samples it had the last time
 * are those of now.
 */
static enum walk_into unknown_yet(void *ctx, struct cell *c)
{
	const struct uncertain_walk *w = ctx;

	if (c->walk == w->s->graph.walks || c->state != CELL_READY || !c->type->uncertain || !c->is.expr ||
	    compiler_has_cell(w->c, c->index))
		return WALK_PAST;
	c->walk = w->s->graph.walks;
	return compiler_takes_columns(w->c) && sheet_column(w->s, c) ? WALK_ALONE : WALK_DEEPER;
}

static struct inlined *walk_needs(struct sheet *s, struct cell *root, const struct compiler *compiler, struct arena *a,
                                  uint32_t *count)
{
	struct uncertain_walk w = {s, compiler};
	struct walked order = {0};

	sheet_walk(s);
	needs_walk(root, &(struct walk){.into = unknown_yet, .ctx = &w}, &order);
	struct inlined *out = arena_array(a, struct inlined, order.count);
	for (size_t i = 0; i < order.count; i++) {
		struct cell *c = order.cells[i];
		out[i] = (struct inlined){c->index,
		                          c->type,
		                          c->is.expr,
		                          c->is.source,
		                          sheet_scope(s, c->is.space),
		                          c->name,
		                          c->draw,
		                          compiler_takes_columns(compiler) ? sheet_column(s, c) : NULL,
		                          c->more->spread};
	}
	*count = (uint32_t)order.count;
	free(order.cells);
	return out;
}

const struct inlined *sheet_uncertain(void *ctx, uint32_t id, const struct compiler *c, struct arena *a,
                                      uint32_t *count)
{
	struct sheet *s = ((struct space *)ctx)->sheet;

	if (id >= DRAW_OUTSIDE)
		return facts_inlined(s->facts, id, a, count);
	sheet_number_draws(s);
	if (compiler_takes_columns(c))
		sheet_make_columns(s, s->graph.cells[id]);
	return walk_needs(s, s->graph.cells[id], c, a, count);
}

uint32_t sheet_required(void *ctx, uint32_t id, struct arena *a, const struct requirement **out)
{
	struct sheet *s = ((struct space *)ctx)->sheet;
	struct requirement *list;
	uint32_t n = 0;

	if (!s->require_count || id >= DRAW_OUTSIDE)
		return 0;
	list = arena_array(a, struct requirement, s->require_count);
	for (size_t i = 0; i < s->entry_count; i++) {
		const struct entry *e = &s->entries[i];
		if (e->statement->kind == STATEMENT_REQUIRE && e->is.space == cell_declared(s->graph.cells[id]).space &&
		    !(s->lenient && sheet_require_waits(e, a)))
			list[n++] = (struct requirement){e->statement->expr, e->is.source, sheet_scope(s, e->is.space),
			                                 e->statement->text};
	}
	*out = list;
	return n;
}

/* ---- sampling ---- */

/* Into the cell's own memory. */
static void keep_samples(struct cell *c, const struct value *v)
{
	uint32_t elements = v->count ? v->count : 1;
	struct arena *said = &cell_more(c)->said;

	c->count = v->count;
	c->more->spread = arena_array(said, struct spread, elements);
	c->num = arena_array(said, double, elements);
	memcpy(c->more->spread, v->spread, elements * sizeof *v->spread);
	memcpy(c->num, v->num, elements * sizeof *v->num);
}

/* As many samples as any other has now, and each with a value: those that have none are told of where they are drawn.
 */
static bool is_sampled_whole(const struct sheet *s, const struct cell *c)
{
	bool whole = c->more->spread && !c->type->wild && !s->engine->about;

	for (uint32_t i = 0; whole && i < c->count; i++)
		whole = c->more->spread[i].good == s->engine->samples && c->more->spread[i].samples == s->engine->samples;
	return whole;
}

bool sheet_sampled(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                   struct value *out)
{
	const struct cell *c = sheet_named(s, at, n);

	if (!c || c->state != CELL_READY || !c->more->spread)
		return false;
	sheet_number_draws(s);
	if (!is_sampled_whole(s, c))
		return false;
	*out = cell_value_now(c);
	*out = value_copy(a, out);
	return true;
}

bool sheet_sample(struct sheet *s, struct cell *const *cells, uint32_t count, struct diag *d)
{
	struct arena own;
	uint32_t n = 0;
	bool ok = true;

	sheet_number_draws(s); /* before one looks what has samples: those from other draws go */
	arena_init(&own);
	struct value **values = arena_array(&own, struct value *, count + 1);
	uint32_t *ids = arena_array(&own, uint32_t, count + 1);
	double **columns = arena_array(&own, double *, count + 1);
	for (uint32_t i = 0; i < count; i++)
		if (cells[i]->state == CELL_READY && cells[i]->type->uncertain && !cells[i]->more->spread) {
			sheet_forget_column(s, cells[i]);
			ids[n] = cells[i]->index;
			values[n] = arena_new(&own, struct value);
			*values[n++] = cell_value_now(cells[i]);
		}
	s->draws.column_drawn = true; /* of others, those that there are */
	if (n)
		ok = eval_sample(s->engine, sheet_scope(s, NULL), ids, values, s->draws.columns_kept ? columns : NULL, n, &own,
		                 d);
	s->draws.column_drawn = false;
	for (uint32_t i = 0; ok && i < n; i++) {
		keep_samples(s->graph.cells[ids[i]], values[i]);
		sheet_take_column(s, s->graph.cells[ids[i]], columns[i]);
	}
	arena_release(&own);
	return ok;
}

bool sheet_sample_all(struct sheet *s, struct diag *d)
{
	return sheet_sample(s, s->graph.cells, (uint32_t)s->graph.cell_count, d);
}
