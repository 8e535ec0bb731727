/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spell.c - units as text. */
#include <stdlib.h>

#include "units/registry.h"

static void write_term(struct buf *out, const struct term *t, bool many)
{
	int exp = abs(t->exp);

	if (t->prefix) {
		buf_add_c(out, term_prefix(t)->symbol);
		buf_add_str(out, t->unit->symbol);
	} else {
		buf_add_str(out, many && exp == 1 ? t->unit->many : t->unit->one);
	}
	if (exp != 1)
		buf_printf(out, "^%d", exp);
}

void units_write(struct buf *out, const struct units *u, bool many)
{
	unsigned above = 0, seen = 0;

	for (unsigned i = 0; i < u->n; i++)
		above += u->term[i].exp > 0;
	for (unsigned i = 0; i < u->n; i++) {
		if (u->term[i].exp < 0)
			continue;
		if (seen++)
			buf_char(out, ' ');
		/* "core hours", not "cores hours" */
		write_term(out, &u->term[i], many && seen == above);
	}
	for (unsigned i = 0; i < u->n; i++) {
		if (u->term[i].exp > 0)
			continue;
		buf_char(out, '/');
		write_term(out, &u->term[i], false);
	}
}

/* ---- what it is ---- */

static const struct str dim_names[DIM_COUNT] = {
	[DIM_DATA] = S("data"),     [DIM_TIME] = S("time"), [DIM_MONEY] = S("money"),
	[DIM_LENGTH] = S("length"), [DIM_MASS] = S("mass"), [DIM_ENERGY] = S("energy"),
};

static void spell_one(struct buf *out, struct str name, int exp, const char *glue)
{
	if (glue)
		buf_add_c(out, glue);
	buf_add_str(out, name);
	if (exp != 1)
		buf_printf(out, "^%d", exp);
}

void units_spell(struct buf *out, const struct units *u)
{
	struct dim d = units_dim(u);
	struct units nouns = units_nouns(u);
	bool first = true;

	for (unsigned i = 0; i < nouns.n; i++) {
		if (nouns.term[i].exp < 0)
			continue;
		spell_one(out, nouns.term[i].unit->many, nouns.term[i].exp, first ? NULL : " times ");
		first = false;
	}
	for (unsigned k = 0; k < DIM_COUNT; k++) {
		if (d.exp[k] <= 0)
			continue;
		spell_one(out, dim_names[k], d.exp[k], first ? NULL : " times ");
		first = false;
	}
	for (unsigned i = 0; i < nouns.n; i++) {
		if (nouns.term[i].exp > 0)
			continue;
		spell_one(out, nouns.term[i].unit->one, -nouns.term[i].exp, first ? "a number per " : " per ");
		first = false;
	}
	for (unsigned k = 0; k < DIM_COUNT; k++) {
		if (d.exp[k] >= 0)
			continue;
		spell_one(out, dim_names[k], -d.exp[k], first ? "a number per " : " per ");
		first = false;
	}
	if (first)
		buf_add_c(out, "a plain number");
}
