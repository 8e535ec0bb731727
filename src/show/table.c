/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - making tables. */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "show/table.h"

struct whatif_table *table_new(struct arena *a, const char *kind, uint32_t columns)
{
	struct whatif_table *t = arena_new(a, struct whatif_table);

	*t = (struct whatif_table){.kind = kind, .column_count = columns, .columns = arena_array(a, struct str, columns)};
	return t;
}

void table_head(struct whatif_table *t, uint32_t column, struct str name)
{
	t->columns[column] = name;
}

void table_heads(struct whatif_table *t, const char *const *names)
{
	for (uint32_t i = 0; i < t->column_count; i++)
		t->columns[i] = str_from_c(names[i]);
}

struct field *table_row(struct whatif_table *t, struct arena *a)
{
	if (t->row_count == t->row_cap) {
		uint32_t cap = t->row_cap ? 2 * t->row_cap : 16;
		struct field *more = arena_array(a, struct field, (size_t)cap * t->column_count);
		if (t->row_count)
			memcpy(more, t->fields, (size_t)t->row_count * t->column_count * sizeof *more);
		t->fields = more;
		t->row_cap = cap;
	}
	return &t->fields[(size_t)t->row_count++ * t->column_count];
}

const struct field *table_field(const struct whatif_table *t, uint32_t row, uint32_t column)
{
	return &t->fields[(size_t)row * t->column_count + column];
}

void table_line(struct whatif_table *t, struct arena *a, const char *fmt, ...)
{
	struct buf text = {0};
	struct str *lines = arena_array(a, struct str, t->line_count + 1);
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (t->line_count)
		memcpy(lines, t->lines, t->line_count * sizeof *lines);
	lines[t->line_count++] = arena_str(a, buf_str(&text));
	t->lines = lines;
	buf_release(&text);
}

struct field field_text(struct str text)
{
	return (struct field){.kind = FIELD_TEXT, .text = text};
}

struct field field_figures(struct str text)
{
	return (struct field){.kind = FIELD_FIGURES, .text = text};
}

struct field field_error(struct str why)
{
	return (struct field){.kind = FIELD_ERROR, .text = why};
}

struct field field_value(struct arena *a, const struct value *v)
{
	return (struct field){.kind = FIELD_VALUE, .value = value_copy(a, v)};
}

struct field field_number(struct arena *a, const struct type *t, double x)
{
	struct value v = {.type = *t, .count = 1, .num = &x};

	v.type.uncertain = v.type.list = false;
	return field_value(a, &v);
}

struct field field_ratio(double x)
{
	return (struct field){.kind = x > 0 ? FIELD_RATIO : FIELD_NOTHING, .number = x};
}

struct field field_share(double x)
{
	return (struct field){.kind = FIELD_SHARE, .number = x};
}
