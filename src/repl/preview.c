/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preview.c - the answer to a line that is still being typed. */
#include "repl/preview.h"

#include <string.h>

#include "base/interrupt.h"
#include "base/utf8.h"
#include "command/command.h"
#include "eval/builtin.h"
#include "lang/parse.h"
#include "sampling/dist.h"
#include "repl/complete_word.h"
#include "sheet/library.h"

enum {
	LONGEST = 400,    /* bytes: nobody watches a preview beside more */
	CELLS_MOST = 2000 /* of a larger sheet what would move takes too long */
};

/* What there is to work out: an expression, or what a cell is to be. Not what would only be said again. */
static const struct node *expression_of(const struct statement *st)
{
	if (!st || st->next || !st->expr || (st->kind != STATEMENT_EXPRESSION && st->kind != STATEMENT_CELL))
		return NULL;
	switch (st->expr->kind) {
	case NODE_NUMBER:
	case NODE_QUANTITY:
	case NODE_TEXT:
	case NODE_TRUTH: return NULL;
	default: return st->expr;
	}
}

/* ---- what would move ---- */

static const struct cell *changed_cell(struct session *s, const struct statement *st)
{
	const struct cell *c = st && !st->next && st->kind == STATEMENT_CELL ? sheet_find(session_sheet(s), st->name)
	                                                                     : NULL;
	bool number = c && c->state == CELL_READY && c->type->kind == VALUE_NUMBER && !c->type->list && !c->type->uncertain;

	return number && c->user_count > 0 && sheet_cell_count(session_sheet(s)) <= CELLS_MOST ? c : NULL;
}

static bool preview_known(const struct cell *c)
{
	return c->state == CELL_READY && (!c->type->uncertain || c->more->spread);
}

/* Sample the uncertain ones of these, as things are now; not all can be. False when there was no time. */
static bool preview_sample(struct sheet *sheet, struct arena *a, const struct moved *m, uint32_t count, struct diag *d)
{
	struct cell **cells = arena_array(a, struct cell *, count + 1);
	uint32_t n = 0;

	for (uint32_t i = 0; i < count; i++)
		if (!preview_known(m[i].cell))
			cells[n++] = m[i].cell;
	if (n)
		sheet_sample(sheet, cells, n, d);
	return !interrupt_came;
}

/* Outcomes of the sheet that are single numbers, with what they are now; none where that takes too long. */
static uint32_t list_outcomes(struct session *s, struct arena *a, struct moved *out, struct diag *d)
{
	struct sheet *sheet = session_sheet(s);
	uint32_t n = 0, known = 0;

	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++) {
		struct cell *c = sheet_cell(sheet, i);

		if (cell_is_outcome(c) && c->state == CELL_READY && c->type->kind == VALUE_NUMBER && !c->type->list &&
		    c->count == 1)
			out[n++] = (struct moved){.cell = c};
	}
	if (!preview_sample(sheet, a, out, n, d))
		return 0;
	for (uint32_t i = 0; i < n; i++)
		if (preview_known(out[i].cell))
			out[known++] = (struct moved){.cell = out[i].cell, .before = value_copy(a, cell_value(out[i].cell))};
	return known;
}

/* The word after the last blank with that blank, unless it is a number or "million": a unit. */
static struct str last_unit(struct str text)
{
	size_t at = text.len;

	while (at > 0 && text.p[at - 1] != ' ' && !char_is_digit(text.p[at - 1]))
		at--;
	if (at == 0 || text.p[at - 1] != ' ' || parse_magnitude(str_cut(text, at, text.len)) != 0)
		return S("");
	return str_cut(text, at - 1, text.len);
}

