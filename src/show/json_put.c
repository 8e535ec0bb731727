/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json_put.c - JSON, piece by piece. Strings are escaped by jansson; it knows no shortest digits, so numbers are ours.
 */
#include "show/json_put.h"

#include <jansson.h>
#include <math.h>
#include <stddef.h>

#include "base/utf8.h"
#include "sampling/spread.h"
#include "value/format.h"
#include "value/number.h"

static int json_put_append(const char *bytes, size_t n, void *out)
{
	buf_add(out, bytes, n);
	return 0;
}

/* A member begins: a comma after the one before it, and perhaps a new line. */
static void json_put_member(struct json_put *j)
{
	if (j->comma)
		buf_char(j->out, ',');
	if (j->depth && j->depth <= j->spread) {
		buf_char(j->out, '\n');
		buf_fill(j->out, ' ', j->depth);
	}
	j->comma = true;
}

/* What comes after a key is not a member of its own. */
static void item(struct json_put *j)
{
	if (j->out->len && j->out->p[j->out->len - 1] == ':')
		j->comma = true;
	else
		json_put_member(j);
}

void json_open(struct json_put *j, char bracket)
{
	item(j);
	buf_char(j->out, bracket);
	j->depth++;
	j->comma = false;
}

void json_close(struct json_put *j, char bracket)
{
	j->depth--;
	if (j->comma && j->depth < j->spread) {
		buf_char(j->out, '\n');
		buf_fill(j->out, ' ', j->depth);
	}
	buf_char(j->out, bracket);
	j->comma = true;
}

/* Bytes that are not UTF-8 become "?". */
static json_t *valid_string(struct str text)
{
	json_t *string;
	struct buf copy = {0};
	size_t at;

	buf_add_str(&copy, text);
	while ((at = utf8_invalid(buf_str(&copy))) < copy.len)
		copy.p[at] = '?';
	string = json_stringn(buf_c(&copy), copy.len);
	buf_release(&copy);
	return string;
}

static void show_json_put_text(struct json_put *j, struct str text)
{
	json_t *string = json_stringn(text.len ? text.p : "", text.len);

	if (!string)
		string = valid_string(text);
	json_dump_callback(string, json_put_append, j->out, JSON_ENCODE_ANY | JSON_COMPACT);
	json_decref(string);
}

void json_key(struct json_put *j, const char *key)
{
	json_key_text(j, str_from_c(key));
}

void json_key_text(struct json_put *j, struct str key)
{
	json_put_member(j);
	show_json_put_text(j, key);
	buf_char(j->out, ':');
}

void json_text(struct json_put *j, struct str text)
{
	item(j);
	show_json_put_text(j, text);
}

void json_number(struct json_put *j, double x)
{
	item(j);
	if (isfinite(x))
		number_write(j->out, x, 17, NUMBER_RAW);
	else
		buf_add_c(j->out, "null");
}

void json_truth(struct json_put *j, bool truth)
{
	item(j);
	buf_add_c(j->out, truth ? "true" : "false");
}

void json_field(struct json_put *j, const char *key, struct str text)
{
	json_key(j, key);
	json_text(j, text);
}

void json_optional(struct json_put *j, const char *key, struct str text)
{
	if (text.len)
		json_field(j, key, text);
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
		json_key(j, "probability");
		json_number(j, s->mean);
	}
	for (size_t i = 0; v->type.kind == VALUE_NUMBER && s->good && i < sizeof(rows) / sizeof(*rows); i++) {
		double x = *(const double *)((const char *)s + rows[i].offset);
		bool settled = rows[i].offset == offsetof(struct spread, mean)
		                   ? s->mean_digits
		                   : rows[i].offset != offsetof(struct spread, sd) || s->sd_digits;
		struct value one = *v;

		one.num = &x;
		one.count = 1;
		json_key(j, rows[i].key);
		json_number(j, settled ? format_raw_number(&one, 0) : INFINITY);
	}
	json_key(j, "samples");
	json_number(j, s->samples);
	if (s->good < s->samples) {
		json_key(j, "lost");
		json_number(j, s->samples - s->good);
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
