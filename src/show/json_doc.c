/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_doc.c - a document as JSON, for programs; bote-pdf reads it too. share/help/reports.txt describes its fields. */
#include "base/utf8.h"
#include "show/doc_link.h"
#include "show/json_drawing.h"
#include "show/json_picture.h"
#include "value/json_put.h"
#include "show/writer.h"

struct json_doc {
	struct json_put j;
	const struct doc *doc;
	struct doc_links links;
};

/* Its digits as people read them, then the number itself. */
static void json_doc_put_value(struct json_doc *w, const struct doc_value *v)
{
	json_field(&w->j, "text", v->text);
	json_optional(&w->j, "second", v->second);
	json_optional(&w->j, "range", v->range);
	json_truth_at(&w->j, "exact", v->exact);
	if (v->raw)
		json_value(&w->j, v->raw, w->doc->texts);
}

static void json_doc_put_answers(struct json_doc *w)
{
	json_open_at(&w->j, "answer", '[');
	for (uint32_t i = 0; i < w->doc->answer_count; i++) {
		const struct doc_answer *a = &w->doc->answers[i];

		json_open(&w->j, '{');
		json_field(&w->j, "name", a->name);
		json_optional(&w->j, "label", a->label);
		json_doc_put_value(w, &a->value);
		json_optional(&w->j, "limit", a->limit);
		if (a->headline) {
			json_truth_at(&w->j, "headline", true);
		}
		if (a->later) {
			json_truth_at(&w->j, "later", true);
		}
		if (a->listed) {
			json_truth_at(&w->j, "listed", true);
		}
		json_close(&w->j, '}');
	}
	json_close(&w->j, ']');
	json_optional(&w->j, "verdict", w->doc->verdict);
	json_truth_at(&w->j, "holds", !w->doc->failed);
	if (w->doc->broken)
		json_truth_at(&w->j, "broken", true);
}

/* ---- tables: the rows are under the table's name, its columns in the body ---- */

/* Of an assumption: the step that uses it first. */
static void put_use(struct json_doc *w, const struct doc_table *t, uint32_t row)
{
	const struct doc_step *use;

	for (uint32_t k = 0; k < t->column_count && doc_links_assumes(t); k++)
		if (t->columns[k].code && doc_links_assumed(&w->links, table_text(t, row, k), &use) && use)
			json_field(&w->j, "used_by", use->name);
}

static void put_rows(struct json_doc *w, const struct doc_table *t)
{
	json_key(&w->j, t->id);
	json_open(&w->j, '[');
	for (uint32_t i = 0; i < t->row_count; i++) {
		json_open(&w->j, '{');
		for (uint32_t k = 0; k < t->column_count; k++)
			json_field(&w->j, t->columns[k].key, table_text(t, i, k));
		json_optional(&w->j, "section", t->rows[i].section);
		if (t->rows[i].joined) {
			json_truth_at(&w->j, "joined", true);
		}
		if (t->rows[i].value)
			json_value(&w->j, t->rows[i].value, w->doc->texts);
		put_use(w, t, i);
		json_close(&w->j, '}');
	}
	json_close(&w->j, ']');
}

static void put_columns(struct json_doc *w, const struct doc_table *t)
{
	json_field(&w->j, "of", str_from_c(t->id));
	json_open_at(&w->j, "columns", '[');
	for (uint32_t k = 0; k < t->column_count; k++) {
		json_open(&w->j, '{');
		json_field(&w->j, "key", str_from_c(t->columns[k].key));
		json_field(&w->j, "title", t->columns[k].title);
		json_field(&w->j, "align", t->columns[k].figures ? S("right") : S("left"));
		if (t->columns[k].code) {
			json_truth_at(&w->j, "code", true);
		}
		if (t->columns[k].small) {
			json_truth_at(&w->j, "small", true);
		}
		if (t->columns[k].doubts)
			json_truth_at(&w->j, "doubts", true);
		json_close(&w->j, '}');
	}
	json_close(&w->j, ']');
}

/* The number of the assumption that breaks a check. */
static void put_breaks(struct json_doc *w, const struct doc_check *c)
{
	if (!c->breaks.len)
		return;
	json_open_at(&w->j, "breaks", '{');
	json_field(&w->j, "name", c->breaks);
	json_number_at(&w->j, "factor", c->factor);
	json_value(&w->j, c->at, w->doc->texts);
	json_close(&w->j, '}');
}

/* What it is as people read it, in the columns of its table. */
static void put_check_cells(struct json_doc *w, const struct doc_table *t, uint32_t row)
{
	for (uint32_t k = 1; k < t->column_count; k++)
		json_field(&w->j, t->columns[k].key, table_text(t, row, k));
}

static void put_checks(struct json_doc *w, const struct doc_block *b)
{
	json_open_at(&w->j, "checks", '[');
	for (uint32_t i = 0; i < b->count; i++) {
		const struct doc_check *c = &b->checks[i];

		json_open(&w->j, '{');
		json_field(&w->j, "label", c->label);
		json_field(&w->j, "condition", c->condition);
		json_truth_at(&w->j, "holds", c->holds);
		if (c->must.len)
			json_doc_put_value(w, &c->value);
		json_optional(&w->j, "must", c->must);
		json_optional(&w->j, "used", c->used);
		json_optional(&w->j, "odds", c->odds);
		json_field(&w->j, "verdict", writer_verdict(w->doc->arena, c));
		put_check_cells(w, b->table, i);
		put_breaks(w, c);
		json_close(&w->j, '}');
	}
	json_close(&w->j, ']');
}

