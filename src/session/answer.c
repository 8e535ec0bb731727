/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.c - values to answers: cells that are shown, checks, steps. */
#include "sampling/spread.h"
#include "session/session_parts.h"
#include "sheet/behind.h"
#include "sheet/explain.h"
#include "whatif/chart_ask.h"
#include "whatif/picture_ask.h"

/* `--to`: each answer that can be is converted; one that cannot be is an error. */
static RARE bool convert_answer(struct session *s, struct outcome *o, struct value *v)
{
	if (v->type.kind != VALUE_NUMBER)
		return true;
	struct source src = {S("--to"), s->settings.to, 1};
	DIAG_IN(&o->diag, &src);
	const struct node *target = parse_target(&o->arena, &src, &s->vocabulary, &o->diag);
	return target && eval_convert(&s->engine, sheet_scope(s->sheet, NULL), target, &o->arena, &o->diag, v);
}

/* They outlive the outcome's arena, in which the list of them is. */
static RARE void find_facts(struct outcome *o, struct sheet *sheet, const struct definition *at, const struct node *n,
                            struct answer *a)
{
	struct behind b;

	behind_init(&b, sheet, &o->arena);
	behind_add(&b, at, n);
	a->facts = arena_array(&o->arena, const struct fact *, b.count + 1);
	for (; a->fact_count < b.count; a->fact_count++)
		a->facts[a->fact_count] = b.facts[a->fact_count];
	behind_release(&b);
}

/* Without its other nouns: the disks/s of write disks/s/operation. */
static struct units alone(const struct units *u, const struct unit *noun)
{
	struct units out = units_without_nouns(u), one = {.n = 1, .term[0] = {noun, 0, 1}};
	struct factor scale = FACTOR_ONE;

	units_times(&one, &out, 1, &scale);
	return one;
}

/* Nouns above and below the line that did not cancel, though they were to, most likely. */
static RARE void note_piled(struct session *s, struct outcome *o, const struct definition *at, const struct node *n,
                            const struct value *v)
{
	const struct type *t = &v->type;
	struct format f = session_format(s);
	struct buf unit = {0};
	bool above = false, beside = false;

	for (unsigned i = 0; i < t->units.n; i++) {
		const struct term *term = &t->units.term[i];

		above |= term->unit == t->piled && term->exp > 0;
		beside |= term->unit->class == UNIT_NOUN && term->unit != t->piled;
	}
	if (!above || beside == t->left)
		return;
	DIAG_IN(&o->diag, at->source);
	struct units shown = t->left ? units_without_nouns(&t->units) : format_shown(v, &f);
	units_write(&unit, &shown, true);
	if (t->left && shown.n)
		diag_note(&o->diag, n->at, "%.*s are left of what was divided; 'to %s' goes without", STR(t->piled->many),
		          buf_c(&unit));
	else if (t->left)
		diag_note(&o->diag, n->at, "%.*s are left of what was divided; 'to %s', say, reads them as such",
		          STR(t->piled->many), str_eq(t->piled->one, S("server")) ? "nodes" : "servers");
	else {
		struct units one = alone(&shown, t->piled);
		struct buf to = {0};

		units_write(&to, &one, true);
		diag_note(&o->diag, n->at, "the nouns of '%s' do not cancel; 'to %s' reads them as one", buf_c(&unit),
		          buf_c(&to));
		buf_release(&to);
	}
	buf_release(&unit);
}

/* With `set steps`: all of the derivation but its last line, which is the answer and is written in any case. */
static RARE void derive(struct session *s, struct sheet *sheet, const struct definition *at, const struct node *n,
                        struct str name, struct answer *a, struct arena *arena)
{
	struct format f = session_format(s);
	struct buf steps = {0}, why = {0};

	explain_figures(sheet, at, n, &f, &steps);
	explain_steps(sheet, at, n, name, &a->value, &f, &steps, &why);
	a->steps = buf_take(&steps, arena);
	a->reason = buf_take(&why, arena);
}

struct answer *session_answer(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                              const struct node *n, struct str name, const struct value *v)
{
	struct answer *a = outcome_answer(o);

