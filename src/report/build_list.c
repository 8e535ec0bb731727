/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_list.c - lists that are shown side by side: a table below the answers, a row for each element. */
#include "report/build_parts.h"

static bool build_list_is_list(const struct doc_answer *a)
{
	return a->value.raw && a->value.raw->type.list && a->value.raw->count > 1;
}

/* How many answers from `a` on are lists as long as the first one. */
static uint32_t build_list_together(const struct doc_answer *a, uint32_t count)
{
	uint32_t n = 0;

	while (n < count && build_list_is_list(&a[n]) && a[n].value.raw->count == a->value.raw->count)
		n++;
	return n;
}

void build_lists(struct build *b)
{
	struct doc *d = b->doc;

	for (uint32_t i = 0, n; i < d->answer_count; i += n ? n : 1) {
		n = build_list_together(&d->answers[i], d->answer_count - i);
		for (uint32_t k = 0; n > 1 && k < n; k++)
			d->answers[i + k].listed = true;
		d->shown_count += n < 2;
	}
}

static struct str element(struct build *b, const struct value *v, uint32_t i)
{
	struct buf text = {0};

	format_element(&text, v, i, &b->format);
	return doc_take(b->a, &text);
}

static struct doc_column build_list_column(const struct doc_answer *a)
{
	return (struct doc_column){.key = a->name.p,
	                           .title = a->label.len ? a->label : a->name,
	                           .figures = a->value.raw->type.kind == VALUE_NUMBER};
}

static void build_list_add_table(struct build *b, const struct doc_answer *a, uint32_t count)
{
	struct doc_column *columns = arena_array(b->a, struct doc_column, count);
	struct doc_table *t;

	for (uint32_t k = 0; k < count; k++)
		columns[k] = build_list_column(&a[k]);
	t = doc_table(b->a, doc_free_id(b->doc, "lists"), columns, count);
	for (uint32_t i = 0; i < a->value.raw->count; i++) {
		struct field *row = table_row(t);

		for (uint32_t k = 0; k < count; k++)
			row[k] = field_text(element(b, a[k].value.raw, i));
	}
	doc_add(b->doc, DOC_TABLE)->table = t;
}

void build_list_tables(struct build *b)
{
	const struct doc *d = b->doc;
	bool any = false;

	for (uint32_t i = 0, n; i < d->answer_count; i += n ? n : 1) {
		n = build_list_together(&d->answers[i], d->answer_count - i);
		if (n < 2)
			continue;
		if (!any)
			doc_heading(b->doc, 2, S("Side by side"));
		any = true;
		build_list_add_table(b, &d->answers[i], n);
	}
}
