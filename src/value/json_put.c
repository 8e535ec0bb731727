/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_put.c - numbers and values as JSON. */
#include "value/json_put.h"

#include <math.h>
#include <stddef.h>

#include "sampling/spread.h"
#include "value/format.h"
#include "value/number.h"

void json_number(struct json_put *j, double x)
{
	json_raw(j, isfinite(x) ? "" : "null");
	if (isfinite(x))
		number_write(j->out, x, 17, NUMBER_RAW);
}

void json_number_at(struct json_put *j, const char *key, double x)
{
	json_key(j, key);
	json_number(j, x);
}

static void json_put_element(struct json_put *j, const struct value *v, uint32_t i, const struct texts *texts)
{
	if (is_poison(v->num[i]))
		json_number(j, v->num[i]);
	else if (v->type.kind == VALUE_TRUTH)
		json_truth(j, v->num[i] != 0);
	else if (v->type.kind == VALUE_TEXT)
		json_text(j, texts_get(texts, (uint32_t)v->num[i]));
	else
		json_number(j, format_raw_number(v, i));
}

static void json_put_unit(struct json_put *j, const struct value *v)
{
	struct buf unit = {0};

	format_raw_unit(&unit, v);
	json_field(j, "unit", buf_str(&unit));
	buf_release(&unit);
}

/* What the samples of an uncertain value say, in the unit of its number. */
static void json_put_spread(struct json_put *j, const struct value *v)
{
	static const struct {
		const char *key;
		size_t offset;
	} rows[] = {
		{"low", offsetof(struct spread, p5)},  {"high", offsetof(struct spread, p95)},
		{"p1", offsetof(struct spread, p1)},   {"p5", offsetof(struct spread, p5)},
		{"p10", offsetof(struct spread, p10)}, {"p25", offsetof(struct spread, p25)},
		{"p50", offsetof(struct spread, p50)}, {"p75", offsetof(struct spread, p75)},
		{"p90", offsetof(struct spread, p90)}, {"p95", offsetof(struct spread, p95)},
		{"p99", offsetof(struct spread, p99)}, {"mean", offsetof(struct spread, mean)},
		{"sd", offsetof(struct spread, sd)},   {"standard_error", offsetof(struct spread, error)},
	};
	const struct spread *s = v->spread;

	if (v->type.kind == VALUE_TRUTH) {
		json_number_at(j, "probability", s->mean);
	}
	for (size_t i = 0; v->type.kind == VALUE_NUMBER && s->good && i < sizeof(rows) / sizeof(*rows); i++) {
		double x = *(const double *)((const char *)s + rows[i].offset);
		bool settled = rows[i].offset == offsetof(struct spread, mean)
		                   ? s->mean_digits
		                   : rows[i].offset != offsetof(struct spread, sd) || s->sd_digits;
		struct value one = *v;

		one.num = &x;
		one.count = 1;
		json_number_at(j, rows[i].key, settled ? format_raw_number(&one, 0) : INFINITY);
	}
	json_number_at(j, "samples", s->samples);
	if (s->good < s->samples) {
		json_number_at(j, "lost", s->samples - s->good);
	}
}

void json_value(struct json_put *j, const struct value *v, const struct texts *texts)
{
	json_key(j, "value");
	if (v->type.list)
		json_open(j, '[');
	for (uint32_t i = 0; i < v->count; i++)
		json_put_element(j, v, i, texts);
	if (v->type.list)
		json_close(j, ']');
	if (v->type.kind == VALUE_NUMBER)
		json_put_unit(j, v);
	if (v->spread && !v->type.list)
		json_put_spread(j, v);
}
