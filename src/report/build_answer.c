/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_answer.c - the answer: what the sheet shows, or what stands for it where nothing is said. */
#include <stdlib.h>

#include "report/build_parts.h"

struct answers {
	struct build *b;
	bool headline; /* of the line at hand */
	struct doc_answer *all;
	size_t count, cap;
};

static void build_answer_add_answer(struct answers *x, struct str name, struct str label, const struct value *v)
{
	struct arena *a = x->b->a;
	struct value *copy = arena_new(a, struct value);

	*copy = value_copy(a, v);
	x->all = xgrow(x->all, x->count, &x->cap, sizeof(*x->all));
	x->all[x->count++] = (struct doc_answer){.name = build_text(x->b, name),
	                                         .label = build_label(x->b, label),
	                                         .value = build_value(x->b, copy),
	                                         .headline = x->headline};
}

static void build_answer_add_cell(struct answers *x, const struct cell *c)
{
	if (build_expression(c))
		build_answer_add_answer(x, c->name, c->more->text, cell_value(c));
}

/* The cell after `writes to tweets/s`: its description stands for the whole. */
static const struct cell *build_answer_cell_of(const struct answers *x, const struct node *n)
{
	return sheet_named(x->b->sheet, NULL, ast_without_conversion(n));
}

static bool build_answer_add_expression(struct answers *x, const struct entry *e, const struct node *n,
                                        struct str label)
{
	const struct cell *c = build_answer_cell_of(x, n);
	struct value v;

	if (c && n->kind == NODE_NAME && c->state == CELL_READY) {
		/* Some results of a lab come of some settings only. */
		if (!cell_is_measured(c) || c->count != 1 || !is_poison(c->num[0]))
			build_answer_add_cell(x, c);
		return true;
	}
	if (!sheet_eval(x->b->sheet, &e->is, n, x->b->a, x->b->d, &v))
		return false;
	build_answer_add_answer(x, build_written(x->b, e->is.source, n), !label.len && c ? c->more->text : label, &v);
	return true;
}

/* What `show` lines and bare expressions say. */
static bool build_answer_add_shown(struct answers *x)
{
	struct build *b = x->b;

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		const struct statement *st = e->statement;

		if (!build_is_own(b, e))
			continue;
		if (st->kind == STATEMENT_EXPRESSION && !build_answer_add_expression(x, e, st->expr, st->text))
			return false;
		x->headline = st->kind == STATEMENT_SHOW && st->text.len > 0;
		for (uint32_t k = 0; st->kind == STATEMENT_SHOW && k < st->more->want_count; k++)
			if (!build_answer_add_expression(x, e, st->more->wants[k].value, (struct str){0}))
				return false;
	}
	return true;
}

/* Without any of that: what is described, and failing that what is computed and used by no other cell. */
static void add_all(struct answers *x, bool described)
{
	for (uint32_t i = 0; i < sheet_entry_count(x->b->sheet); i++) {
		const struct entry *e = sheet_entry(x->b->sheet, i);
		const struct cell *c = e->cell;

		if (!build_is_own(x->b, e) || !c || c->param || !build_expression(c) || build_is_literal(c->is.expr))
			continue;
		if (described ? c->more->text.len > 0 : c->user_count == 0)
			build_answer_add_cell(x, c);
	}
}

bool build_answers(struct build *b)
{
	struct answers x = {.b = b};
	bool fine = build_answer_add_shown(&x);

	x.headline = false;
	for (int pass = 0; fine && pass < 2 && !x.count; pass++)
		add_all(&x, pass == 0);
	b->doc->answers = arena_array(b->a, struct doc_answer, x.count);
	b->doc->answer_count = (uint32_t)x.count;
	for (size_t i = 0; i < x.count; i++)
		b->doc->answers[i] = x.all[i];
	free(x.all);
	build_lists(b);
	return fine;
}
