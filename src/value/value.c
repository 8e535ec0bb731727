/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - values: copying, comparing, saying what they are. */
#include <string.h>

#include "value/number.h"
#include "value/value.h"

#include "sampling/spread.h"

struct type type_plain(void)
{
	struct type t;

	memset(&t, 0, sizeof(t));
	return t;
}

unsigned type_digits(const struct type *t, unsigned usual)
{
	if (t->digits)
		return t->digits;
	return t->borne && (!usual || t->borne < usual) ? t->borne : usual;
}

/* What units_spell says of one thing, and how several of them are called. Data and money have no plural. */
static const struct {
	struct str one, many;
} plurals[] = {
	{S("a plain number"), S("plain numbers")},
	{S("time"), S("times")},
	{S("length"), S("lengths")},
	{S("mass"), S("masses")},
	{S("energy"), S("energies")},
};

static void pluralize_tail(struct buf *out, size_t from)
{
	struct str tail = str_cut(buf_str(out), from, out->len);

	for (size_t i = 0; i < sizeof(plurals) / sizeof(plurals[0]); i++) {
		if (!str_eq(tail, plurals[i].one))
			continue;
		buf_cut(out, from);
		buf_add_str(out, plurals[i].many);
		return;
	}
}

const char *type_text(const struct type *t, struct arena *a)
{
	struct buf text = {0};

	if (t->list)
		buf_add_c(&text, "a list of ");
	size_t from = text.len;
	switch (t->kind) {
	case VALUE_NUMBER:
		units_spell(&text, &t->units);
		if (t->list)
			pluralize_tail(&text, from);
		break;
	case VALUE_TRUTH: buf_add_c(&text, "yes or no"); break;
	case VALUE_TEXT: buf_add_c(&text, t->list ? "texts" : "text"); break;
	}
	return buf_take(&text, a).p;
}

struct value value_copy(struct arena *a, const struct value *v)
{
	struct value copy = *v;

	copy.num = arena_array(a, double, v->count);
	if (v->count)
		memcpy(copy.num, v->num, v->count * sizeof(*v->num));
	if (v->spread) {
		copy.spread = arena_array(a, struct spread, v->count);
		memcpy(copy.spread, v->spread, v->count * sizeof(*v->spread));
	}
	return copy;
}

static bool same_poison(double a, double b)
{
	uint32_t where_a = 0, where_b = 0;

	return poison_read(a, &where_a) == poison_read(b, &where_b) && where_a == where_b;
}

bool value_same(const struct value *a, const struct value *b)
{
	struct factor scale = FACTOR_ONE;
	enum units_fit fit;

	if (a->type.uncertain || b->type.uncertain) /* even the same range may rest on others */
		return false;
	if (a->type.kind != b->type.kind || a->type.list != b->type.list || a->count != b->count)
		return false;
	/* Other things counted are another value; a plain number takes the noun of what it meets. */
	fit = units_convert(&a->type.units, &b->type.units, &scale);
	if (a->type.kind == VALUE_NUMBER && (fit == UNITS_CLASH || fit == UNITS_NOUNS))
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		double x = a->num[i], y = b->num[i];

		if (is_poison(x) || is_poison(y)) {
			if (!same_poison(x, y))
				return false;
		} else if (a->type.kind == VALUE_NUMBER ? !number_same(factor_apply(scale, x), y) : x != y) {
			return false;
		}
	}
	return true;
}

bool type_is_percent(const struct type *t)
{
	return t->units.n == 1 && str_eq(t->units.term[0].unit->one, S("%"));
}

bool type_is_thing(const struct type *t)
{
	return t->units.n == 1 && t->units.term[0].exp == 1 && t->units.term[0].unit->class == UNIT_NOUN;
}
