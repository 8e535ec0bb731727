/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c - an outcome as JSON lines. */
#include <string.h>

#include "sampling/spread.h"
#include "session/session.h"
#include "show/chart.h"
#include "show/json_picture.h"
#include "value/json_put.h"

/* ---- values ---- */

/* Why a value, or an element of it, is `none`. */
static void put_none(struct json_put *j, const struct value *v, const struct texts *texts)
{
	uint32_t where;

	for (uint32_t i = 0; i < v->count; i++)
		if (is_poison(v->num[i]) && poison_read(v->num[i], &where) == POISON_NONE) {
			json_field(j, "none", texts_get(texts, where));
			return;
		}
}

/* The text of an answer as it is printed, its two readings one blank apart. */
static void json_put_text(struct json_put *j, const struct value *v, const struct format *f)
{
	struct buf text = {0}, joined = {0};
	bool exact = format_value(&text, v, f);
	const char *gap = strstr(buf_c(&text), "  (");

	if (gap) {
		buf_add(&joined, text.p, (size_t)(gap - text.p));
		buf_add_c(&joined, gap + 1);
	}
	json_field(j, "text", gap ? buf_str(&joined) : buf_str(&text));
	json_truth_at(j, "exact", exact);
	buf_release(&text);
	buf_release(&joined);
}

static void json_put_value(struct json_put *j, const struct value *v, const struct format *f)
{
	json_value(j, v, f->texts);
	put_none(j, v, f->texts);
	json_put_text(j, v, f);
}

/* ---- answers and errors ---- */

static void put_notes(struct json_put *j, const struct diag_item *note)
{
	json_open_at(j, "notes", '[');
	for (; note; note = note->next)
		json_text(j, note->text);
	json_close(j, ']');
}

/* Every object begins so. */
static void json_begin(struct json_put *j, struct str input, bool ok)
{
	j->comma = false;
	json_open(j, '{');
	json_field(j, "input", str_trim(input));
	json_truth_at(j, "ok", ok);
}

static void json_end(struct json_put *j)
{
	json_close(j, '}');
	buf_char(j->out, '\n');
}

static const char *const kind_names[] = {
	[ANSWER_VALUE] = "value", [ANSWER_CELL] = "cell",       [ANSWER_CHECK] = "check",
	[ANSWER_CHART] = "chart", [ANSWER_PICTURE] = "picture", [ANSWER_ABOUT] = "about",
};

static void put_chart(struct json_put *j, const struct chart *c)
{
	struct arena scratch;

	arena_init(&scratch);
	json_field(j, "description", chart_describe(c, &scratch));
	arena_release(&scratch);
}

static void json_put_picture(struct json_put *j, const struct picture *p, const struct format *f)
{
	struct arena scratch;

	arena_init(&scratch);
	json_picture_parts(j, p, &scratch, f->texts);
	arena_release(&scratch);
}

static void put_measurement(struct json_put *j, const struct measurement *m)
{
	json_open_at(j, "measured", '{');
	json_field(j, "op", m->op);
	json_field(j, "when", m->when);
	json_field(j, "processor", m->cpu);
	json_number_at(j, "cpus", m->cpus);
	json_optional(j, "virt", m->virt);
	json_optional(j, "verdict", m->verdict);
	json_optional(j, "seen", m->seen);
	json_number_at(j, "rev", m->rev);
	json_optional(j, "lib", m->lib);
	json_optional(j, "bote", m->bote);
	json_close(j, '}');
}

/* A figure of an answer: its value, and where it is from. */
static void put_fact(struct json_put *j, const struct fact *fact, const struct format *f)
{
	json_open(j, '{');
	json_field(j, "name", fact->name);
	json_optional(j, "is", str_eq(fact->of, fact->name) ? S("") : fact->of);
	json_optional(j, "label", fact->text);
	json_put_value(j, &fact->value, f);
	json_optional(j, "from", fact->origin);
	if (fact->measured)
		put_measurement(j, fact->measured);
	json_optional(j, "stale", fact->stale);
	json_close(j, '}');
}

static void put_facts(struct json_put *j, const struct answer *a, const struct format *f)
{
	if (!a->fact_count)
		return;
	json_open_at(j, "facts", '[');
	for (size_t i = 0; i < a->fact_count; i++)
		put_fact(j, a->facts[i], f);
	json_close(j, ']');
}

static void json_put_answer(struct json_put *j, const struct answer *a, struct str input, const struct format *f)
{
	json_begin(j, a->input.len ? a->input : input, true);
	json_field(j, "kind", str_from_c(kind_names[a->kind]));
	json_optional(j, "name", a->name);
	json_optional(j, "label", a->text);
	if (a->kind == ANSWER_PICTURE) {
		json_put_picture(j, a->picture, f);
	} else if (a->kind == ANSWER_CHART) {
		put_chart(j, a->chart);
	} else if (a->kind == ANSWER_CHECK) {
		json_truth_at(j, "value", a->holds);
		if (a->value.spread && !a->value.type.list) {
			json_number_at(j, "probability", a->value.spread->mean);
		}
		json_field(j, "text", a->holds ? S("holds") : S("fails"));
	} else {
		json_put_value(j, &a->value, f);
	}
	json_optional(j, "steps", a->steps);
	json_optional(j, "reason", str_cut(a->reason, S(", as ").len, a->reason.len));
	put_facts(j, a, f);
}

