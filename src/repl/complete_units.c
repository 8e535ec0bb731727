/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_units.c - units as candidates, with their prefixes, one for each unit. */
#include "repl/complete_from.h"

#include <string.h>

#include "eval/eval.h"
#include "units/unit.h"

enum {
	SYMBOL = 4,   /* a name up to this long takes "M", a longer one "mega" */
	WORD_FROM = 3 /* letters typed before words such as "megabyte" are offered */
};

struct units_asked {
	struct wanted *w;
	struct unit_registry *units;
	bool filter;
	struct dim dim;
};

/* The name a unit goes by in full. */
static struct str full_name(const struct unit *u, const struct str *names, unsigned count)
{
	for (unsigned i = 0; u->one.len < SYMBOL && i < count; i++)
		if (names[i].len >= SYMBOL && !str_eq(names[i], u->many))
			return names[i];
	return u->one;
}

/* "mebibyte", "giga bits/s" */
static void describe_prefixed(struct buf *out, const struct unit *u, const struct prefix *p, struct str name)
{
	buf_add_c(out, p->word);
	if (u->class == UNIT_ALIAS) {
		buf_char(out, ' ');
		units_write(out, u->meaning, true);
	} else {
		buf_add_str(out, name);
	}
}

/* "day: time", "requests/s", "the SI second" */
static void complete_units_describe(struct buf *out, const struct unit *u, struct str name)
{
	struct units one = {.n = 1, .term = {{u, 0, 1}}};

	if (u->doc.len) {
		buf_add_str(out, u->doc);
	} else if (u->class == UNIT_NOUN) {
		buf_add_c(out, "something counted");
	} else if (u->class == UNIT_ALIAS) {
		units_write(out, u->meaning, true);
	} else {
		if (!str_eq(name, u->one))
			buf_printf(out, "%.*s: ", STR(name));
		units_spell(out, &one);
	}
}

static void complete_units_add(struct units_asked *k, const struct unit *u, const struct prefix *p, struct str text,
                               struct str name)
{
	struct buf help = {0};

	if (p)
		describe_prefixed(&help, u, p, name);
	else
		complete_units_describe(&help, u, name);
	from_add(k->w, text, buf_str(&help), false);
	buf_release(&help);
}

/* The plural if it fits what is typed, below the line the singular, else the longest name that does. */
static struct str name_that_fits(const struct wanted *w, const struct unit *u, const struct str *names, unsigned count)
{
	struct str best = w->below || u->class == UNIT_ALIAS ? u->one : u->many;

	if (from_fits(w, best))
		return best;
	best = S("");
	for (unsigned i = 0; i < count; i++)
		if (names[i].len > best.len && from_fits(w, names[i]))
			best = names[i];
	return best;
}

/* Does what is typed reach into this prefix, or beyond it? */
static bool prefix_fits(const struct wanted *w, struct str prefix)
{
	struct str typed = str_cut(w->typed, 0, prefix.len);

	prefix = str_cut(prefix, 0, typed.len);
	return typed.len > 0 && (w->nocase ? str_eq_nocase(typed, prefix) : str_eq(typed, prefix));
}

/* Nobody counts in gigagrams or megametres. */
static bool is_usual(const struct unit *u, const struct prefix *p)
{
	bool large = p->factor.num > 1000 * p->factor.den;

	if (u->class == UNIT_ALIAS) /* "10kRPS": it takes the magnitudes whatever it says */
		return p->family == PREFIX_DECIMAL || (u->families & p->family);
	return (u->families & p->family) && !(large && (u->dim.exp[DIM_MASS] || u->dim.exp[DIM_LENGTH]));
}

/* One of the unit's names after the prefix as it is typed, if there is such a word. Returns whether it was added. */
static bool add_prefixed(struct units_asked *k, const struct unit *u, const struct prefix *p, struct str prefix,
                         struct str name, struct str full)
{
	struct buf text = {0};
	bool fits;

	buf_printf(&text, "%.*s%.*s", STR(prefix), STR(name));
	fits = from_fits(k->w, buf_str(&text)) && unit_classify(k->units, buf_str(&text)) >= 0;
	if (fits)
		complete_units_add(k, u, p, buf_str(&text), full);
	buf_release(&text);
	return fits;
}

static void visit_prefix(struct units_asked *k, const struct unit *u, const struct prefix *p, const struct str *names,
                         unsigned count)
{
	struct str symbol = str_from_c(p->symbol), word = str_from_c(p->word), typed = k->w->typed,
			   full = full_name(u, names, count);
	bool word_typed;

	if (str_eq(symbol, S("µ")) && str_starts(typed, S("u")))
		symbol = S("u"); /* as keyboards have it */
	word_typed = typed.len >= WORD_FROM && u->class != UNIT_ALIAS;
	if (prefix_fits(k->w, symbol) && u->one.len <= SYMBOL && add_prefixed(k, u, p, symbol, u->one, full))
		return;
	for (unsigned n = 0; n < count; n++) {
		bool capital = names[n].len > 1 && names[n].p[0] >= 'A' && names[n].p[0] <= 'Z'; /* "GiByte" */

		if (!capital && names[n].len <= SYMBOL && prefix_fits(k->w, symbol) &&
		    add_prefixed(k, u, p, symbol, names[n], full))
			return;
		if (names[n].len >= SYMBOL - 1 && word_typed && prefix_fits(k->w, word) &&
		    add_prefixed(k, u, p, word, names[n], full))
			return;
	}
}

static void visit_prefixes(struct units_asked *k, const struct unit *u, const struct str *names, unsigned count)
{
	unsigned prefix_count;
	const struct prefix *all = unit_prefixes(&prefix_count);

	for (unsigned i = 0; i < prefix_count; i++)
		if (is_usual(u, &all[i]))
			visit_prefix(k, u, &all[i], names, count);
}

static void visit(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct units_asked *k = ctx;
	struct units one = {.n = 1, .term = {{u, 0, 1}}};
	struct dim dim = u->class == UNIT_ALIAS ? units_dim(u->meaning) : units_dim(&one);
	struct str name;

	if (k->filter && (u->class == UNIT_NOUN || memcmp(&dim, &k->dim, sizeof(dim)) != 0))
		return;
	name = name_that_fits(k->w, u, names, count);
	if (name.len)
		complete_units_add(k, u, NULL, name, full_name(u, names, count));
	if (u->families || u->class == UNIT_ALIAS)
		visit_prefixes(k, u, names, count);
}

void from_units(struct wanted *w, const struct units *like)
{
	struct units_asked k = {.w = w, .units = session_engine(w->session)->units, .filter = like != NULL};

	if (like)
		k.dim = units_dim(like);
	unit_each(k.units, visit, &k);
	from_sort(w);
}
