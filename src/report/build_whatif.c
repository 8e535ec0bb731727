/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_whatif.c - the sheet's scenarios as a table. */
#include "report/build_parts.h"
#include "show/grid.h"
#include "whatif/scenario.h"

struct ask build_ask(struct build *b, struct diag *d)
{
	return (struct ask){.sheet = b->sheet, .a = b->a, .d = d, .format = b->format, .sure = b->options->sure};
}

/* Of an uncertain number the median: several ranges side by side are too wide for any page. */
static struct str scenario_field(struct build *b, const struct field *x)
{
	struct format f = b->format;
	struct buf text = {0};

	f.brief = true;
	field_write(&text, x, &f);
	if (x->kind == FIELD_ERROR)
		buf_printf(&text, " (%.*s)", STR(x->text));
	return doc_take(b->a, &text);
}

static bool any_range(const struct doc_table *t)
{
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 0; k < t->column_count; k++)
			if (table_field(t, i, k)->kind == FIELD_VALUE && table_field(t, i, k)->value->type.uncertain)
				return true;
	return false;
}

static bool same_everywhere(const struct doc_table *t, uint32_t row)
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
		if (char_is_digit(unit.p[i]))
			return S("");
	return unit;
}

/* The unit that a row's numbers all have, or empty. */
static struct str unit_of_row(struct build *b, const struct doc_table *t, uint32_t row)
{
	struct str unit = build_whatif_unit_of(scenario_field(b, table_field(t, row, 1)));

	for (uint32_t k = 1; k < t->column_count; k += k == 1 ? 1 : 2)
		if (table_field(t, row, k)->kind != FIELD_VALUE || table_field(t, row, k)->value->type.list ||
		    !str_eq(build_whatif_unit_of(scenario_field(b, table_field(t, row, k))), unit))
			return S("");
	return unit;
}

/*
 * "$14 million (×13.5)": a scenario has its values without the unit, which the head of the row has, and after them
 * their ratio to the base if it is not 1.
 */
static struct str scenario_text(struct build *b, const struct doc_table *t, uint32_t row, uint32_t k, struct str unit)
{
	struct str value = scenario_field(b, table_field(t, row, 2 * k));
	const struct field *ratio = table_field(t, row, 2 * k + 1);
	struct str times = ratio->kind == FIELD_RATIO ? scenario_field(b, ratio) : S("×1");

	value = str_cut(value, 0, value.len - unit.len);
	return str_eq(times, S("×1")) ? value : arena_printf(b->a, "%.*s (%.*s)", STR(value), STR(times));
}

/* What the cell of that name means; what is an expression stands for itself. */
static struct str meaning(struct build *b, struct str name)
{
	const struct cell *c = sheet_find(b->sheet, name);

	return c && c->more->text.len ? build_text(b, c->more->text) : S("");
}

static struct doc_table *scenario_table(struct build *b, const struct doc_table *t)
{
	uint32_t scenarios = (t->column_count - 2) / 2;
	struct doc_column *columns = arena_array(b->a, struct doc_column, 3 + scenarios);

	columns[0] = (struct doc_column){.key = "what", .title = S("Meaning")};
	columns[1] = (struct doc_column){.key = "name", .title = S("Name"), .code = true, .small = true};
	columns[2] = (struct doc_column){.key = "base", .title = S("As it is"), .figures = true};
	for (uint32_t k = 0; k < scenarios; k++)
		columns[3 + k] = (struct doc_column){.key = arena_printf(b->a, "scenario%u", k + 1).p,
		                                     .title = build_text(b, t->columns[2 * k + 2].title),
		                                     .figures = true};
	return doc_table(b->a, "scenarios", columns, 3 + scenarios);
}

static void add_scenario(struct build *b, const struct doc_table *t, uint32_t from, struct doc_table *out)
{
	struct str base = scenario_field(b, table_field(t, from, 1)), name = scenario_field(b, table_field(t, from, 0));
	struct str what = meaning(b, name), unit = what.len ? unit_of_row(b, t, from) : S("");
	struct field *row = table_row(out);

	if (unit.len)
		what = arena_printf(b->a, "%.*s, %s%.*s", STR(what), unit.p[0] == '/' && str_starts(base, S("$")) ? "$" : "",
		                    STR(str_trim(unit)));
	row[0] = field_text(what);
	row[1] = field_text(name);
	row[2] = field_text(str_cut(base, 0, base.len - unit.len));
	for (uint32_t k = 1; 2 * k < t->column_count; k++)
		row[2 + k] = field_text(scenario_text(b, t, from, k, unit));
}

/* "The same in all of them: Feed latency (100 ms)." */
static void say_same(struct build *b, const struct doc_table *t)
{
	struct buf text = {0};

	for (uint32_t i = 0; i < t->row_count; i++) {
		struct str name = scenario_field(b, table_field(t, i, 0)), what = meaning(b, name);

		if (same_everywhere(t, i))
			buf_printf(&text, "%s%.*s (%.*s)",
			           text.len ? ", " : "The same in all of them: ", STR(what.len ? what : name),
			           STR(scenario_field(b, table_field(t, i, 1))));
	}
	if (text.len)
		doc_prose(b->doc, arena_printf(b->a, "%.*s.", STR(build_text(b, buf_str(&text)))));
	buf_release(&text);
}

/*
 * For programs: a row for each number of each scenario, as a number. A scenario may be called anything, so its name is
 * no key.
 */
static void add_numbers(struct build *b, const struct doc_table *t)
{
	static const struct doc_column columns[] = {
		{.key = "scenario", .title = S("Scenario")},
		{.key = "name", .title = S("Name"), .code = true},
		{.key = "text", .title = S("Value"), .figures = true},
	};
	struct doc_table *numbers = doc_table(b->a, "scenario_values", columns, sizeof columns / sizeof *columns);

	for (uint32_t k = 2; k < t->column_count; k += 2)
		for (uint32_t i = 0; i < t->row_count; i++) {
			const struct field *x = table_field(t, i, k);

			table_texts(numbers, build_text(b, t->columns[k].title), scenario_field(b, table_field(t, i, 0)),
			            scenario_field(b, x))
				->value = x->value;
		}
	numbers->hidden = true;
	doc_add(b->doc, DOC_TABLE)->table = numbers;
}

bool build_scenarios(struct build *b)
{
	struct ask q = build_ask(b, b->d);
	struct doc_table *t = scenarios(&q);
	struct doc_table *table;

	if (!t)
		return !b->d->error;
	table = scenario_table(b, t);
	for (uint32_t i = 0; i < t->row_count; i++)
		if (!same_everywhere(t, i))
			add_scenario(b, t, i, table);
	doc_heading(b->doc, 2, S("Scenarios"));
	if (any_range(t))
		doc_prose(b->doc, S("Of uncertain numbers the medians."));
	if (table->row_count)
		doc_add(b->doc, DOC_TABLE)->table = table;
	say_same(b, t);
	add_numbers(b, t);
	return true;
}
