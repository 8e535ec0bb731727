/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_own.c - the machines that a sheet has of its own: `machine` lines, their columns those of a list. */
#include "fleet/list_parts.h"

#include <math.h>

#include "lang/ast.h"

static bool own_fail(const struct native_row *row, uint32_t i, struct diag *d, const struct list_column *c)
{
	struct str text = source_text(row->source, row->line->more->items[i].value->at);

	diag_fail(d, DIAG_UNIT, row->line->more->items[i].value->at, "'%s' of a machine wants %s, and this is %.*s",
	          c->word,
	          c->to == TO_PRICE    ? "money over time"
	          : c->to == TO_NUMBER ? "a number with its unit"
	                               : "a text",
	          STR(text));
	if (c->example)
		diag_hint(d, "as in %s = %s", c->word, c->to == TO_PRICE ? "$520/month" : c->dim.time ? "10 Gbps" : "512 GB");
	return false;
}

static bool own_number(const struct native_row *row, uint32_t i, const struct list_column *c, double *out,
                       struct diag *d)
{
	const struct value *v = &row->values[i];
	struct value one = {.type = v->type, .count = 1, .num = &(double){row->means[i]}};

	if (v->type.kind != VALUE_NUMBER || !list_dim_is(&v->type.units, c) || (units_plain(&v->type.units) && !c->bare))
		return own_fail(row, i, d, c);
	*out = list_kept(c, &one);
	if (*out < 0 || (c->to == TO_PRICE && *out == 0))
		return diag_fail(d, DIAG_VALUE, row->line->more->items[i].value->at,
		                 c->to == TO_PRICE ? "a price is above 0" : "this cannot be below 0");
	return true;
}

static bool own_put(const struct native_row *row, uint32_t i, const struct list_column *c, struct fleet_machine *m,
                    struct diag *d)
{
	void *at = (char *)m + c->offset;
	double x = 0;

	if (c->to == TO_NUMBER || c->to == TO_PRICE) {
		if (!own_number(row, i, c, &x, d))
			return false;
		if (c->to == TO_PRICE)
			*(struct fleet_price *)at = (struct fleet_price){.mean = x, .low = x, .high = x};
		else
			*(double *)at = x;
		return true;
	}
	if (row->values[i].type.kind != VALUE_TEXT)
		return own_fail(row, i, d, c);
	*(struct str *)at = row->texts[i];
	return true;
}

/* The first column is its name. */
static const struct list_column *own_column(const struct item *it, struct diag *d)
{
	struct buf known = {0};

	for (size_t i = 1; i < list_machine_column_count; i++)
		if (str_eq_nocase(it->name, str_from_c(list_machine_columns[i].word)))
			return &list_machine_columns[i];
	for (size_t i = 1; i < list_machine_column_count; i++)
		buf_printf(&known, "%s%s", i > 1 ? ", " : "", list_machine_columns[i].word);
	diag_fail(d, DIAG_NAME, it->name_at, "a machine has no '%.*s'", STR(it->name));
	diag_hint(d, "it has %s", buf_c(&known));
	buf_release(&known);
	return NULL;
}

static bool own_complete(const struct native_row *row, const struct fleet_machine *m, struct diag *d)
{
	const char *lacks = isnan(m->has[FLEET_CPU]) ? "cores" : isnan(m->has[FLEET_MEMORY]) ? "memory" : NULL;

	for (int p = 0; p < FLEET_PAYS && !lacks; p++)
		if (!isnan(m->price[p].mean))
			return true;
	diag_fail(d, DIAG_ARGUMENT, row->line->name_at, "the machine '%.*s' needs its %s", STR(row->line->name),
	          lacks ? lacks : "price");
	diag_hint(d, "as in machine %.*s : cores = 64, memory = 512 GB, price = $520/month", STR(row->line->name));
	return false;
}

static bool own_twice(const struct statement *st, uint32_t i, struct diag *d)
{
	for (uint32_t k = 0; k < i; k++)
		if (str_eq_nocase(st->more->items[k].name, st->more->items[i].name)) {
			diag_fail(d, DIAG_NAME, st->more->items[i].name_at, "'%.*s' is given twice", STR(st->more->items[i].name));
			return true;
		}
	return false;
}

bool fleet_own_machine(const struct native_row *row, struct fleet_machine *out, struct diag *d)
{
	const struct statement *st = row->line;
	DIAG_IN(d, row->source);
	bool ok = true;

	*out = list_machine_unknown();
	for (uint32_t i = 0; ok && i < st->more->item_count; i++) {
		const struct list_column *c = own_twice(st, i, d) ? NULL : own_column(&st->more->items[i], d);
		ok = c && own_put(row, i, c, out, d);
	}
	ok = ok && own_complete(row, out, d);
	out->name = st->name;
	out->own = true;
	if (st->origin.len)
		out->from = st->origin;
	if (!out->family.len)
		out->family = list_family(st->name);
	return ok;
}
