/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_csv.c - a table as comma-separated values (RFC 4180): numbers in full, in base units or those asked for. */
#include <stdlib.h>

#include "base/interrupt.h"
#include "sampling/spread.h"
#include "show/table.h"
#include "value/number.h"

/* A text that a spreadsheet would take for a formula begins with a blank, so that it stays one. */
static void table_csv_write_text(struct buf *out, struct str text)
{
	bool plain = true,
		 guard = text.len && (text.p[0] == '=' || text.p[0] == '+' || text.p[0] == '-' || text.p[0] == '@');

	for (size_t i = 0; i < text.len; i++)
		plain = plain && text.p[i] != ',' && text.p[i] != '"' && text.p[i] != '\n' && text.p[i] != '\r';
	buf_add_c(out, plain ? "" : "\"");
	buf_add_c(out, guard ? " " : "");
	if (plain) {
		buf_add_str(out, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, text.p[i]);
	}
	buf_char(out, '"');
}

/* What a column needs besides its value. */
struct need {
	bool unit, range;
};

static struct need needs_of(const struct doc_table *t, uint32_t column)
{
	struct need n = {false, false};

	for (uint32_t i = 0; i < t->row_count; i++) {
		const struct field *x = table_field(t, i, column);
		n.unit = n.unit || (x->kind == FIELD_VALUE && x->value->type.kind == VALUE_NUMBER);
		n.range = n.range || (x->kind == FIELD_VALUE && x->value->spread);
	}
	return n;
}

static void write_head(struct buf *out, struct str name, const char *what)
{
	struct buf text = {0};

	buf_printf(&text, "%.*s%s", STR(name.len ? name : S("name")), what);
	table_csv_write_text(out, buf_str(&text));
	buf_release(&text);
}

static void write_heads(struct buf *out, const struct doc_table *t, const struct need *needs)
{
	for (uint32_t k = 0; k < t->column_count; k++) {
		struct need n = needs[k];
		if (k)
			buf_char(out, ',');
		write_head(out, t->columns[k].title, "");
		if (n.range) {
			buf_char(out, ',');
			write_head(out, t->columns[k].title, " p5");
			buf_char(out, ',');
			write_head(out, t->columns[k].title, " p95");
		}
		if (n.unit) {
			buf_char(out, ',');
			write_head(out, t->columns[k].title, " unit");
		}
	}
	buf_add_c(out, "\r\n");
}

static void table_csv_write_number(struct buf *out, const struct value *v, double x)
{
	struct value one = *v;

	one.num = &x;
	one.count = 1;
	if (!is_poison(x))
		format_raw(out, &one, 0);
}

static void table_csv_write_value(struct buf *out, const struct value *v, struct need n)
{
	struct buf unit = {0};
	bool number = v->type.kind == VALUE_NUMBER;
	const struct spread *s = number ? v->spread : NULL;

	if (v->count == 1)
		table_csv_write_number(out, v, v->num[0]);
	if (n.range) {
		buf_char(out, ',');
		if (number && v->count == 1)
			table_csv_write_number(out, v, s ? s->p5 : v->num[0]);
		buf_char(out, ',');
		if (number && v->count == 1)
			table_csv_write_number(out, v, s ? s->p95 : v->num[0]);
	}
	if (n.unit) {
		buf_char(out, ',');
		if (number)
			format_raw_unit(&unit, v);
		table_csv_write_text(out, buf_str(&unit));
	}
	buf_release(&unit);
}

static void table_csv_write_field(struct buf *out, const struct field *x, struct need n)
{
	if (x->kind == FIELD_VALUE) {
		table_csv_write_value(out, x->value, n);
		return;
	}
	if (x->kind == FIELD_TEXT || x->kind == FIELD_FIGURES)
		table_csv_write_text(out, x->text);
	else if (x->kind == FIELD_RATIO || x->kind == FIELD_SHARE)
		number_write(out, x->number, 17, NUMBER_RAW);
	for (int i = n.range * 2 + n.unit; i > 0; i--)
		buf_char(out, ',');
}

void table_csv(const struct doc_table *t, struct buf *out)
{
	struct need *needs = xcalloc(t->column_count, sizeof *needs);

	for (uint32_t k = 0; k < t->column_count; k++)
		needs[k] = needs_of(t, k);
	write_heads(out, t, needs);
	for (uint32_t i = 0; i < t->row_count && !interrupt_came; i++) {
		for (uint32_t k = 0; k < t->column_count; k++) {
			if (k)
				buf_char(out, ',');
			table_csv_write_field(out, table_field(t, i, k), needs[k]);
		}
		buf_add_c(out, "\r\n");
	}
	free(needs);
}
