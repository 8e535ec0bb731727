/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_finance.c - what those who pay want to see: cost lines with low, expected and high, three years, unit costs,
 * prices.
 */
#include <math.h>

#include "report/build_parts.h"
#include "sampling/spread.h"
#include "value/number.h"
#include "whatif/chart_ask.h"

enum { LINES_MOST = 32, YEARS = 3 };

/* A rate of money: its factor to one a month and one a year. */
struct period {
	struct units month, year;
	struct factor to_month, to_year;
};

static bool is_money(const struct type *t, int time)
{
	return t->kind == VALUE_NUMBER && !t->list && units_exponent(&t->units, DIM_MONEY) == 1 &&
	       units_exponent(&t->units, DIM_TIME) == time && !units_exponent(&t->units, DIM_DATA) &&
	       !units_has_noun(&t->units);
}

/* The first answer that is money per time: the bill. */
static const struct doc_answer *find_bill(const struct build *b)
{
	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct value *v = b->doc->answers[i].value.raw;

		if (v && is_money(&v->type, -1) && !is_poison(v->num[0]))
			return &b->doc->answers[i];
	}
	return NULL;
}

/* Dollars a month, and a dollar sign and a year. */
static bool find_period(struct build *b, const struct units *rate, struct period *p)
{
	struct units month, year;
	struct factor scale = FACTOR_ONE;

	if (!b->format.units || !unit_lookup(b->format.units, S("month"), &month, &scale, NULL) ||
	    !unit_lookup(b->format.units, S("year"), &year, &scale, NULL))
		return false;
	*p = (struct period){.to_month = FACTOR_ONE, .to_year = FACTOR_ONE};
	for (unsigned i = 0; i < rate->n; i++)
		if (rate->term[i].exp == 1)
			p->month.term[p->month.n++] = rate->term[i];
	p->year = p->month;
	return units_times(&p->month, &month, -1, &scale) && units_times(&p->year, &year, -1, &scale) &&
	       units_convert(rate, &p->month, &p->to_month) != UNITS_CLASH &&
	       units_convert(rate, &p->year, &p->to_year) != UNITS_CLASH;
}

/* So much money in the unit, as part of `of`: of a range to three digits, else as it reads elsewhere. */
static struct str amount(struct build *b, const struct units *u, double x, const struct value *of)
{
	struct value v = {.type = {.kind = VALUE_NUMBER, .units = *u, .asked = true, .digits = of->spread ? 3 : 0},
	                  .count = 1,
	                  .num = &x};
	struct format f = b->format;
	struct buf text = {0};
	struct str copy;

