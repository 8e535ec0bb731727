/* SPDX-License-Identifier: GPL-3.0-or-later */
/* any_case.c - a word that is a unit in another case. */
#include <string.h>

#include "units/registry.h"

struct other_case {
	struct unit_registry *reg;
	struct str word;
	char proper[UNIT_WORD_MAX + 1];
	size_t len;
	const struct unit *unit; /* NULL: none yet */
	bool several;
};

static void any_case_keep(struct other_case *c, const struct unit *u, struct str prefix, struct str name)
{
	if (c->unit && c->unit->root == u->root && c->unit->bits && !u->bits)
		c->unit = NULL; /* of "kib" the bytes are meant */
	else if (c->unit && c->unit->root == u->root && !c->unit->bits && u->bits)
		return;
	c->several |= c->unit && c->unit != u;
	c->unit = u;
	memcpy(c->proper, prefix.p, prefix.len);
	memcpy(c->proper + prefix.len, name.p, name.len);
	c->len = prefix.len + name.len;
}

static void try_names(struct other_case *c, const struct prefix *p, struct str prefix)
{
	struct str rest = str_cut(c->word, prefix.len, c->word.len);

	for (size_t i = 0; rest.len && i < c->reg->name_count; i++) {
		struct name n = c->reg->names[i]; /* a copy: defining a unit may move them */
		const struct unit *u;

		if (n.len != rest.len || (n.behind && !p) || !str_eq_nocase(name_str(&n), rest))
			continue;
		u = registry_unit(c->reg, n.record);
		if (u && (!p || (u->families & p->family)))
			any_case_keep(c, u, prefix, name_str(&n));
	}
}

/* All in lower case, as most units and nouns are spelled out. */
static bool is_lower(struct other_case *c)
{
	for (size_t i = 0; i < c->word.len; i++)
		c->proper[i] = char_lower(c->word.p[i]);
	c->len = c->word.len;
	return !str_eq((struct str){c->proper, c->len}, c->word) && registry_peek(c->reg, (struct str){c->proper, c->len});
}

bool unit_any_case(struct unit_registry *reg, struct str word, struct str *proper)
{
	struct other_case c = {.reg = reg, .word = word};
	unsigned count;
	const struct prefix *p = unit_prefixes(&count);

	if (word.len == 0 || word.len > UNIT_WORD_MAX)
		return false;
	if (!is_lower(&c)) {
		try_names(&c, NULL, S(""));
		for (unsigned i = 0; i < count; i++) {
			struct str symbol = str_from_c(p[i].symbol);

			if (symbol.len < word.len && str_eq_nocase(str_cut(word, 0, symbol.len), symbol))
				try_names(&c, &p[i], symbol);
		}
		if (!c.unit || c.several)
			return false;
	}
	*proper = arena_str(&reg->arena, (struct str){c.proper, c.len});
	return registry_peek(reg, *proper) != NULL;
}
