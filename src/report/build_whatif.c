/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_whatif.c - the sheet's scenarios as a table. */
#include "report/build_parts.h"
#include "show/grid.h"
#include "value/number.h"
#include "whatif/scenario.h"

struct ask build_ask(struct build *b, struct diag *d)
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

static bool any_range(const struct whatif_table *t)
{
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 0; k < t->column_count; k++)
			if (table_field(t, i, k)->kind == FIELD_VALUE && table_field(t, i, k)->value.type.uncertain)
				return true;
	return false;
}

static bool same_everywhere(const struct whatif_table *t, uint32_t row)
{
	for (uint32_t k = 3; k < t->column_count; k += 2)
		if (table_field(t, row, k)->kind != FIELD_RATIO || table_field(t, row, k)->number != 1)
			return false;
	return true;
}

/* The unit after a number, with the blank before it: " views/s", "/month"; empty if there is none. */
static struct str build_whatif_unit_of(struct str text)
{
	struct str unit = grid_unit_of(text);

	for (size_t i = 0; i < unit.len; i++) /* 2 h 30 min */
		if (unit.p[i] >= '0' && unit.p[i] <= '9')
			return S("");
	return unit;
}

/* The unit that a row's numbers all have, or empty. */
static struct str unit_of_row(struct build *b, const struct whatif_table *t, uint32_t row)
{
	struct str unit = build_whatif_unit_of(field_write(b, table_field(t, row, 1)));

	for (uint32_t k = 1; k < t->column_count; k += k == 1 ? 1 : 2)
		if (table_field(t, row, k)->kind != FIELD_VALUE || table_field(t, row, k)->value.type.list ||
		    !str_eq(build_whatif_unit_of(field_write(b, table_field(t, row, k))), unit))
			return S("");
	return unit;
}

/*
 * "$14 million (×13.5)": a scenario has its values without the unit, which the head of the row has, and after them
 * their ratio to the base if it is not 1.
 */
static struct str scenario_text(struct build *b, const struct whatif_table *t, uint32_t row, uint32_t k,
                                struct str unit)
{
	struct str value = field_write(b, table_field(t, row, 2 * k));
	const struct field *ratio = table_field(t, row, 2 * k + 1);
	struct str times = ratio->kind == FIELD_RATIO ? field_write(b, ratio) : S("×1");

	value = str_cut(value, 0, value.len - unit.len);
	return str_eq(times, S("×1")) ? value : arena_printf(b->a, "%.*s (%.*s)", STR(value), STR(times));
}

/* What the cell of that name means; what is an expression stands for itself. */
static struct str meaning(struct build *b, struct str name)
{
	const struct cell *c = sheet_find(b->sheet, name);

	return c && c->more->text.len ? build_text(b, c->more->text) : S("");
}

static struct doc_table *scenario_table(struct build *b, const struct whatif_table *t, uint32_t rows)
{
	uint32_t scenarios = (t->column_count - 2) / 2;
	struct doc_column *columns = arena_array(b->a, struct doc_column, 3 + scenarios);

	columns[0] = (struct doc_column){.key = "what", .title = S("Meaning")};
	columns[1] = (struct doc_column){.key = "name", .title = S("Name"), .code = true, .small = true};
	columns[2] = (struct doc_column){.key = "base", .title = S("As it is"), .figures = true};
	for (uint32_t k = 0; k < scenarios; k++)
		columns[3 + k] = (struct doc_column){.key = arena_printf(b->a, "scenario%u", k + 1).p,
		                                     .title = build_text(b, t->columns[2 * k + 2]),
		                                     .figures = true};
	return doc_table(b->a, "scenarios", columns, 3 + scenarios, rows);
}

static void fill_scenario(struct build *b, const struct whatif_table *t, uint32_t from, struct str *row)
{
	struct str unit, base = field_write(b, table_field(t, from, 1));

	row[1] = field_write(b, table_field(t, from, 0));
	row[0] = meaning(b, row[1]);
	unit = row[0].len ? unit_of_row(b, t, from) : S("");
	if (unit.len)
		row[0] = arena_printf(b->a, "%.*s, %s%.*s", STR(row[0]),
		                      unit.p[0] == '/' && str_starts(base, S("$")) ? "$" : "", STR(str_trim(unit)));
	row[2] = str_cut(base, 0, base.len - unit.len);
	for (uint32_t k = 1; 2 * k < t->column_count; k++)
		row[2 + k] = scenario_text(b, t, from, k, unit);
}

/* "The same in all of them: Feed latency (100 ms)." */
static void say_same(struct build *b, const struct whatif_table *t)
{
	struct buf text = {0};

	for (uint32_t i = 0; i < t->row_count; i++) {
		struct str name = field_write(b, table_field(t, i, 0)), what = meaning(b, name);

		if (same_everywhere(t, i))
			buf_printf(&text, "%s%.*s (%.*s)",
			           text.len ? ", " : "The same in all of them: ", STR(what.len ? what : name),
			           STR(field_write(b, table_field(t, i, 1))));
	}
	if (text.len)
		doc_prose(b->doc, arena_printf(b->a, "%.*s.", STR(build_text(b, buf_str(&text)))));
	buf_release(&text);
}

/*
 * For programs: a row for each number of each scenario, as a number. A scenario may be called anything, so its name is
 * no key.
 */
static void add_numbers(struct build *b, const struct whatif_table *t)
{
	static const struct doc_column columns[] = {
		{.key = "scenario", .title = S("Scenario")},
		{.key = "name", .title = S("Name"), .code = true},
		{.key = "text", .title = S("Value"), .figures = true},
	};
	uint32_t scenarios = (t->column_count - 2) / 2, at = 0;
	struct doc_table *numbers = doc_table(b->a, "scenario_values", columns, sizeof columns / sizeof *columns,
	                                      scenarios * t->row_count);

	for (uint32_t k = 1; k <= scenarios; k++)
		for (uint32_t i = 0; i < t->row_count; i++, at++) {
			const struct field *x = table_field(t, i, 2 * k);
			struct str *row = doc_row(numbers, at);

			row[0] = build_text(b, t->columns[2 * k]);
			row[1] = field_write(b, table_field(t, i, 0));
			row[2] = field_write(b, x);
			numbers->values[at] = x->kind == FIELD_VALUE ? &x->value : NULL;
		}
	numbers->hidden = true;
	doc_add(b->doc, DOC_TABLE)->table = numbers;
}

bool build_scenarios(struct build *b)
{
	struct ask q = build_ask(b, b->d);
	struct whatif_table *t = scenarios(&q);
	struct doc_table *table;
	uint32_t rows = 0;

	if (!t)
		return !b->d->error;
	for (uint32_t i = 0; i < t->row_count; i++)
		rows += !same_everywhere(t, i);
	table = scenario_table(b, t, rows);
	for (uint32_t i = 0, at = 0; i < t->row_count; i++)
		if (!same_everywhere(t, i))
			fill_scenario(b, t, i, doc_row(table, at++));
	doc_heading(b->doc, 2, S("Scenarios"));
	if (any_range(t))
		doc_prose(b->doc, S("Of uncertain numbers the medians."));
	if (rows)
		doc_add(b->doc, DOC_TABLE)->table = table;
	say_same(b, t);
	add_numbers(b, t);
	return true;
}
