/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rewrite.c - definitions that name themselves or the last answer are written out as text. */
#include <stdlib.h>
#include <string.h>

#include "session/session_parts.h"
#include "sheet/spelling.h"

enum { EARLIER_MOST = 1000 /* elements of an answer that is kept so */ };

/* Which of the answers before the last one a name is, from 1 on; 0 for another name, also one of a cell. */
static unsigned is_earlier(const struct session *s, const struct node *n)
{
	struct str name = n->text;

	if (n->kind != NODE_NAME || name.len != 4 || !str_starts(name, S("ans")) || name.p[3] < '2' || name.p[3] > '3' ||
	    sheet_find(s->sheet, name))
		return 0;
	return (unsigned)(name.p[3] - '1');
}

static RARE void rewrite_set_text(char **kept, struct str text)
{
	free(*kept);
	*kept = NULL;
	if (!text.len)
		return;
	*kept = xcalloc(text.len + 1, 1);
	memcpy(*kept, text.p, text.len);
}

static void rewrite_write_value(struct session *s, const struct value *v, struct buf *out);

static RARE void forget_earlier(struct earlier_answer *e)
{
	free(e->text);
	free(e->many);
	*e = (struct earlier_answer){0};
}

/* ans2, which is 0, and those before it. */
static struct earlier_answer *earlier_answer(struct session *s, unsigned which)
{
	return &s->earlier[(s->before + which) % EARLIER_ANSWERS];
}

/* As an expression; false: there was no answer. */
static bool write_earlier(struct session *s, struct earlier_answer *e, struct buf *out)
{
	struct value v = {.type = e->type, .count = e->count, .num = e->many ? e->many : &e->one};

	if (e->text)
		buf_add_c(out, e->text);
	else if (e->count)
		rewrite_write_value(s, &v, out);
	return e->text || e->count;
}

/* The last answer becomes the one before it. */
static void move_answers(struct session *s)
{
	const struct value *v = sheet_last_answer(s->sheet);
	struct earlier_answer *e = earlier_answer(s, EARLIER_ANSWERS - 1); /* the oldest one goes */

	s->before = (unsigned)(e - s->earlier);
	if (e->text || e->many)
		forget_earlier(e);
	e->count = 0;
	if (s->answer_text) {
		rewrite_set_text(&e->text, str_from_c(s->answer_text));
	} else if (v && v->count && v->count <= EARLIER_MOST) {
		e->type = v->type;
		e->count = v->count;
		e->one = v->num[0];
		if (v->count > 1)
			e->many = memcpy(xmalloc(v->count * sizeof *e->many), v->num, v->count * sizeof *e->many);
	}
}

void session_keep_answer(struct session *s, const struct value *v, struct str text)
{
	struct str kept = v->type.uncertain && text.len <= 10000 ? text : S("");

	move_answers(s);
	if (s->answer_text || kept.len)
		rewrite_set_text(&s->answer_text, kept);
}

void session_forget_answers(struct session *s)
{
	rewrite_set_text(&s->answer_text, S(""));
	for (unsigned i = 0; i < EARLIER_ANSWERS; i++)
		forget_earlier(&s->earlier[i]);
}

struct last_answer *session_last_answer(struct session *s, struct arena *a)
{
	const struct value *v = sheet_last_answer(s->sheet);
	struct last_answer *out = arena_new(a, struct last_answer);

	out->known = v != NULL;
	if (v)
		out->value = value_copy(a, v);
	if (s->answer_text)
		out->text = arena_str(a, str_from_c(s->answer_text));
	for (unsigned i = 0; i < EARLIER_ANSWERS; i++) {
		struct buf text = {0};

		write_earlier(s, earlier_answer(s, i), &text);
		out->earlier[i] = buf_take(&text, a);
	}
	return out;
}

void session_restore_answer(struct session *s, const struct last_answer *was)
{
	sheet_answer(s->sheet, was->known ? &was->value : NULL);
	rewrite_set_text(&s->answer_text, was->text);
	for (unsigned i = 0; i < EARLIER_ANSWERS; i++) {
		forget_earlier(earlier_answer(s, i));
		rewrite_set_text(&earlier_answer(s, i)->text, was->earlier[i]);
	}
}

bool session_rests_on_answer(const struct statement *st, struct arena *a)
{
	struct names names = {0};
	bool found = false;

	if (st->answers)
		names = ast_statement_names(st, a);
	for (uint32_t i = 0; i < names.count; i++)
		found |= ast_is_answer(names.node[i]);
	return found;
}

bool session_keeps_text(const struct statement *st)
{
	return st->kind != STATEMENT_EXPRESSION && st->kind != STATEMENT_SET && st->kind != STATEMENT_EMPTY &&
	       st->kind != STATEMENT_ABOUT && st->kind != STATEMENT_SHOW;
}

