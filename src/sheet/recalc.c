/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recalc.c - who needs whom, and working it out in that order: by worklist, never by recursion. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "eval/parameter.h"
#include "sheet/declare.h"
#include "sheet/sheet_parts.h"

/* ---- the worklist ---- */

void sheet_touch(struct sheet *s, struct cell *c)
{
	if (c->queued)
		return;
	c->queued = true;
	s->graph.stale = xgrow(s->graph.stale, s->graph.stale_count, &s->graph.stale_cap, sizeof *s->graph.stale);
	s->graph.stale[s->graph.stale_count++] = c;
}

void sheet_touch_uncertain(struct sheet *s)
{
	for (size_t i = 0; i < s->graph.cell_count; i++)
		if (s->graph.cells[i]->type->uncertain)
			sheet_touch(s, s->graph.cells[i]);
}

/* ---- one cell ---- */

/* All lists of a sheet together: 256 MB. */
enum { NUMBERS_MAX = 32000000 };

struct declared {
	struct sheet *s;
	struct definition at;
	struct diag *d;
};

static bool recalc_default(void *ctx, const struct node *expr, struct type *type)
{
	struct declared *x = ctx;
	struct value v;

	if (!sheet_eval(x->s, &x->at, expr, &x->s->scratch, x->d, &v))
		return false;
	*type = v.type;
	return true;
}

static bool recalc_wanted_type(struct sheet *s, struct cell *c, struct diag *d, struct type *want)
{
	struct declared x = {s, cell_declared(c), d};
	DIAG_IN(d, x.at.source);
	return parameter_wants(s->engine, sheet_scope(s, x.at.space), c->declaration,
	                       (struct parameter_default){recalc_default, &x}, d, want);
}

static bool is_supposed(const struct cell *c)
{
	return c->more->stand_in && c->more->stand_in->other;
}

static bool recalc_refused(const struct cell *c, const struct type *want, const struct type *got, struct diag *d)
{
	struct str name = arena_printf(d->arena, "'%.*s'", STR(c->name));
	struct buf unit = {0};

	parameter_refused(is_supposed(c) ? NULL : c->declaration, cell_declared(c).source, name, want, got, c->is.expr->at,
	                  d);
	if (is_supposed(c))
		units_write(&unit, &c->more->stand_in->usual.units, true);
	if (unit.len && !d->error->hint.len)
		diag_hint(d, "give it in %s", buf_c(&unit));
	buf_release(&unit);
	return false;
}

/* A default that rests on something not yet given says nothing about what is wanted. */
static bool default_waits(const struct cell *c)
{
	bool waits = false;

	for (uint32_t i = c->own_needs; i < c->need_count; i++)
		waits = waits || c->needs[i]->state != CELL_READY;
	return waits;
}

static bool recalc_adopt(struct sheet *s, struct cell *c, struct diag *d, struct value *v)
{
	struct type want;
	bool supposed = is_supposed(c);

	if (supposed)
		want = c->more->stand_in->usual;
	else if (c->declaration->kind != STATEMENT_PARAM || c->declaration->any || default_waits(c))
		return true;
	else if (!recalc_wanted_type(s, c, d, &want))
		return false;
	if (!supposed && !parameter_is_choice(s->engine, c->declaration, v, c->is.expr->at, d))
		return false;
	return parameter_adopt(&want, v, &s->scratch) || recalc_refused(c, &want, &v->type, d);
}

/* "; also missing: ssd, blob": what would be the next errors of the caller. */
static void add_missing(const struct sheet *s, const struct cell *c, struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < s->graph.cell_count; i++) {
		const struct cell *other = s->graph.cells[i];

		if (other == c || !cell_is_missing(other) || cell_declared(other).space != cell_declared(c).space)
			continue;
		buf_printf(out, "%s%.*s", first ? "; also missing: " : ", ", STR(parameter_name(other->declaration->name)));
		first = false;
	}
}

static bool not_given(const struct sheet *s, const struct cell *c, struct diag *d)
{
	const struct statement *st = c->declaration;
	struct buf hint = {0};

	DIAG_IN(d, cell_declared(c).source);
	diag_fail(d, DIAG_ARGUMENT, st->name_at, "parameter '%.*s' must be given%s%.*s", STR(c->name),
	          st->text.len ? ": " : "", STR(st->text));
	buf_add_c(&hint, "give ");
	parameter_wish(&hint, st->name, st, cell_declared(c).source);
	add_missing(s, c, &hint);
	diag_hint(d, "%s", buf_c(&hint));
	buf_release(&hint);
	return false;
}

