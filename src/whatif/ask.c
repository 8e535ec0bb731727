/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ask.c - the expressions and cells that a question names. */
#include <string.h>

#include "sampling/spread.h"
#include "sheet/defaults.h"
#include "sheet/explain.h"
#include "sheet/spelling.h"
#include "whatif/ask.h"

enum { SHOWN_MOST = 30 };

bool ask_expression(struct ask *q, struct str text, struct asked *out)
{
	struct source *src = arena_new(q->a, struct source);

	*src = (struct source){.text = arena_str(q->a, str_trim(text)), .first_line = 1};
	out->name = src->text;
	out->at = sheet_here(q->sheet, src);
	out->node = sheet_parse(q->sheet, src, q->a, q->d);
	out->at.expr = out->node;
	return out->node != NULL;
}

bool ask_list(struct ask *q, struct str text, struct asked **out, uint32_t *count)
{
	*out = arena_array(q->a, struct asked, text.len / 2 + 1);
	*count = 0;
	while (str_trim(text).len) {
		size_t comma = str_find_outside(text, ',', 0);
		if (!ask_expression(q, str_cut(text, 0, comma), &(*out)[(*count)++]))
			return false;
		text = comma < text.len ? str_cut(text, comma + 1, text.len) : S("");
	}
	return true;
}

/* ---- what a sheet shows ---- */

static void ask_add_cell(struct ask *q, struct asked *out, uint32_t *count, const struct cell *c)
{
	struct node *n = arena_new(q->a, struct node);

	if (*count == SHOWN_MOST || c->state != CELL_READY || c->type->list)
		return;
	*n = (struct node){.kind = NODE_NAME, .text = c->name};
	out[*count] = (struct asked){c->name, sheet_here(q->sheet, c->is.source), n};
	out[(*count)++].at.expr = n;
}

static void add_show(struct ask *q, struct asked *out, uint32_t *count, const struct entry *e)
{
	for (uint32_t k = 0; k < e->statement->more->want_count && *count < SHOWN_MOST; k++) {
		const struct node *n = e->statement->more->wants[k].value;
		out[*count] = (struct asked){arena_str(q->a, source_text(e->is.source, n->at)), e->is, n};
		out[(*count)++].at.expr = n;
	}
}

void ask_shown(struct ask *q, struct asked **out, uint32_t *count)
{
	*out = arena_array(q->a, struct asked, SHOWN_MOST);
	*count = 0;
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct entry *e = sheet_entry(q->sheet, i);
		if (e->statement->kind == STATEMENT_SHOW && sheet_entry_is_own(q->sheet, e))
			add_show(q, *out, count, e);
	}
	bool chosen = *count > 0;

	for (int own = 1; own >= 0 && !chosen && !*count; own--) {
		for (uint32_t i = 0; i < sheet_cell_count(q->sheet); i++) {
			const struct cell *c = sheet_cell(q->sheet, i);
			if (!c->param && own == (str_find_char(c->name, '.', 0) == c->name.len) &&
			    (cell_is_outcome(c) || (c->more->text.len && c->need_count)))
				ask_add_cell(q, *out, count, c);
		}
	}
}

/* ---- values and cells ---- */

bool ask_value(struct ask *q, const struct asked *e, struct value *v)
{
	return sheet_eval(q->sheet, &e->at, e->node, q->a, q->d, v);
}

void ask_note_defaults(struct ask *q, const struct asked *e, uint32_t count, struct cell *const *varied,
                       uint32_t varied_count)
{
	struct cell **roots = arena_array(q->a, struct cell *, sheet_cell_count(q->sheet) + 1);
	bool *taken = arena_array(q->a, bool, sheet_cell_count(q->sheet) + 1);
	uint32_t n = 0;

	for (uint32_t i = 0; q->defaults && i < count; i++) {
		uint32_t read_count;
		struct cell **reads = sheet_reads(&e[i].at, e[i].node, q->a, &read_count);

		for (uint32_t k = 0; k < read_count; k++) {
			if (!taken[reads[k]->index])
				roots[n++] = reads[k];
			taken[reads[k]->index] = true;
		}
	}
	if (n)
		sheet_note_defaults(q->sheet, roots, n, varied, varied_count, q->a, q->d);
}

struct cell *ask_cell_at(struct ask *q, struct str name, struct span at)
{
	struct cell *c = sheet_find(q->sheet, name);
	struct str near[3];

