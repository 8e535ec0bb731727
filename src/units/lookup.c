/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup.c - from a written word to units, and the memory of words looked up. */
#include <stdlib.h>
#include <string.h>

#include "units/registry.h"

#define WORDS_MAX 16384 /* beyond that the memory of words starts anew */

/* A unit and the prefix that stood before it. */
struct found {
	const struct unit *unit;
	const struct prefix *prefix;
	unsigned flags;
};

struct attempt {
	struct unit_registry *reg;
	struct found *out;
};

/* ---- ways to read a word ---- */

static bool accept(struct unit_registry *reg, const struct name *n, const struct prefix *prefix, unsigned flags,
                   struct found *out)
{
	struct str name = n ? name_str(n) : S("");
	const struct unit *u = n ? registry_unit(reg, n->record) : NULL; /* this may move the names */

	if (!u || (prefix && !(u->families & prefix->family)))
		return false;
	if (u->class == UNIT_NOUN && str_eq(u->many, name))
		flags |= UNIT_WORD_PLURAL;
	*out = (struct found){u, prefix, flags};
	return true;
}

static bool as_name(struct unit_registry *reg, struct str word, const struct prefix *prefix, struct found *out)
{
	return accept(reg, registry_find(reg, word, str_hash(word), prefix != NULL), prefix, 0, out);
}

static bool as_plural(struct unit_registry *reg, struct str word, const struct prefix *prefix, struct found *out)
{
	struct str one[SINGULARS_MAX];
	char room[UNIT_WORD_MAX + 1];
	unsigned n = singulars_of(word, one, room);

	for (unsigned i = 0; i < n; i++) {
		const struct name *name = registry_find(reg, one[i], str_hash(one[i]), false);

		if (name && has_plural(reg->records[name->record].kind, one[i]) &&
		    accept(reg, name, prefix, UNIT_WORD_PLURAL, out))
			return true;
	}
	return false;
}

static bool try_prefix(void *ctx, const struct prefix *p, struct str rest, bool spelled)
{
	struct attempt *at = ctx;

	if (rest.len < (spelled ? 3 : 1))
		return false;
	return as_name(at->reg, rest, p, at->out) || as_plural(at->reg, rest, p, at->out);
}

/* "kb", "mb", "gb", "tb", "pb" are typed for bytes. */
static bool as_lower_bytes(struct unit_registry *reg, struct str word, struct found *out)
{
	static const char letters[] = "kmgtp";
	const char *letter = word.len == 2 && word.p[1] == 'b' ? memchr(letters, word.p[0], sizeof(letters) - 1) : NULL;

	if (!letter || !as_name(reg, S("B"), &prefix_series(SERIES_DECIMAL)[letter - letters], out))
		return false;
	out->flags |= UNIT_WORD_LOWER_BYTES;
	return true;
}

/* FNV-1a of the word in small letters. */
static uint32_t hash_nocase(struct str word)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < word.len; i++)
		h = (h ^ (unsigned char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i])) * 16777619u;
	return h;
}

/* Names that have been added since the last question join the table, which is never more than half full. */
static void fill_alike(struct unit_registry *reg)
{
	size_t size = reg->alike_slots ? reg->alike_mask + 1 : 64;

	if (!reg->alike_slots || size < 2 * reg->name_count) {
		while (size < 4 * reg->name_count)
			size *= 2;
		free(reg->alike_slots);
		reg->alike_slots = xcalloc(size, sizeof(*reg->alike_slots));
		reg->alike_mask = (uint32_t)size - 1;
		reg->alike_count = 0;
	}
	for (; reg->alike_count < reg->name_count; reg->alike_count++) {
		uint32_t at = hash_nocase(name_str(&reg->names[reg->alike_count])) & reg->alike_mask;

		while (reg->alike_slots[at])
			at = (at + 1) & reg->alike_mask;
		reg->alike_slots[at] = (uint32_t)reg->alike_count + 1;
	}
}

static bool nocase_name(struct unit_registry *reg, struct str word, const struct prefix *prefix, struct found *out)
{
	fill_alike(reg);
	for (uint32_t at = hash_nocase(word) & reg->alike_mask; reg->alike_slots[at]; at = (at + 1) & reg->alike_mask) {
		const struct name *n = &reg->names[reg->alike_slots[at] - 1];
		uint32_t record = n->record;

		if (n->len == word.len && !n->behind && str_eq_nocase(name_str(n), word) && accept(reg, n, prefix, 0, out) &&
		    reg->records[record].nocase)
			return true;
	}
	return false;
}

static bool try_nocase_prefix(void *ctx, const struct prefix *p, struct str rest, bool spelled)
{
	struct attempt *at = ctx;

	return !spelled && rest.len >= 3 && nocase_name(at->reg, rest, p, at->out);
}

static bool lookup_find(struct unit_registry *reg, struct str word, struct found *out)
{
	struct attempt at = {reg, out};

	return as_name(reg, word, NULL, out) || as_lower_bytes(reg, word, out) || prefix_each(word, try_prefix, &at) ||
	       as_plural(reg, word, NULL, out) || nocase_name(reg, word, NULL, out) ||
	       prefix_each(word, try_nocase_prefix, &at);
}

const struct unit *registry_peek(struct unit_registry *reg, struct str word)
{
	struct found f = {0};

	return word.len && word.len <= UNIT_WORD_MAX && lookup_find(reg, word, &f) ? f.unit : NULL;
}

/* ---- what it stands for ---- */

