/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c - values to text: truths, texts, reasons, lists, and answers with their sign. */
#include <math.h>

#include "value/interval.h"

/* A truth or a text. */
static void write_word(struct buf *out, const struct type *t, double x, const struct format *f)
{
	if (t->kind == VALUE_TRUTH)
		buf_add_c(out, x != 0 ? "yes" : "no");
	else if (f->texts)
		buf_printf(out, f->quoted ? "\"%.*s\"" : "%.*s", STR(texts_get(f->texts, (uint32_t)x)));
}

static double format_largest(const struct value *v)
{
	double most = 0;

	for (uint32_t i = 0; i < v->count; i++)
		if (fabs(v->num[i]) > fabs(most)) /* never true of a NaN */
			most = v->num[i];
	return most;
}

static bool format_write_list(struct buf *out, const struct value *v, const struct format *f)
{
	bool exact = v->type.kind != VALUE_NUMBER || !v->type.agreed, one;
	struct look l;

	if (v->type.kind == VALUE_NUMBER)
		look_choose(&l, &v->type, format_largest(v), f);
	buf_char(out, '[');
	for (uint32_t i = 0; i < v->count; i++) {
		double x = v->num[i];

		if (i)
			buf_add_c(out, ", ");
		if (is_poison(x))
			format_none(out, x, f);
		else if (v->type.kind != VALUE_NUMBER)
			write_word(out, &v->type, x, f);
		else if (!look_write_number(out, &l, x, &one))
			exact = false;
	}
	buf_char(out, ']');
	if (v->type.kind == VALUE_NUMBER && v->count)
		look_write_unit(out, &l, true);
	return exact;
}

bool format_element(struct buf *out, const struct value *v, uint32_t index, const struct format *f)
{
	double x = v->num[index];
	struct look l;

	if (v->spread && !is_poison(x))
		return interval_write(out, &v->type, &v->spread[index], f);
	if (is_poison(x)) {
		format_none(out, x, f);
		return true;
	}
	if (v->type.kind != VALUE_NUMBER) {
		write_word(out, &v->type, x, f);
		return true;
	}
	look_choose(&l, &v->type, x, f);
	return look_write(out, &l, x) && !v->type.agreed;
}

void format_unit(struct buf *out, const struct value *v, uint32_t index, const struct format *f)
{
	struct buf number = {0};
	struct look l;
	bool one;

	if (v->type.kind != VALUE_NUMBER || is_poison(v->num[index]))
		return;
	look_choose(&l, &v->type, v->num[index], f);
	look_write_number(&number, &l, v->num[index], &one);
	look_write_unit(out, &l, !one);
	buf_release(&number);
}

bool format_value(struct buf *out, const struct value *v, const struct format *f)
{
	bool exact;

	if (v->type.uncertain && !v->spread) { /* nobody sampled it */
		buf_add_c(out, "uncertain");
		return false;
	}
	if (v->type.list && v->spread && v->count && (v->type.kind != VALUE_NUMBER || !interval_is_certain(v))) {
		interval_write_list(out, v, f);
		return false;
	}
	if (v->type.list)
		return format_write_list(out, v, f);
	exact = format_element(out, v, 0, f);
	if (v->spread) {
		if (f->spark && v->type.kind == VALUE_NUMBER && v->spread->good && !interval_is_point(v->spread)) {
			buf_add_c(out, "  ");
			interval_spark(out, v->spread);
		}
		return exact;
	}
	if (!f->brief && v->type.kind == VALUE_NUMBER && !is_poison(v->num[0]))
		reading_write(out, &v->type, v->num[0], f);
	return exact;
}

void format_answer(struct buf *out, const struct value *v, const struct format *f)
{
	size_t from = out->len;
	bool exact = format_value(out, v, f);

	look_sign(out, from, exact, f->ascii);
}

struct units format_shown(const struct value *v, const struct format *f)
{
	double x = v->spread ? interval_reads_by(v->spread) : v->num[0];
	struct type t = v->type;
	struct look l;

	if (v->spread && interval_finds_unit(&t, x, f))
		t.form = FORM_BEST;
	look_choose(&l, &t, x, f);
	return l.parts ? (struct units){0} : l.units;
}
