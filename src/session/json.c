/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c - an outcome as JSON lines. Strings are escaped by jansson; numbers are written by us, because jansson knows no shortest digits. */
#include <jansson.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "report/chart.h"
#include "session/session.h"
#include "dist/spread.h"
#include "value/number.h"

/* ---- pieces ---- */

static int append(const char *bytes, size_t n, void *out)
{
	buf_add(out, bytes, n);
	return 0;
}

/* Bytes that are not UTF-8 become "?". */
static json_t *valid_string(struct str text)
{
	json_t *string;
	struct buf copy = { 0 };
	size_t at;

	buf_add_str(&copy, text);
	while ((at = utf8_invalid(buf_str(&copy))) < copy.len)
		copy.p[at] = '?';
	string = json_stringn(buf_c(&copy), copy.len);
	buf_release(&copy);
	return string;
}

static void put_string(struct buf *out, struct str text)
{
	json_t *string = json_stringn(text.len ? text.p : "", text.len);

	if (!string)
		string = valid_string(text);
	json_dump_callback(string, append, out, JSON_ENCODE_ANY | JSON_COMPACT);
	json_decref(string);
}

/* `"key":`, with a comma before it unless it is the first of an object. */
static void put_key(struct buf *out, const char *key)
{
	if (out->len && out->p[out->len - 1] != '{')
		buf_char(out, ',');
	buf_char(out, '"');
	buf_add_c(out, key);
	buf_add_c(out, "\":");
}

static void put_field(struct buf *out, const char *key, struct str text)
{
	put_key(out, key);
	put_string(out, text);
}

/* As put_field, but nothing at all for an empty text. */
static void put_optional(struct buf *out, const char *key, struct str text)
{
	if (text.len)
		put_field(out, key, text);
}

static void put_truth(struct buf *out, const char *key, bool truth)
{
	put_key(out, key);
	buf_add_c(out, truth ? "true" : "false");
}

static void put_count(struct buf *out, const char *key, unsigned n)
{
	put_key(out, key);
	buf_printf(out, "%u", n);
}

/* ---- values ---- */

static void put_element(struct buf *out, const struct value *v, uint32_t i, const struct texts *texts)
{
	double x;

	if (is_poison(v->num[i])) {
		buf_add_c(out, "null");
		return;
	}
	switch (v->type.kind) {
	case VALUE_TRUTH:
		buf_add_c(out, v->num[i] != 0 ? "true" : "false");
		return;
	case VALUE_TEXT:
		put_string(out, texts_get(texts, (uint32_t)v->num[i]));
		return;
	case VALUE_NUMBER:
		break;
	}
	x = format_raw_number(v, i);
	if (isfinite(x))
		number_write(out, x, 17, NUMBER_RAW);
	else
		buf_add_c(out, "null");
}

static void put_number(struct buf *out, const struct value *v, const struct texts *texts)
{
	put_key(out, "value");
	if (!v->type.list) {
		put_element(out, v, 0, texts);
		return;
	}
	buf_char(out, '[');
	for (uint32_t i = 0; i < v->count; i++) {
		if (i)
			buf_char(out, ',');
		put_element(out, v, i, texts);
	}
	buf_char(out, ']');
}

/* Why a value, or an element of it, is `none`. */
static void put_none(struct buf *out, const struct value *v, const struct texts *texts)
{
	uint32_t where;

	for (uint32_t i = 0; i < v->count; i++)
		if (is_poison(v->num[i]) && poison_read(v->num[i], &where) == POISON_NONE) {
			put_field(out, "none", texts_get(texts, where));
			return;
		}
}

/* The text of an answer as it is printed, its two readings one blank apart. */
static void put_text(struct buf *out, const struct value *v, const struct format *f)
{
	struct buf text = { 0 };
	const char *gap;
	bool exact = format_value(&text, v, f);

	gap = strstr(buf_c(&text), "  (");
	put_key(out, "text");
	if (gap) {
		struct buf joined = { 0 };

		buf_add(&joined, text.p, (size_t)(gap - text.p));
		buf_add_c(&joined, gap + 1);
		put_string(out, buf_str(&joined));
		buf_release(&joined);
	} else
		put_string(out, buf_str(&text));
	buf_release(&text);
	put_truth(out, "exact", exact);
}

static void put_quantity(struct buf *out, const char *key, const struct value *v, double x)
{
	struct value one = *v;

	one.num = &x;
	one.count = 1;
	put_key(out, key);
	put_element(out, &one, 0, NULL);
}

