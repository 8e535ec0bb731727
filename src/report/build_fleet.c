/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_fleet.c - the section on machines: for each fleet of the sheet the candidates, and what would change the choice. */
#include "base/now.h"
#include "report/build_parts.h"
#include "report/fleet_view.h"

enum { FLEETS_MAX = 64, CANDIDATES = 5, OLD_DAYS = 180 };

static void add_candidates(struct build *b, const struct whatif_table *t)
{
	struct doc_column *columns = arena_array(b->a, struct doc_column, t->column_count);
	struct doc_table *table;

	for (uint32_t k = 0; k < t->column_count; k++)
		columns[k] = (struct doc_column){.key = arena_str(b->a, t->columns[k]).p, .title = build_text(b, t->columns[k]), .figures = k > 0};
	table = doc_table(b->a, "machines", columns, t->column_count, t->row_count);
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 0; k < t->column_count; k++)
			doc_row(table, i)[k] = doc_text(b->a, table_field(t, i, k)->text);
	doc_add(b->doc, DOC_TABLE)->table = table;
}

/* Sentences under the table; those that are set in belong to the one above them. */
static void add_sentences(struct build *b, const struct whatif_table *t)
{
	for (uint32_t i = 0; i < t->line_count; i++) {
		bool item = str_starts(t->lines[i], S("  "));
		if (item)
			doc_item(b->doc, build_text(b, t->lines[i]));
		else
			doc_prose(b->doc, build_text(b, t->lines[i]));
	}
}

/* Prices grow old: which of those shown were so half a year ago. */
static void add_old_price(struct build *b, const struct fleet_view *v)
{
	long today = (long)(now_seconds() / 86400), day = fleet_day(v->choice.best[0].machine->date);

	if (day >= 0 && today - day > OLD_DAYS)
		doc_prose(b->doc, arena_printf(b->a, "Look again: the price of %.*s is %ld days old.", STR(v->choice.best[0].machine->name), today - day));
}

static void add_fleet(struct build *b, const struct fleet_view *v)
{
	struct str nearest, hint, name = v->alias.len ? v->alias : S("fleet");

	if (!v->choice.count) {
		struct str why = fleet_view_none(v, b->a, &nearest, &hint);
		doc_prose(b->doc, build_text(b, arena_printf(b->a, "%.*s: none: %.*s%s%.*s", STR(name), STR(why), nearest.len ? "; " : "", STR(nearest))));
		return;
	}
	struct whatif_table *t = fleet_view_page(v, name, b->a);
	doc_heading(b->doc, 3, build_text(b, t->title));
	add_candidates(b, t);
	add_sentences(b, t);
	add_old_price(b, v);
}

bool build_machines(struct build *b)
{
	struct fleet_view *v = arena_array(b->a, struct fleet_view, FLEETS_MAX);
	uint32_t count;

	if (!b->options->fleet)
		return true;
	if (!fleet_views(b->sheet, b->options->fleet, false, CANDIDATES, b->a, b->d, v, FLEETS_MAX, &count))
		return false;
	if (count)
		doc_heading(b->doc, 2, S("Machines"));
	for (uint32_t i = 0; i < count; i++)
		add_fleet(b, &v[i]);
	return true;
}