/* ---- the body, in the order in which it is read ---- */

/* How many characters there are. */
static double json_doc_count(struct str text)
{
	double count = 0;

	for (size_t at = 0; at < text.len; count++)
		at = utf8_next(text, at, &(unsigned){0});
	return count;
}

/* The names of a line that lead to an assumption or to another step. */
static void put_links(struct json_doc *w, const struct doc_step *s, uint32_t line)
{
	struct str text = s->lines[line].text;
	struct doc_link link = {0};
	bool any = false;

	while (doc_links_next(&w->links, s, line, &link)) {
		if (!any)
			json_key(&w->j, "links");
		if (!any)
			json_open(&w->j, '[');
		any = true;
		json_open(&w->j, '{');
		json_key(&w->j, "at");
		json_number(&w->j, json_doc_count(str_cut(text, 0, link.start)));
		json_key(&w->j, "length");
		json_number(&w->j, json_doc_count(str_cut(text, link.start, link.end)));
		json_field(&w->j, link.place == DOC_PLACE_STEP ? "step" : "assumption", link.to);
		json_close(&w->j, '}');
	}
	if (any)
		json_close(&w->j, ']');
}

static void json_doc_put_steps(struct json_doc *w, const struct doc_block *b)
{
	json_open_at(&w->j, "steps", '[');
	for (uint32_t i = 0; i < b->count; i++) {
		const struct doc_step *s = &b->steps[i];

		json_open(&w->j, '{');
		json_field(&w->j, "name", s->name);
		json_optional(&w->j, "label", s->label);
		json_open_at(&w->j, "lines", '[');
		for (uint32_t k = 0; k < s->count; k++) {
			json_open(&w->j, '{');
			json_field(&w->j, "sign", s->lines[k].sign);
			json_field(&w->j, "text", s->lines[k].text);
			put_links(w, s, k);
			json_close(&w->j, '}');
		}
		json_close(&w->j, ']');
		json_close(&w->j, '}');
	}
	json_close(&w->j, ']');
}

static void put_items(struct json_doc *w, const struct doc_block *b)
{
	json_open_at(&w->j, "items", '[');
	for (uint32_t i = 0; i < b->count; i++)
		json_text(&w->j, b->items[i]);
	json_close(&w->j, ']');
}

static void json_doc_put_figure(struct json_doc *w, const struct doc_block *b)
{
	if (b->picture)
		json_picture(&w->j, b->picture, w->doc->arena, w->doc->texts);
	else
		json_drawing(&w->j, shape_chart(b->chart, w->doc->arena, CHART_WIDTH));
}

static void put_members(struct json_doc *w, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_HEADING:
		json_number_at(&w->j, "level", b->level);
		json_field(&w->j, "text", b->text);
		break;
	case DOC_PROSE: json_field(&w->j, "text", b->text); break;
	case DOC_TABLE: put_columns(w, b->table); break;
	case DOC_STEPS: json_doc_put_steps(w, b); break;
	case DOC_LIST: put_items(w, b); break;
	case DOC_FIGURE:
		json_field(&w->j, "text", b->text);
		json_optional(&w->j, "note", b->note);
		json_doc_put_figure(w, b);
		break;
	case DOC_CHECKS: put_columns(w, b->table); break;
	}
}

static void put_body(struct json_doc *w)
{
	static const char *const kinds[] = {
		[DOC_HEADING] = "heading", [DOC_PROSE] = "prose",   [DOC_TABLE] = "table", [DOC_STEPS] = "steps",
		[DOC_FIGURE] = "figure",   [DOC_CHECKS] = "checks", [DOC_LIST] = "list",
	};

	json_open_at(&w->j, "body", '[');
	for (const struct doc_block *b = w->doc->first; b; b = b->next) {
		if (b->table && b->table->hidden)
			continue;
		json_open(&w->j, '{');
		json_field(&w->j, "kind", str_from_c(kinds[b->kind]));
		if (b->page) {
			json_truth_at(&w->j, "page", true);
		}
		put_members(w, b);
		json_close(&w->j, '}');
	}
	json_close(&w->j, ']');
}

static void json_doc_put_origin(struct json_doc *w)
{
	const struct doc_origin *o = &w->doc->origin;

	json_optional(&w->j, "bote", o->version);
	json_optional(&w->j, "command", o->command);
	json_optional(&w->j, "file", o->file);
	json_optional(&w->j, "sha256", o->hash);
	json_optional(&w->j, "sampling", o->sampling);
	json_optional(&w->j, "date", o->date);
}

bool write_json(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d)
{
	struct json_doc w = {.j = {.out = out, .spread = 2}, .doc = doc};

	(void)style;
	(void)d;
	doc_links_init(&w.links, doc);
	json_open(&w.j, '{');
	json_field(&w.j, "title", doc->title);
	json_optional(&w.j, "lead", doc->lead);
	json_optional(&w.j, "provenance", doc->provenance);
	json_optional(&w.j, "sentence", doc->sentence);
	json_doc_put_origin(&w);
	json_doc_put_answers(&w);
	for (const struct doc_block *b = doc->first; b; b = b->next)
		if (b->kind == DOC_TABLE)
			put_rows(&w, b->table);
		else if (b->kind == DOC_CHECKS)
			put_checks(&w, b);
	put_body(&w);
	json_close(&w.j, '}');
	buf_char(out, '\n');
	doc_links_release(&w.links);
	return true;
}
