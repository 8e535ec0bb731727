/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_whatif.c - the sheet's scenarios as a table. */
#include <string.h>

#include "report/build_parts.h"
#include "value/number.h"
#include "whatif/scenario.h"

static struct ask ask_of(struct build *b, struct diag *d)
{
	return (struct ask){.sheet = b->sheet, .a = b->a, .d = d, .format = b->format, .sure = b->options->sure};
}

/* Of an uncertain number the median: several ranges side by side are too wide for any page. */
static struct str field_write(struct build *b, const struct field *x)
{
	struct format f = b->format;
	struct buf text = {0};
	struct str copy;

	f.brief = true;
	if (x->kind == FIELD_TEXT || x->kind == FIELD_FIGURES) {
		buf_add_str(&text, x->text);
	} else if (x->kind == FIELD_ERROR) {
		buf_printf(&text, "- (%.*s)", STR(x->text));
	} else if (x->kind == FIELD_RATIO) {
		buf_add_c(&text, "×");
		number_write(&text, x->number, 3, NUMBER_PLAIN);
	} else if (x->kind == FIELD_VALUE && x->value.type.list) {
		format_value(&text, &x->value, &f);
	} else if (x->kind == FIELD_VALUE) {
		format_element(&text, &x->value, 0, &f);
	}
	copy = doc_text(b->a, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* A scenario may be called as another column is: "base", "name", or as another scenario. */
static bool is_taken(const struct doc_column *columns, uint32_t count, const char *key)
{
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(columns[i].key, key) == 0)
			return true;
	return false;
}

static const char *free_key(struct build *b, const struct doc_column *columns, uint32_t count, const char *key)
{
	const char *own = key;

	for (unsigned n = 2; is_taken(columns, count, own); n++)
		own = arena_printf(b->a, "%s %u", key, n).p;
	return own;
}

/* Each scenario has its values, and their ratio to the base. */
static struct doc_column scenario_column(struct build *b, const struct whatif_table *t, uint32_t k)
{
	bool ratio = k > 1 && k % 2 == 1;
	struct str head = build_text(b, t->columns[k]);
	struct doc_column c = {.title = head, .figures = k > 0, .code = k == 0};

	if (k == 0)
		c.key = "name";
	else
		c.key = ratio ? arena_printf(b->a, "%.*s ratio", STR(build_text(b, t->columns[k - 1]))).p : arena_str(b->a, head).p;
	if (k == 0)
		c.title = S("Name");
	return c;
}

static bool any_range(const struct whatif_table *t)
{
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 0; k < t->column_count; k++)
			if (table_field(t, i, k)->kind == FIELD_VALUE && table_field(t, i, k)->value.type.uncertain)
				return true;
	return false;
}

/* The design holds in the base, and a scenario breaks it: that belongs to the verdict. */
static void add_verdict(struct build *b, const struct whatif_table *t)
{
	struct buf text = {0};

	for (uint32_t i = 0; i < t->line_count; i++)
		buf_printf(&text, "%s%.*s", i ? "; " : "", STR(t->lines[i]));
	if (text.len)
		b->doc->verdict = arena_printf(b->a, "%.*s But of the scenarios, %.*s.", STR(b->doc->verdict), STR(build_text(b, buf_str(&text))));
	buf_release(&text);
}

bool build_scenarios(struct build *b)
{
	struct ask q = ask_of(b, b->d);
	struct whatif_table *t = scenarios(&q);
	struct doc_column *columns;
	struct doc_table *table;

	if (!t)
		return !b->d->error;
	columns = arena_array(b->a, struct doc_column, t->column_count);
	for (uint32_t k = 0; k < t->column_count; k++)
		columns[k] = scenario_column(b, t, k);
	for (uint32_t k = 1; k < t->column_count; k++)
		columns[k].key = free_key(b, columns, k, columns[k].key);
	table = doc_table(b->a, "scenarios", columns, t->column_count, t->row_count);
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 0; k < t->column_count; k++)
			doc_row(table, i)[k] = field_write(b, table_field(t, i, k));
	doc_heading(b->doc, 2, S("Scenarios"));
	if (any_range(t))
		doc_prose(b->doc, S("Of uncertain numbers the medians."));
	doc_add(b->doc, DOC_TABLE)->table = table;
	add_verdict(b, t);
	return true;
}
