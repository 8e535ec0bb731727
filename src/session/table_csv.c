/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_csv.c - a table as comma-separated values (RFC 4180): numbers in full, in base units or those asked for. */
#include "dist/spread.h"
#include "session/session.h"
#include "value/number.h"

/* A text that a spreadsheet would take for a formula begins with a blank, so that it stays one. */
static void write_text(struct buf *out, struct str text)
{
	bool plain = true, guard = text.len && (text.p[0] == '=' || text.p[0] == '+' || text.p[0] == '-' || text.p[0] == '@');

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

static struct need needs_of(const struct whatif_table *t, uint32_t column)
{
	struct need n = {false, false};

	for (uint32_t i = 0; i < t->row_count; i++) {
		const struct field *x = table_field(t, i, column);
		n.unit = n.unit || (x->kind == FIELD_VALUE && x->value.type.kind == VALUE_NUMBER);
		n.range = n.range || (x->kind == FIELD_VALUE && x->value.spread);
	}
	return n;
}

static void write_head(struct buf *out, struct str name, const char *what)
{
	struct buf text = {0};

	buf_printf(&text, "%.*s%s", STR(name.len ? name : S("name")), what);
	write_text(out, buf_str(&text));
	buf_release(&text);
}

static void write_heads(struct buf *out, const struct whatif_table *t)
{
	for (uint32_t k = 0; k < t->column_count; k++) {
		struct need n = needs_of(t, k);
		if (k)
			buf_char(out, ',');
		write_head(out, t->columns[k], "");
		if (n.range) {
			buf_char(out, ',');
			write_head(out, t->columns[k], " p5");
			buf_char(out, ',');
			write_head(out, t->columns[k], " p95");
		}
		if (n.unit) {
			buf_char(out, ',');
			write_head(out, t->columns[k], " unit");
		}
	}
	buf_add_c(out, "\r\n");
}

static void write_number(struct buf *out, const struct value *v, double x)
{
	struct value one = *v;

	one.num = &x;
	one.count = 1;
	if (!is_poison(x))
		format_raw(out, &one, 0);
}

static void write_value(struct buf *out, const struct value *v, struct need n)
{
	struct buf unit = {0};
	bool number = v->type.kind == VALUE_NUMBER;
	const struct spread *s = number ? v->spread : NULL;

	if (v->count == 1)
		write_number(out, v, v->num[0]);
	if (n.range) {
		buf_char(out, ',');
		if (number && v->count == 1)
			write_number(out, v, s ? s->p5 : v->num[0]);
		buf_char(out, ',');
		if (number && v->count == 1)
			write_number(out, v, s ? s->p95 : v->num[0]);
	}
	if (n.unit) {
		buf_char(out, ',');
		if (number)
			format_raw_unit(&unit, v);
		write_text(out, buf_str(&unit));
	}
	buf_release(&unit);
}

static void write_field(struct buf *out, const struct field *x, struct need n)
{
	if (x->kind == FIELD_VALUE) {
		write_value(out, &x->value, n);
		return;
	}
	if (x->kind == FIELD_TEXT)
		write_text(out, x->text);
	else if (x->kind == FIELD_RATIO || x->kind == FIELD_SHARE)
		number_write(out, x->number, 17, NUMBER_RAW);
	for (int i = n.range * 2 + n.unit; i > 0; i--)
		buf_char(out, ',');
}

void table_csv(const struct whatif_table *t, struct buf *out)
{
	write_heads(out, t);
	for (uint32_t i = 0; i < t->row_count; i++) {
		for (uint32_t k = 0; k < t->column_count; k++) {
			if (k)
				buf_char(out, ',');
			write_field(out, table_field(t, i, k), needs_of(t, k));
		}
		buf_add_c(out, "\r\n");
	}
}

/* ---- answers: a row each ---- */

static void add_answer(struct whatif_table *t, struct arena *a, const struct answer *x, const struct texts *texts)
{
	struct field *row = table_row(t, a);
	struct type truth = {.kind = VALUE_TRUTH};

	row[0] = field_text(x->name.len ? x->name : x->input);
	row[2] = field_text(x->text);
	if (x->kind == ANSWER_CHECK)
		row[1] = field_number(a, &truth, x->holds);
	else if (x->value.type.kind == VALUE_TEXT && x->value.count == 1 && !is_poison(x->value.num[0]))
		row[1] = field_text(texts_get(texts, (uint32_t)x->value.num[0]));
	else
		row[1] = field_value(a, &x->value);
}

/* Of a list a row for each element: x[1], x[2] ... */
static void add_elements(struct whatif_table *t, struct arena *a, const struct answer *x, const struct texts *texts)
{
	for (uint32_t i = 0; i < x->value.count; i++) {
		struct answer one = *x;

		one.name = arena_printf(a, "%.*s[%u]", STR(x->name.len ? x->name : x->input), i + 1);
		one.value.type.list = false;
		one.value.count = 1;
		one.value.num += i;
		one.value.spread = one.value.spread ? one.value.spread + i : NULL;
		add_answer(t, a, &one, texts);
	}
}

void answers_csv(const struct answer *answers, size_t count, const struct texts *texts, struct buf *out)
{
	struct whatif_table *t;
	struct arena a;

	arena_init(&a);
	t = table_new(&a, "answers", 3);
	table_head(t, 0, S("name"));
	table_head(t, 1, S("value"));
	table_head(t, 2, S("what"));
	for (size_t i = 0; i < count; i++) {
		if (answers[i].kind == ANSWER_ABOUT || answers[i].kind == ANSWER_CHART)
			continue;
		if (answers[i].kind != ANSWER_CHECK && answers[i].value.type.list)
			add_elements(t, &a, &answers[i], texts);
		else
			add_answer(t, &a, &answers[i], texts);
	}
	if (t->row_count)
		table_csv(t, out);
	arena_release(&a);
}