	f.brief = true;
	format_value(&text, &v, &f);
	copy = build_text(b, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* ---- cost lines ---- */

struct cost_line {
	struct str name;
	struct value v;
};

/* The mean, since means add up; where samples do not settle on one, the median. */
static double expected(const struct value *v)
{
	return v->spread ? (v->spread->mean_digits && isfinite(v->spread->mean) ? v->spread->mean : v->spread->p50)
	                 : v->num[0];
}

static bool build_finance_read_line(struct build *b, const struct cell *bill, const struct node *n,
                                    struct cost_line *out)
{
	const struct cell *c = sheet_named(b->sheet, &bill->is, n);
	struct diag d;
	struct ask q = build_ask(b, &d);

	diag_init(&d, b->a, bill->is.source);
	if (!sheet_eval(b->sheet, &bill->is, n, b->a, &d, &out->v) || !is_money(&out->v.type, -1) ||
	    is_poison(out->v.num[0]))
		return false;
	out->name = c && c->more->text.len ? chart_cell_text(&q, c) : build_written(b, bill->is.source, n);
	return true;
}

/* The parts of the sum, or the bill itself. */
static uint32_t find_lines(struct build *b, const struct doc_answer *bill, struct cost_line *out)
{
	const struct cell *c = sheet_find(b->sheet, bill->name);
	const struct node *parts[LINES_MOST];
	uint32_t count = c && build_expression(c) ? build_summands(c->is.expr, parts, LINES_MOST) : 0;

	for (uint32_t i = 0; i < count && count > 1; i++)
		if (!build_finance_read_line(b, c, parts[i], &out[i]))
			count = 0;
	if (count > 1)
		return count;
	out[0] = (struct cost_line){bill->label.len ? bill->label : bill->name, *bill->value.raw};
	return 1;
}

static void add_cost(struct build *b, struct doc_table *t, const struct period *p, const struct cost_line *l,
                     double whole)
{
	const struct value *v = &l->v;
	struct factor to_month = FACTOR_ONE, to_year = FACTOR_ONE;
	double mean = expected(v), low = v->spread ? v->spread->p5 : mean, high = v->spread ? v->spread->p95 : mean, share;
	struct buf text = {0};

	units_convert(&v->type.units, &p->month, &to_month);
	units_convert(&v->type.units, &p->year, &to_year);
	share = factor_apply(to_month, mean) / whole;
	number_write(&text, 100 * share, share < 0.1 ? 2 : 3, NUMBER_PLAIN);
	buf_add_c(&text, " %");
	table_texts(t, l->name, amount(b, &p->month, factor_apply(to_month, low), v),
	            amount(b, &p->month, factor_apply(to_month, mean), v),
	            amount(b, &p->month, factor_apply(to_month, high), v),
	            amount(b, &p->year, factor_apply(to_year, mean), v), buf_take(&text, b->a));
}

static void add_cost_lines(struct build *b, const struct doc_answer *bill, const struct period *p)
{
	const struct doc_column columns[] = {
		{.key = "what", .title = S("What the money goes to")},
		{.key = "low", .title = S("Low"), .figures = true},
		{.key = "expected", .title = S("Expected"), .figures = true},
		{.key = "high", .title = S("High"), .figures = true},
		{.key = "year", .title = S("A year"), .figures = true},
		{.key = "share", .title = S("Share"), .figures = true},
	};
	struct cost_line lines[LINES_MOST], sum = {bill->label.len ? bill->label : bill->name, *bill->value.raw};
	uint32_t count = find_lines(b, bill, lines);
	double whole = factor_apply(p->to_month, expected(bill->value.raw));
	struct doc_table *t = doc_table(b->a, "costs", columns, sizeof columns / sizeof *columns);

	for (uint32_t i = 0; i < count; i++)
		add_cost(b, t, p, &lines[i], whole);
	if (count > 1)
		add_cost(b, t, p, &sum, whole);
	doc_heading(b->doc, 2, S("Cost lines"));
	if (bill->value.raw->spread)
		doc_prose(b->doc, S("Expected is the mean, so that lines add up; nine of ten cases lie between low and high, "
		                    "which do not add up."));
	doc_add(b->doc, DOC_TABLE)->table = t;
}

/* ---- three years ---- */

static void add_years(struct build *b, const struct doc_answer *bill, const struct period *p)
{
	const struct doc_column columns[] = {
		{.key = "when", .title = S("Paid in all after")},
		{.key = "low", .title = S("Low"), .figures = true},
		{.key = "expected", .title = S("Expected"), .figures = true},
		{.key = "high", .title = S("High"), .figures = true},
	};
	struct doc_table *t = doc_table(b->a, "years", columns, sizeof columns / sizeof *columns);
	const struct value *v = bill->value.raw;
	double mean = expected(v), ends[3] = {v->spread ? v->spread->p5 : mean, mean, v->spread ? v->spread->p95 : mean};
	struct units money = {0};

	for (unsigned i = 0; i < p->year.n; i++)
		if (p->year.term[i].exp == 1)
			money.term[money.n++] = p->year.term[i];
	for (uint32_t year = 0; year < YEARS; year++) {
		struct field *row = table_row(t);

		row[0] = field_text(arena_printf(b->a, "%u year%s", year + 1, year ? "s" : ""));
		for (unsigned k = 0; k < 3; k++)
			row[k + 1] = field_text(amount(b, &money, (year + 1) * factor_apply(p->to_year, ends[k]), v));
	}
	doc_heading(b->doc, 2, S("Three years"));
	doc_prose(b->doc, S("At the costs of a month as above, which stay as they are."));
	doc_add(b->doc, DOC_TABLE)->table = t;
}

/* ---- unit costs, prices ---- */

static void add_unit_costs(struct build *b, const struct doc_answer *bill)
{
	bool any = false;

	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct doc_answer *a = &b->doc->answers[i];

		if (a == bill || !a->value.raw || a->value.raw->type.kind != VALUE_NUMBER ||
		    units_exponent(&a->value.raw->type.units, DIM_MONEY) != 1 || is_money(&a->value.raw->type, -1))
			continue;
		if (!any)
			doc_heading(b->doc, 2, S("Unit costs"));
		any = true;
		doc_item(b->doc, arena_printf(b->a, "%.*s: %.*s%s%.*s%s", STR(a->label.len ? a->label : a->name),
		                              STR(doc_value_signed(b->a, &a->value)), a->value.second.len ? " (" : "",
		                              STR(a->value.second), a->value.second.len ? ")" : ""));
	}
}

static bool is_price(const struct doc_table *t, uint32_t row, const void *ctx)
{
	(void)ctx;
	return t->rows[row].value && units_exponent(&t->rows[row].value->type.units, DIM_MONEY);
}

/* What is money among the assumptions, with source and date. */
static void build_finance_add_prices(struct build *b)
{
	const struct doc_table *all = build_assumption_table(b);
	struct doc_table *t = all ? table_rows("prices", all, is_price, NULL) : NULL;

	if (!t)
		return;
	doc_heading(b->doc, 2, S("Prices"));
	doc_add(b->doc, DOC_TABLE)->table = t;
}

void build_costs(struct build *b)
{
	const struct doc_answer *bill = find_bill(b);
	struct period p;

	if (bill && find_period(b, &bill->value.raw->type.units, &p)) {
		add_cost_lines(b, bill, &p);
		add_years(b, bill, &p);
	} else {
		doc_prose(
			b->doc,
			S("The sheet shows no cost per time: a line such as show bill, with bill in $/month, says which it is."));
	}
	add_unit_costs(b, bill);
	build_finance_add_prices(b);
}