static void recalc_set_draws(struct sheet *s, struct cell *c, uint32_t draws)
{
	s->draws.numbered = s->draws.numbered && draws == c->draws;
	if (!s->journal.supposing)
		s->draws.numbers.count += draws - c->draws;
	c->draws = draws;
}

static bool hold_numbers(struct sheet *s, struct cell *c, const struct value *v, struct diag *d)
{
	s->graph.numbers -= c->more->held;
	if (c->more->held)
		c->more->held = 0;
	if (!v->type.list)
		return true;
	if (s->graph.numbers + v->count > NUMBERS_MAX)
		return diag_fail(d, DIAG_LIMIT, c->is.expr->at,
		                 "the lists of this sheet hold too many numbers: more than 32 million");
	cell_more(c)->held = v->count;
	s->graph.numbers += v->count;
	return true;
}

static bool recalc_work_out(struct sheet *s, struct cell *c, struct diag *d, struct value *v)
{
	uint32_t draws = 0;

	if (c->more->stand_in && c->more->stand_in->fixed) {
		recalc_set_draws(s, c, 0);
		*v = (struct value){.type = c->more->stand_in->usual, .count = 1, .num = &c->more->stand_in->at};
		return hold_numbers(s, c, v, d);
	}
	if (cell_is_measured(c) && !is_supposed(c) && !sheet_measure_cell(s, c, d))
		return false;
	if (!c->is.expr) {
		recalc_set_draws(s, c, 0); /* it may have been something else before */
		return not_given(s, c, d);
	}
	DIAG_IN(d, c->is.source); /* that of a measured cell is new */
	bool ok = eval_check(s->engine, sheet_scope(s, c->is.space), c->is.expr, c->name, &s->scratch, d, v, &draws);
	recalc_set_draws(s, c, draws);
	return ok && ((!c->given && !is_supposed(c)) || recalc_adopt(s, c, d, v)) && hold_numbers(s, c, v, d);
}

/* Keep what was said of a cell as long as the cell. */
static void keep_said(struct cell *c, struct diag *d)
{
	struct diag own;

	if (c->more->error || c->more->notes)
		c->more->error = c->more->notes = NULL;
	if (!d->error && !d->notes)
		return;
	diag_init(&own, &cell_more(c)->said, d->source);
	diag_copy(&own, d);
	c->more->error = own.error;
	c->more->notes = own.notes;
}

/*
 * What a native function refuses is no fault of the sheet that asks it, but of who uses that; nobody does where it is
 * run.
 */
static void blame_user(struct cell *c, struct diag *d)
{
	const struct space *space = c->is.space;

	while (space->outer && space->outer->use)
		space = space->outer;
	d->error->source = space->use ? *space->use_source : (struct source){0};
	d->error->at = space->use ? space->use->at : (struct span){0, 0};
}

static void compute(struct sheet *s, struct cell *c)
{
	struct value v;
	struct diag d;
	bool ok = true;

	s->graph.computed++;
	sheet_column_moved(s, c);
	for (uint32_t i = 0; i < c->own_needs; i++)
		ok = ok && c->needs[i]->state == CELL_READY;
	arena_reset(&s->scratch);
	diag_init(&d, &s->scratch, NULL);
	ok = ok && recalc_work_out(s, c, &d, &v);
	if (ok)
		sheet_note_move(s, c, &v);
	else if (d.error && str_eq(d.error->source.name, c->is.source->name) && eval_is_native(s->engine, c->is.expr))
		blame_user(c, &d);
	cell_forget_value(c); /* the old one may live in `said` */
	if (c->more->said.block)
		arena_reset(&c->more->said);
	if (ok)
		cell_set_value(s, c, &v);
	else
		c->state = CELL_FAILED;
	keep_said(c, &d);
}

/* ---- all of them ---- */

/* All that depends on what is stale is stale too, if it is wanted. Ties come first, so that they are those of now. */
static void close_over_users(struct sheet *s)
{
	for (size_t i = 0; i < s->graph.stale_count; i++) {
		if (!s->graph.stale[i]->linked)
			cell_link(s, s->graph.stale[i]);
	}
	sheet_want_reads(s);
	for (size_t i = 0; i < s->graph.stale_count; i++) {
		struct cell *c = s->graph.stale[i];
		for (uint32_t k = 0; k < c->user_count; k++)
			if (!s->journal.wanted || s->journal.wanted[c->users[k]->index])
				sheet_touch(s, c->users[k]);
	}
}

static void count_needs(struct sheet *s)
{
	for (size_t i = 0; i < s->graph.stale_count; i++) {
		struct cell *c = s->graph.stale[i];
		c->waiting = 0;
		for (uint32_t k = 0; k < c->need_count; k++)
			c->waiting += c->needs[k]->queued;
	}
}