/* "200 million → 14 million requests/day": a unit that both have is once. */
static void write_change(const struct value *before, const struct value *now, const struct format *f, struct buf *out)
{
	struct buf left = {0}, right = {0};
	struct str shown;

	format_value(&left, before, f);
	format_value(&right, now, f);
	shown = buf_str(&left);
	if (str_eq(last_unit(shown), last_unit(buf_str(&right))))
		shown.len -= last_unit(shown).len;
	buf_printf(out, "%.*s → %s", STR(shown), buf_c(&right));
	buf_release(&left);
	buf_release(&right);
}

/* One more that moves, where there is room for it. */
static void write_mover(struct str name, const struct value *before, const struct value *now, const struct format *f,
                        size_t room, struct buf *out)
{
	size_t alone = out->len;

	buf_printf(out, "%s%.*s ", out->len ? ", " : "", STR(name));
	write_change(before, now, f, out);
	if (utf8_width(buf_str(out)) > room)
		buf_cut(out, alone);
}

/* The two outcomes that would move most if the cell were `v`. */
static void preview_moves(struct session *s, struct arena *a, const struct cell *c, const struct value *v,
                          const struct format *f, size_t room, struct buf *out)
{
	struct sheet *sheet = session_sheet(s);
	struct moved *m = arena_array(a, struct moved, sheet_cell_count(sheet) + 1);
	uint32_t n, kept = 0;
	bool known;
	struct factor scale = FACTOR_ONE;
	struct value now[2];
	struct diag own;

	if (v->type.kind != VALUE_NUMBER || v->count != 1 || v->type.uncertain ||
	    units_convert(&v->type.units, &c->type->units, &scale) == UNITS_CLASH)
		return;
	diag_init(&own, a, NULL);
	n = list_outcomes(s, a, m, &own);
	sheet_suppose(sheet);
	sheet_suppose_number(sheet, sheet_find(sheet, c->name), factor_apply(scale, v->num[0]));
	sheet_recalc(sheet, &own);
	known = preview_sample(sheet, a, m, n, &own);
	for (uint32_t i = 0; known && i < n; i++) {
		m[i].ratio = preview_known(m[i].cell) ? value_ratio(&m[i].before, cell_value(m[i].cell)) : 0;
		if (m[i].ratio > 0 && !moved_nowhere(&m[i]))
			m[kept++] = m[i];
	}
	moved_sort(m, kept);
	for (uint32_t i = 0; i < 2 && i < kept; i++)
		now[i] = value_copy(a, cell_value(m[i].cell));
	sheet_suppose_end(sheet);
	for (uint32_t i = 0; i < 2 && i < kept; i++)
		write_mover(m[i].cell->name, &m[i].before, &now[i], f, room, out);
}

/* ---- the answer ---- */

/* A range is half of what there is to say of an uncertain number, where there is room for it. */
static void preview_answer(const struct value *v, struct format *f, size_t room, struct buf *out)
{
	f->spark = false;
	f->brief = !v->type.uncertain;
	format_answer(out, v, f);
	if (f->brief || utf8_width(buf_str(out)) <= room)
		return;
	f->brief = true;
	buf_cut(out, 0);
	format_answer(out, v, f);
}

static void preview_evaluate(struct session *s, struct arena *a, struct str line, size_t room, struct buf *out)
{
	struct source src = {.text = line, .first_line = 1};
	struct format f = session_format(s);
	struct definition at = sheet_here(session_sheet(s), &src);
	struct statement *st = NULL;
	const struct cell *changed;
	struct value v;
	struct diag d;
	uint32_t end = 0;

	diag_init(&d, a, &src);
	if (!parse_line(a, &src, &end, session_vocabulary(s), &d, &st))
		return;
	changed = changed_cell(s, st);
	if ((!changed && !expression_of(st)) || !st->expr || !sheet_eval(session_sheet(s), &at, st->expr, a, &d, &v) ||
	    interrupt_came)
		return;
	f.brief = true;
	if (changed)
		preview_moves(s, a, changed, &v, &f, room, out);
	if (out->len == 0 && (!changed || expression_of(st)))
		preview_answer(&v, &f, room, out);
}

