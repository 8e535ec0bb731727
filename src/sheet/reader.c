/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.c - definitions of words first, then the rest: so the order of lines is free. */
#include "sheet/reader.h"

#include "sheet/declare.h"

static bool is_definition(enum statement_kind k)
{
	return k == STATEMENT_UNIT || k == STATEMENT_ALIAS || k == STATEMENT_NOUN;
}

/* Does the line look as if it defined a word? It is read in earnest then. */
static bool may_define(struct str line)
{
	line = str_trim(line);
	return str_starts(line, S("unit ")) || str_starts(line, S("alias ")) || str_starts(line, S("noun "));
}

static bool declare_words(const struct engine *e, const struct vocabulary *v, const struct source *src, struct diag *d)
{
	struct str rest = src->text, line;
	struct arena a;
	bool ok = true;

	arena_init(&a);
	while (ok && str_next_line(&rest, &line)) {
		if (!may_define(line))
			continue;
		uint32_t at = (uint32_t)(line.p - src->text.p);
		struct statement *st = NULL;
		ok = parse_line(&a, src, &at, v, d, &st);
		for (; ok && st; st = st->next)
			if (is_definition(st->kind))
				ok = declare_unit(e, declare_no_names(), st, true, d);
		arena_reset(&a);
	}
	arena_release(&a);
	return ok;
}

bool read_text(const struct engine *e, const struct vocabulary *v, const struct source *src, struct arena *a,
               struct diag *d, struct statement **first)
{
	struct statement **end = first;
	uint32_t at = 0;

	*first = NULL;
	if (src->text.len > UINT32_MAX / 2)
		return diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "a text of more than 2 GB");
	if (!declare_words(e, v, src, d))
		return false;
	while (at < src->text.len) {
		struct statement *line = NULL;
		if (!parse_line(a, src, &at, v, d, &line))
			return false;
		*end = line;
		while (*end)
			end = &(*end)->next;
	}
	return true;
}
