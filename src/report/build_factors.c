/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_factors.c - the units of the factors of a product and of the summands of a sum, as they are written. */
#include "report/build_factors.h"

#include <math.h>
#include <stdlib.h>

#include "value/number.h"

static bool measures(const struct term *t, enum dim_base dim)
{
	return t->unit->hard == 1 << dim && !t->unit->compound && !t->unit->nouns;
}

void build_put_number(struct buf *out, double x)
{
	enum { DIGITS = 5 }; /* 31,536,000 s/year has as many; 30.417 days/month are enough */

	number_write(out, x, DIGITS, NUMBER_PLAIN);
}

bool build_part_value(struct build *b, const struct cell *c, const struct node *n, struct value *v)
{
	const struct cell *named = sheet_named(b->sheet, &c->is, n);
	struct diag d;

	diag_init(&d, b->a, c->is.source);
	if (named && named->state == CELL_READY)
		*v = *cell_value(named);
	else if (!sheet_eval(b->sheet, &c->is, n, b->a, &d, v))
		return false;
	return v->type.kind == VALUE_NUMBER && !v->type.list && !is_poison(v->num[0]);
}

struct summands build_parts_of_sum(const struct node *n)
{
	struct summands s;

	s.count = build_terms(n, s.part, s.minus, SUMMANDS_MOST);
	return s;
}

/* Is it a product whose factors are converted to that unit? */
static bool is_converted(struct build *b, const struct cell *c, const struct node *n, const struct units *unit)
{
	struct factors f = {.b = b, .cell = c};
	struct buf text = {0};
	bool found;

	if (n->kind == NODE_BINARY && build_factors_of(&f, n, 1))
		build_put_conversions(&f, &text, unit);
	found = text.len > 0;
	buf_release(&text);
	return found;
}

bool build_unit_of_sum(struct build *b, const struct cell *c, const struct node *n, struct units *unit)
{
	struct summands s = build_parts_of_sum(n);
	bool several = false;
	struct value v;

	for (uint32_t i = 0; i < s.count; i++) {
		struct factor times = FACTOR_ONE;
		struct units own;

		if (!build_part_value(b, c, s.part[i], &v) || v.type.uncertain)
			return false;
		own = format_shown(&v, &b->format);
		if (!i)
			*unit = own;
		several = several || is_converted(b, c, s.part[i], unit);
		if (units_exponent(&v.type.units, DIM_MONEY) || units_convert(&own, unit, &times) != UNITS_SAME ||
		    fabs(factor_apply(times, 1)) < LEAST)
			return false;
		several = several || factor_apply(times, 1) != 1;
	}
	return several && unit->n;
}

bool build_unit_of_call(struct build *b, const struct cell *c, const struct node *n, struct units *unit)
{
	struct factor times = FACTOR_ONE;
	struct value v;

	if (n->kind != NODE_CALL || !(str_eq(n->text, S("max")) || str_eq(n->text, S("min"))) || n->count < 2)
		return false;
	for (uint32_t i = 0; i < n->count; i++) {
		if (call_name(n, i).len || !build_part_value(b, c, n->kids[i], &v))
			return false;
		if (!i)
			*unit = format_shown(&v, &b->format);
		if (units_convert(&v.type.units, unit, &times) == UNITS_CLASH)
			return false;
	}
	return true;
}

/* ---- which units are in the numbers ---- */

static bool add_term(struct factors *x, const struct term *t, int power)
{
	for (unsigned i = 0; i < x->count; i++)
		if (x->term[i].unit == t->unit && x->term[i].prefix == t->prefix) {
			x->power[i] += power;
			return true;
		}
	if (x->count == FACTORS_MOST)
		return false;
	x->term[x->count] = *t;
	x->power[x->count++] = power;
	return true;
}

static bool add_units(struct factors *x, const struct units *u, int power)
{
	for (unsigned i = 0; i < u->n; i++)
		if ((measures(&u->term[i], DIM_TIME) || measures(&u->term[i], DIM_DATA)) &&
		    !add_term(x, &u->term[i], power * u->term[i].exp))
			return false;
	return true;
}

/* Those that are written, word by word: of the 10 h/day that are worked out neither hours nor days are left. */
static bool add_written(struct factors *x, const struct unit_tail *tail, int power)
{
	for (uint32_t i = 0; i < tail->count; i++) {
		struct factor scale = FACTOR_ONE;
		struct units own;

		if (!unit_lookup(x->b->format.units, tail->words[i].word, &own, &scale, NULL) ||
		    !add_units(x, &own, power * tail->words[i].exponent))
			return false;
	}
	return true;
}

