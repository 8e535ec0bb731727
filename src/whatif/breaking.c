/* SPDX-License-Identifier: GPL-3.0-or-later */
/* breaking.c - by going outwards from the median in steps, then halving the one in which the check stops holding. */
#include <math.h>

#include "sampling/spread.h"
#include "whatif/breaking.h"
#include "whatif/sensitivity.h"

enum { STEPS = 4, HALVINGS = 24 };
/* So few samples tell it where they all say the same; four times as many, where most do. */
enum { FEW = 1024, SOME = 4 * FEW };
/* Of a sheet of thousands of cells only what moves it most is tried: the least, and what so many cells allow. */
enum { TRIED_LEAST = 6, COMPUTED_MOST = 20000 };
#define PRECISION 1e-4
#define SURELY 6 /* standard errors */

/* One assumption of a check. */
struct trying {
	struct ask *q;
	struct asked check;
	struct cell *cell;
	bool whole, percent;
	/* Where it was tried last: */
	bool outside; /* it cannot be there at all, or cannot be worked out: a model without layers, a mean that swings */
	bool ended;   /* what was worked out from it cannot be there: a line that grows without end */
	double median;
	struct arena *scratch; /* of one try */
};

/* The question, asked once more: what comes of it is gone with the next one. */
static struct ask ask_anew(const struct trying *t, struct diag *d)
{
	struct ask own = *t->q;

	arena_reset(t->scratch);
	diag_init(d, t->scratch, NULL);
	own.a = t->scratch;
	own.d = d;
	return own;
}

/* `samples` tell it, unless their share is near the one that is wanted. */
static bool told_by(const struct trying *t, const struct ask *own, uint32_t samples, bool *holds)
{
	double sure = own->sure > 0 ? own->sure : 0.95, share;
	struct diag d;
	struct value v;

	if (sheet_engine(own->sheet)->samples <= samples)
		return false;
	diag_init(&d, own->a, NULL);
	if (!sheet_eval_few(own->sheet, &t->check.at, t->check.node, samples, own->a, &d, &v) || v.count != 1)
		return false;
	*holds = v.type.kind == VALUE_TRUTH && ask_holds(own, &v);
	if (!v.spread)
		return true;
	share = v.spread->mean * v.spread->good / v.spread->samples;
	return fabs(share - sure) > SURELY * sqrt(sure * (1 - sure) / v.spread->samples);
}

/* Has the check a value half a step from where it is? Of copies and bits there is none. */
static bool takes_halves(const struct trying *t)
{
	struct diag d;
	struct ask own = ask_anew(t, &d);
	struct value v;

	sheet_suppose_number(own.sheet, t->cell, t->median + 0.5);
	return sheet_recalc(own.sheet, &d) && ask_value(&own, &t->check, &v) && v.count == 1 && !is_poison(v.num[0]);
}

/* What has no value there does not hold, unless that is for where the assumption may be or for how it is worked out. */
static bool holds_at(struct trying *t, double x)
{
	struct diag d;
	struct ask own = ask_anew(t, &d);
	struct value v;

	sheet_suppose_number(own.sheet, t->cell, x);
	bool ok = sheet_recalc(own.sheet, &d);
	if (ok && !told_by(t, &own, FEW, &ok) && !told_by(t, &own, SOME, &ok))
		ok = ask_value(&own, &t->check, &v) && v.type.kind == VALUE_TRUTH && ask_holds(&own, &v);
	t->ended = !ok && d.error && d.error->kind == DIAG_REQUIRE && !d.error->one_input;
	t->outside = !ok && d.error && !t->ended;
	if (d.error && d.error->kind == DIAG_INTERRUPT)
		diag_adopt(t->q->d, d.error);
	return ok;
}

/* The number that far from the median, where it may be: of nothing there is nothing to say. */
static double breaking_place(const struct trying *t, double factor)
{
	double x = t->median * factor;

	if (t->percent && x > 100)
		x = 100;
	return t->whole ? (factor > 1 ? ceil(x) : fmax(floor(x), 1)) : x;
}

/* The end of what is as `now`, between `same` and `other`, which is not. False where that is the end of all there is.
 */