/* They mostly are, and sorting takes as much room again. */
static bool in_order(struct cell *const *cells, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (cells[i - 1]->index > cells[i]->index)
			return false;
	return true;
}

static int by_index(const void *a, const void *b)
{
	const struct cell *x = *(struct cell *const *)a, *y = *(struct cell *const *)b;
	return (x->index > y->index) - (x->index < y->index);
}

/*
 * Compute what waits for nothing, until only circles are left. Returns how many cells that were; once interrupted they
 * are passed over.
 */
static size_t recalc_work(struct sheet *s, uint32_t *ready)
{
	size_t count = 0, done = 0;

	for (size_t i = 0; i < s->graph.stale_count; i++)
		if (s->graph.stale[i]->waiting == 0)
			ready[count++] = s->graph.stale[i]->index;
	while (done < count) {
		struct cell *c = s->graph.cells[ready[done++]];
		if (interrupt_came)
			c->state = CELL_FAILED;
		else
			compute(s, c);
		c->queued = false;
		for (uint32_t k = 0; k < c->user_count; k++)
			if (c->users[k]->queued && --c->users[k]->waiting == 0)
				ready[count++] = c->users[k]->index;
	}
	return count;
}

static struct cell *next_in_circle(const struct cell *c)
{
	for (uint32_t k = 0; k < c->need_count; k++)
		if (c->needs[k]->queued)
			return c->needs[k];
	return NULL;
}

/* Whoever is still queued is in a circle, or needs one. Name one circle, and fail them all. */
static void fail_circles(struct sheet *s)
{
	struct cell *c = NULL;
	struct buf names = {0};
	size_t length = 0, left = 0;

	for (size_t i = 0; i < s->graph.stale_count; i++) {
		if (!s->graph.stale[i]->queued)
			continue;
		left++;
		if (!c || s->graph.stale[i]->index < c->index)
			c = s->graph.stale[i];
	}
	if (!c)
		return;
	for (size_t i = 0; i < left; i++) /* now surely inside a circle */
		c = next_in_circle(c);
	struct cell *first = c;
	do {
		if (length < 8)
			buf_printf(&names, "%.*s -> ", STR(c->name));
		length++;
		c = next_in_circle(c);
	} while (c != first);
	if (length > 8)
		buf_printf(&names, "... (%zu cells) -> ", length);
	buf_add_str(&names, first->name);

	struct factor scale = FACTOR_ONE;
	struct units unit;
	struct diag d;
	arena_reset(&s->scratch);
	diag_init(&d, &s->scratch, first->is.source);
	diag_fail(&d, DIAG_CYCLE, first->is.expr->at, length == 1 ? "'%.*s' needs itself: %s" : "'%.*s' is in a circle: %s",
	          STR(first->name), buf_c(&names));
	if (length == 1 && unit_lookup(s->engine->units, first->name, &unit, &scale, NULL))
		diag_hint(&d, "to count by it write 1 %.*s", STR(first->name)); /* cpu = 10k/s * 50 ms cpu */
	keep_said(first, &d);
	buf_release(&names);
	for (size_t i = 0; i < s->graph.stale_count; i++)
		if (s->graph.stale[i]->queued) {
			s->graph.stale[i]->state = CELL_FAILED;
			s->graph.stale[i]->queued = false;
		}
}

/* A parameter may be given later, or never, where nobody needs it. Who does waits. */
static bool may_wait(const struct cell *c)
{
	return !c->more->error || cell_is_missing(c);
}

/* Is an error of a cell rather said than that of `other`? What only predicts is not what failed. */
static bool goes_before(const struct cell *c, const struct cell *other)
{
	bool predicts = sheet_only_predicts(c);

	return !other || (predicts == sheet_only_predicts(other) ? c->index < other->index : !predicts);
}

static bool first_error(struct cell **cells, size_t count, bool lenient, struct diag *d)
{
	const struct cell *first = NULL;
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		if (lenient && may_wait(cells[i]))
			continue;
		ok = ok && (cells[i]->state == CELL_READY || sheet_only_predicts(cells[i]));
		if (cells[i]->more->error && goes_before(cells[i], first))
			first = cells[i];
	}
	if (first && d && !ok)
		diag_adopt(d, first->more->error);
	return ok;
}

static bool recalc_recalc(struct sheet *s, struct diag *d)
{
	if (!s->graph.stale_count)
		return sheet_requirements_hold(s, d);
	arena_reset(&s->scratch);
	close_over_users(s);
	count_needs(s);
	if (!in_order(s->graph.stale, s->graph.stale_count))
		qsort(s->graph.stale, s->graph.stale_count, sizeof *s->graph.stale, by_index);
	uint32_t *ready = xmalloc(s->graph.stale_count * sizeof *ready);
	if (recalc_work(s, ready) < s->graph.stale_count)
		fail_circles(s);
	bool good = sheet_requirements_hold(s, d);
	bool ok = first_error(s->graph.stale, s->graph.stale_count, s->lenient, good ? d : NULL);
	free(ready);
	s->graph.stale_count = 0;
	return (!d || diag_goes_on(d)) && ok && good;
}

