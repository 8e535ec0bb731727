/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.c - known names near an unknown word. */
#include <string.h>

#include "base/near.h"
#include "units/registry.h"

struct nearest {
	struct unit_registry *reg;
	struct near near; /* edits first; people get the first letter right; then names without prefix */
};

static void nearest_consider(struct nearest *n, struct str prefix, struct str name, struct str suffix)
{
	char room[2 * UNIT_WORD_MAX];
	struct str whole = {room, prefix.len + name.len + suffix.len}, word = n->near.word;
	unsigned limit = n->near.limit;
	size_t gap = whole.len > word.len ? whole.len - word.len : word.len - whole.len;

	if (gap > limit || whole.len > UNIT_WORD_MAX)
		return;
	memcpy(room, prefix.p, prefix.len);
	memcpy(room + prefix.len, name.p, name.len);
	memcpy(room + prefix.len + name.len, suffix.p, suffix.len);

	bool same_start = str_eq_nocase(str_cut(whole, 0, 1), str_cut(word, 0, 1));
	unsigned edits = str_distance(word, whole, limit);

	if (edits <= limit && !str_eq(word, whole) && !(edits && word.len == 3 && !str_starts(whole, str_cut(word, 0, 2))))
		near_rank(&n->near, whole, 4 * edits + 2 * !same_start + (prefix.len > 0));
}

/* A name, and its plural where the word looks like one. */
static void consider_both(struct nearest *n, struct str prefix, struct str name)
{
	nearest_consider(n, prefix, name, S(""));
	if (str_ends(n->near.word, S("s")) && name.len >= 3)
		nearest_consider(n, prefix, name, S("s"));
}

/* A name with all the prefixes its unit takes. */
static void consider_prefixes(struct nearest *n, struct str name, unsigned families)
{
	unsigned count;
	const struct prefix *p = unit_prefixes(&count);

	for (unsigned i = 0; i < count; i++) {
		if (!(p[i].family & families))
			continue;
		consider_both(n, str_from_c(p[i].symbol), name);
		if (name.len >= 3)
			consider_both(n, str_from_c(p[i].word), name);
	}
}

/* "10 KBs", "5 GBS", "3 kms": a symbol has no plural, and perhaps a rate was meant. */
static unsigned symbol_of_many(struct unit_registry *reg, struct str word, struct str *out, unsigned max)
{
	struct str one = str_cut(word, 0, word.len - 1);
	struct factor scale = FACTOR_ONE;
	struct units u;

	if (word.len < 2 || !str_eq_nocase(str_cut(word, one.len, word.len), S("s")) ||
	    !unit_lookup(reg, one, &u, &scale, NULL) || units_soft(&u))
		return 0;
	out[0] = one;
	struct str rate = arena_printf(&reg->arena, "%.*sps", STR(one));
	if (max < 2 || !unit_lookup(reg, rate, &u, &scale, NULL))
		return 1;
	out[1] = rate;
	return 2;
}

unsigned unit_nearest(struct unit_registry *reg, struct str word, struct str *out, unsigned max)
{
	/* "Mb" for "MB" yes, but of two letters one is no likeness; and of three it must be the last: "RAM" is no "rpm". */
	struct near near = {.word = word,
	                    .limit = word.len < 3   ? 0
	                             : word.len < 7 ? 1
	                                            : 2,
	                    .most = max,
	                    .keep = &reg->arena};
	struct nearest n = {reg, near};

	if (word.len == 0 || word.len > UNIT_WORD_MAX || max == 0)
		return 0;
	unsigned known = symbol_of_many(reg, word, out, max);
	if (known)
		return known;
	for (size_t i = 0; i < reg->name_count; i++)
		if (!reg->names[i].behind)
			consider_both(&n, S(""), name_str(&reg->names[i]));
	for (size_t i = 0; i < reg->name_count; i++) {
		struct str name = name_str(&reg->names[i]);
		const struct unit *u = reg->records[reg->names[i].record].kind == DECL_NOUN
		                           ? NULL
		                           : registry_unit(reg, reg->names[i].record);

		if (u && u->families)
			consider_prefixes(&n, name, u->families);
	}
	for (unsigned i = 0; i < n.near.count; i++)
		if (unit_classify(reg, n.near.names[i]) >= 0) /* not "querys" */
			out[known++] = n.near.names[i];
	return known;
}
