/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - making tables. */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "show/table.h"
#include "value/number.h"

struct doc_table *table_new(struct arena *a, const char *id, uint32_t columns)
{
	struct doc_table *t = arena_new(a, struct doc_table);

	*t = (struct doc_table){
		.a = a, .id = id, .column_count = columns, .columns = arena_array(a, struct doc_column, columns)};
	return t;
}

struct doc_table *doc_table(struct arena *a, const char *id, const struct doc_column *columns, uint32_t column_count)
{
	struct doc_table *t = table_new(a, id, column_count);

	memcpy(t->columns, columns, column_count * sizeof *columns);
	return t;
}

void table_head(struct doc_table *t, uint32_t column, struct str name)
{
	t->columns[column].title = name;
}

void table_heads(struct doc_table *t, const char *const *names)
{
	for (uint32_t i = 0; i < t->column_count; i++)
		t->columns[i].title = str_from_c(names[i]);
}

/* Room for twice as many of what there is. */
static void *table_more(struct doc_table *t, const void *old, size_t each)
{
	void *more = arena_alloc_array(t->a, t->row_cap ? 2 * (size_t)t->row_cap : 16, each);

	if (t->row_count)
		memcpy(more, old, t->row_count * each);
	return more;
}

struct str table_element(struct arena *a, struct str name, uint32_t i)
{
	enum { LONGEST = 200 };
	struct str start = utf8_clip(name, LONGEST);

	return arena_printf(a, "%.*s%s[%u]", STR(start), start.len < name.len ? "..." : "", i + 1);
}

struct field *table_row(struct doc_table *t)
{
	if (t->row_count == t->row_cap) {
		t->fields = table_more(t, t->fields, t->column_count * sizeof *t->fields);
		t->rows = table_more(t, t->rows, sizeof *t->rows);
		t->row_cap = t->row_cap ? 2 * t->row_cap : 16;
	}
	return table_field(t, t->row_count++, 0);
}

struct doc_row *table_put_texts(struct doc_table *t, const struct str *texts, size_t count)
{
	struct field *row = table_row(t);

	for (size_t k = 0; k < count; k++)
		row[k] = field_text(texts[k]);
	return &t->rows[t->row_count - 1];
}

struct field *table_field(const struct doc_table *t, uint32_t row, uint32_t column)
{
	return &t->fields[(size_t)row * t->column_count + column];
}

struct doc_table *table_rows(const char *id, const struct doc_table *all, table_wanted *wanted, const void *ctx)
{
	struct doc_table *t = doc_table(all->a, id, all->columns, all->column_count);

	for (uint32_t i = 0; i < all->row_count; i++)
		if (wanted(all, i, ctx)) {
			memcpy(table_row(t), table_field(all, i, 0), all->column_count * sizeof *all->fields);
			t->rows[t->row_count - 1] = (struct doc_row){.value = all->rows[i].value, .joined = all->rows[i].joined};
		}
	return t->row_count ? t : NULL;
}

void table_line(struct doc_table *t, const char *fmt, ...)
{
	struct str *lines = arena_array(t->a, struct str, t->line_count + 1);
	va_list ap;

	if (t->line_count)
		memcpy(lines, t->lines, t->line_count * sizeof *lines);
	va_start(ap, fmt);
	lines[t->line_count++] = arena_vprintf(t->a, fmt, ap);
	va_end(ap);
	t->lines = lines;
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
	struct value *copy = arena_new(a, struct value);

	*copy = value_copy(a, v);
	return (struct field){.kind = FIELD_VALUE, .value = copy};
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

void field_write(struct buf *out, const struct field *x, const struct format *f)
{
	struct format own = *f;

	switch (x->kind) {
	case FIELD_NOTHING: break;
	case FIELD_TEXT:
	case FIELD_FIGURES: buf_add_str(out, x->text); break;
	case FIELD_ERROR: buf_char(out, '-'); break;
	case FIELD_RATIO:
		buf_add_c(out, f->ascii ? "x" : "\xc3\x97");
		number_write(out, x->number, 3, NUMBER_PLAIN);
		break;
	case FIELD_SHARE:
		number_write(out, 100 * x->number, x->number < 0.1 ? 2 : 3, NUMBER_PLAIN);
		buf_add_c(out, "%");
		break;
	case FIELD_VALUE:
		if (x->text.len) {
			buf_add_str(out, x->text);
			break;
		}
		if (!x->value->type.list) {
			format_element(out, x->value, 0, &own);
			break;
		}
		own.brief = true;
		format_value(out, x->value, &own);
	}
}
