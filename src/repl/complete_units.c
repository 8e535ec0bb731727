/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_units.c - units as candidates, with their prefixes, one for each unit. */
#include "repl/complete_from.h"

#include <string.h>

#include "eval/eval.h"
#include "units/unit.h"

enum { SYMBOL = 4, /* a name up to this long takes "M", a longer one "mega" */
       WORD_FROM = 3 /* letters typed before words such as "megabyte" are offered */ };

struct units_asked {
	struct wanted *w;
	struct unit_registry *units;
	bool filter;
	struct dim dim;
};

/* The name a unit goes by in full. */
static struct str full_name(const struct unit *u, const struct str *names, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (names[i].len > SYMBOL - 1)
			return names[i];
	return u->one;
}

/* "day: time", "mebibyte", "the SI second" */
static void describe(struct buf *out, const struct unit *u, const struct prefix *p, const struct str *names, unsigned count)
{
	struct units one = {.n = 1, .term = {{u, NULL, 1}}};

	if (p) {
		buf_printf(out, "%s%.*s", p->word, STR(full_name(u, names, count)));
	} else if (u->doc.len) {
		buf_add_str(out, u->doc);
	} else if (u->class == UNIT_NOUN) {
		buf_add_c(out, "something counted");
	} else if (u->class == UNIT_ALIAS) {
		units_write(out, u->meaning, true);
	} else {
		if (full_name(u, names, count).p != u->one.p)
			buf_printf(out, "%.*s: ", STR(full_name(u, names, count)));
		units_spell(out, &one);
	}
}

static void add(struct units_asked *k, const struct unit *u, const struct prefix *p, struct str text, const struct str *names, unsigned count)
{
	struct buf help = {0};

	describe(&help, u, p, names, count);
	from_add(k->w, text, buf_str(&help), false);
	buf_release(&help);
}

/* The plural if it fits what is typed, else the longest name that does. */
static struct str name_that_fits(const struct wanted *w, const struct unit *u, const struct str *names, unsigned count)
{
	struct str best = {NULL, 0};

	if (from_fits(w, u->many))
		return u->many;
	for (unsigned i = 0; i < count; i++)
		if (names[i].len > best.len && from_fits(w, names[i]))
			best = names[i];
	return best;
}

/* Does what is typed reach into this prefix, or beyond it? */
static bool prefix_fits(struct str typed, struct str prefix)
{
	return typed.len > 0 && (str_starts(typed, prefix) || str_starts(prefix, typed));
}

static void add_prefixed(struct units_asked *k, const struct unit *u, const struct prefix *p, struct str prefix, struct str name,
                         const struct str *names, unsigned count)
{
	struct buf text = {0};

	buf_printf(&text, "%.*s%.*s", STR(prefix), STR(name));
	if (from_fits(k->w, buf_str(&text)) && unit_classify(k->units, buf_str(&text)) >= 0)
		add(k, u, p, buf_str(&text), names, count);
	buf_release(&text);
}

static void visit_prefixes(struct units_asked *k, const struct unit *u, const struct str *names, unsigned count)
{
	unsigned prefix_count;
	const struct prefix *all = unit_prefixes(&prefix_count);

	for (unsigned i = 0; i < prefix_count; i++) {
		struct str symbol = str_from_c(all[i].symbol), word = str_from_c(all[i].word);

		if (str_eq(symbol, S("µ")) && str_starts(k->w->typed, S("u")))
			symbol = S("u"); /* as keyboards have it */
		/* "10kRPS": an alias takes the magnitudes. */
		if (!(u->families & all[i].family) && !(u->class == UNIT_ALIAS && all[i].family == PREFIX_DECIMAL))
			continue;
		for (unsigned n = 0; n < count; n++) {
			if (names[n].len <= SYMBOL && prefix_fits(k->w->typed, symbol))
				add_prefixed(k, u, &all[i], symbol, names[n], names, count);
			else if (k->w->typed.len >= WORD_FROM && prefix_fits(k->w->typed, word))
				add_prefixed(k, u, &all[i], word, names[n], names, count);
		}
	}
}

static void visit(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct units_asked *k = ctx;
	struct units one = {.n = 1, .term = {{u, NULL, 1}}};
	struct dim dim = u->class == UNIT_ALIAS ? units_dim(u->meaning) : units_dim(&one);
	struct str name;

	if (k->filter && (u->class == UNIT_NOUN || memcmp(&dim, &k->dim, sizeof(dim)) != 0))
		return;
	name = name_that_fits(k->w, u, names, count);
	if (name.len)
		add(k, u, NULL, name, names, count);
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
