/* SPDX-License-Identifier: GPL-3.0-or-later */
/* convert.c - from one unit to another; the unit in which an answer reads best. */
#include <math.h>

#include "units/registry.h"

/* One term against one of the same kind: the everyday case. */
static bool convert_single(const struct units *from, const struct units *to, struct factor *scale)
{
	const struct term *f = &from->term[0], *t = &to->term[0];

	if (from->n != 1 || to->n != 1 || f->unit->root != t->unit->root || f->exp != t->exp)
		return false;
	if (f->unit != t->unit || f->prefix != t->prefix)
		*scale = f->exp == 1 ? term_ratio(f, t) : factor_times(FACTOR_ONE, term_ratio(f, t), f->exp);
	return true;
}

enum units_fit units_convert(const struct units *from, const struct units *to, struct factor *scale)
{
	struct units left;

	*scale = FACTOR_ONE;
	if (convert_single(from, to, scale) || (from->n == 0 && to->n == 0))
		return UNITS_SAME;
	units_copy(&left, from);
	if (!units_times(&left, to, -1, scale)) {
		/* Too much for one product, as with twelve nouns on each side. */
		*scale = factor_times(units_base(from), units_base(to), -1);
		return dim_same(units_dim(from), units_dim(to)) ? UNITS_NOUNS : UNITS_CLASH;
	}
	if (left.n == 0)
		return UNITS_SAME;
	if (!units_soft(&left))
		return UNITS_CLASH;
	return units_has_noun(from) && units_has_noun(to) ? UNITS_NOUNS : UNITS_PLAIN;
}

/* ---- with and without nouns ---- */

struct units units_nouns(const struct units *u)
{
	struct units out = {0};
	struct factor ignored = FACTOR_ONE;

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];
		const struct units *parts = t->unit->meaning;

		if (!t->unit->nouns)
			continue;
		if (!t->unit->hard || !parts) {
			out.term[out.n++] = *t;
			continue;
		}
		for (unsigned k = 0; k < parts->n; k++) {
			struct units one = {1, {parts->term[k]}};

			if (!parts->term[k].unit->hard && !units_times(&out, &one, t->exp, &ignored))
				return out;
		}
	}
	return out;
}

struct units units_without_nouns(const struct units *u)
{
	struct units out = {0};

	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit->hard || !u->term[i].unit->nouns)
			out.term[out.n++] = u->term[i];
	return out;
}

struct units units_shown(const struct units *u)
{
	const unsigned swallows = 1 << DIM_DATA | 1 << DIM_MONEY | 1 << DIM_LENGTH | 1 << DIM_MASS | 1 << DIM_ENERGY;
	struct units out;
	bool beside = false;

	for (unsigned i = 0; i < u->n; i++)
		beside |= u->term[i].exp > 0 && (u->term[i].unit->hard & swallows);
	out.n = 0;
	for (unsigned i = 0; i < u->n; i++)
		if (!beside || u->term[i].exp < 0 || u->term[i].unit->hard || !u->term[i].unit->nouns)
			out.term[out.n++] = u->term[i];
	return out;
}

/* ---- the unit to show ---- */

/* The place of the one term of dimension `dim` above the line, if it takes prefixes, else u->n. */
static unsigned dim_place(const struct units *u, enum dim_base dim)
{
	unsigned place = u->n;

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];

		if (!(t->unit->hard & 1 << dim))
			continue;
		if (t->exp != 1 || !(t->unit->families & PREFIX_DECIMAL))
			return u->n;
		place = i;
	}
	return place;
}

/* The prefix that leaves 1 to 999 of `value`, as printed with four digits. */
static const struct prefix *best_prefix(enum prefix_series series, double value)
{
	const struct prefix *p = prefix_series(series), *best = NULL;
	/* 999.96 kB would be printed as 1,000 kB. */
	double reach = series == SERIES_DECIMAL ? 0.99995 : 1;

	for (unsigned i = 0; i < PREFIX_STEPS && value >= p[i].factor.num * reach; i++)
		best = &p[i];
	return best;
}

/* Bits are for rates: other data reads better in bytes. */
static void choose_bytes(struct term *t, const struct units *u)
{
	if (!t->unit->bits || units_exponent(u, DIM_TIME) < 0 || !(t->unit->root->families & PREFIX_DECIMAL))
		return;
	if (prefix_series_of(t) != SERIES_BINARY)
		t->prefix = 0;
	t->unit = t->unit->root;
}

struct units units_best(const struct units *u, double value, struct factor *scale)
{
	struct units out;
	unsigned data = dim_place(u, DIM_DATA), place = data < u->n ? data : dim_place(u, DIM_ENERGY);
	struct term *t = &out.term[place];

	units_copy(&out, u);
	*scale = FACTOR_ONE;
	if (place == u->n)
		return out;
	if (place == data)
		choose_bytes(t, u);
	if (value != 0 && isfinite(value)) {
		struct term bare = {t->unit, 0, 1};

		value = factor_apply(term_ratio(&u->term[place], &bare), fabs(value));
		/* There are no millibytes; a milliwatt stays what it is. */
		if (value >= 1 || place == data)
			t->prefix = prefix_place(best_prefix(prefix_series_of(t), value));
	}
	*scale = term_ratio(&u->term[place], t);
	return out;
}

/* ---- times ---- */

static unsigned time_place(const struct units *u)
{
	unsigned place = u->n;

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];

		if (!t->unit->hard)
			continue;
		if (t->unit->hard != 1 << DIM_TIME || t->unit->compound || t->exp != 1)
			return u->n;
		place = i;
	}
	return place;
}

/* The units of time to choose from, largest first; looked up again when a lookup could find others. */
static const struct term *time_ladder(struct unit_registry *reg)
{
	static const struct str words[TIME_LADDER] = {
		S("year"), S("day"), S("h"), S("min"), S("s"), S("ms"), S("us"), S("ns"),
	};
	struct units word;
	struct factor scale;

	if (reg->times_known)
		return reg->times;
	for (unsigned i = 0; i < TIME_LADDER; i++) {
		bool known = unit_lookup(reg, words[i], &word, &scale, NULL) && word.n == 1 && word.term[0].exp == 1;

		reg->times[i] = known ? word.term[0] : (struct term){0};
	}
	reg->times_known = true;
	return reg->times;
}

struct units units_best_time(struct unit_registry *reg, const struct units *u, double value, struct factor *scale)
{
	const struct term *ladder = time_ladder(reg), *best = NULL;
	struct units out;
	unsigned place = time_place(u);

	units_copy(&out, u);
	*scale = FACTOR_ONE;
	if (place == u->n || value == 0 || !isfinite(value))
		return out;
	value = factor_apply(term_base(&u->term[place]), fabs(value));
	for (unsigned i = 0; i < TIME_LADDER; i++) {
		if (!ladder[i].unit || ladder[i].unit->root != u->term[place].unit->root)
			continue;
		best = &ladder[i];
		/* 59.998 s would be printed as 60 s. */
		if (value >= 0.99995 * factor_apply(term_base(best), 1))
			break;
	}
	if (best) {
		out.term[place] = *best;
		*scale = term_ratio(&u->term[place], best);
	}
	return out;
}
