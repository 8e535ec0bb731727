/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_units.c - the units and nouns there are, by kind, with what they mean. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "command/command_all.h"
#include "value/number.h"

enum { NAMES_WIDTH = 34, MEANING_WIDTH = 22 };

/* Headings, in the order in which they are printed. */
enum kind {
	KIND_DATA,
	KIND_TIME,
	KIND_MONEY,
	KIND_LENGTH,
	KIND_MASS,
	KIND_ENERGY,
	KIND_RATE,
	KIND_NUMBER,
	KIND_NOUN,
	KIND_COUNT
};

static const char *const kind_names[KIND_COUNT] = {
	[KIND_DATA] = "data",
	[KIND_TIME] = "time",
	[KIND_MONEY] = "money",
	[KIND_LENGTH] = "length",
	[KIND_MASS] = "mass",
	[KIND_ENERGY] = "energy",
	[KIND_RATE] = "rates and compounds",
	[KIND_NUMBER] = "numbers",
	[KIND_NOUN] = "counting nouns",
};

static const char *const base_names[DIM_COUNT] = {
	[DIM_DATA] = "B",       [DIM_TIME] = "s", [DIM_MONEY] = "USD",
	[DIM_LENGTH] = "metre", [DIM_MASS] = "g", [DIM_ENERGY] = "J",
};

static const enum kind kind_of_base[DIM_COUNT] = {
	[DIM_DATA] = KIND_DATA,     [DIM_TIME] = KIND_TIME, [DIM_MONEY] = KIND_MONEY,
	[DIM_LENGTH] = KIND_LENGTH, [DIM_MASS] = KIND_MASS, [DIM_ENERGY] = KIND_ENERGY,
};

/* The kind of a unit with the dimension `d`: that of its only base, when it is there once, above the line. */
static enum kind kind_of_dim(struct dim d)
{
	enum kind kind = KIND_RATE;
	unsigned bases = 0;

	for (unsigned i = 0; i < DIM_COUNT; i++)
		if (d.exp[i]) {
			kind = d.exp[i] == 1 ? kind_of_base[i] : KIND_RATE;
			bases++;
		}
	return bases == 1 ? kind : KIND_RATE;
}

static enum kind units_kind_of(const struct unit *u)
{
	switch (u->class) {
	case UNIT_NOUN: return KIND_NOUN;
	case UNIT_NUMBER: return KIND_NUMBER;
	case UNIT_ALIAS: return KIND_RATE;
	case UNIT_QUANTITY: break;
	}
	return kind_of_dim(u->dim);
}

/* "B/s", "J": base units of a dimension. */
static void units_write_dim(struct buf *out, struct dim d)
{
	bool above = false;

	for (unsigned i = 0; i < DIM_COUNT; i++)
		if (d.exp[i] > 0) {
			buf_printf(out, d.exp[i] > 1 ? "%s%s^%d" : "%s%s", above ? " " : "", base_names[i], d.exp[i]);
			above = true;
		}
	for (unsigned i = 0; i < DIM_COUNT; i++)
		if (d.exp[i] < 0) {
			buf_printf(out, d.exp[i] < -1 ? "%s/%s^%d" : "%s/%s", above ? "" : "1", base_names[i], -d.exp[i]);
			above = true;
		}
}

static void units_write_factor(struct buf *out, struct factor f)
{
	number_write(out, factor_apply(f, 1), 12, NUMBER_PLAIN);
}

/* "= 60 s", "= request/s", "= 12"; nothing for a base unit or a noun. */
static void write_meaning(struct buf *out, const struct unit *u)
{
	if (u->class == UNIT_NOUN || (u->class == UNIT_QUANTITY && u->base.num == u->base.den))
		return;
	buf_add_c(out, "= ");
	if (u->class != UNIT_ALIAS || u->base.num != u->base.den)
		units_write_factor(out, u->base);
	if (u->class == UNIT_NUMBER)
		return;
	if (u->class == UNIT_QUANTITY) {
		buf_char(out, ' ');
		units_write_dim(out, u->dim);
		return;
	}
	if (u->base.num != u->base.den)
		buf_char(out, ' ');
	units_write(out, u->meaning, false);
}

/* ---- units [WORD] ---- */

/* The lines of one kind are gathered while the registry is walked. */
struct listing_of_units {
	const struct filter *filter;
	struct buf lines[KIND_COUNT];
	unsigned found;
};

static bool units_unit_fits(const struct filter *f, enum kind kind, const struct unit *u, const struct str *names,
                            unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (filter_fits(f, names[i]))
			return true;
	return filter_fits(f, u->doc) || filter_fits(f, str_from_c(kind_names[kind]));
}

