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
	if (word.len)
		((char *)copy.p)[0] = char_lower(word.p[0]);
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
	names[1] = str_eq(names[0], word) ? plural_of(&reg->arena, word) : word;
	*many = names[1];
	return unit_add(reg, &decl, false) == NULL;
}

void unit_each_counted(struct unit_registry *reg, void (*visit)(void *ctx, const struct unit *u), void *ctx)
{
	for (size_t i = 0; i < reg->record_count; i++)
		if (reg->records[i].state == RECORD_DEFINED && reg->records[i].unit->counted)
			visit(ctx, reg->records[i].unit);
}