/* A sum in brackets is in the unit of its summands, if they have one. */
static bool add_bracketed(struct factors *x, const struct node *n, int power)
{
	struct factors own = {.b = x->b, .cell = x->cell};
	struct units unit;
	bool ok;

	if (build_unit_of_sum(x->b, x->cell, n, &unit))
		return x->summed && add_units(x, &unit, power);
	ok = build_factors_of_sum(&own, n);
	for (unsigned i = 0; ok && i < own.count; i++)
		ok = add_term(x, &own.term[i], power * own.power[i]);
	return ok;
}

bool build_factors_of(struct factors *x, const struct node *n, int power)
{
	struct build *b = x->b;
	struct value v;
	struct units u;

	if (build_is_sum(n))
		return add_bracketed(x, n, power);
	if (n->kind == NODE_BINARY && (n->op == OP_MUL || n->op == OP_DIV))
		return build_factors_of(x, n->kids[0], power) &&
		       build_factors_of(x, n->kids[1], n->op == OP_DIV ? -power : power);
	if (n->kind == NODE_NUMBER)
		return true;
	if (n->kind == NODE_QUANTITY && b->format.units)
		return add_written(x, n->unit, power);
	if (!build_part_value(b, x->cell, n, &v))
		return false;
	if (x->called && build_unit_of_call(b, x->cell, n, &u))
		return add_units(x, &u, power);
	if (n->kind != NODE_NAME)
		return !units_exponent(&v.type.units, DIM_TIME) && !units_exponent(&v.type.units, DIM_DATA);
	u = format_shown(&v, &b->format);
	return add_units(x, &u, power);
}

bool build_factors_of_sum(struct factors *x, const struct node *n)
{
	struct summands s = build_parts_of_sum(n);

	for (uint32_t i = 0; i < s.count; i++) {
		struct factors own = {.b = x->b, .cell = x->cell};

		if (!build_factors_of(&own, s.part[i], 1))
			return false;
		if (i && own.count != x->count)
			return false;
		for (unsigned k = 0; i && k < own.count; k++)
			if (own.term[k].unit != x->term[k].unit || own.term[k].prefix != x->term[k].prefix ||
			    own.power[k] != x->power[k])
				return false;
		if (!i)
			*x = own;
	}
	return s.count > 1;
}

/* ---- what takes them to the unit of the result ---- */

static bool same_size(const struct term *a, const struct term *b, enum dim_base dim)
{
	return dim == DIM_DATA ? a->unit->bits == b->unit->bits : a->unit == b->unit && a->prefix == b->prefix;
}

void build_put_conversion(struct buf *out, struct term from, struct term to, int power, enum dim_base dim)
{
	struct units one = {.n = 1}, other = {.n = 1}, pair = {.n = 2};
	double times;

	from.exp = to.exp = 1;
	if (dim == DIM_DATA)
		from.prefix = to.prefix = 0;
	one.term[0] = from;
	other.term[0] = to;
	times = factor_apply(units_base(&one), 1) / factor_apply(units_base(&other), 1);
	pair.term[0] = times < 1 ? from : to;
	pair.term[1] = times < 1 ? to : from;
	pair.term[1].exp = -1;
	buf_add_c(out, (power > 0) == (times >= 1) ? " × " : " ÷ ");
	build_put_number(out, times < 1 ? 1 / times : times);
	buf_char(out, ' ');
	units_write(out, &pair, dim == DIM_TIME);
}

const struct term *build_term_of(const struct units *u, enum dim_base dim)
{
	for (unsigned i = 0; i < u->n; i++)
		if (measures(&u->term[i], dim))
			return &u->term[i];
	return NULL;
}

/* To the unit of the result, or of the first factor where the result has none. */
static void add_conversions(const struct factors *x, struct buf *out, const struct units *result, enum dim_base dim)
{
	const struct term *to = build_term_of(result, dim);

	for (unsigned i = 0; i < x->count; i++) {
		if (!measures(&x->term[i], dim) || !x->power[i])
			continue;
		if (!to)
			to = &x->term[i];
		else if (!same_size(&x->term[i], to, dim) && abs(x->power[i]) == 1)
			build_put_conversion(out, x->term[i], *to, x->power[i], dim);
	}
}

void build_put_conversions(const struct factors *x, struct buf *out, const struct units *result)
{
	add_conversions(x, out, result, DIM_TIME);
	add_conversions(x, out, result, DIM_DATA);
}