	if (c)
		return c;
	diag_fail(q->d, DIAG_NAME, at, "there is no cell '%.*s'", STR(name));
	if (sheet_nearest(q->sheet, name, near, 1) && sheet_find(q->sheet, near[0]))
		diag_suggest(q->d, near, 1);
	else if (sheet_cell_count(q->sheet) == 0)
		diag_hint(q->d,
		          "the sheet is empty: '%.*s = ...' makes it a cell, 'load FILE' brings those of a file in, which run "
		          "only shows; the parameters of a formula or a lab are there behind its name, as in 'sweep lab.queue "
		          "workers = 9..14 : wait'",
		          STR(name));
	else
		diag_hint(q->d, "'%.*s = ...' makes it one", STR(name));
	return NULL;
}

struct cell *ask_cell(struct ask *q, struct str name)
{
	return ask_cell_at(q, name, (struct span){0, 0});
}

struct cell *ask_number_cell(struct ask *q, struct str name)
{
	struct cell *c = ask_cell(q, name);

	if (!c)
		return NULL;
	if (c->state != CELL_READY || c->type->kind != VALUE_NUMBER || c->type->list) {
		diag_fail(q->d, DIAG_ARGUMENT, (struct span){0, 0}, "'%.*s' is not one number", STR(name));
		return NULL;
	}
	return c;
}

/* A definition in which the cell's own name stands for what it is. */
struct redefining {
	const struct ask *q;
	const struct cell *c;
	bool itself;
};

static bool ask_own(void *ctx, const struct node *n, struct buf *out)
{
	struct redefining *r = ctx;

	if (n->kind != NODE_NAME || !str_eq(n->text, r->c->name))
		return false;
	r->itself = true;
	buf_char(out, '(');
	spell_expression(r->q->sheet, r->c->is.source, r->c->is.expr, NULL, out);
	buf_char(out, ')');
	return true;
}

/*
 * `dau * 2` for dau: its own name stands for what it is. Written out, so that ranges in it draw what they drew; each of
 * both as it was read when it was typed.
 */
static bool ask_write_out(struct ask *q, const struct cell *c, struct definition *is)
{
	struct redefining r = {q, c, false};
	struct buf text = {0};
	struct asked e;
	bool ok = true;

	if (!c->is.expr || c->is.space != is->space)
		return true;
	spell_expression(q->sheet, is->source, is->expr, &(struct spelled_names){ast_names(is->expr, q->a), ask_own, &r},
	                 &text);
	if (r.itself && ast_captures(is->expr, c->is.expr)) {
		DIAG_IN(q->d, is->source);
		ok = diag_fail(q->d, DIAG_NAME, is->expr->at,
		               "what '%.*s' is names a cell that smallest(...) here uses as its own name", STR(c->name));
	} else if (r.itself && (ok = ask_expression(q, buf_str(&text), &e))) {
		*is = e.at;
	}
	buf_release(&text);
	return ok;
}

bool ask_suppose_node(struct ask *q, struct cell *c, const struct definition *at, const struct node *n)
{
	struct definition is = *at;

	if (c->state != CELL_READY)
		return diag_fail(q->d, DIAG_ARGUMENT, (struct span){0, 0}, "'%.*s' has no value", STR(c->name));
	is.expr = n;
	if (!ask_write_out(q, c, &is))
		return false;
	sheet_suppose_expression(q->sheet, c, &is);
	return true;
}

bool ask_suppose(struct ask *q, struct str name, struct str text)
{
	struct cell *c = ask_cell(q, name);
	struct asked e;

	return c && ask_expression(q, text, &e) && ask_suppose_node(q, c, &e.at, e.node);
}

void ask_suppose_for(struct ask *q, const struct asked *e, uint32_t count)
{
	struct definition *wanted = arena_array(q->a, struct definition, count + 1);

	for (uint32_t i = 0; i < count; i++) {
		wanted[i] = e[i].at;
		wanted[i].expr = e[i].node;
	}
	sheet_suppose_for(q->sheet, wanted, count);
}

bool ask_holds(const struct ask *q, const struct value *v)
{
	for (uint32_t i = 0; i < v->count; i++) {
		const struct spread *s = v->spread ? &v->spread[i] : NULL;

		if (s ? s->mean * s->good / s->samples < (q->sure > 0 ? q->sure : 0.95)
		      : is_poison(v->num[i]) || v->num[i] == 0)
			return false;
	}
	return true;
}

/* ---- numbers within sentences ---- */

struct str ask_write_value(struct ask *q, const struct value *v)
{
	struct format f = q->format;
	struct buf text = {0};

	f.brief = true;
	format_element(&text, v, 0, &f);
	return buf_take(&text, q->a);
}

struct str ask_write(struct ask *q, const struct type *t, double x)
{
	struct value v = {.type = *t, .count = 1, .num = &x};

	v.type.uncertain = v.type.list = false;
	return ask_write_value(q, &v);
}