/* Nobody writes kilorequests, but GBps is GB/s: the prefix goes to the first unit that takes it, or to *scale. */
static void put_prefix(struct units *u, const struct prefix *p, struct factor *scale)
{
	struct term *t = &u->term[0];

	if (u->n > 0 && t->exp == 1 && !t->prefix && (t->unit->families & p->family))
		t->prefix = prefix_place(p);
	else
		*scale = factor_times(*scale, p->factor, 1);
}

static void lookup_expand(struct unit_registry *reg, const struct found *f, struct units *u, struct factor *scale)
{
	*scale = FACTOR_ONE;
	if (f->unit->class == UNIT_ALIAS) {
		units_copy(u, f->unit->meaning);
		*scale = f->unit->base;
		if (f->prefix)
			put_prefix(u, f->prefix, scale);
	} else {
		u->n = 1;
		u->term[0] = (struct term){f->unit, prefix_place(f->prefix), 1};
	}
	for (unsigned i = 0; i < u->n && reg->binary_kb; i++)
		if (u->term[i].unit->binary_kb)
			u->term[i].prefix = prefix_old_kb(u->term[i].prefix);
}

static int lookup_class_of(const struct units *u)
{
	return !units_soft(u) ? UNIT_QUANTITY : units_has_noun(u) ? UNIT_NOUN : UNIT_NUMBER;
}

static bool capital_bits(struct str word, const struct units *u)
{
	return u->n > 0 && u->term[0].unit->bits && str_find_char(word, 'B', 0) < word.len;
}

/* Fill in all but the word itself. */
static void resolve(struct unit_registry *reg, struct str word, struct word *w)
{
	struct found f = {0};
	struct units u;

	if (!lookup_find(reg, word, &f)) {
		w->class = -1;
		return;
	}
	lookup_expand(reg, &f, &u, &w->scale);
	w->class = (int8_t)lookup_class_of(&u);
	w->flags = (uint8_t)(f.flags |
	                     (f.unit->class == UNIT_ALIAS && capital_bits(word, &u) ? UNIT_WORD_CAPITAL_BITS : 0));
	w->terms = u.n;
	if (u.n == 1) {
		w->term = u.term[0];
	} else {
		struct units *copy = arena_new(&reg->word_arena, struct units);

		units_copy(copy, &u);
		w->units = copy;
	}
}

/* ---- the memory of words ---- */

void registry_forget(struct unit_registry *reg)
{
	reg->times_known = false;
	reg->version++;
	if (reg->word_count == 0)
		return;
	memset(reg->words, 0, (reg->word_mask + (size_t)1) * sizeof(*reg->words));
	reg->word_count = 0;
	arena_reset(&reg->word_arena);
}

/* Words are short: comparing them here costs less than a call. */
static bool lookup_is_word(const struct word *w, struct str word, uint32_t hash)
{
	size_t i = 0;

	if (w->hash != hash || w->len != word.len)
		return false;
	while (i < word.len && w->p[i] == word.p[i])
		i++;
	return i == word.len;
}

static inline struct word *lookup_probe(const struct unit_registry *reg, struct str word, uint32_t hash)
{
	uint32_t at = hash & reg->word_mask;

	while (reg->words[at].p && !lookup_is_word(&reg->words[at], word, hash))
		at = (at + 1) & reg->word_mask;
	return &reg->words[at];
}

static void lookup_grow(struct unit_registry *reg)
{
	struct word *old = reg->words;
	size_t size = old ? reg->word_mask + (size_t)1 : 0, doubled = size ? size * 2 : 64;

	reg->words = xcalloc(doubled, sizeof(*reg->words));
	reg->word_mask = (uint32_t)doubled - 1;
	for (size_t i = 0; i < size; i++)
		if (old[i].p)
			*lookup_probe(reg, (struct str){old[i].p, old[i].len}, old[i].hash) = old[i];
	free(old);
}

static void lookup_remember(struct unit_registry *reg, struct str word, const struct word *w)
{
	if (!reg->words || reg->word_count * 2 >= reg->word_mask)
		lookup_grow(reg);

	struct word *slot = lookup_probe(reg, word, w->hash);

	*slot = *w;
	slot->p = arena_str(&reg->word_arena, word).p;
	slot->len = (uint8_t)word.len;
	reg->word_count++;
}

/* A word that is seen for the first time. */
static const struct word *learn(struct unit_registry *reg, struct str word, uint32_t hash, struct word *room)
{
	*room = (struct word){.class = -1, .hash = hash};
	if (word.len == 0 || word.len > UNIT_WORD_MAX)
		return room;
	if (reg->word_count >= WORDS_MAX)
		registry_forget(reg);
	resolve(reg, word, room);
	/* In the middle of a definition an unknown word may just not be known yet. */
	if (room->class < 0 && reg->depth > 0)
		return room;
	lookup_remember(reg, word, room);
	return lookup_probe(reg, word, hash);
}

/* What `word` means; `room` holds it when it cannot be remembered. */
static inline const struct word *recall(struct unit_registry *reg, struct str word, struct word *room)
{
	uint32_t hash = str_hash(word);
	const struct word *w = reg->words ? lookup_probe(reg, word, hash) : NULL;

	return w && w->p ? w : learn(reg, word, hash, room);
}

bool unit_lookup(struct unit_registry *reg, struct str word, struct units *out, struct factor *scale, unsigned *flags)
{
	struct word room;
	const struct word *w = recall(reg, word, &room);

	if (flags)
		*flags = w->flags;
	if (w->class < 0) {
		out->n = 0;
		return false;
	}
	*scale = w->scale;
	if (w->terms == 1) {
		out->n = 1;
		out->term[0] = w->term;
	} else {
		units_copy(out, w->units);
	}
	return true;
}

int unit_classify(struct unit_registry *reg, struct str word)
{
	struct word room;

	return recall(reg, word, &room)->class;
}
