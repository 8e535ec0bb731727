/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prefix.c - the prefixes, and how they are typed. */
#include "units/registry.h"

#define KIBI 1024.0
#define MEBI (KIBI * KIBI)
#define GIBI (MEBI * KIBI)
#define TEBI (GIBI * KIBI)
#define PEBI (TEBI * KIBI)
#define EXBI (PEBI * KIBI)
#define ZEBI (EXBI * KIBI)
#define YOBI (ZEBI * KIBI)

/* BIPM, SI Brochure, 9th edition (2019), table 7; IEC 80000-13:2008, clause 4. */
const struct prefix prefix_table[PREFIX_PLACES] = {
	{"", "", {1, 1}, 0},
	{"k", "kilo", {1e3, 1}, PREFIX_DECIMAL},
	{"M", "mega", {1e6, 1}, PREFIX_DECIMAL},
	{"G", "giga", {1e9, 1}, PREFIX_DECIMAL},
	{"T", "tera", {1e12, 1}, PREFIX_DECIMAL},
	{"P", "peta", {1e15, 1}, PREFIX_DECIMAL},
	{"E", "exa", {1e18, 1}, PREFIX_DECIMAL},
	{"Z", "zetta", {1e21, 1}, PREFIX_DECIMAL},
	{"Y", "yotta", {1e24, 1}, PREFIX_DECIMAL},
	{"Ki", "kibi", {KIBI, 1}, PREFIX_BINARY},
	{"Mi", "mebi", {MEBI, 1}, PREFIX_BINARY},
	{"Gi", "gibi", {GIBI, 1}, PREFIX_BINARY},
	{"Ti", "tebi", {TEBI, 1}, PREFIX_BINARY},
	{"Pi", "pebi", {PEBI, 1}, PREFIX_BINARY},
	{"Ei", "exbi", {EXBI, 1}, PREFIX_BINARY},
	{"Zi", "zebi", {ZEBI, 1}, PREFIX_BINARY},
	{"Yi", "yobi", {YOBI, 1}, PREFIX_BINARY},
	{"m", "milli", {1, 1e3}, PREFIX_SMALL},
	{"\xc2\xb5", "micro", {1, 1e6}, PREFIX_SMALL},
	{"n", "nano", {1, 1e9}, PREFIX_SMALL},
	{"p", "pico", {1, 1e12}, PREFIX_SMALL},
	/* What kB MB ... of bytes are while `set kb 1024` holds (JEDEC's reading of them). */
	{"k", "kilo", {KIBI, 1}, PREFIX_BINARY},
	{"M", "mega", {MEBI, 1}, PREFIX_BINARY},
	{"G", "giga", {GIBI, 1}, PREFIX_BINARY},
	{"T", "tera", {TEBI, 1}, PREFIX_BINARY},
	{"P", "peta", {PEBI, 1}, PREFIX_BINARY},
	{"E", "exa", {EXBI, 1}, PREFIX_BINARY},
	{"Z", "zetta", {ZEBI, 1}, PREFIX_BINARY},
	{"Y", "yotta", {YOBI, 1}, PREFIX_BINARY},
};

#define PREFIX_COUNT (PREFIX_PLACES - 1 - PREFIX_STEPS)

static const struct prefix *const prefixes = prefix_table + 1, *const old_kb = prefix_table + 1 + PREFIX_COUNT;

/* Other spellings. Keyboards without the micro sign type "u"; there are two micro signs, and both are in use. */
static const struct {
	struct str typed;
	unsigned index;
} also[] = {
	{S("K"), 0},
	{S("u"), 17},
	{S("\xce\xbc"), 17},
};

const struct prefix *unit_prefixes(unsigned *count)
{
	*count = PREFIX_COUNT;
	return prefixes;
}

const struct prefix *prefix_series(enum prefix_series series)
{
	return series == SERIES_OLD_KB ? old_kb : series == SERIES_BINARY ? prefixes + PREFIX_STEPS : prefixes;
}

enum prefix_series prefix_series_of(const struct term *t)
{
	if (term_prefix(t)->family == PREFIX_BINARY && t->prefix <= PREFIX_COUNT)
		return SERIES_BINARY;
	return t->unit->binary_kb ? SERIES_OLD_KB : SERIES_DECIMAL;
}

uint8_t prefix_old_kb(uint8_t place)
{
	return prefix_table[place].family == PREFIX_DECIMAL ? (uint8_t)(place + PREFIX_COUNT) : place;
}

bool prefix_each(struct str word, bool (*visit)(void *ctx, const struct prefix *p, struct str rest, bool spelled),
                 void *ctx)
{
	for (unsigned i = 0; i < PREFIX_COUNT; i++) {
		struct str name = str_from_c(prefixes[i].word), symbol = str_from_c(prefixes[i].symbol);

		if (str_starts(word, name) && visit(ctx, &prefixes[i], str_cut(word, name.len, word.len), true))
			return true;
		if (str_starts(word, symbol) && visit(ctx, &prefixes[i], str_cut(word, symbol.len, word.len), false))
			return true;
	}
	for (unsigned i = 0; i < sizeof(also) / sizeof(also[0]); i++)
		if (str_starts(word, also[i].typed) &&
		    visit(ctx, &prefixes[also[i].index], str_cut(word, also[i].typed.len, word.len), false))
			return true;
	return false;
}
