/* SPDX-License-Identifier: GPL-3.0-or-later */
/* define.c - statements to cells and entries. */
#include <stdlib.h>

#include "eval/parameter.h"
#include "sheet/declare.h"
#include "sheet/sheet_parts.h"
#include "sheet/reader.h"
#include "sheet/sheet_picture.h"

/* The cell that a statement defines: a new one, or the one of that name, remembered as it was. */
static struct cell *cell_for(struct sheet *s, const struct statement *st, struct definition at, bool *created,
                             struct diag *d)
{
	struct cell *c = sheet_find_in(s, at.space, st->name);

	*created = !c;
	if (!c)
		return sheet_create(s, st->name, at, st->name_at, d);
	if (s->loading && cell_declared(c).source == d->source) {
		template_defined_twice(c->declaration, st, d);
		return NULL;
	}
	sheet_remember(s, c);
	return c;
}

static void declare_as(struct sheet *s, struct cell *c, const struct statement *st)
{
	struct str text = st->text, origin = st->origin;

	if (!text.len && c->more->text.len) { /* a new definition of the same thing */
		text = arena_str(&s->arena, c->more->text);
		origin = origin.len ? origin : arena_str(&s->arena, c->more->origin);
	}
	c->declaration = st;
	cell_describe(c, text, origin);
	c->param = st->kind == STATEMENT_PARAM;
	c->given = false;
}

static bool define_cell(struct sheet *s, const struct statement *st, struct definition at, struct diag *d)
{
	bool created;
	struct definition declared = at;
	struct cell *c = cell_for(s, st, at, &created, d);

	if (!c)
		return false;
	if (!created && !c->param && st->kind == STATEMENT_PARAM && s->loading) {
		declare_as(s, c, st); /* it was given before the sheet that declares it was read */
		sheet_add_entry(s, st, at, c);
		c->given = true;
		sheet_define(s, c, c->is, at);
		return true;
	}
	/* a new number for a param at the prompt keeps it one, with its description */
	if (!created && c->param && st->kind == STATEMENT_CELL && !st->text.len) {
		c->given = true;
		declared = cell_declared(c);
	} else {
		declare_as(s, c, st);
		if (created)
			sheet_add_entry(s, st, at, c);
	}
	at.expr = st->kind == STATEMENT_MEASURE ? NULL : st->expr;
	sheet_define(s, c, at, declared);
	return true;
}

/* In a file order is free, so boxes and flows are held against one another at its end. */
static bool define_picture(struct sheet *s, const struct statement *st, struct definition at, struct diag *d)
{
	const struct entry *first = st->kind == STATEMENT_BOX && s->loading ? sheet_box(s, st->name) : NULL;
	struct sheet_picture picture;

	if (first && first->is.source == d->source) {
		diag_fail(d, DIAG_NAME, st->name_at, "the box '%.*s' is drawn twice", STR(st->name));
		diag_remark(d, first->statement->name_at, "first here");
		return false;
	}
	sheet_add_entry(s, st, at, NULL);
	return s->loading || sheet_picture(s, d, &picture);
}

static bool define_function(struct sheet *s, const struct statement *st, struct definition at, struct diag *d)
{
	const struct own_function *first = s->loading ? sheet_function(s, st->name) : NULL;

	if (first && first->source == at.source)
		return template_defined_twice(first->statement, st, d);
	if (parse_reserved(st->name))
		return diag_fail(d, DIAG_NAME, st->name_at, "'%.*s' is a word of the language", STR(st->name));
	if (str_eq(st->name, S("smallest")))
		return diag_fail(d, DIAG_NAME, st->name_at,
		                 "'smallest' counts by a name of its own, and cannot be another function");
	struct own_functions *all = &s->names.functions;
	all->list = xgrow(all->list, all->count, &s->names.function_cap, sizeof *all->list);
	all->list[all->count++] = (struct own_function){st, at.source, at.chapter};
	chapter_hold(at.chapter);
	sheet_functions_changed(s);
	return true;
}

/* In a file cells are worked out in the order of their needs: there is no answer before. */
static bool no_answer_in_file(const struct statement *st, struct diag *d)
{
	if (!st->answers || st->kind == STATEMENT_EXPRESSION || st->kind == STATEMENT_ABOUT || st->kind == STATEMENT_SHOW)
		return true;
	struct names names = ast_statement_names(st, d->arena);
	for (uint32_t i = 0; i < names.count; i++)
		if (ast_is_answer(names.node[i]))
			return diag_fail(d, DIAG_NAME, names.node[i]->at,
			                 "'%.*s' is the last answer, and a file that is read as a whole has none here",
			                 STR(names.node[i]->text));
	return true;
}

