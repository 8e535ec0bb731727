/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format_raw.c - values for programs: a bare number in base units, or in the unit asked for. */
#include <math.h>

#include "value/look.h"

bool format_by_million(const struct type *t)
{
	return t->asked && t->form == FORM_MILLION;
}

double format_raw_number(const struct value *v, uint32_t index)
{
	double base;

	if (v->type.kind != VALUE_NUMBER || is_poison(v->num[index]))
		return v->num[index];
	if (v->type.asked)
		base = format_by_million(&v->type) ? v->num[index] * 1e6 : v->num[index];
	else
		base = factor_apply(units_base(&v->type.units), v->num[index]);
	return isinf(base) ? poison_make(POISON_OVERFLOW, 0) : base;
}

void format_raw(struct buf *out, const struct value *v, uint32_t index)
{
	double x = format_raw_number(v, index);

	if (is_poison(x))
		buf_add_c(out, "none");
	else if (v->type.kind == VALUE_TRUTH)
		buf_add_c(out, x != 0 ? "yes" : "no");
	else
		number_write(out, x, 0, NUMBER_RAW);
}

/* One factor of a unit: "tweet", "s^2", with a blank between it and what is above the line before it. */
static void format_raw_write_factor(struct buf *out, size_t from, struct str name, int exp)
{
	if (exp > 0 && out->len > from)
		buf_char(out, ' ');
	if (exp < 0)
		buf_add_c(out, out->len > from ? "/" : "1/");
	buf_add_str(out, name);
	if (exp > 1 || exp < -1)
		buf_printf(out, "^%d", exp < 0 ? -exp : exp);
}

/* The nouns, and the base units of the hard dimensions, first those above the line or (side -1) those below. */
static void write_side(struct buf *out, size_t from, const struct units *u, int side)
{
	static const struct str base[DIM_COUNT] = {
		[DIM_DATA] = S("B"),       [DIM_TIME] = S("s"), [DIM_MONEY] = S("USD"),
		[DIM_LENGTH] = S("metre"), [DIM_MASS] = S("g"), [DIM_ENERGY] = S("J"),
	};
	struct dim dim = units_dim(u);
	struct units nouns = units_nouns(u);

	for (unsigned i = 0; i < nouns.n; i++)
		if (nouns.term[i].exp * side > 0)
			format_raw_write_factor(out, from, nouns.term[i].unit->root->one, nouns.term[i].exp);
	for (unsigned i = 0; i < DIM_COUNT; i++)
		if (dim.exp[i] * side > 0)
			format_raw_write_factor(out, from, base[i], dim.exp[i]);
}

static void write_asked(struct buf *out, const struct type *t)
{
	struct units u = t->units;
	int counted = format_by_million(t) ? units_counted(&u) : -1;
	size_t from = out->len;

	if (counted >= 0)
		u.term[counted] = u.term[--u.n];
	units_write(out, &u, false);
	if (counted >= 0)
		buf_printf(out, "/million %.*s", STR(t->units.term[counted].unit->many));
	if (out->len > from && out->p[from] == '/')
		look_insert(out, from, S("1"));
}

void format_raw_unit(struct buf *out, const struct value *v)
{
	const struct type *t = &v->type;
	size_t from = out->len;
	struct units shown;

	if (t->kind != VALUE_NUMBER)
		return;
	if (t->asked) {
		write_asked(out, t);
	} else {
		shown = units_shown(&t->units);
		write_side(out, from, &shown, 1);
		write_side(out, from, &shown, -1);
	}
}
