/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_sanity.c - the numbers of the sheet beside what is usual, as a table below its checks. */
#include "base/embed.h"
#include "base/map.h"
#include "report/build_parts.h"

struct numbers {
	struct sanity_number *all;
	uint32_t count;
	struct map seen;
};

static void add_number(struct build *b, struct numbers *x, struct str name, struct str text, const struct value *v)
{
	if (v->type.kind != VALUE_NUMBER || v->type.list || (v->type.uncertain && !v->spread) || is_poison(v->num[0]) ||
	    map_get(&x->seen, name))
		return;
	map_put(&x->seen, name, b);
	x->all[x->count++] = (struct sanity_number){name, text, build_copy_value(b, v)};
}

/* The sheet's own cells, and what it shows of others. */
static void build_sanity_gather(struct build *b, struct numbers *x)
{
	x->all = arena_array(b->a, struct sanity_number, sheet_entry_count(b->sheet) + b->doc->answer_count + 1);
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->cell && build_is_own(b, e) && e->cell->state == CELL_READY)
			add_number(b, x, e->cell->name, e->cell->more->text, cell_value(e->cell));
	}
	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct doc_answer *a = &b->doc->answers[i];

		add_number(b, x, a->name, a->label, a->value.raw);
	}
	map_release(&x->seen);
}

static void build_sanity_add_row(struct build *b, struct doc_table *t, const struct sanity_finding *f)
{
	struct doc_value value = doc_value(b->a, f->value, &b->format);

	table_texts(t, f->rule, f->names, doc_value_signed(b->a, &value), f->usual,
	            f->holds ? S("holds") : arena_printf(b->a, "look again: %.*s", STR(f->why)), f->source)
		->value = f->value;
}

/* What is unusual is said; that the rest is usual, in one sentence. */
static void say_findings(struct build *b, const struct doc_table *t, const struct sanity_finding *found)
{
	uint32_t odd = 0;

	for (uint32_t i = 0; i < t->row_count; i++)
		odd += !found[i].holds;
	for (uint32_t i = 0; i < t->row_count; i++) {
		const struct field *row = table_field(t, i, 0);

		if (!found[i].holds)
			doc_item(b->doc, arena_printf(b->a, "%.*s (%.*s): %.*s, usual is %.*s. %.*s (%.*s)", STR(row[0].text),
			                              STR(row[1].text), STR(row[2].text), STR(row[3].text), STR(row[4].text),
			                              STR(row[5].text)));
	}
	if (!odd && t->row_count == 1)
		doc_prose(b->doc, arena_printf(b->a, "%.*s is within what is usual.", STR(table_text(t, 0, 0))));
	else if (!odd)
		doc_prose(b->doc, arena_printf(b->a, "All %u numbers that there are base rates for are within what is usual.",
		                               t->row_count));
	else if (t->row_count > odd)
		doc_prose(b->doc, arena_printf(b->a, "The other %u that there are base rates for are within what is usual.",
		                               t->row_count - odd));
}

bool build_sanity(struct build *b)
{
	static const struct doc_column columns[] = {
		{.key = "rule", .title = S("Base rate")},
		{.key = "name", .title = S("Name"), .code = true},
		{.key = "text", .title = S("Here"), .figures = true},
		{.key = "usual", .title = S("Usual")},
		{.key = "verdict", .title = S("Verdict")},
		{.key = "source", .title = S("Source")},
	};
	const struct embedded *text = embedded_find(S("formulas/prelude/sanity.bote"));
	struct source *rules = arena_new(b->a, struct source);
	struct sanity_finding *found;
	struct numbers x = {0};
	struct doc_table *t;
	uint32_t count, ages;

	*rules = (struct source){text->path, text->text, 1};
	if (!sheet_sample_all(b->sheet, b->d)) /* a what-if before may have left ranges to be worked out anew */
		return false;
	build_sanity_gather(b, &x);
	found = sanity_look(b->sheet, rules, x.all, x.count, b->a, b->d, &count);
	const struct sanity_finding *old = build_ages(b, &ages);
	if (!found || !(count + ages))
		return found != NULL;
	doc_heading(b->doc, 2, S("Sanity checks"));
	t = doc_table(b->a, "sanity", columns, sizeof(columns) / sizeof(*columns));
	t->hidden = true;
	struct sanity_finding *all = arena_array(b->a, struct sanity_finding, count + ages);
	for (uint32_t i = 0; i < count + ages; i++) {
		all[i] = i < count ? found[i] : old[i - count];
		build_sanity_add_row(b, t, &all[i]);
	}
	doc_add(b->doc, DOC_TABLE)->table = t;
	say_findings(b, t, all);
	return true;
}
