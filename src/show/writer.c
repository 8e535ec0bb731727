/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.c - what several writers of documents say alike. */
#include "show/writer.h"

static void writer_add_part(struct writer_part *parts, unsigned *count, struct arena *a, const char *before,
                            struct str text, bool code)
{
	if (text.len)
		parts[(*count)++] = (struct writer_part){arena_printf(a, "%s%.*s", before, STR(text)), code};
}

unsigned writer_origin(const struct doc *doc, struct writer_part parts[WRITER_PARTS])
{
	const struct doc_origin *o = &doc->origin;
	unsigned count = 0;

	writer_add_part(parts, &count, doc->arena, "bote ", o->version, false);
	writer_add_part(parts, &count, doc->arena, "", o->command, true);
	if (!str_contains_nocase(o->command, o->file)) /* where the command names it, it is said */
		writer_add_part(parts, &count, doc->arena, "", o->file, false);
	writer_add_part(parts, &count, doc->arena, "sha256 ", str_cut(o->hash, 0, 16), false);
	writer_add_part(parts, &count, doc->arena, "", o->sampling, false);
	writer_add_part(parts, &count, doc->arena, "", o->date, false);
	return count;
}

struct str writer_verdict(struct arena *a, const struct doc_check *c)
{
	if (c->odds.len && c->holds && str_starts(c->odds, S(">")))
		return arena_printf(a, "holds practically always (%.*s)", STR(c->odds));
	if (c->odds.len)
		return arena_printf(a, c->holds ? "holds in %.*s of cases" : "fails (holds in %.*s of cases)", STR(c->odds));
	return !c->holds     ? S("fails")
	       : c->used.len ? arena_printf(a, "holds: %.*s of the limit", STR(c->used))
	                     : S("holds");
}

/* A cell of a table of checks: 1 where it says that one holds, -1 where it says that one fails. */
int writer_mark(struct str cell)
{
	for (size_t i = 0; i + 3 <= cell.len; i++) {
		if (str_starts(str_cut(cell, i, cell.len), S("✓")))
			return 1;
		if (str_starts(str_cut(cell, i, cell.len), S("✗")))
			return -1;
	}
	return 0;
}

size_t writer_guess(struct str source)
{
	struct str word = S("guess");

	return str_starts(source, word) && (source.len == word.len || !char_is_name(source.p[word.len])) ? word.len : 0;
}

enum chart_marks writer_marks(const struct report_style *style)
{
	return style->ascii ? CHART_ASCII : style->braille ? CHART_BRAILLE : CHART_BLOCKS;
}