/* The `number`-th correlation from entry `from` on breaks those before it. */
static bool ties_clash(struct sheet *s, size_t from, size_t number, struct diag *d)
{
	while (s->entries[from].statement->kind != STATEMENT_CORRELATE || number--)
		from++;
	const struct entry *e = &s->entries[from];
	DIAG_IN(d, e->is.source);
	return diag_fail(d, DIAG_VALUE, e->statement->expr->at,
	                 "these correlations cannot hold together: what is tied closely to two others ties them too");
}

/* Correlations are made when their cells are known to be uncertain; all there are are looked at together. */
static bool make_ties(struct sheet *s, struct diag *d)
{
	size_t from = s->draws.tied_entries, ties = s->draws.tie_count;
	bool ok = true;

	while (ok && s->draws.tied_entries < s->entry_count) {
		const struct entry *e = &s->entries[s->draws.tied_entries++];
		if (e->statement->kind != STATEMENT_CORRELATE)
			continue;
		DIAG_IN(d, e->is.source);
		ok = sheet_correlate(s, &e->is, e->statement->expr, d);
	}
	if (!ok || s->draws.tie_count == ties)
		return ok;
	size_t fine = sheet_ties_hold(s, ties);
	return fine == s->draws.tie_count || ties_clash(s, from, fine - ties, d);
}

static bool recalc_all(struct sheet *s, struct diag *d)
{
	size_t ties = s->draws.tie_count;
	struct arena scratch;
	struct diag own;
	bool ok = recalc_recalc(s, d) && (!s->machines.count || sheet_machines_fit(s, d));

	if (!ok || s->draws.tied_entries >= s->entry_count)
		return ok;
	arena_init(&scratch);
	diag_init(&own, &scratch, NULL);
	ok = make_ties(s, d ? d : &own);
	arena_release(&scratch);
	return ok && (s->draws.tie_count == ties || recalc_recalc(s, d));
}

bool sheet_recalc(struct sheet *s, struct diag *d)
{
	if (d)
		return recalc_all(s, d);
	interrupt_hold();
	bool ok = recalc_all(s, NULL);
	interrupt_release();
	return ok;
}

bool sheet_eval(struct sheet *s, const struct definition *at, const struct node *n, struct arena *scratch,
                struct diag *d, struct value *out)
{
	if (sheet_sampled(s, at, n, scratch, out))
		return true;
	DIAG_IN(d, at->source);
	return eval(s->engine, sheet_scope(s, at->space), n, scratch, d, out);
}

bool sheet_eval_text(struct sheet *s, const struct source *src, struct arena *a, struct diag *d, struct value *out)
{
	struct definition here = sheet_here(s, src);
	const struct node *n = sheet_parse(s, src, a, d);

	return n && sheet_eval(s, &here, n, a, d, out);
}

void sheet_answer(struct sheet *s, const struct value *v)
{
	if (s->has_answer && v && v->num == s->answer.num)
		return; /* `_` itself */
	s->has_answer = false;
	if (!v || v->type.uncertain)
		return; /* it lives on as its expression: see rewrite.c of the session */
	arena_reset(&s->answer_arena);
	s->answer = value_copy(&s->answer_arena, v);
	s->has_answer = true;
}

const struct value *sheet_last_answer(const struct sheet *s)
{
	return s->has_answer ? &s->answer : NULL;
}

uint64_t sheet_computed(const struct sheet *s)
{
	return s->graph.computed;
}

/* A unit that was defined by others is worth what they are worth now. */
static void declare_words_anew(struct sheet *s)
{
	for (size_t i = 0; i < s->entry_count; i++) {
		const struct entry *e = &s->entries[i];
		struct diag own;

		if ((e->statement->kind != STATEMENT_UNIT && e->statement->kind != STATEMENT_ALIAS) || !e->statement->expr)
			continue;
		diag_init(&own, &s->scratch, e->is.source);
		declare_unit(s->engine, sheet_scope(s, e->is.space), e->statement, true, &own);
	}
}

void sheet_refresh(struct sheet *s)
{
	declare_words_anew(s);
	for (size_t i = 0; i < s->graph.cell_count; i++)
		sheet_touch(s, s->graph.cells[i]);
	if (s->graph.cell_count)
		sheet_recalc(s, NULL);
}
