/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_convert.c - what comes after `to`: units and forms. */
#include "eval/compiler.h"

/* "to h min" is a product: were the parts meant, the largest first? */
static bool hint_parts(struct compiler *c, const struct node *n, const struct units *from)
{
	const struct unit_tail *t = n->unit;
	struct units before = *from;
	struct buf text = {0};
	bool ok = t->count > 1;

	for (unsigned i = 0; ok && i < t->count; i++) {
		struct unit_tail one = {.words = &t->words[i], .count = 1, .multiplier = 1, .at = t->words[i].at};
		struct factor scale = FACTOR_ONE;
		struct units u = {0};

		ok = t->words[i].exponent == 1 && eval_units(c->e, c->s, &one, c->d, &u, &scale) &&
		     units_convert(&before, &u, &scale) == UNITS_SAME && (!i || factor_apply(scale, 1) > 1);
		before = u;
		buf_printf(&text, "%s%.*s", i ? " and " : "", STR(t->words[i].word));
	}
	if (ok)
		diag_hint(c->d, "write '%.*s'", STR(buf_str(&text)));
	buf_release(&text);
	return ok;
}

static bool to_units(struct compiler *c, const struct node *n, const struct units *target, struct operand *out)
{
	struct factor f = FACTOR_ONE;

	if (is_wild(out)) {
		out->type.units = *target;
	} else {
		enum units_fit fit = units_convert(&out->type.units, target, &f);
		if (fit == UNITS_CLASH) {
			struct type wanted = {.units = *target};
			const char *from = type_text(&out->type, c->d->arena);
			const char *to = type_text(&wanted, c->d->arena);
			diag_fail(c->d, DIAG_UNIT, n->unit->count ? n->unit->at : n->at, "cannot convert %s to %s", from, to);
			remark_type(c, out);
			if (!hint_parts(c, n, &out->type.units) && !hint_rate(c, n, &out->type.units, target))
				hint_reading(c, n, units_exponent(&out->type.units, DIM_DATA) != units_exponent(target, DIM_DATA));
			return false;
		}
		if (fit == UNITS_NOUNS && !note_nouns(c, n, &out->type.units, target))
			return false;
		emit_scale(c, n, f, out);
	}
	out->type.units = *target;
	out->type.written = out->type.asked = true;
	out->type.form = FORM_UNIT;
	out->type.piled = NULL;
	mark_rounded(c, out);
	return true;
}

static bool to_percent(struct compiler *c, const struct node *n, struct operand *out)
{
	struct units percent;
	struct factor scale = FACTOR_ONE;

	if (!unit_lookup(c->e->units, S("%"), &percent, &scale, NULL))
		return diag_fail(c->d, DIAG_NAME, n->at, "the unit %% is not defined");
	return to_units(c, n, &percent, out);
}

static bool to_hms(struct compiler *c, const struct node *n, struct operand *out)
{
	if (!units_measure(&out->type.units, DIM_TIME, 1)) {
		const char *from = type_text(&out->type, c->d->arena);
		diag_fail(c->d, DIAG_UNIT, n->at, "'to hms' wants a time, and this is %s", from);
		return false;
	}
	out->type.form = FORM_HMS;
	return true;
}

/*
 * What was asked for is no product of units: the words of "h/day" and "ms/s" merge, and it becomes a unit of that name;
 * "$/million requests" has a number in it. By the million the value is shown so; else as is best.
 */
static void leave_scaled(struct compiler *c, const struct node *n, struct factor scale, struct operand *out)
{
	struct str asked = source_text(c->at.src, n->unit->at);

	if (scale.num == 1 && scale.den == 1e6 && n->unit->multiplier != 1 && units_counted(&out->type.units) >= 0) {
		out->type.form = FORM_MILLION;
		return;
	}
	out->type.asked = false;
	if (n->unit->multiplier == 1 && eval_named(c->e, n->unit, &out->type.units, scale)) {
		emit_scale(c, n, (struct factor){scale.den, scale.num}, out);
		out->type.asked = true;
	} else if (n->unit->multiplier == 1)
		diag_note(c->d, n->unit->at, "the units of '%.*s' merge: it is not shown in them", STR(asked));
	else
		diag_note(c->d, n->unit->at,
		          "the number in '%.*s' is not part of a unit, as only a million is: it is shown as is best",
		          STR(asked));
}

static bool fail_part(struct compiler *c, const struct node *n, unsigned i)
{
	diag_fail(c->d, DIAG_UNIT, n->unit->words[i].at, "'%.*s' is not part of what comes before it",
	          STR(n->unit->words[i].word));
	diag_hint(c->d, "units of one kind, the largest first, as in h and min");
	return false;
}

/* `to h and min`: in the first of the units, and written in all of them. */
static bool to_parts(struct compiler *c, const struct node *n, struct operand *out)
{
	struct units parts = {0}, first = {0};

	for (unsigned i = 0; i < n->unit->count && i < UNITS_MAX; i++) {
		struct unit_tail tail = {.words = &n->unit->words[i], .count = 1, .multiplier = 1, .at = n->unit->words[i].at};
		struct factor scale = FACTOR_ONE, smaller = FACTOR_ONE;
		struct units u;

		if (!eval_units(c->e, c->s, &tail, c->d, &u, &scale))
			return false;
		if (u.n != 1 || u.term[0].exp != 1 || units_soft(&u) || units_exponent(&u, DIM_MONEY) || scale.num != scale.den)
			return fail_part(c, n, i);
		if (i && (units_convert(&first, &u, &smaller) != UNITS_SAME || factor_apply(smaller, 1) <= 1))
			return fail_part(c, n, i);
		first = u;
		parts.term[parts.n++] = u.term[0];
	}
	first = (struct units){.n = 1, .term = {parts.term[0]}};
	if (!to_units(c, n, &first, out))
		return false;
	out->type.form = FORM_PARTS;
	out->type.parts = unit_parts(c->e->units, &parts);
	return true;
}

bool compile_convert(struct compiler *c, const struct node *n, struct operand *out)
{
	if (!compile_node(c, n->kids[0], out) || !want_number(c, "convert", out))
		return false;
	switch (n->form) {
	case FORM_UNIT: {
		struct units target;
		struct factor scale = FACTOR_ONE;
		if (!eval_units(c->e, c->s, n->unit, c->d, &target, &scale) || !to_units(c, n, &target, out))
			return false;
		if (scale.num != scale.den)
			leave_scaled(c, n, scale, out);
		break;
	}
	case FORM_PERCENT:
		if (!to_percent(c, n, out))
			return false;
		break;
	case FORM_BEST:
		out->type.asked = false;
		out->type.form = FORM_BEST;
		break;
	case FORM_PARTS:
		if (!to_parts(c, n, out))
			return false;
		break;
	case FORM_HMS:
		if (!to_hms(c, n, out))
			return false;
		break;
	case FORM_DIGITS: out->type.digits = n->digits; break;
	default: out->type.form = n->form;
	}
	out->node = n;
	return true;
}
