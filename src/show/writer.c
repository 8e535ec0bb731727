/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.c - what several writers of documents say alike. */
#include "show/writer.h"

static void add_part(struct writer_part *parts, unsigned *count, struct arena *a, const char *before, struct str text, bool code)
{
	if (text.len)
		parts[(*count)++] = (struct writer_part){arena_printf(a, "%s%.*s", before, STR(text)), code};
}

unsigned writer_origin(const struct doc *doc, struct writer_part parts[WRITER_PARTS])
{
	const struct doc_origin *o = &doc->origin;
	unsigned count = 0;

	add_part(parts, &count, doc->arena, "bote ", o->version, false);
	add_part(parts, &count, doc->arena, "", o->command, true);
	add_part(parts, &count, doc->arena, "", o->file, false);
	add_part(parts, &count, doc->arena, "sha256 ", str_cut(o->hash, 0, 16), false);
	add_part(parts, &count, doc->arena, "", o->sampling, false);
	add_part(parts, &count, doc->arena, "", o->date, false);
	return count;
}

struct str writer_degree(struct arena *a, const struct doc_check *c)
{
	if (c->odds.len)
		return arena_printf(a, "in %.*s of cases", STR(c->odds));
	return c->used.len ? arena_printf(a, "at %.*s", STR(c->used)) : S("");
}

struct str writer_verdict(struct arena *a, const struct doc_check *c)
{
	struct str degree = writer_degree(a, c);
	const char *word = c->holds ? "holds" : "fails";

	if (c->odds.len && !c->holds)
		return arena_printf(a, "fails (holds %.*s)", STR(degree));
	return degree.len ? arena_printf(a, "%s %.*s", word, STR(degree)) : str_from_c(word);
}

/* An uncertain value with its range. */
struct str writer_check_value(struct arena *a, const struct doc_check *c)
{
	struct str text = doc_value_signed(a, &c->value);

	return c->odds.len && c->value.second.len ? arena_printf(a, "%.*s (%.*s)", STR(text), STR(c->value.second)) : text;
}

struct doc_table *writer_checks(const struct doc *doc, const struct doc_block *block)
{
	static const struct doc_column columns[] = {
		{.key = "label", .title = S("Check")},
		{.key = "text", .title = S("Value"), .figures = true},
		{.key = "must", .title = S("Must be")},
		{.key = "verdict", .title = S("Verdict")},
	};
	struct doc_table *t = doc_table(doc->arena, "checks", columns, 4, block->count);

	for (uint32_t i = 0; i < block->count; i++) {
		const struct doc_check *c = &block->checks[i];
		struct str *row = doc_row(t, i);

		row[0] = c->label;
		row[1] = c->must.len ? writer_check_value(doc->arena, c) : S("");
		row[2] = c->must.len ? c->must : c->condition;
		row[3] = writer_verdict(doc->arena, c);
	}
	return t;
}

enum chart_marks writer_marks(const struct report_style *style)
{
	return style->ascii ? CHART_ASCII : style->braille ? CHART_BRAILLE : CHART_BLOCKS;
}
