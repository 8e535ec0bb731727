/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plural.c - plurals of words and back: by rule, and a table of those that have none. */
#include <string.h>

#include "units/registry.h"

/* ---- what has no rule ---- */

/* A word and its plural. With a hyphen these are endings: "-child" is for grandchild too. */
struct irregular {
	struct str one, many;
};

/* clang-format off */
static const struct irregular irregulars[] = {
	/* one word for one and for many */
	{S("aircraft"), S("aircraft")}, {S("chassis"), S("chassis")}, {S("data"), S("data")},
	{S("equipment"), S("equipment")}, {S("feedback"), S("feedback")}, {S("fish"), S("fish")},
	{S("headquarters"), S("headquarters")}, {S("information"), S("information")}, {S("metadata"), S("metadata")},
	{S("news"), S("news")}, {S("offspring"), S("offspring")}, {S("sheep"), S("sheep")},
	{S("spacecraft"), S("spacecraft")}, {S("species"), S("species")}, {S("staff"), S("staff")},
	{S("traffic"), S("traffic")}, {S("-ware"), S("-ware")},
	/* f to ves */
	{S("calf"), S("calves")}, {S("half"), S("halves")}, {S("leaf"), S("leaves")}, {S("life"), S("lives")},
	{S("thief"), S("thieves")}, {S("wolf"), S("wolves")}, {S("-knife"), S("-knives")}, {S("-shelf"), S("-shelves")},
	{S("-wife"), S("-wives")},
	/* o to oes */
	{S("cargo"), S("cargoes")}, {S("echo"), S("echoes")}, {S("embargo"), S("embargoes")}, {S("hero"), S("heroes")},
	{S("potato"), S("potatoes")}, {S("tomato"), S("tomatoes")}, {S("veto"), S("vetoes")},
	/* Latin and Greek */
	{S("addendum"), S("addenda")}, {S("alumnus"), S("alumni")}, {S("appendix"), S("appendices")},
	{S("automaton"), S("automata")}, {S("axis"), S("axes")}, {S("bacterium"), S("bacteria")},
	{S("basis"), S("bases")}, {S("crisis"), S("crises")}, {S("curriculum"), S("curricula")},
	{S("ellipsis"), S("ellipses")}, {S("emphasis"), S("emphases")}, {S("erratum"), S("errata")},
	{S("nucleus"), S("nuclei")}, {S("oasis"), S("oases")}, {S("radius"), S("radii")},
	{S("stimulus"), S("stimuli")}, {S("stratum"), S("strata")}, {S("vortex"), S("vortices")},
	{S("-gnosis"), S("-gnoses")}, {S("-lysis"), S("-lyses")}, {S("-thesis"), S("-theses")},
	/* another word, or another vowel */
	{S("chairman"), S("chairmen")}, {S("fisherman"), S("fishermen")}, {S("policeman"), S("policemen")},
	{S("salesman"), S("salesmen")}, {S("-child"), S("-children")}, {S("-person"), S("-people")},
};
/* clang-format on */

/* Write `word` with the ending `to` for `from`, in `room`; empty when it has not that ending, or as a whole word. */
static struct str ending_swap(struct str word, struct str from, struct str to, char *room)
{
	bool part = from.p[0] == '-';
	struct str tail = str_cut(from, part, from.len), other = str_cut(to, part, to.len);
	size_t stem = word.len - tail.len;

	if (part ? !str_ends(word, tail) : !str_eq(word, tail))
		return S("");
	if (stem + other.len > UNIT_WORD_MAX)
		return S("");
	memcpy(room, word.p, stem);
	memcpy(room + stem, other.p, other.len);
	return (struct str){room, stem + other.len};
}

/* The plural of a word that has no rule, or the singular of such a plural; empty for all others. */
static struct str irregular(struct str word, bool to_many, char *room)
{
	for (size_t i = 0; i < sizeof(irregulars) / sizeof(irregulars[0]); i++) {
		const struct irregular *r = &irregulars[i];
		struct str other = ending_swap(word, to_many ? r->one : r->many, to_many ? r->many : r->one, room);

		/* what is many of "base" and of "basis" is rather many of "base" */
		if (other.len && (to_many || !str_eq(word, S("bases"))))
			return other;
	}
	return S("");
}

/* ---- one to many ---- */

static bool hisses(struct str s)
{
	return str_ends(s, S("s")) || str_ends(s, S("x")) || str_ends(s, S("z")) || str_ends(s, S("ch")) ||
	       str_ends(s, S("sh"));
}

static bool ends_in_consonant_y(struct str s)
{
	return s.len >= 2 && s.p[s.len - 1] == 'y' && !memchr("aeiou", s.p[s.len - 2], 5);
}

bool has_plural(int kind, struct str one)
{
	if (kind == DECL_NOUN)
		return one.len >= 2;
	for (size_t i = 0; i < one.len; i++)
		if (one.p[i] < 'a' || one.p[i] > 'z')
			return false;
	return one.len >= 3;
}

struct str plural_of(struct arena *a, struct str one)
{
	char room[UNIT_WORD_MAX + 1];
	struct str odd = irregular(one, true, room);

	if (odd.len)
		return arena_str(a, odd);
	if (ends_in_consonant_y(one))
		return arena_printf(a, "%.*sies", (int)one.len - 1, one.p);
	return arena_printf(a, hisses(one) ? "%.*ses" : "%.*ss", STR(one));
}

/* ---- many to one, of words that are known ---- */

unsigned singulars_of(struct str many, struct str out[SINGULARS_MAX], char *room)
{
	unsigned n = 0;

	if (many.len < 3 || many.len > UNIT_WORD_MAX)
		return 0;
	out[0] = irregular(many, false, room);
	if (out[0].len)
		n++;
	if (many.p[many.len - 1] != 's')
		return n;
	out[n] = str_cut(many, 0, many.len - 1);
	if (!hisses(out[n]) && !ends_in_consonant_y(out[n]))
		n++;
	if (str_ends(many, S("es"))) {
		out[n] = str_cut(many, 0, many.len - 2);
		if (hisses(out[n]))
			n++;
	}
	if (many.len >= 4 && str_ends(many, S("ies")) && !(n && out[0].p == room)) {
		memcpy(room, many.p, many.len - 3);
		room[many.len - 3] = 'y';
		out[n++] = (struct str){room, many.len - 2};
	}
	return n;
}

/* ---- many to one, of words that nobody declared ---- */

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
	char room[UNIT_WORD_MAX + 1];
	struct str odd = irregular(word, false, room);

	if (odd.len)
		return arena_str(a, odd);
	if (word.len > 4 && str_ends(word, S("ies")))
		return arena_printf(a, "%.*sy", (int)word.len - 3, word.p);
	return arena_str(a, str_cut(word, 0, word.len - plural_ending(word)));
}