/* What the samples of an uncertain number say, in the unit of `value`. */
static void put_spread(struct buf *out, const struct value *v, const struct spread *s)
{
	static const struct {
		const char *key;
		size_t offset;
	} rows[] = {
		{"low", offsetof(struct spread, p5)}, {"high", offsetof(struct spread, p95)}, {"p1", offsetof(struct spread, p1)},
		{"p5", offsetof(struct spread, p5)}, {"p10", offsetof(struct spread, p10)}, {"p25", offsetof(struct spread, p25)},
		{"p50", offsetof(struct spread, p50)}, {"p75", offsetof(struct spread, p75)}, {"p90", offsetof(struct spread, p90)},
		{"p95", offsetof(struct spread, p95)}, {"p99", offsetof(struct spread, p99)}, {"mean", offsetof(struct spread, mean)},
		{"sd", offsetof(struct spread, sd)}, {"standard_error", offsetof(struct spread, error)},
	};

	if (v->type.kind == VALUE_TRUTH) {
		put_key(out, "probability");
		number_write(out, s->mean, 17, NUMBER_RAW);
	}
	for (size_t i = 0; v->type.kind == VALUE_NUMBER && s->good && i < sizeof rows / sizeof rows[0]; i++)
		put_quantity(out, rows[i].key, v, *(const double *)((const char *)s + rows[i].offset));
	put_count(out, "samples", s->samples);
	if (s->good < s->samples)
		put_count(out, "lost", s->samples - s->good);
}

static void put_value(struct buf *out, const struct value *v, const struct format *f)
{
	struct buf unit = { 0 };

	put_number(out, v, f->texts);
	if (v->type.kind == VALUE_NUMBER) {
		format_raw_unit(&unit, v);
		put_field(out, "unit", buf_str(&unit));
		buf_release(&unit);
	}
	if (v->spread && !v->type.list)
		put_spread(out, v, v->spread);
	put_none(out, v, f->texts);
	put_text(out, v, f);
}

/* ---- answers and errors ---- */

static void put_notes(struct buf *out, const struct diag_item *note)
{
	put_key(out, "notes");
	buf_char(out, '[');
	for (; note; note = note->next) {
		put_string(out, note->text);
		if (note->next)
			buf_char(out, ',');
	}
	buf_char(out, ']');
}

/* Every object begins so. */
static void begin(struct buf *out, struct str input, bool ok)
{
	buf_char(out, '{');
	put_field(out, "input", str_trim(input));
	put_truth(out, "ok", ok);
}

static void end(struct buf *out, const struct buf *line)
{
	buf_add_str(out, buf_str(line));
	buf_add_c(out, "}\n");
}

static void put_measurement(struct buf *out, const struct measurement *m)
{
	put_key(out, "measured");
	buf_char(out, '{');
	put_field(out, "op", m->op);
	put_field(out, "when", m->when);
	put_field(out, "processor", m->cpu);
	put_count(out, "cpus", m->cpus);
	put_optional(out, "virt", m->virt);
	put_optional(out, "verdict", m->verdict);
	put_optional(out, "seen", m->seen);
	put_count(out, "rev", m->rev);
	put_optional(out, "lib", m->lib);
	put_optional(out, "bote", m->bote);
	buf_char(out, '}');
}

/* A figure behind an answer: its value, and where it is from. */
static void put_fact(struct buf *out, const struct fact *fact, const struct format *f)
{
	struct buf one = { 0 };

	buf_char(&one, '{');
	put_field(&one, "name", fact->name);
	put_optional(&one, "is", str_eq(fact->of, fact->name) ? S("") : fact->of);
	put_optional(&one, "label", fact->text);
	put_value(&one, &fact->value, f);
	put_optional(&one, "from", fact->origin);
	if (fact->measured)
		put_measurement(&one, fact->measured);
	put_optional(&one, "stale", fact->stale);
	buf_char(&one, '}');
	buf_add_str(out, buf_str(&one));
	buf_release(&one);
}

static void put_facts(struct buf *out, const struct answer *a, const struct format *f)
{
	if (!a->fact_count)
		return;
	put_key(out, "facts");
	buf_char(out, '[');
	for (size_t i = 0; i < a->fact_count; i++) {
		if (i)
			buf_char(out, ',');
		put_fact(out, a->facts[i], f);
	}
	buf_char(out, ']');
}

static const char *const kind_names[] = { [ANSWER_VALUE] = "value", [ANSWER_CELL] = "cell", [ANSWER_CHECK] = "check", [ANSWER_CHART] = "chart", [ANSWER_ABOUT] = "about" };

static void put_answer(struct buf *out, const struct answer *a, struct str input, const struct format *f)
{
	begin(out, a->input.len ? a->input : input, true);
	put_field(out, "kind", str_from_c(kind_names[a->kind]));
	put_optional(out, "name", a->name);
	put_optional(out, "label", a->text);
	if (a->kind == ANSWER_CHART) {
		struct arena scratch;

		arena_init(&scratch);
		put_field(out, "description", chart_describe(a->chart, &scratch));
		arena_release(&scratch);
	} else if (a->kind == ANSWER_CHECK) {
		put_truth(out, "value", a->holds);
		put_field(out, "text", a->holds ? S("holds") : S("fails"));
	} else
		put_value(out, &a->value, f);
	put_optional(out, "steps", a->steps);
	put_facts(out, a, f);
}