/* ---- tables: an object a row, a member a column ---- */

static void put_member(struct json_put *j, struct str key, const struct field *x, const struct format *f)
{
	if (x->kind == FIELD_NOTHING)
		return;
	json_key_text(j, key);
	if (x->kind == FIELD_TEXT || x->kind == FIELD_FIGURES) {
		json_text(j, x->text);
	} else if (x->kind == FIELD_RATIO || x->kind == FIELD_SHARE) {
		json_number(j, x->number);
	} else {
		json_open(j, '{');
		if (x->kind == FIELD_VALUE)
			json_put_value(j, x->value, f);
		else
			json_field(j, "error", x->text);
		json_close(j, '}');
	}
}

static uint32_t columns_called(const struct doc_table *t, uint32_t before, struct str name)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < before; i++)
		count += str_eq(t->columns[i].title.len ? t->columns[i].title : S("name"), name);
	return count;
}

/* The second "ratio" of a row is "ratio 2": a member is called like no other. */
static void write_member_name(struct buf *out, const struct doc_table *t, uint32_t k)
{
	struct str name = t->columns[k].title.len ? t->columns[k].title : S("name");
	uint32_t nth = 1 + columns_called(t, k, name);

	buf_add_str(out, name);
	for (; nth > 1; nth += t->column_count) {
		buf_cut(out, name.len);
		buf_printf(out, " %u", nth);
		if (!columns_called(t, t->column_count, buf_str(out)))
			break;
	}
}

static void json_put_row(struct json_put *j, const struct doc_table *t, uint32_t i, const struct format *f)
{
	json_open(j, '{');
	for (uint32_t k = 0; k < t->column_count; k++) {
		struct buf name = {0};

		write_member_name(&name, t, k);
		put_member(j, buf_str(&name), table_field(t, i, k), f);
		buf_release(&name);
	}
	json_close(j, '}');
}

static void json_put_table(struct json_put *j, const struct doc_table *t, const struct format *f)
{
	json_field(j, "kind", str_from_c(t->id));
	json_optional(j, "title", t->title);
	json_open_at(j, "rows", '[');
	for (uint32_t i = 0; i < t->row_count; i++)
		json_put_row(j, t, i, f);
	json_close(j, ']');
	json_open_at(j, "lines", '[');
	for (uint32_t i = 0; i < t->line_count; i++)
		json_text(j, t->lines[i]);
	json_close(j, ']');
}

static void json_put_place(struct json_put *j, const struct diag_item *e)
{
	struct place from, to;

	json_optional(j, "file", e->source.name);
	if (!e->at.end)
		return;
	from = source_place(&e->source, e->at.start);
	to = source_place(&e->source, e->at.end);
	json_number_at(j, "line", from.line);
	json_number_at(j, "column", from.column);
	json_number_at(j, "end", to.line == from.line ? to.column : from.column + (unsigned)(from.text.len - from.offset));
}

static void put_error(struct json_put *j, const struct diag_item *e)
{
	json_open_at(j, "error", '{');
	json_field(j, "kind", str_from_c(diag_kind_name(e->kind)));
	json_field(j, "message", e->text);
	json_optional(j, "hint", e->hint);
	json_put_place(j, e);
	json_close(j, '}');
}

static void put_output(struct json_put *j, const struct outcome *o, struct str input)
{
	if (o->output.len && o->form == OUTPUT_JSON) {
		buf_add_str(j->out, buf_str(&o->output));
	} else if (o->output.len) {
		json_begin(j, input, true);
		json_field(j, "output", buf_str(&o->output));
		json_end(j);
	}
}

void outcome_json(struct session *s, const struct outcome *o, struct str input, struct buf *out)
{
	const struct diag_item *notes = o->diag.error ? NULL : o->diag.notes;
	struct format f = session_format(s);
	struct json_put j = {.out = out};

	f.ascii = session_settings(s)->ascii;
	for (size_t i = 0; i < o->answer_count; i++) {
		json_put_answer(&j, &o->answers[i], input, &f);
		put_notes(&j, notes);
		json_end(&j);
	}
	for (const struct doc_table *t = o->tables; t; t = t->next) {
		json_begin(&j, input, true);
		json_put_table(&j, t, &f);
		put_notes(&j, notes);
		json_end(&j);
	}
	put_output(&j, o, input);
	if (o->diag.error) {
		json_begin(&j, input, false);
		put_error(&j, o->diag.error);
		put_notes(&j, o->diag.notes);
		json_end(&j);
	}
}