static void write_call(struct session *s, struct str name, struct buf *out)
{
	const struct builtin *b = builtin_find(name);
	const struct dist *d = dist_find(name);
	const struct own_function *own = sheet_function(session_sheet(s), name);
	const struct listing *l = library_listing(session_library(s), name);

	if (own) {
		buf_printf(out, "%.*s(", STR(name));
		for (uint32_t i = 0; i < own->statement->more->param_count; i++)
			buf_printf(out, "%s%.*s", i ? ", " : "", STR(own->statement->more->params[i]));
		buf_char(out, ')');
	} else if (b || d) {
		buf_printf(out, "%.*s(%s)", STR(name), b ? b->args : d->args);
	} else if (l) {
		struct str rest = l->text, param;
		unsigned n = 0;

		for (buf_printf(out, "%.*s(", STR(name)); listing_param(&rest, &param); n++)
			buf_printf(out, "%s%.*s", n ? ", " : "", STR(param));
		buf_char(out, ')');
	}
}

/* In an open bracket: what the function takes. */
static void write_signature(struct session *s, struct str line, struct buf *out)
{
	size_t depth = 0, at = line.len;

	while (at > 0 && !(line.p[at - 1] == '(' && depth == 0)) {
		depth += line.p[at - 1] == ')';
		depth -= line.p[at - 1] == '(';
		at--;
	}
	if (at == 0)
		return;
	write_call(s, word_last(str_cut(line, 0, at - 1)), out);
}

/* ---- what if ---- */

/* Is the cell given a value in `what if NAME = VALUE, ...`? */
static bool preview_is_given(struct str question, struct str name)
{
	for (size_t i = 0; i + name.len < question.len; i++)
		if (str_eq(str_cut(question, i, i + name.len), name) &&
		    str_starts(str_trim(str_cut(question, i + name.len, question.len)), S("=")) &&
		    (i == 0 || strchr(" ,", question.p[i - 1])))
			return true;
	return false;
}

/* The first two answers that are another. */
static void preview_write_answers(const struct doc_table *t, struct str question, const struct format *f, size_t room,
                                  struct buf *out)
{
	for (uint32_t i = 0, n = 0; i < t->row_count && n < 2; i++) {
		const struct field *name = table_field(t, i, 0), *base = table_field(t, i, 1), *now = table_field(t, i, 2);

		if (preview_is_given(question, name->text) || base->kind != FIELD_VALUE || now->kind != FIELD_VALUE ||
		    value_same(base->value, now->value))
			continue;
		write_mover(name->text, base->value, now->value, f, room, out);
		n++;
	}
}

static void preview_what_if(struct session *s, const struct command *c, struct str question, size_t room,
                            struct buf *out)
{
	struct format f = session_format(s);
	struct outcome o;

	f.brief = true;
	outcome_init(&o);
	if (sheet_find(session_sheet(s), str_trim(str_cut(question, 0, str_find_char(question, '=', 0)))) &&
	    command_run_line(s, c, question, &o) && o.tables && o.tables->column_count > 2 && !interrupt_came)
		preview_write_answers(o.tables, question, &f, room, out);
	outcome_release(&o);
}

void preview(struct session *s, struct str line, size_t room, struct buf *out)
{
	const struct command *c;
	struct arena a;
	struct str rest;
	size_t units;

	line = str_trim(line);
	if (!line.len || line.len > LONGEST)
		return;
	c = command_of_line(line, &rest);
	if (c) {
		if (strcmp(c->name, "whatif") == 0)
			preview_what_if(s, c, rest, room, out);
		return;
	}
	if (parse_unfinished(line)) {
		write_signature(s, line, out);
		return;
	}
	units = unit_changes(session_engine(s)->units);
	arena_init(&a);
	preview_evaluate(s, &a, line, room, out);
	arena_release(&a);
	if (unit_changes(session_engine(s)->units) > units)
		unit_take_back(session_engine(s)->units, units); /* half a word is not a noun yet */
}
