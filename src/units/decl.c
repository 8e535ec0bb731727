/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decl.c - definition lines taken apart. */
#include <string.h>

#include "units/registry.h"

static void decl_skip_blanks(struct str *s)
{
	while (s->len > 0 && char_is_blank(s->p[0]))
		*s = (struct str){s->p + 1, s->len - 1};
}

/* Take `word` off the front of *s if it is a whole word there, and the blanks after it. */
static bool decl_take_word(struct str *s, struct str word)
{
	if (s->len < word.len || memcmp(s->p, word.p, word.len) != 0)
		return false;

	struct str rest = {s->p + word.len, s->len - word.len};

	if (rest.len > 0 && !char_is_blank(rest.p[0]))
		return false;
	decl_skip_blanks(&rest);
	*s = rest;
	return true;
}

int decl_kind(struct str *line)
{
	static const struct str words[] = {[DECL_UNIT] = S("unit"), [DECL_ALIAS] = S("alias"), [DECL_NOUN] = S("noun")};

	int kind;

	decl_skip_blanks(line);
	switch (line->len ? line->p[0] : 0) { /* at each start some 500 lines come by here */
	case 'u': kind = DECL_UNIT; break;
	case 'a': kind = DECL_ALIAS; break;
	case 'n': kind = DECL_NOUN; break;
	default: return -1;
	}
	return decl_take_word(line, words[kind]) ? kind : -1;
}

bool decl_next_name(struct str *rest, struct str *name, bool *more)
{
	static const bool ends[256] = {[' '] = true, ['\t'] = true, [','] = true, ['='] = true, ['"'] = true};
	struct str s = *rest;
	size_t n = 0;

	decl_skip_blanks(&s);
	while (n < s.len && !ends[(unsigned char)s.p[n]])
		n++;
	*name = (struct str){s.p, n};
	s = (struct str){s.p + n, s.len - n};
	decl_skip_blanks(&s);
	*more = s.len > 0 && s.p[0] == ',';
	if (*more)
		s = (struct str){s.p + 1, s.len - 1};
	*rest = s;
	return n > 0;
}

/* Where `word` is in `s` as a whole word, or s.len. */
static size_t find_word(struct str s, struct str word)
{
	for (size_t i = 0; i + word.len <= s.len; i++) {
		struct str here = {s.p + i, s.len - i};

		if ((i == 0 || char_is_blank(s.p[i - 1])) && decl_take_word(&here, word))
			return i;
	}
	return s.len;
}

bool unit_decl_base(struct unit_decl *decl, struct str word)
{
	static const struct str names[DIM_COUNT] = {
		[DIM_DATA] = S("data"),     [DIM_TIME] = S("time"), [DIM_MONEY] = S("money"),
		[DIM_LENGTH] = S("length"), [DIM_MASS] = S("mass"), [DIM_ENERGY] = S("energy"),
	};

	decl->base = 0;
	while (decl->base < DIM_COUNT && !str_eq(word, names[decl->base]))
		decl->base++;
	return decl->base < DIM_COUNT;
}

bool unit_decl_option(struct unit_decl *decl, struct str word)
{
	unsigned family = str_eq(word, S("decimal"))  ? PREFIX_DECIMAL
	                  : str_eq(word, S("binary")) ? PREFIX_BINARY
	                  : str_eq(word, S("small"))  ? PREFIX_SMALL
	                                              : 0;

	decl->families |= family;
	decl->nocase |= str_eq(word, S("nocase"));
	return family || str_eq(word, S("nocase"));
}

static bool read_options(struct str tail, struct unit_decl *decl)
{
	struct str word;
	bool more = true;

	while (more)
		if (!decl_next_name(&tail, &word, &more) || !unit_decl_option(decl, word))
			return false;
	return !tail.len;
}

static bool read_names(struct arena *a, struct str *rest, struct unit_decl *decl)
{
	struct str name, look = *rest;
	bool more = true;
	unsigned n = 0;

	for (; more; n++)
		if (!decl_next_name(&look, &name, &more))
			return false;

	struct str *names = arena_array(a, struct str, n);

	for (unsigned i = 0; i < n; i++)
		decl_next_name(rest, &names[i], &more);
	decl->names = names;
	decl->name_count = n;
	return true;
}

bool unit_decl_read(struct arena *a, struct str line, struct unit_decl *decl, struct str *value)
{
	struct str rest = str_trim(line);
	int kind = decl_kind(&rest);

	*decl = (struct unit_decl){.base = -1, .value = FACTOR_ONE};
	*value = S("");
	if (kind < 0 || !read_names(a, &rest, decl))
		return false;
	decl->kind = kind;

	size_t quote = str_find_char(rest, '"', 0);

	if (quote < rest.len) {
		decl->doc = str_cut(rest, quote + 1, str_find_char(rest, '"', quote + 1));
		rest = str_cut(rest, 0, quote);
	}

	size_t with = find_word(rest, S("with"));

	if (with < rest.len && !read_options(str_trim(str_cut(rest, with + 4, rest.len)), decl))
		return false;
	rest = str_trim(str_cut(rest, 0, with));
	if (kind == DECL_NOUN)
		return !rest.len;
	if (kind == DECL_UNIT && decl_take_word(&rest, S("is")))
		return unit_decl_base(decl, str_trim(rest));
	if (rest.len == 0 || rest.p[0] != '=')
		return false;
	*value = str_trim(str_cut(rest, 1, rest.len));
	return value->len > 0;
}