static bool breaking_halve(struct trying *t, double same, double other, bool now, double *at)
{
	bool outside = t->outside, ended = t->ended;

	for (int i = 0; i < HALVINGS && fabs(other - same) > PRECISION * fabs(other) && !t->q->d->error; i++) {
		double m = sqrt(same * other);

		if (!(m > 0))
			m = (same + other) / 2;
		if (t->whole)
			m = round((same + other) / 2);
		if (m == same || m == other)
			break;
		if (holds_at(t, m) == now) {
			same = m;
		} else {
			other = m;
			outside = t->outside;
			ended = t->ended;
		}
	}
	t->ended = now && ended;
	*at = now ? same : other; /* where it holds */
	return !(now && outside);
}

/* Outwards in one direction. */
static bool search(struct trying *t, bool up, bool now, double *at)
{
	double before = t->median;

	for (int k = 1; k <= STEPS && !t->q->d->error; k++) {
		double x = breaking_place(t, pow(BREAKING_FAR, (up ? 1.0 : -1.0) * k / STEPS));

		if (x == before)
			continue;
		if (holds_at(t, x) != now)
			return breaking_halve(t, before, x, now, at);
		before = x;
	}
	return false;
}

/* `up` first: that way, if it is `known`, it comes nearer to the limit. Away from it nothing grows without end. */
static bool breaking_try_one(struct ask *q, const struct asked *check, struct cell *c, bool up, bool known,
                             struct breaking *out)
{
	const struct value *v = cell_value(c);
	struct arena scratch;
	struct trying t = {.q = q,
	                   .check = *check,
	                   .cell = c,
	                   .median = v->num[0],
	                   .percent = type_is_percent(&v->type),
	                   .scratch = &scratch};
	bool found = false;

	t.percent = t.percent && t.median <= 100;
	t.whole = type_is_thing(&v->type) && !v->type.uncertain && t.median == floor(t.median);
	out->type = v->type;
	out->type.uncertain = false;
	out->median = t.median;
	if (!(t.median > 0))
		return false;
	arena_init(&scratch);
	ask_suppose_for(q, check, 1);
	if (!t.whole && units_plain(&v->type.units) && !t.percent && t.median == floor(t.median))
		t.whole = !takes_halves(&t);
	out->holds = holds_at(&t, t.median);
	for (int way = 0; way < 2 && !found; way++)
		found = search(&t, up == (way == 0), out->holds, &out->at) && !(t.ended && known && way);
	sheet_suppose_end(q->sheet);
	arena_release(&scratch);
	out->cell = found ? c : NULL;
	out->ended = found && t.ended;
	return found;
}

/* How far the left side is above the right one; of what is not a comparison, the truth itself. */
static struct asked margin(struct ask *q, const struct asked *check)
{
	struct asked e = *check;
	const struct node *n = check->node;
	struct node *minus;

	if (n->kind != NODE_BINARY || n->op < OP_EQ || n->op > OP_GE)
		return e;
	minus = arena_new(q->a, struct node);
	*minus = *n;
	minus->op = OP_SUB;
	e.node = e.at.expr = minus;
	return e;
}

/* ---- what is a limit ---- */

/* The number that an expression is by itself, or NULL. */
static const struct cell *breaking_leaf(struct ask *q, const struct definition *at, const struct node *n)
{
	const struct cell *c = sheet_named(q->sheet, at, ast_without_conversion(n));

	return c && !c->need_count ? c : NULL;
}

/* Does it rest on the cell; on any, where that is NULL? */
static bool rests_on(struct ask *q, const struct definition *at, const struct node *n, const struct cell *c)
{
	uint32_t count, found, i = 0;
	struct cell **reads = sheet_reads(at, n, q->a, &count);
	struct cell **needs = sheet_needs(q->sheet, reads, count, q->a, &found);

	while (i < found && c && needs[i] != c)
		i++;
	return i < found;
}

/* Is a cell no more to a condition than what it is held against, and so a limit as a number that is written there? */
static bool is_limit(struct ask *q, const struct definition *at, const struct node *n, const struct cell *c)
{
	const struct node *const *k;
	struct comparison x;

	n = ast_without_conversion(n);
	k = (const struct node *const *)n->kids;
	if (n->kind == NODE_CALL)
		return str_eq(n->text, S("prob")) && n->count == 1 && is_limit(q, at, k[0], c);
	if (n->kind != NODE_BINARY)
		return false;
	if (n->op == OP_AND || n->op == OP_OR)
		return (!rests_on(q, at, k[0], c) || is_limit(q, at, k[0], c)) &&
		       (!rests_on(q, at, k[1], c) || is_limit(q, at, k[1], c));
	if (n->op < OP_EQ || n->op > OP_GE)
		return false;
	if (sheet_comparison(q->sheet, at, n, &x) && breaking_leaf(q, at, x.limit) == c)
		return rests_on(q, at, x.is, NULL) && !rests_on(q, at, x.is, c);
	return is_limit(q, at, k[0], c) || is_limit(q, at, k[1], c);
}

