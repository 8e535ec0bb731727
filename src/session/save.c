/* SPDX-License-Identifier: GPL-3.0-or-later */
/* save.c - a text that gives the sheet again as it is now: each name once, where it was first defined. */
#include "base/interrupt.h"
#include "base/map.h"
#include "session/session_parts.h"
#include "session/setting.h"
#include "sheet/sheet_picture.h"
#include "sheet/spelling.h"
#include "whatif/scenario.h"

struct saving {
	struct session *s;
	struct map seen;
	struct arena a;
	struct buf *out;
	unsigned left_out;
	bool typed;          /* what is saved was, and not loaded */
	size_t entry;        /* of the sheet: those before it are saved */
	const bool *waiting; /* cells, by index, that rest on a parameter still to be given; NULL: none does */
};

/* Settings that numbers rest on hold from the first line of a sheet. */
static void save_settings(struct saving *x)
{
	struct settings usual;

	settings_default(&usual);
	for (unsigned i = 0; i < setting_count; i++) {
		const struct setting *row = &settings_table[i];
		struct buf now = {0}, then = {0};

		row->get(&x->s->settings, &now);
		row->get(&usual, &then);
		if (row->numbers && !str_eq(buf_str(&now), buf_str(&then)))
			buf_printf(x->out, "set %s %s\n", row->name, buf_c(&now));
		buf_release(&now);
		buf_release(&then);
	}
}

/* Nouns that nobody declared are declared, so that they are counted as here. */
static void save_noun(void *ctx, const struct unit *u)
{
	struct saving *x = ctx;

	buf_printf(x->out, "noun %.*s, %.*s\n", STR(u->one), STR(u->many));
}

static void save_statement(struct saving *x, const struct source *src, const struct statement *st)
{
	struct buf text = {0};

	spell_statement(x->s->sheet, src, st, NULL, &text);
	buf_printf(x->out, "%.*s\n", STR(str_trim(buf_str(&text))));
	buf_release(&text);
}

static void save_quoted(struct buf *out, const char *word, struct str text)
{
	if (!text.len)
		return;
	buf_printf(out, " %s", word);
	buf_quoted(out, text);
}

/* The unit that makes `is` of what `typed` is: a parameter's, of which a bare number was given. */
static void save_unit(struct buf *out, const struct node *n, const struct units *is, const struct units *typed)
{
	struct units more = *is;
	struct factor scale = FACTOR_ONE;
	struct buf unit = {0};

	if (!units_times(&more, typed, -1, &scale) || units_plain(&more))
		return;
	session_write_unit(&unit, &more);
	if (n->kind != NODE_NUMBER || buf_c(&unit)[0] == '/')
		buf_add_c(out, buf_c(&unit)[0] == '/' ? " * 1" : " * 1 ");
	else
		buf_char(out, ' ');
	buf_add_str(out, buf_str(&unit));
	buf_release(&unit);
}

/* The expression of a cell, with what a parameter took over from its default or declaration. */
static void save_expression(struct saving *x, const struct cell *c)
{
	struct value v;
	struct diag own;

	diag_init(&own, &x->a, c->is.source);
	if (!c->given || c->state != CELL_READY || !sheet_eval(x->s->sheet, &c->is, c->is.expr, &x->a, &own, &v)) {
		spell_expression(x->s->sheet, c->is.source, c->is.expr, NULL, x->out);
		return;
	}
	bool list = c->type->list && !v.type.list,
		 same = v.type.kind != VALUE_NUMBER || units_equal(&v.type.units, &c->type->units);
	bool wrap = !same && c->is.expr->kind != NODE_NUMBER;

	buf_printf(x->out, "%s%s", list ? "[" : "", wrap ? "(" : "");
	spell_expression(x->s->sheet, c->is.source, c->is.expr, NULL, x->out);
	buf_add_c(x->out, wrap ? ")" : "");
	if (type_is_percent(c->type) && !type_is_percent(&v.type))
		buf_add_c(x->out, " to %");
	else if (!same)
		save_unit(x->out, c->is.expr, &c->type->units, &v.type.units);
	buf_add_c(x->out, list ? "]" : "");
}

/* "param size in B/tweet": still to be given. */
static void save_declared(struct saving *x, const struct cell *c)
{
	const struct statement *st = c->declaration;
	struct str unit = st->any                ? S("any")
	                  : st->more->unit.count ? source_text(cell_declared(c).source, st->more->unit.at)
	                                         : S("number");

	buf_printf(x->out, "param %.*s in %s%.*s%s", STR(c->name), st->list ? "[" : "", STR(unit), st->list ? "]" : "");
}

