/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_lab.c - the labs that the sheet uses: what they measured, beside what was predicted, and how they were run. */
#include "report/build_parts.h"
#include "whatif/lab_view.h"

/* "pool." of the cell pool.wait. */
static struct str prefix_of(const struct cell *c)
{
	size_t end = c->name.len;

	while (end > 0 && c->name.p[end - 1] != '.')
		end--;
	return str_cut(c->name, 0, end);
}

static bool is_result(const struct cell *c)
{
	return cell_is_measured(c) && c->state == CELL_READY;
}

static void build_lab_add_row(struct build *b, const struct lab_row *r, struct doc_table *t)
{
	struct str none = S("\xe2\x80\x93");

	table_texts(t, build_text(b, r->name), build_text(b, r->text), r->value, r->margin,
	            r->predicted.len ? r->predicted : none, r->verdict.len ? r->verdict : none)
		->value = r->cell;
}

/* chart lab(pool): it is among the charts. */
static bool is_asked_for(const struct build *b, struct str name)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		const struct node *n = e->statement->expr;

		if (e->statement->kind == STATEMENT_CHART && build_is_own(b, e) && n->kind == NODE_CALL &&
		    str_eq(n->text, S("lab")) && n->count == 1 && str_eq(n->kids[0]->text, name))
			return true;
	}
	return false;
}

/* Words, a line each; then what was drawn, or else the messages of one run. */
static bool add_figure_of(struct build *b, struct ask *q, struct str name, const struct lab_view *v)
{
	struct str rest = v->figure.words, line;
	struct doc_block *block;
	struct chart *c;

	while (str_next_line(&rest, &line))
		if (line.len)
			doc_item(b->doc, build_text(b, line));
	if (is_asked_for(b, name))
		return true;
	c = v->chart ? v->chart : lab_messages(q, v);
	if (!c)
		return !b->d->error;
	block = doc_add(b->doc, DOC_FIGURE);
	block->chart = c;
	block->text = c->title = doc_ranges(
		b->a, arena_printf(b->a, "%.*s (%.*s)", STR(c->title), STR(name.len ? name : v->name)));
	return true;
}

static void add_lab(struct build *b, struct str prefix, const struct lab_view *v)
{
	static const struct doc_column columns[] = {
		{.key = "name", .title = S("Result"), .code = true},
		{.key = "what", .title = S("What it is")},
		{.key = "measured", .title = S("Measured"), .figures = true},
		{.key = "margin", .title = S("90 %"), .figures = true},
		{.key = "predicted", .title = S("Predicted"), .figures = true},
		{.key = "verdict", .title = S("Verdict")},
	};
	struct doc_table *t;

	t = doc_table(b->a, doc_free_id(b->doc, arena_printf(b->a, "simulated_%.*s", STR(v->name)).p), columns,
	              sizeof(columns) / sizeof(columns[0]));
	for (uint32_t i = 0; i < v->count; i++)
		if (v->rows[i].there)
			build_lab_add_row(b, &v->rows[i], t);
	doc_add(b->doc, DOC_TABLE)->table = t;
	doc_prose(
		b->doc,
		build_text(b, arena_printf(b->a, "Simulated: lab %.*s%s%.*s, %.*s.", STR(v->name), prefix.len ? " as " : "",
	                               STR(str_cut(prefix, 0, prefix.len ? prefix.len - 1 : 0)), STR(v->told))));
}

bool build_labs(struct build *b)
{
	struct str last = S("");
	bool any = false;

	for (uint32_t i = 0; i < sheet_cell_count(b->sheet); i++) {
		const struct cell *c = sheet_cell(b->sheet, i);
		struct ask q = {.sheet = b->sheet, .a = b->a, .d = b->d, .format = b->format};
		struct str prefix = prefix_of(c);
		struct lab_view v;

		if (!is_result(c) || (any && str_eq(prefix, last)) || !lab_is(b->sheet, prefix))
			continue;
		if (!lab_view(&q, prefix, &v))
			return false;
		if (!any)
			doc_heading(b->doc, 2, S("Simulated"));
		any = true;
		last = prefix;
		add_lab(b, prefix, &v);
		if (!add_figure_of(b, &q, str_cut(prefix, 0, prefix.len ? prefix.len - 1 : 0), &v))
			return false;
	}
	return true;
}