bool session_refers_to_itself(struct session *s, const struct statement *st, struct arena *a)
{
	bool cell = st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM, found = false;
	bool known = cell && sheet_find(s->sheet, st->name); /* a new one is a circle, and said to be one */

	if (!st->answers && !known)
		return false;
	/* in an expression `_` is a value then, and need not be written out */
	bool value = !session_keeps_text(st) && !s->answer_text;
	struct names names = ast_statement_names(st, a);

	for (uint32_t i = 0; i < names.count; i++) {
		const struct node *n = names.node[i];
		bool own = n->kind == NODE_NAME && known && str_eq(n->text, st->name);

		found |= is_earlier(s, n) || (!value && (own || ast_is_answer(n)));
	}
	return found;
}

/* A value as an expression that gives it again. */
static void rewrite_write_value(struct session *s, const struct value *v, struct buf *out)
{
	struct buf unit = {0};

	session_write_unit(&unit, &v->type.units);
	if (v->type.list)
		buf_char(out, '[');
	for (uint32_t i = 0; i < v->count; i++) {
		if (i)
			buf_add_c(out, ", ");
		if (v->type.kind == VALUE_TEXT)
			buf_quoted(out, texts_get(s->engine.texts, (uint32_t)v->num[i]));
		else if (v->type.kind == VALUE_TRUTH)
			buf_add_c(out, v->num[i] != 0 ? "yes" : "no");
		else if (is_poison(v->num[i]))
			buf_add_c(out, "none");
		else
			buf_printf(out, "%.17g%s", v->num[i], unit.len && unit.p[0] != '/' && unit.p[0] != '%' ? " " : "");
		if (v->type.kind == VALUE_NUMBER && !is_poison(v->num[i]))
			buf_add_str(out, buf_str(&unit));
	}
	if (v->type.list)
		buf_char(out, ']');
	buf_release(&unit);
}

struct rewriting {
	struct session *s;
	const struct statement *st;
	struct diag *d;
	bool ok;
};

/* x = smallest(n, 2^n > x), where x was n * 2: that n is a cell, and the other one counts. */
static bool fail_captured(struct rewriting *r, const struct node *n)
{
	diag_fail(r->d, DIAG_NAME, n->at, "what '%.*s' was names a cell that smallest(...) here uses as its own name",
	          STR(n->text));
	diag_hint(r->d, "let smallest count by another name");
	return false;
}

/* What the cell that is defined was before. */
static void write_own(struct rewriting *r, const struct node *n, const struct cell *own, struct buf *out)
{
	r->ok = !ast_captures(r->st->expr, own->is.expr) || fail_captured(r, n);
	spell_expression(r->s->sheet, own->is.source, own->is.expr, NULL, out);
}

static void write_answer(struct rewriting *r, const struct node *n, struct buf *out)
{
	const struct value *v = sheet_last_answer(r->s->sheet);

	if (r->s->answer_text)
		buf_add_c(out, r->s->answer_text);
	else if (v)
		rewrite_write_value(r->s, v, out);
	else
		r->ok = eval_no_answer(r->d, n->at);
}

static bool rewrite_name(void *ctx, const struct node *n, struct buf *out)
{
	struct rewriting *r = ctx;

	if (!r->ok || n->kind != NODE_NAME)
		return false;
	const struct cell *own = str_eq(n->text, r->st->name) ? sheet_find(r->s->sheet, r->st->name) : NULL;
	own = own && own->is.expr ? own : NULL; /* a parameter without a value needs itself then */
	unsigned earlier = own ? 0 : is_earlier(r->s, n);
	if (!own && !earlier && !ast_is_answer(n))
		return false;
	buf_char(out, '(');
	if (own)
		write_own(r, n, own, out);
	else if (!earlier)
		write_answer(r, n, out);
	else if (!write_earlier(r->s, earlier_answer(r->s, earlier - 1), out))
		r->ok = diag_fail(r->d, DIAG_NAME, n->at, "there is no answer that is %s the last one yet",
		                  earlier == 1 ? "before" : "two before");
	buf_char(out, ')');
	return true;
}

bool session_write_out(struct session *s, const struct source *src, const struct statement *st, struct diag *d,
                       struct buf *out)
{
	struct rewriting r = {.s = s, .st = st, .d = d, .ok = true};

	spell_statement(s->sheet, src, st, &(struct spelled_names){ast_statement_names(st, d->arena), rewrite_name, &r},
	                out);
	return r.ok;
}

struct str session_answer_text(struct session *s, const struct source *src, const struct node *n, struct arena *a)
{
	struct statement expression = {.kind = STATEMENT_EXPRESSION};
	struct buf out = {0};
	struct diag d;

	diag_init(&d, a, src);
	struct rewriting r = {.s = s, .st = &expression, .d = &d, .ok = true};
	/* what it says may be the name of a cell when the answer is used: NULL for a sheet */
	spell_expression(NULL, src, n, &(struct spelled_names){ast_names(n, a), rewrite_name, &r}, &out);
	return buf_take(&out, a);
}
