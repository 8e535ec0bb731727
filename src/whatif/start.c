/* SPDX-License-Identifier: GPL-3.0-or-later */
/* start.c - a question about a cell that has no value yet begins with one that the question itself names. */
#include "whatif/start.h"

bool starts_missing(const struct sheet *sheet, const struct supposed *cells, uint32_t count)
{
	bool missing = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct cell *c = sheet_find(sheet, cells[i].name);

		missing = missing || (c && cell_is_missing(c));
	}
	return missing;
}

/* "1 requests/s", in the unit that is asked for or that it has. Nothing where its value does for a start. */
static struct str start_one_of(struct ask *q, const struct cell *c)
{
	const struct statement *st = c->declaration;
	struct str unit = cell_is_missing(c) && st->declared && !st->any
	                      ? source_text(cell_declared(c).source, st->more->unit.at)
	                      : S("");
	struct buf b = {0};

	if (!cell_is_missing(c)) {
		bool zero = c->state == CELL_READY && c->type->kind == VALUE_NUMBER && c->count == 1 && c->num[0] == 0;
		if (!zero)
			return S("");
		units_write(&b, &c->type->units, true);
		unit = buf_str(&b);
	}
	struct str text = arena_printf(q->a, "1 %.*s", STR(unit));
	buf_release(&b);
	return str_trim(text);
}

bool starts_give(struct ask *q, const struct supposed *cells, uint32_t count)
{
	bool missing = starts_missing(q->sheet, cells, count), given = false;

	for (uint32_t i = 0; i < count; i++) {
		struct cell *c = sheet_find(q->sheet, cells[i].name);
		if (!c || !c->param || (missing && !cell_is_missing(c)))
			continue;
		struct str value = cells[i].value.len ? cells[i].value : start_one_of(q, c);
		if (!value.len)
			continue;
		if (!sheet_give(q->sheet, cells[i].name, value, q->d))
			return false;
		given = true;
	}
	return given;
}