static void save_cell(struct saving *x, const struct cell *c)
{
	if (!c)
		return;
	if (!c->is.expr && c->declaration->more->param_count) { /* one of some texts */
		buf_printf(x->out, "%.*s\n", STR(source_text(cell_declared(c).source, c->declaration->at)));
		return;
	}
	if (c->is.expr) {
		buf_printf(x->out, "%s%.*s = ", c->param ? "param " : "", STR(c->name));
		save_expression(x, c);
	} else {
		save_declared(x, c);
	}
	save_quoted(x->out, "", c->more->text);
	save_quoted(x->out, "from ", c->more->origin);
	buf_char(x->out, '\n');
}

static void save_function(struct saving *x, struct str name)
{
	const struct own_function *f = sheet_function(x->s->sheet, name);

	if (f)
		save_statement(x, f->source, f->statement);
}

/* The line that holds now: the last of its name. */
static void save_machine(struct saving *x, struct str name)
{
	const struct entry *last = NULL;

	for (uint32_t i = 0; i < sheet_entry_count(x->s->sheet); i++) {
		const struct entry *e = sheet_entry(x->s->sheet, i);
		if (e->statement->kind == STATEMENT_MACHINE && str_eq(e->statement->name, name) && !sheet_used_as(&e->is).len)
			last = e;
	}
	if (last)
		buf_printf(x->out, "%.*s\n", STR(source_text(last->is.source, last->statement->at)));
}

static bool is_tied(struct saving *x, const struct node *n)
{
	const struct cell *c = sheet_named(x->s->sheet, NULL, n);

	return c && c->draws == 1;
}

static bool scenario_makes_sense(struct saving *x, struct outcome *o, const struct statement *st,
                                 const struct definition *at)
{
	struct ask q = {.sheet = x->s->sheet, .a = &o->arena, .d = &o->diag};

	return x->waiting || scenario_fits(&q, st, at);
}

static bool show_fits(struct saving *x, struct outcome *o, const struct statement *st, const struct definition *at)
{
	bool fits = true;

	for (uint32_t i = 0; fits && i < st->more->want_count; i++)
		fits = session_show_expression(x->s, o, x->s->sheet, at, st->more->wants[i].value);
	return fits;
}

/*
 * Does a line that asks, draws or checks still make sense, now that its cells may be something else? While a parameter
 * that it needs is still to be given nobody can tell.
 */
static bool still_fits(struct saving *x, const struct statement *st, const struct definition *at)
{
	struct outcome o;
	struct value v;
	bool fits = true;

	outcome_init(&o);
	o.diag.source = at->source;
	if (st->kind == STATEMENT_CORRELATE)
		fits = is_tied(x, st->expr->kids[0]) && is_tied(x, st->expr->kids[1]);
	else if (x->waiting && inputs_statement_waits(x->waiting, at, st, &o.arena))
		fits = true;
	else if (st->kind == STATEMENT_ABOUT)
		fits = session_about(x->s, x->s->sheet, at, st, &o);
	else if (st->kind == STATEMENT_EXPRESSION)
		fits = sheet_eval(x->s->sheet, at, st->expr, &o.arena, &o.diag, &v);
	else if (st->kind == STATEMENT_CHECK)
		fits = session_show_check(x->s, &o, x->s->sheet, at, st);
	else if (st->kind == STATEMENT_CHART)
		fits = session_show_chart(x->s, &o, x->s->sheet, at, st);
	else if (st->kind == STATEMENT_SCENARIO)
		fits = scenario_makes_sense(x, &o, st, at);
	else if (st->kind == STATEMENT_BOX || st->kind == STATEMENT_FLOW)
		fits = session_show_part(x->s, &o, x->s->sheet, at, st);
	else if (st->kind == STATEMENT_SHOW)
		fits = show_fits(x, &o, st, at);
	outcome_release(&o);
	return fits;
}

/* What is an error now stays as a comment, so that the rest can be read. */
static void save_comment(struct saving *x, struct str text)
{
	struct str line;

	while (str_next_line(&text, &line))
		buf_printf(x->out, "// %.*s\n", STR(line));
	x->left_out++;
}

static void save_other(struct saving *x, const struct statement *st, const struct source *src)
{
	struct definition at = sheet_here(x->s->sheet, src);
	const struct setting *row = st->kind == STATEMENT_SET ? setting_find(st->name) : NULL;

	if (st->kind == STATEMENT_EMPTY || (row && row->numbers))
		return;
	if (!session_keeps_text(st) && session_rests_on_answer(st, &x->a))
		return; /* in a file it would mean nothing */
	if (still_fits(x, st, &at))
		save_statement(x, src, st);
	else
		save_comment(x, str_trim(source_text(src, st->at)));
}

/* Typed again, a box is what it was last, where it was first. */
static void save_box(struct saving *x, const struct statement *st)
{
	const struct entry *e = sheet_box(x->s->sheet, st->name);

	if (e)
		save_other(x, e->statement, e->is.source);
}

