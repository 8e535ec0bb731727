/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.c - known names near an unknown word. */
#include <string.h>

#include "units/registry.h"

struct near {
	struct str text;
	unsigned distance; /* edits first; people get the first letter right; then names without prefix */
};

/* Keeps the best few, nearest first; among equals the one that came first. */
struct nearest {
	struct unit_registry *reg;
	struct str word;
	unsigned limit; /* edits allowed */
	struct near *best;
	unsigned count, max;
};

static void nearest_consider(struct nearest *n, struct str prefix, struct str name, struct str suffix)
{
	char room[2 * UNIT_WORD_MAX];
	struct str whole = {room, prefix.len + name.len + suffix.len};
	size_t gap = whole.len > n->word.len ? whole.len - n->word.len : n->word.len - whole.len;

	if (gap > n->limit || whole.len > UNIT_WORD_MAX)
		return;
	memcpy(room, prefix.p, prefix.len);
	memcpy(room + prefix.len, name.p, name.len);
	memcpy(room + prefix.len + name.len, suffix.p, suffix.len);

	bool same_start = str_eq_nocase(str_cut(whole, 0, 1), str_cut(n->word, 0, 1));
	unsigned edits = str_distance(n->word, whole, n->limit);
	unsigned distance = 4 * edits + 2 * !same_start + (prefix.len > 0), at = n->count;

	if (edits > n->limit || str_eq(n->word, whole) ||
	    (edits && n->word.len == 3 && !str_starts(whole, str_cut(n->word, 0, 2))))
		return;
	while (at > 0 && n->best[at - 1].distance > distance)
		at--;
	if (at == n->max)
		return;
	for (unsigned i = 0; i < n->count; i++)
		if (str_eq(n->best[i].text, whole))
			return;
	n->count += n->count < n->max;
	memmove(&n->best[at + 1], &n->best[at], (n->count - at - 1) * sizeof(*n->best));
	n->best[at] = (struct near){prefix.len + suffix.len ? arena_str(&n->reg->arena, whole) : name, distance};
}

/* A name, and its plural where the word looks like one. */
static void consider_both(struct nearest *n, struct str prefix, struct str name)
{
	nearest_consider(n, prefix, name, S(""));
	if (str_ends(n->word, S("s")) && name.len >= 3)
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

unsigned unit_nearest(struct unit_registry *reg, struct str word, struct str *out, unsigned max)
{
	struct near best[16];
	/* "Mb" for "MB" yes, but of two letters one is no likeness; and of three it must be the last: "RAM" is no "rpm". */
	struct nearest n = {
		.reg = reg,
		.word = word,
		.limit = word.len < 3   ? 0
	             : word.len < 7 ? 1
	                            : 2,
		.best = best,
		.max = max < 16 ? max : 16,
	};

	if (word.len == 0 || word.len > UNIT_WORD_MAX || max == 0)
		return 0;
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

	unsigned known = 0;

	for (unsigned i = 0; i < n.count; i++)
		if (unit_classify(reg, n.best[i].text) >= 0) /* not "querys" */
			out[known++] = n.best[i].text;
	return known;
}
