/* SPDX-License-Identifier: GPL-3.0-or-later */
/* count.c - nouns that nobody declared: what can be one, and what is rather a slip of the finger. */
#include <string.h>

#include "units/registry.h"

enum { SHORTEST = 3, REPLACED = 6 /* letters, from which on one may be another */, LIKE_NOUN = 5 };

/* ---- slips: one letter added, dropped, swapped with the next, or another ---- */

/* Is what is made of `word` by one slip what `visit` looks for? */
struct slip {
	struct unit_registry *reg;
	bool (*fits)(const struct unit *u);
	const struct unit *found;
	char room[UNIT_WORD_MAX + 2];
};

static bool count_look(struct slip *s, size_t len)
{
	const struct unit *u = registry_peek(s->reg, (struct str){s->room, len});

	if (u && s->fits(u))
		s->found = u;
	return s->found != NULL;
}

static bool count_dropped(struct slip *s, struct str w)
{
	for (size_t i = 0; i < w.len; i++) {
		memcpy(s->room, w.p, i);
		memcpy(s->room + i, w.p + i + 1, w.len - i - 1);
		if (count_look(s, w.len - 1))
			return true;
	}
	return false;
}

static bool count_swapped(struct slip *s, struct str w)
{
	for (size_t i = 0; i + 1 < w.len; i++) {
		memcpy(s->room, w.p, w.len);
		s->room[i] = w.p[i + 1];
		s->room[i + 1] = w.p[i];
		if (count_look(s, w.len))
			return true;
	}
	return false;
}

/* A letter put in, or (`over`) put over another. */
static bool count_put(struct slip *s, struct str w, bool over)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzB";

	for (size_t i = 0; i < w.len + !over; i++) {
		memcpy(s->room, w.p, i);
		memcpy(s->room + i + 1, w.p + i + over, w.len - i - over);
		for (const char *c = letters; *c; c++) {
			s->room[i] = *c;
			if (count_look(s, w.len + !over))
				return true;
		}
	}
	return false;
}

static const struct unit *find_slip(struct unit_registry *reg, struct str word, bool (*fits)(const struct unit *u))
{
	struct slip s = {.reg = reg, .fits = fits};

	if (word.len <= UNIT_WORD_MAX && !count_swapped(&s, word) && !count_dropped(&s, word) &&
	    !count_put(&s, word, false) && word.len >= REPLACED)
		count_put(&s, word, true);
	return s.found;
}

/* ---- what can be counted ---- */

/* Rates too: "mbsp" is not a noun. */
static bool is_hard(const struct unit *u)
{
	const struct units *made = u->class == UNIT_ALIAS ? u->meaning : NULL;
	uint8_t hard = u->hard;

	for (unsigned i = 0; made && i < made->n; i++)
		hard |= made->term[i].unit->hard;
	return hard & (1 << DIM_DATA | 1 << DIM_TIME | 1 << DIM_MONEY);
}

static bool count_is_noun(const struct unit *u)
{
	return u->class == UNIT_NOUN;
}

static bool is_letters(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!char_begins_name(word.p[i]) || word.p[i] == '_')
			return false;
	return true;
}

bool unit_countable(struct unit_registry *reg, struct str word)
{
	return word.len >= SHORTEST && word.len <= UNIT_WORD_MAX && is_letters(word) && !find_slip(reg, word, is_hard);
}

/* The noun that was meant, perhaps: its first letter is right. */
static struct str like_noun(struct unit_registry *reg, struct str word)
{
	const struct unit *u = word.len >= LIKE_NOUN ? find_slip(reg, word, count_is_noun) : NULL;

	return u && u->many.p[0] == word.p[0] ? u->many : S("");
}

/* ---- making it one ---- */

/* "Pastes" is the word pastes; "SKUs" is as it was typed. */
static struct str small_letters(struct arena *a, struct str word)
{
	struct str copy = arena_str(a, word);

	for (size_t i = 1; i < word.len; i++)
		if (word.p[i] >= 'A' && word.p[i] <= 'Z')
			return copy;
	if (word.p[0] >= 'A' && word.p[0] <= 'Z')
		((char *)copy.p)[0] = (char)(word.p[0] - 'A' + 'a');
	return copy;
}

bool unit_count(struct unit_registry *reg, struct str word, struct str *like, struct str *many)
{
	struct str names[2];
	struct unit_decl decl = {
		.kind = DECL_NOUN, .names = names, .name_count = 2, .base = -1, .counted = true, .value = FACTOR_ONE};

	if (!unit_countable(reg, word))
		return false;
	*like = like_noun(reg, word);
	word = small_letters(&reg->arena, word);
	names[0] = unit_singular(&reg->arena, word);
	names[1] = names[0].len == word.len ? plural_of(&reg->arena, word) : word;
	*many = names[1];
	return unit_add(reg, &decl, false) == NULL;
}

void unit_each_counted(struct unit_registry *reg, void (*visit)(void *ctx, const struct unit *u), void *ctx)
{
	for (size_t i = 0; i < reg->record_count; i++)
		if (reg->records[i].state == RECORD_DEFINED && reg->records[i].unit->counted)
			visit(ctx, reg->records[i].unit);
}

/* ---- plurals back to their singular ---- */

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

/* "skus", "gpus": short for something, many of it; a "bus" is one. */
static bool is_short_for(struct str w)
{
	for (size_t i = 0; i + 2 < w.len; i++)
		if (is_vowel(w.p[i]))
			return str_eq(w, S("menus"));
	return w.len >= 4;
}

/* How many letters go: "boxes" loses two, "caches", "courses", "skus" and "AZs" one, "bus" and "analysis" none. */
static size_t plural_ending(struct str w)
{
	if (str_ends(w, S("us")) && is_short_for(w))
		return 1;
	if (w.len >= 3 && w.p[w.len - 1] == 's' && w.p[w.len - 2] >= 'A' && w.p[w.len - 2] <= 'Z')
		return 1; /* AZs, VMs */
	if (w.len < 4 || str_ends(w, S("ss")) || str_ends(w, S("us")) || str_ends(w, S("is")) || w.p[w.len - 1] != 's')
		return 0;
	if (str_ends(w, S("sses")) || str_ends(w, S("shes")) || str_ends(w, S("xes")) || str_ends(w, S("zzes")))
		return 2;
	if (str_ends(w, S("aches")))
		return w.len >= 6 && is_vowel(w.p[w.len - 6]) ? 2 : 1; /* coaches, caches */
	if (str_ends(w, S("ches")))
		return 2;
	if (str_ends(w, S("uses")))
		return w.len >= 5 && is_vowel(w.p[w.len - 5]) ? 1 : 2;
	if (str_ends(w, S("oes")) && w.len > 5)
		return 2;
	return 1;
}

struct str unit_singular(struct arena *a, struct str word)
{
	if (word.len > 4 && str_ends(word, S("ies")))
		return arena_printf(a, "%.*sy", (int)word.len - 3, word.p);
	return arena_str(a, str_cut(word, 0, word.len - plural_ending(word)));
}