static bool define_declare(struct sheet *s, const struct statement *st, struct definition at, struct diag *d)
{
	switch (st->kind) {
	case STATEMENT_CELL:
	case STATEMENT_PARAM:
	case STATEMENT_MEASURE: return define_cell(s, st, at, d);
	case STATEMENT_FUNCTION: return define_function(s, st, at, d);
	case STATEMENT_UNIT:
	case STATEMENT_ALIAS:
	case STATEMENT_NOUN:
		sheet_add_entry(s, st, at, NULL);
		if (s->loading)
			return true; /* carried out before the rest: see reader.c */
		if (!declare_unit(s->engine, sheet_scope(s, at.space), st, true, d))
			return false;
		sheet_functions_changed(s); /* whoever uses the word is worked out anew */
		return true;
	case STATEMENT_USE: sheet_add_entry(s, st, at, NULL); return sheet_use(s, st, at, d);
	case STATEMENT_EMPTY: return true;
	case STATEMENT_BOX:
	case STATEMENT_FLOW: return define_picture(s, st, at, d);
	case STATEMENT_REF:
		return diag_fail(
			d, DIAG_SYNTAX, st->at,
			"reference numbers are in the files that come with the program; write a cell with 'from \"...\"'");
	case STATEMENT_MACHINE: return sheet_add_machine(s, st, at, d);
	case STATEMENT_REQUIRE:
		sheet_touch_uncertain(s); /* their samples are those that it lets through */
								  /* fall through */
	default: sheet_add_entry(s, st, at, NULL); return true;
	}
}

bool sheet_declare(struct sheet *s, struct chapter *c, const struct statement *st, struct diag *d)
{
	struct definition at = {NULL, c->source, &s->names.root, c};
	DIAG_IN(d, c->source);

	if (c->folder.len && !s->names.root.folder.len)
		s->names.root.folder = arena_str(&s->arena, c->folder);
	return (!s->loading || no_answer_in_file(st, d)) && define_declare(s, st, at, d);
}

bool sheet_load(struct sheet *s, struct str name, struct str folder, struct str text, struct diag *d)
{
	struct chapter *c = chapter_new(name, folder, text, 1);
	struct statement *st;
	struct sheet_picture picture;
	DIAG_IN(d, c->source);
	bool ok = read_text(s->engine, library_vocabulary(s->library), c->source, &c->arena, d, &st);

	s->loading = true;
	for (; ok && st; st = st->next)
		ok = sheet_declare(s, c, st, d) && diag_goes_on(d);
	s->loading = false;
	ok = ok && sheet_picture(s, d, &picture);
	chapter_drop(c);
	return ok;
}

static bool no_param(struct sheet *s, struct str name, struct str value, struct diag *d)
{
	struct source typed = {S(""), arena_printf(d->arena, "%.*s=%.*s", STR(name), STR(value)), 1};
	DIAG_IN(d, &typed);
	struct str *params = arena_array(d->arena, struct str, s->graph.cell_count + 1);
	uint32_t count = 0;

	for (size_t i = 0; i < s->graph.cell_count; i++)
		if (s->graph.cells[i]->param && !cell_declared(s->graph.cells[i]).space->is)
			params[count++] = parameter_name(s->graph.cells[i]->name);
	parameter_unknown(S(""), params, count, sheet_find(s, name) != NULL, name, (struct span){0, (uint32_t)name.len}, d);
	return false;
}

struct cell *sheet_find_given(struct sheet *s, struct str name)
{
	struct buf own = {0};

	buf_printf(&own, "%.*s_", STR(name));
	struct cell *c = sheet_find(s, buf_str(&own));
	buf_release(&own);
	return c && c->param ? c : sheet_find(s, name);
}

/* "m7g.xlarge", but no number, yes, no or none: those are what they are everywhere. */
static bool define_is_word(struct str value)
{
	bool letter = value.len && char_is_letter(value.p[0]);

	for (size_t i = 0; i < value.len; i++)
		letter = letter && value.p[i] != '(' && value.p[i] != '"';
	return letter && !parse_reserved(value);
}

/* "3y", digits and letters after them: for a text it is not a quantity. */
static bool is_digits_word(struct str value)
{
	size_t i = 0;

	while (i < value.len && char_is_digit(value.p[i]))
		i++;
	size_t digits = i;
	while (i < value.len && char_is_letter(value.p[i]))
		i++;
	return digits > 0 && i > digits && i == value.len;
}

/* For a parameter that is a text, words are that text, without quotes: machine=m7g.xlarge, pay=3y. */
static struct chapter *define_given_text(const struct cell *c, struct str value)
{
	const struct statement *st = c->declaration;
	bool wanted = st && st->expr && st->expr->kind == NODE_TEXT;
	struct str word = str_trim(value);
	bool words = wanted && (define_is_word(word) || is_digits_word(word));
	struct buf text = {0};

	buf_printf(&text, words ? "\"%.*s\"" : "%.*s", STR(words ? word : value));
	struct chapter *ch = chapter_new((struct str){0}, (struct str){0}, buf_str(&text), 1);
	buf_release(&text);
	return ch;
}

bool sheet_give(struct sheet *s, struct str name, struct str value, struct diag *d)
{
	struct cell *c = sheet_find_given(s, name);

	if (!c || !c->param)
		return no_param(s, name, value, d);
	struct chapter *ch = define_given_text(c, value);
	struct definition at = {NULL, ch->source, &s->names.root, ch};
	at.expr = sheet_parse(s, ch->source, &ch->arena, d);
	bool parsed = at.expr != NULL, left_out = parsed && c->declaration && parameter_left_out(c->declaration, at.expr);
	if (left_out) {
		at = cell_declared(c);
		at.expr = c->declaration->expr;
	} else if (parsed) {
		at.expr = eval_choice(c->declaration, at.expr, sheet_named(s, &at, at.expr), &ch->arena);
	}
	if (parsed) {
		sheet_remember(s, c);
		c->given = !left_out;
		sheet_define(s, c, at, cell_declared(c));
	}
	chapter_drop(ch);
	return parsed;
}