static void write_unit(struct buf *out, const struct unit *u, const struct str *names, unsigned count)
{
	struct buf text = {0};

	for (unsigned i = 0; i < count; i++)
		buf_printf(&text, "%s%.*s", i ? ", " : "  ", STR(names[i]));
	list_column(out, buf_str(&text), u->class == UNIT_NOUN && !u->doc.len ? 0 : NAMES_WIDTH);
	buf_reset(&text);
	write_meaning(&text, u);
	if (text.len && u->doc.len)
		list_column(out, buf_str(&text), MEANING_WIDTH);
	else
		buf_add_str(out, buf_str(&text));
	buf_add_str(out, u->doc);
	buf_end_line(out);
	buf_release(&text);
}

static void visit_unit(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct listing_of_units *l = ctx;
	enum kind kind = units_kind_of(u);

	if (!units_unit_fits(l->filter, kind, u, names, count))
		return;
	write_unit(&l->lines[kind], u, names, count);
	l->found++;
}

static void write_prefixes(struct buf *out)
{
	unsigned count;
	const struct prefix *p = unit_prefixes(&count);

	buf_add_c(out, "\nprefixes\n");
	for (unsigned i = 0; i < count; i++) {
		buf_add_c(out, "  ");
		list_column(out, str_from_c(p[i].symbol), 5);
		list_column(out, str_from_c(p[i].word), 8);
		units_write_factor(out, p[i].factor);
		buf_char(out, '\n');
	}
}

bool command_units(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str word = command_join(o, argc, argv);
	struct listing_of_units l = {0};
	struct filter f;

	if (!filter_init(&f, word, o))
		return false;
	l.filter = &f;
	unit_each(session_engine(s)->units, visit_unit, &l);
	for (unsigned k = 0; k < KIND_COUNT; k++) {
		if (l.lines[k].len) {
			buf_printf(&o->output, "%s%s\n", o->output.len ? "\n" : "", kind_names[k]);
			buf_add_str(&o->output, buf_str(&l.lines[k]));
		}
		buf_release(&l.lines[k]);
	}
	if (!word.len)
		write_prefixes(&o->output);
	filter_release(&f);
	return l.found || list_unit(s, word, &o->output) || command_found_none(o, "unit", word);
}

/* ---- one word ---- */

/* The line of a unit, or of the one that goes by a name. */
struct unit_search {
	const struct unit *wanted;
	struct str name;
	struct buf *out;
	unsigned found;
};

static void visit_wanted(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct unit_search *search = ctx;
	bool fits = u == search->wanted;

	for (unsigned i = 0; i < count && search->name.len; i++)
		fits |= str_eq(names[i], search->name);
	if (!fits || search->found++)
		return;
	write_unit(search->out, u, names, count);
}

static bool only_noun(const struct units *u)
{
	return u->n == 1 && u->term[0].unit->class == UNIT_NOUN;
}

bool is_noun(struct session *s, struct str word)
{
	struct units units;
	struct factor scale;
	unsigned flags;

	return unit_lookup(session_engine(s)->units, word, &units, &scale, &flags) && only_noun(&units);
}

/* "1 MB = 1,000,000 B"; a noun is not made of anything. */
static void units_write_one(struct buf *out, struct str word, const struct units *units, struct factor scale)
{
	if (only_noun(units)) {
		buf_add_c(out, "counts things: 5 ");
		units_write(out, units, true);
		buf_char(out, '\n');
		return;
	}
	buf_printf(out, "1 %.*s = ", STR(word));
	if (units_soft(units) || units_has_noun(units)) {
		number_write(out, factor_apply(scale, 1), 12, NUMBER_PLAIN);
		buf_char(out, ' ');
		units_write(out, units, false);
	} else {
		units_write_factor(out, factor_times(scale, units_base(units), 1));
		buf_char(out, ' ');
		units_write_dim(out, units_dim(units));
	}
	buf_char(out, '\n');
}

bool list_unit(struct session *s, struct str word, struct buf *out)
{
	struct unit_registry *reg = session_engine(s)->units;
	struct units units;
	struct factor scale;
	struct unit_search search = {.out = out};
	unsigned flags;

	if (!unit_lookup(reg, word, &units, &scale, &flags))
		return false;
	units_write_one(out, word, &units, scale);
	search.name = word;
	unit_each(reg, visit_wanted, &search);
	if (search.found || units.n != 1)
		return true;
	search.name = S("");
	search.wanted = units.term[0].unit;
	unit_each(reg, visit_wanted, &search);
	return true;
}
