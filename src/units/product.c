/* SPDX-License-Identifier: GPL-3.0-or-later */
/* product.c - units multiplied: what merges, what cancels, what is taken apart. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "units/registry.h"

static bool times_term(struct units *a, const struct term *t, int exp, struct factor *scale);

/*
 * The ratio of two prefixes, by their places in the table. Its divisions take long, so the last ones are kept; few, for
 * every thread has its own, and a thread begins with clearing them.
 */
static struct factor prefix_ratio(uint8_t from, uint8_t to)
{
	enum { KEPT = 16 };
	static _Thread_local struct {
		struct factor ratio;
		uint8_t from, to;
	} kept[KEPT];
	unsigned at = (from * 5U + to) % KEPT;

	if (kept[at].ratio.den == 0 || kept[at].from != from || kept[at].to != to) {
		kept[at].ratio = factor_product(prefix_table[from].factor, prefix_table[to].factor, -1);
		kept[at].from = from;
		kept[at].to = to;
	}
	return kept[at].ratio;
}

static RARE struct factor times_bases(struct factor f, const struct unit *from, const struct unit *to)
{
	return factor_times(factor_times(f, from->base, 1), to->base, -1);
}

struct factor term_ratio(const struct term *from, const struct term *to)
{
	struct factor f = from->prefix == to->prefix ? FACTOR_ONE : prefix_ratio(from->prefix, to->prefix);

	return from->unit == to->unit ? f : times_bases(f, from->unit, to->unit);
}

static bool too_high(const struct term *t)
{
	return abs(t->exp) * t->unit->reach > UNIT_EXPONENT_MAX;
}

static void take_out(struct units *a, unsigned i)
{
	a->n--;
	for (; i < a->n; i++)
		a->term[i] = a->term[i + 1];
}

/* Of two data units that meet, bytes stay rather than bits, then decimal prefixes rather than binary ones. */
static bool gives_way(const struct term *old, const struct term *new)
{
	if (old->unit->hard != 1 << DIM_DATA)
		return false;
	if (old->unit->bits != new->unit->bits)
		return old->unit->bits;
	return term_prefix(old)->family == PREFIX_BINARY && term_prefix(new)->family == PREFIX_DECIMAL;
}

/* a->term[i] times t^exp, which measures the same thing. */
static bool merge(struct units *a, unsigned i, const struct term *t, int exp, struct factor *scale)
{
	struct term *m = &a->term[i];
	int sum = m->exp + exp;

	if (m->unit != t->unit || m->prefix != t->prefix) {
		if (sum != 0 && gives_way(m, t)) {
			*scale = factor_times(*scale, term_ratio(m, t), m->exp);
			m->unit = t->unit;
			m->prefix = t->prefix;
		} else {
			*scale = factor_times(*scale, term_ratio(t, m), exp);
		}
	}
	if (sum == 0) {
		take_out(a, i);
		return true;
	}
	if (abs(sum) > UNIT_EXPONENT_MAX)
		return false;
	m->exp = (int8_t)sum;
	if (m->unit->inverse && sum < 0) {
		struct term old = *m;

		take_out(a, i);
		return times_term(a, &old, old.exp, scale);
	}
	return !too_high(m);
}

static bool product_append(struct units *a, const struct term *t, int exp)
{
	if (a->n == UNITS_MAX || abs(exp) > UNIT_EXPONENT_MAX)
		return false;

	struct term *m = &a->term[a->n++];

	*m = (struct term){t->unit, t->prefix, (int8_t)exp};
	return !too_high(m);
}

/* ---- compound units ---- */

/* Terms of `u` taken one by one: what a compound unit is made of, or the unit itself. */
static unsigned parts_of(const struct unit *u, const struct term **parts, struct term *self)
{
	if (u->compound) {
		*parts = u->meaning->term;
		return u->meaning->n;
	}
	*self = (struct term){u, 0, 1};
	*parts = self;
	return 1;
}

/* 44.1 kHz of 16 bit are bits a second; of cores they stay GHz. */
static bool makes_rate(const struct unit *u, const struct unit *v)
{
	return u->compound && u->inverse && (v->hard & (1 << DIM_DATA | 1 << DIM_MONEY));
}

/* Do two units share a hard dimension or a noun, or does one make a rate of the other? */
static bool overlap(const struct unit *u, const struct unit *v)
{
	const struct term *a, *b;
	struct term self_a, self_b;

	if ((u->hard & v->hard) || makes_rate(u, v) || makes_rate(v, u))
		return true;
	if (!u->nouns || !v->nouns)
		return false;

	unsigned n = parts_of(u, &a, &self_a), m = parts_of(v, &b, &self_b);

	for (unsigned i = 0; i < n; i++)
		for (unsigned j = 0; j < m; j++)
			if (a[i].unit->root == b[j].unit->root)
				return true;
	return false;
}

/* a times t^exp, with the compound unit of `t` taken apart. */
static bool times_parts(struct units *a, const struct term *t, int exp, struct factor *scale)
{
	const struct units *parts = t->unit->meaning;
	struct factor one = factor_times(term_base(t), units_base(parts), -1);

	if (abs(exp) * t->unit->reach > UNIT_EXPONENT_MAX)
		return false;
	*scale = factor_times(*scale, one, exp);
	for (unsigned i = 0; i < parts->n; i++)
		if (!times_term(a, &parts->term[i], parts->term[i].exp * exp, scale))
			return false;
	return true;
}