static bool save_first_time(struct saving *x, const char *kind, struct str name)
{
	struct str key = arena_printf(&x->a, "%s%.*s", kind, STR(name));

	if (map_get(&x->seen, key))
		return false;
	map_put(&x->seen, key, x);
	return true;
}

/* The line [from, to) of a text: was the statement read in it? */
struct unread {
	const struct source *src;
	uint32_t from, to;
};

static bool stood_there(const struct unread *u, const struct source *src, const struct statement *st)
{
	return st && st->at.start >= u->from && st->at.start < u->to && str_eq(src->text, u->src->text);
}

/*
 * What was typed and is no definition is saved as it was read then: requirements, checks, what is used. False where
 * there was none.
 */
static bool save_entries(struct saving *x, const struct unread *u)
{
	size_t first = x->entry;

	for (size_t i = first; x->typed && i < sheet_entry_count(x->s->sheet); i++) {
		const struct entry *e = sheet_entry(x->s->sheet, (uint32_t)i);
		enum statement_kind kind = e->statement->kind;

		if (e->cell || kind == STATEMENT_MACHINE || kind == STATEMENT_BOX || !e->is.source ||
		    !stood_there(u, e->is.source, e->statement))
			continue;
		save_other(x, e->statement, e->is.source);
		x->entry = i + 1; /* the same text may come once more, and be read in another way */
	}
	return x->entry > first;
}

/*
 * A line that is read otherwise by now, such as "y = 5% writes" since there is a cell called writes: what it defined is
 * what it is; what else was in it is a comment.
 */
static void save_unread(struct saving *x, const struct unread *u)
{
	const struct own_function *f;
	bool found = save_entries(x, u);

	for (uint32_t i = 0; i < sheet_cell_count(x->s->sheet); i++) {
		const struct cell *c = sheet_cell(x->s->sheet, i);

		if (!cell_declared(c).source || !stood_there(u, cell_declared(c).source, c->declaration))
			continue;
		found = true;
		if (save_first_time(x, "", c->name))
			save_cell(x, c);
	}
	for (size_t i = 0; (f = sheet_function_at(x->s->sheet, i)); i++) {
		if (!stood_there(u, f->source, f->statement))
			continue;
		found = true;
		if (save_first_time(x, "(", f->statement->name))
			save_function(x, f->statement->name);
	}
	if (!found)
		save_comment(x, str_trim(str_cut(u->src->text, u->from, u->to)));
}

/* One line of a text, from *at on. */
static void save_line(struct saving *x, const struct source *src, uint32_t *at)
{
	struct statement *st = NULL;
	struct diag d;

	diag_init(&d, &x->a, src);
	uint32_t from = *at;
	if (!parse_line(&x->a, src, at, &x->s->vocabulary, &d, &st)) {
		save_unread(x, &(struct unread){src, from, *at});
		return;
	}
	for (; st; st = st->next)
		if (st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM) {
			if (save_first_time(x, "", st->name))
				save_cell(x, sheet_find(x->s->sheet, st->name));
		} else if (st->kind == STATEMENT_FUNCTION) {
			if (save_first_time(x, "(", st->name))
				save_function(x, st->name);
		} else if (st->kind == STATEMENT_MACHINE) {
			if (save_first_time(x, ":", st->name))
				save_machine(x, st->name);
		} else if (st->kind == STATEMENT_BOX) {
			if (save_first_time(x, "box ", st->name))
				save_box(x, st);
		} else if (!session_keeps_text(st) || !save_entries(x, &(struct unread){src, st->at.start, st->at.end})) {
			save_other(x, st, src);
		}
}

unsigned session_save_text(struct session *s, struct buf *out)
{
	struct saving x = {.s = s, .out = out};
	size_t i;

	arena_init(&x.a);
	x.waiting = inputs_waiting(s->sheet, &x.a);
	const struct last_answer *before = session_last_answer(s, &x.a); /* what is tried whether it fits answers, too */
	save_settings(&x);
	unit_each_counted(s->engine.units, save_noun, &x);
	for (i = s->log_live; i > 0 && s->log[i - 1].kind != LOG_CLEAR && s->log[i - 1].kind != LOG_SHEET; i--)
		;
	i -= i > 0 && s->log[i - 1].kind == LOG_SHEET;
	for (; i < s->log_live; i++) {
		struct source src = {.text = str_from_c(s->log[i].text), .first_line = 1};
		uint32_t at = 0;
		x.typed = s->log[i].kind == LOG_LINE;
		while (at < src.text.len && !interrupt_came)
			save_line(&x, &src, &at);
	}
	session_restore_answer(s, before);
	map_release(&x.seen);
	arena_release(&x.a);
	return x.left_out;
}