	a->value = *v;
	if (!diag_goes_on(&o->diag) || (s->settings.to.len && !convert_answer(s, o, &a->value))) {
		o->answer_count--;
		return NULL;
	}
	a->input = source_text(at->source, n->at);
	if (a->value.type.piled)
		note_piled(s, o, at, n, &a->value);
	if (s->settings.json)
		find_facts(o, sheet, at, n, a);
	if (s->settings.steps)
		derive(s, sheet, at, n, name, a, &o->arena);
	return a;
}

bool session_show_cell(struct session *s, struct outcome *o, struct sheet *sheet, const struct cell *c)
{
	if (!sheet_sample(sheet, (struct cell *const *)&c, 1, &o->diag))
		return false;
	struct value v = value_copy(&o->arena, cell_value(c));
	struct answer *a = session_answer(s, o, sheet, &c->is, c->is.expr, c->name, &v);

	if (!a)
		return false;
	a->kind = ANSWER_CELL;
	a->name = arena_str(&o->arena, c->name);
	a->text = arena_str(&o->arena, c->more->text);
	a->input = arena_str(&o->arena, a->input);
	return true;
}

bool session_show_expression(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                             const struct node *n)
{
	struct value v;
	const struct cell *c = at->space == sheet_here(sheet, NULL).space ? sheet_named(sheet, at, n) : NULL;

	if (c && c->state == CELL_READY)
		return session_show_cell(s, o, sheet, c);
	if (!sheet_eval(sheet, at, n, &o->arena, &o->diag, &v))
		return false;
	struct answer *a = session_answer(s, o, sheet, at, n, (struct str){0}, &v);
	if (!a)
		return false;
	a->kind = ANSWER_CELL;
	a->name = a->input = arena_str(&o->arena, a->input);
	return true;
}

bool session_show_chart(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                        const struct statement *st)
{
	struct ask q = {.sheet = sheet, .a = &o->arena, .d = &o->diag, .format = session_format(s)};
	struct chart *c = chart_asked(&q, at, st);
	struct answer *a;

	if (!c)
		return false;
	chart_sort(c, &o->arena);
	a = outcome_answer(o);
	a->kind = ANSWER_CHART;
	a->chart = c;
	a->input = arena_str(&o->arena, source_text(at->source, st->at));
	a->text = c->why.len
	              ? arena_printf(&o->arena, "%.*s. Not drawn: %.*s.", STR(chart_caption(c, &o->arena)), STR(c->why))
	              : chart_caption(c, &o->arena);
	return true;
}

bool session_show_picture(struct session *s, struct outcome *o, struct sheet *sheet)
{
	struct ask q = {.sheet = sheet, .a = &o->arena, .d = &o->diag, .format = session_format(s)};
	struct picture *p = picture_asked(&q);
	struct answer *a;

	if (!p)
		return !o->diag.error;
	a = outcome_answer(o);
	a->kind = ANSWER_PICTURE;
	a->picture = p;
	a->text = p->title;
	return true;
}

bool session_show_part(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                       const struct statement *st)
{
	struct ask q = {.sheet = sheet, .a = &o->arena, .d = &o->diag, .format = session_format(s)};
	struct value v;

	return !st->expr || picture_value(&q, at, st, &v);
}

bool session_show_check(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                        const struct statement *st)
{
	struct value v;

	if (!sheet_eval(sheet, at, st->expr, &o->arena, &o->diag, &v))
		return false;
	if (v.type.kind != VALUE_TRUTH) {
		DIAG_IN(&o->diag, at->source);
		return eval_wants_truth(&o->diag, st->expr->at, "'check'", &v.type);
	}
	struct answer *a = session_answer(s, o, sheet, at, st->expr, (struct str){0}, &v);
	if (!a)
		return false;
	a->kind = ANSWER_CHECK;
	a->holds = true;
	for (uint32_t i = 0; i < v.count; i++) {
		bool holds = !is_poison(v.num[i]) && v.num[i] != 0;
		if (v.spread) /* what went wrong in a sample does not hold there */
			holds = v.spread[i].mean * v.spread[i].good / v.spread[i].samples >= s->settings.sure;
		a->holds = a->holds && holds;
	}
	a->input = arena_str(&o->arena, a->input);
	a->text = arena_str(&o->arena, st->text);
	if (!a->holds)
		o->status = STATUS_NO;
	return true;
}