/* As times_term, where a compound unit is about. Each round takes one apart, so the recursion ends. */
static bool times_compound(struct units *a, const struct term *t, int exp, struct factor *scale)
{
	bool meets = t->unit->inverse && exp < 0;

	for (unsigned i = 0; i < a->n; i++) {
		struct term old = a->term[i];

		if (!overlap(old.unit, t->unit))
			continue;
		if (old.unit->compound) {
			take_out(a, i);
			return times_parts(a, &old, old.exp, scale) && times_term(a, t, exp, scale);
		}
		meets = true;
	}
	return meets ? times_parts(a, t, exp, scale) : product_append(a, t, exp);
}

/* ---- products ---- */

static bool times_term(struct units *a, const struct term *t, int exp, struct factor *scale)
{
	const struct unit *u = t->unit;
	bool compound = u->compound;

	if (u->class == UNIT_NUMBER) {
		*scale = factor_times(*scale, term_base(t), exp);
		return true;
	}
	for (unsigned i = 0; i < a->n; i++) {
		if (a->term[i].unit->root == u->root)
			return merge(a, i, t, exp, scale);
		compound |= a->term[i].unit->compound;
	}
	return compound ? times_compound(a, t, exp, scale) : product_append(a, t, exp);
}

static void fold_numbers(struct units *a, struct factor *scale)
{
	for (unsigned i = 0; i < a->n; i++) {
		if (a->term[i].unit->class == UNIT_NUMBER) {
			*scale = factor_times(*scale, term_base(&a->term[i]), a->term[i].exp);
			take_out(a, i--);
		}
	}
}

bool units_times(struct units *a, const struct units *b, int power, struct factor *scale)
{
	struct units copy;

	if (a == b) {
		units_copy(&copy, b);
		b = &copy;
	}
	fold_numbers(a, scale);
	if (power == 0)
		return true;
	if (abs(power) > UNIT_EXPONENT_MAX)
		return b->n == 0;
	for (unsigned i = 0; i < b->n; i++)
		if (!times_term(a, &b->term[i], b->term[i].exp * power, scale))
			return false;
	return true;
}

bool units_flatten(struct units *u, struct factor *scale)
{
	struct units flat = {0};

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];

		if (t->unit->compound ? !times_parts(&flat, t, t->exp, scale) : !times_term(&flat, t, t->exp, scale))
			return false;
	}
	units_copy(u, &flat);
	return true;
}

bool units_power(struct units *a, int power)
{
	if (power == 0)
		a->n = 0;
	for (unsigned i = 0; i < a->n; i++) {
		if (abs(power) > UNIT_EXPONENT_MAX || abs(a->term[i].exp * power) > UNIT_EXPONENT_MAX)
			return false;
		a->term[i].exp = (int8_t)(a->term[i].exp * power);
		if (too_high(&a->term[i]))
			return false;
	}
	return true;
}

bool units_root(struct units *a, int degree)
{
	assert(degree > 0);
	for (unsigned i = 0; i < a->n; i++)
		if (a->term[i].exp % degree)
			return false;
	for (unsigned i = 0; i < a->n; i++)
		a->term[i].exp = (int8_t)(a->term[i].exp / degree);
	return true;
}

/* ---- questions about them ---- */

struct dim units_dim(const struct units *u)
{
	struct dim d = {{0}};

	for (unsigned i = 0; i < u->n; i++)
		for (unsigned k = 0; k < DIM_COUNT; k++)
			d.exp[k] = (int8_t)(d.exp[k] + u->term[i].unit->dim.exp[k] * u->term[i].exp);
	return d;
}

bool units_measure(const struct units *u, enum dim_base dim, int power)
{
	struct dim d = units_dim(u);

	for (int i = 0; i < DIM_COUNT; i++)
		if (d.exp[i] != (i == (int)dim ? power : 0))
			return false;
	return true;
}

bool units_soft(const struct units *u)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit->hard)
			return false;
	return true;
}

bool units_plain(const struct units *u)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit->class != UNIT_NUMBER)
			return false;
	return true;
}

bool units_has_noun(const struct units *u)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit->nouns)
			return true;
	return false;
}

int units_counted(const struct units *u)
{
	int found = -1;

	for (unsigned i = 0; i < u->n; i++) {
		if (u->term[i].exp >= 0 || u->term[i].unit->class != UNIT_NOUN)
			continue;
		if (found >= 0 || u->term[i].exp != -1)
			return -1;
		found = (int)i;
	}
	return found;
}

static bool has_term(const struct units *u, const struct term *t)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit == t->unit && u->term[i].prefix == t->prefix && u->term[i].exp == t->exp)
			return true;
	return false;
}

bool units_equal(const struct units *a, const struct units *b)
{
	if (a->n != b->n)
		return false;
	for (unsigned i = 0; i < a->n; i++)
		if (!has_term(b, &a->term[i]))
			return false;
	return true;
}

struct factor units_base(const struct units *u)
{
	struct factor f = FACTOR_ONE;

	for (unsigned i = 0; i < u->n; i++)
		f = factor_times(f, term_base(&u->term[i]), u->term[i].exp);
	return f;
}