/* ---- tables: an object a row, a member a column ---- */

static void put_member(struct buf *out, const char *key, const struct field *x, const struct format *f)
{
	struct buf value = {0};

	switch (x->kind) {
	case FIELD_NOTHING:
		return;
	case FIELD_TEXT:
		put_field(out, key, x->text);
		return;
	case FIELD_RATIO:
	case FIELD_SHARE:
		put_key(out, key);
		number_write(out, x->number, 17, NUMBER_RAW);
		return;
	case FIELD_ERROR:
	case FIELD_VALUE:
		break;
	}
	buf_char(&value, '{');
	if (x->kind == FIELD_VALUE)
		put_value(&value, &x->value, f);
	else
		put_field(&value, "error", x->text);
	put_key(out, key);
	buf_add_str(out, buf_str(&value));
	buf_char(out, '}');
	buf_release(&value);
}

/* The head of a column, fit to stand between quotes. */
static void write_key(struct buf *out, struct str head)
{
	struct buf quoted = {0};

	put_string(&quoted, head.len ? head : S("name"));
	buf_add_str(out, str_cut(buf_str(&quoted), 1, quoted.len - 1));
	buf_release(&quoted);
}

static void put_row(struct buf *out, const struct whatif_table *t, uint32_t i, const struct format *f)
{
	struct buf row = {0}, key = {0};

	buf_char(&row, '{');
	for (uint32_t k = 0; k < t->column_count; k++) {
		buf_reset(&key);
		write_key(&key, t->columns[k]);
		put_member(&row, buf_c(&key), table_field(t, i, k), f);
	}
	buf_add_str(out, buf_str(&row));
	buf_char(out, '}');
	buf_release(&row);
	buf_release(&key);
}

static void put_table(struct buf *out, const struct whatif_table *t, const struct format *f)
{
	put_field(out, "kind", str_from_c(t->kind));
	put_optional(out, "title", t->title);
	put_key(out, "rows");
	buf_char(out, '[');
	for (uint32_t i = 0; i < t->row_count; i++) {
		if (i)
			buf_char(out, ',');
		put_row(out, t, i, f);
	}
	buf_char(out, ']');
	put_key(out, "lines");
	buf_char(out, '[');
	for (uint32_t i = 0; i < t->line_count; i++) {
		if (i)
			buf_char(out, ',');
		put_string(out, t->lines[i]);
	}
	buf_char(out, ']');
}

static void put_place(struct buf *out, const struct diag_item *e)
{
	struct place from, to;

	put_optional(out, "file", e->source.name);
	if (!e->at.end)
		return;
	from = source_place(&e->source, e->at.start);
	to = source_place(&e->source, e->at.end);
	put_count(out, "line", from.line);
	put_count(out, "column", from.column);
	put_count(out, "end", to.line == from.line ? to.column : from.column + (unsigned)(from.text.len - from.offset));
}

static void put_error(struct buf *out, const struct diag_item *e)
{
	put_key(out, "error");
	buf_char(out, '{');
	put_field(out, "kind", str_from_c(diag_kind_name(e->kind)));
	put_field(out, "message", e->text);
	put_optional(out, "hint", e->hint);
	put_place(out, e);
	buf_char(out, '}');
}

void outcome_json(struct session *s, const struct outcome *o, struct str input, struct buf *out)
{
	struct format f = session_format(s);
	struct buf line = { 0 };

	f.ascii = session_settings(s)->ascii;
	for (size_t i = 0; i < o->answer_count; i++) {
		buf_reset(&line);
		put_answer(&line, &o->answers[i], input, &f);
		put_notes(&line, o->diag.error ? NULL : o->diag.notes);
		end(out, &line);
	}
	for (const struct whatif_table *t = o->tables; t; t = t->next) {
		buf_reset(&line);
		begin(&line, input, true);
		put_table(&line, t, &f);
		put_notes(&line, o->diag.error ? NULL : o->diag.notes);
		end(out, &line);
	}
	if (o->output.len && o->lines)
		buf_add_str(out, buf_str(&o->output));
	else if (o->output.len) {
		buf_reset(&line);
		begin(&line, input, true);
		put_field(&line, "output", buf_str(&o->output));
		end(out, &line);
	}
	if (o->diag.error) {
		buf_reset(&line);
		begin(&line, input, false);
		put_error(&line, o->diag.error);
		put_notes(&line, o->diag.notes);
		end(out, &line);
	}
	buf_release(&line);
}