static bool worth_trying(const struct ask *q, uint32_t tried, uint64_t from)
{
	return (tried < TRIED_LEAST || sheet_computed(q->sheet) - from < COMPUTED_MOST) && !q->d->error;
}

static bool is_cell_of(const struct sensitivity_input *x)
{
	return x->cell && x->cell->state == CELL_READY && !x->cell->type->list && x->cell->type->kind == VALUE_NUMBER;
}

/* Is one the better answer of two? It breaks the check, or has the less way to go. */
static bool breaks_rather(const struct breaking *one, const struct breaking *best)
{
	if (!best->cell || one->ended != best->ended)
		return !best->cell || best->ended;
	return fabs(log(one->at / one->median)) < fabs(log(best->at / best->median));
}

/*
 * What moves it by nothing at 20 % may break it further out: a queue that is empty, a limit on both sides, yes and no.
 * Of those that do, the one that has the least way to go.
 */
static bool try_still(struct ask *q, const struct asked *check, const struct sensitivity *s, uint64_t from,
                      struct breaking *out)
{
	struct breaking best = *out;

	for (uint32_t i = 0; i < s->still_count && worth_trying(q, i, from); i++) {
		struct breaking one = *out;

		if (is_limit(q, &check->at, check->node, s->still[i]))
			continue;
		best.any = true;
		if (!sheet_sample(q->sheet, &s->still[i], 1, q->d))
			return false;
		one.any = true;
		if (breaking_try_one(q, check, s->still[i], true, false, &one) && breaks_rather(&one, &best))
			best = one;
	}
	*out = best;
	return !q->d->error;
}

/* Does it make more of the answer? From the middle to an end at which the answer has a value. */
static bool raises(const struct sensitivity_input *x)
{
	return is_poison(x->at_high)  ? x->middle > x->at_low
	       : is_poison(x->at_low) ? x->at_high > x->middle
	                              : x->at_high > x->at_low;
}

bool breaking(struct ask *q, const struct entry *check, struct breaking *out)
{
	const struct node *n = check->statement->expr;
	struct asked e = {.at = check->is, .node = n}, m;
	struct ask own = *q;
	struct sensitivity s;
	struct breaking ended = {0};
	struct diag d;
	uint32_t tried = 0;
	uint64_t from;

	e.at.expr = n;
	m = margin(q, &e);
	*out = (struct breaking){0};
	out->equality = n->kind == NODE_BINARY && (n->op == OP_EQ || n->op == OP_NE);
	if (out->equality)
		return true;
	diag_init(&d, q->a, check->is.source);
	own.d = &d;
	if (!sensitivity_inputs(&own, &m, false, &s)) /* of a list there is none */
		return !d.error || d.error->kind != DIAG_INTERRUPT || (diag_adopt(q->d, d.error), false);
	out->labs = s.labs;
	from = sheet_computed(q->sheet);
	for (uint32_t i = 0; i < s.count && worth_trying(q, tried, from); i++) {
		const struct sensitivity_input *x = &s.one[i];
		bool less = n->kind == NODE_BINARY && (n->op == OP_LT || n->op == OP_LE);

		if (!is_cell_of(x) || is_limit(q, &e.at, n, x->cell))
			continue;
		tried++;
		out->any = true;
		if (!sheet_sample(q->sheet, &(struct cell *){x->cell}, 1, q->d))
			return false;
		if ((breaking_try_one(q, &e, x->cell, raises(x) == less, m.node != n, out) && !out->ended) || q->d->error)
			break;
		if (out->ended && !ended.cell)
			ended = *out;
		out->cell = NULL;
	}
	if (!out->cell && ended.cell)
		*out = ended;
	if (!q->d->error && !out->cell)
		return try_still(q, &e, &s, from, out);
	return !q->d->error;
}
