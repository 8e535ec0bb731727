/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.c - a session's parts, and taking in lines. */
#include "session/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/embed.h"
#include "sampling/spread.h"
#include "session/session_parts.h"
#include "session/setting.h"
#include "sheet/explain.h"

static void index_prelude(struct session *s)
{
	const struct str folder = S("formulas/prelude/");

	for (size_t i = embedded_from(folder); i < embedded_count && str_starts(embedded_files[i].path, folder); i++) {
		const struct embedded *e = &embedded_files[i];
		struct str file = str_cut(e->path, folder.len, e->path.len);
		if (str_eq(file, S("units.bote")) || str_eq(file, S("nouns.bote")))
			unit_index(s->engine.units, e->text);
		else if (str_ends(file, S(".bote")) && !str_eq(file, S("sanity.bote"))) /* read for reports only */
			facts_add(s->facts, e->path, e->text);
	}
}

struct session *session_new(struct str path)
{
	struct session *s = xcalloc(1, sizeof *s);

	arena_init(&s->kept);
	settings_default(&s->settings);
	session_words(s);
	s->prelude = (struct declare_prelude){&s->engine, &s->vocabulary};
	s->engine.units = unit_registry_new(declare_line, &s->prelude);
	s->engine.texts = texts_new();
	s->facts = facts_new(&s->engine, &s->vocabulary);
	s->grounds = grounds_new(s->facts);
	s->machines = machines_new(s);
	s->library = library_new(path, &s->engine, &s->vocabulary);
	s->sheet = sheet_new(&s->engine, s->library, s->facts);
	sheet_set_lenient(s->sheet, true);
	index_prelude(s);
	session_apply_settings(s);
	return s;
}

void session_lend(struct session *s, const struct given *given, size_t count)
{
	s->lent = given;
	s->lent_count = count;
}

size_t session_lent(const struct session *s, const struct given **given)
{
	*given = s->lent;
	return s->lent_count;
}

void session_keep_opened(struct session *s, struct sheet *sheet)
{
	sheet_free(s->opened);
	s->opened = sheet;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	session_log_cut(s, 0);
	session_not_carried_out(s->back);
	free(s->log);
	session_forget_answers(s);
	session_keep_opened(s, NULL);
	sheet_free(s->sheet);
	machines_free(s->machines);
	library_free(s->library);
	facts_free(s->facts);
	grounds_free(s->grounds);
	texts_free(s->engine.texts);
	unit_registry_free(s->line_units);
	unit_registry_free(s->engine.units);
	chapter_drop(s->chapter);
	arena_release(&s->kept);
	free(s);
}

void session_measured(struct session *s, struct outcome *o)
{
	struct diag own;

	grounds_refresh(s->grounds);
	session_refresh(s);
	diag_init(&own, &o->arena, NULL);
	sheet_recalc(s->sheet, &own); /* a cell that has no number any longer says so when it is asked for */
}

/* ---- lines ---- */

static RARE bool show_items(struct session *s, struct outcome *o, const struct definition *at,
                            const struct statement *st)
{
	for (uint32_t i = 0; i < st->more->want_count; i++)
		if (!session_show_expression(s, o, s->sheet, at, st->more->wants[i].value))
			return false;
	return true;
}

bool session_answer_expression(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                               const struct node *n)
{
	struct value v;

	if (!sheet_eval(sheet, at, n, &o->arena, &o->diag, &v) || !session_answer(s, o, sheet, at, n, (struct str){0}, &v))
		return false;
	session_keep_answer(s, &v, v.type.uncertain ? session_answer_text(s, at->source, n, &o->arena) : S(""));
	sheet_answer(sheet, &v);
	return true;
}

/* At the prompt a new cell answers with its value, so that one sees how it was read. */
static RARE bool echo_cell(struct session *s, const struct statement *st, struct outcome *o)
{
	const struct cell *c = sheet_find(s->sheet, st->name);

	if (!c || !c->is.expr)
		return true;
	if (c->state != CELL_READY) {
		const struct diag_item *why = sheet_why(c);

		if (why)
			diag_note(&o->diag, (struct span){0, 0}, "'%.*s' waits: %.*s", STR(c->name), STR(why->text));
		return true;
	}
	if (!sheet_sample(s->sheet, (struct cell *const *)&c, 1, &o->diag))
		return false;
	struct value v = value_copy(&o->arena, cell_value(c));
	struct answer *a = session_answer(s, o, s->sheet, &c->is, c->is.expr, c->name, &v);
	if (a)
		a->echo = true;
	return a != NULL;
}

/* Of a used sheet something has to be known; else what it wants is an error. */
static RARE bool used_gives_something(struct session *s, struct str alias, struct diag *d)
{
	const struct diag_item *why = NULL;
	struct str prefix = arena_printf(d->arena, "%.*s.", STR(alias));

	for (uint32_t i = 0; i < sheet_cell_count(s->sheet); i++) {
		const struct cell *c = sheet_cell(s->sheet, i);

		if (c->param || !str_starts(c->name, prefix))
			continue;
		if (c->state == CELL_READY)
			return true;
		why = why ? why : sheet_why(c);
	}
	if (why)
		diag_adopt(d, why);
	return !why;
}

static bool change_sheet(struct session *s, enum session_mode mode, struct chapter *ch, const struct statement *st,
                         struct outcome *o)
{
	if (!sheet_declare(s->sheet, ch, st, &o->diag) || !sheet_recalc(s->sheet, &o->diag))
		return false;
	if (st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM) {
		const struct cell *c = sheet_find(s->sheet, st->name);
		for (const struct diag_item *note = c ? c->more->notes : NULL; note; note = note->next)
			diag_adopt(&o->diag, note);
		return mode != SESSION_PROMPT || echo_cell(s, st, o);
	}
	if (st->kind == STATEMENT_USE && !used_gives_something(s, st->more->alias, &o->diag))
		return false;
	if (st->kind == STATEMENT_USE && mode == SESSION_PROMPT)
		return session_show_used(s, o, s->sheet, st->more->alias);
	return true;
}

static RARE bool show_chart(struct session *s, struct outcome *o, const struct definition *at,
                            const struct statement *st)
{
	if (!sheet_recalc(s->sheet, &o->diag) || !session_show_chart(s, o, s->sheet, at, st))
		return false;
	o->answers[o->answer_count - 1].typed = true;
	return true;
}

static RARE bool declare_scenario(struct session *s, struct chapter *ch, const struct definition *at,
                                  const struct statement *st, struct outcome *o)
{
	return sheet_recalc(s->sheet, &o->diag) && session_scenario_fits(s->sheet, at, st, o) &&
	       sheet_declare(s->sheet, ch, st, &o->diag);
}

static bool run_statement(struct session *s, enum session_mode mode, struct chapter *ch, const struct source *src,
                          const struct statement *st, struct outcome *o)
{
	struct definition at = sheet_here(s->sheet, src);

	switch (st->kind) {
	case STATEMENT_EMPTY: return true;
	case STATEMENT_EXPRESSION: return session_answer_expression(s, o, s->sheet, &at, st->expr);
	case STATEMENT_ABOUT: return session_about(s, s->sheet, &at, st, o);
	case STATEMENT_SET: return setting_change(s, st->name, st->text, &o->diag, st->name_at);
	case STATEMENT_SHOW: return show_items(s, o, &at, st);
	case STATEMENT_CHART: return show_chart(s, o, &at, st) && sheet_declare(s->sheet, ch, st, &o->diag);
	case STATEMENT_BOX:
	case STATEMENT_FLOW:
		return sheet_recalc(s->sheet, &o->diag) && session_show_part(s, o, s->sheet, &at, st) &&
		       sheet_declare(s->sheet, ch, st, &o->diag);
	case STATEMENT_CHECK:
		return session_show_check(s, o, s->sheet, &at, st) && sheet_declare(s->sheet, ch, st, &o->diag);
	case STATEMENT_SCENARIO: return declare_scenario(s, ch, &at, st, o);
	default: return change_sheet(s, mode, ch, st, o);
	}
}

/* A text and the statements in it, or in a line of it. */
struct reading {
	struct chapter *chapter;
	const struct source *src; /* the chapter's */
	struct statement *first;
	bool adds;                     /* the line begins with + or -, and continues from the last answer */
	const struct diag_item *alone; /* why it does not, though there is one */
};

static bool keeps_any(const struct statement *st)
{
	while (st && !session_keeps_text(st))
		st = st->next;
	return st != NULL;
}

enum { WRITTEN_OUT_MAX = 1 << 16 };

/* Read the text of a statement in which its own name and the last answer are written out. */
static bool read_written_out(struct session *s, const struct source *src, const struct statement *st, struct outcome *o,
                             struct reading *r)
{
	struct buf out = {0};
	struct diag own;
	uint32_t at = 0;

	if (session_keeps_noun(s, st) ? !session_write_noun(s, src, st, &o->diag, &out)
	                              : !session_write_out(s, src, st, &o->diag, &out)) {
		buf_release(&out);
		return false;
	}
	r->chapter = chapter_new((struct str){0}, (struct str){0}, buf_str(&out), 1);
	r->src = chapter_source(r->chapter);
	buf_release(&out);
	diag_init(&own, &o->arena, r->src);
	bool fits = r->src->text.len <= WRITTEN_OUT_MAX;
	bool ok = fits && parse_line(chapter_arena(r->chapter), r->src, &at, &s->vocabulary, &own, &r->first);
	if (!fits || (own.error && own.error->kind == DIAG_LIMIT)) {
		diag_fail(&o->diag, DIAG_LIMIT, st->at, "this gets too long, written out with what it was before");
		diag_hint(&o->diag, "give the result a name of its own");
	}
	diag_copy(&o->diag, &own);
	return ok;
}

/* Answers point into the text of their line; now that may go. */
static void keep_inputs(struct outcome *o, size_t first)
{
	for (size_t i = first; i < o->answer_count; i++)
		o->answers[i].input = arena_str(&o->arena, o->answers[i].input);
}

static RARE bool run_written_out(struct session *s, enum session_mode mode, const struct source *src,
                                 const struct statement *st, struct outcome *o, struct buf *log)
{
	struct reading r = {0};
	size_t answers = o->answer_count;
	bool ok = read_written_out(s, src, st, o, &r);

	if (ok) {
		buf_add_str(log, r.src->text);
		DIAG_IN(&o->diag, r.src);
		ok = run_statement(s, mode, r.chapter, r.src, r.first, o);
		if (answers < o->answer_count && st->expr &&
		    st->kind != STATEMENT_CHECK) /* as it was typed; a check stays as what it means */
			o->answers[answers].input = source_text(src, st->expr->at);
		keep_inputs(o, answers);
	}
	chapter_drop(r.chapter);
	return ok;
}

/* At the prompt: checks that do not hold after something moved. */
static RARE void show_broken_checks(struct session *s, struct outcome *o)
{
	for (uint32_t i = 0; o->moved_count && i < sheet_entry_count(s->sheet); i++) {
		const struct entry *e = sheet_entry(s->sheet, i);
		if (e->statement->kind != STATEMENT_CHECK || !session_show_check(s, o, s->sheet, &e->is, e->statement))
			continue;
		if (o->answers[o->answer_count - 1].holds)
			o->answer_count--;
	}
}

/* At the prompt: what rests on a cell that gets another definition is known as it was before. */
static RARE void session_watch(struct session *s, const struct statement *first)
{
	for (const struct statement *st = first; st; st = st->next) {
		bool defines = st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM;
		struct cell *c = defines ? sheet_find(s->sheet, st->name) : NULL;

		if (c)
			sheet_watch(s->sheet, c);
	}
}

/* As it was typed up to `to`, and as it is read elsewhere, too. */
static RARE void log_typed(struct buf *log, const struct reading *r, uint32_t to)
{
	buf_printf(log, "%s%.*s", r->adds ? "_ " : "", STR(str_cut(r->src->text, r->first->at.start, to)));
}

/*
 * The line as it is carried out, before a statement that is written out or behind one: what was typed before the first
 * such one; of others after it their text.
 */
static RARE void log_before(struct buf *log, const struct reading *r, const struct statement *st, bool itself)
{
	if (log->len)
		buf_add_c(log, "; ");
	else if (st != r->first)
		log_typed(log, r, st->at.start);
	if (!itself)
		buf_add_str(log, source_text(r->src, st->at));
}

/*
 * One after another: what names itself or `_` means what holds then. `log` gets the line as it was carried out, if that
 * differs from what was typed.
 */
static bool run_statements(struct session *s, enum session_mode mode, const struct reading *r, struct outcome *o,
                           struct buf *log)
{
	bool ok = true;

	for (const struct statement *st = r->first; ok && st; st = st->next) {
		bool itself = session_refers_to_itself(s, st, &o->arena) || session_keeps_noun(s, st);
		session_note_bytes(s, r->src, st, &o->diag);
		if (itself || log->len)
			log_before(log, r, st, itself);
		ok = itself ? run_written_out(s, mode, r->src, st, o, log) : run_statement(s, mode, r->chapter, r->src, st, o);
	}
	return ok;
}

/* One line: all of it or nothing. */
static RARE void take_back(struct session *s, struct taking_back *back, const struct last_answer *before,
                           struct outcome *o)
{
	sheet_rollback(s->sheet);
	session_not_carried_out(back);
	if (before)
		session_restore_answer(s, before);
	o->answer_count = 0;
}

/* `units`: the registry's changes before the line was read. */
static bool carry_out(struct session *s, enum session_mode mode, struct reading *r, size_t units, struct outcome *o,
                      struct buf *log)
{
	struct taking_back *back = session_about_to(s, mode, r->first, units);
	/* one statement alone that fails has changed no answer */
	const struct last_answer *before = r->first->next ? session_last_answer(s, &o->arena) : NULL;

	if (mode == SESSION_PROMPT)
		session_watch(s, r->first);
	sheet_mark(s->sheet);
	if (!run_statements(s, mode, r, o, log)) {
		take_back(s, back, before, o);
		return false;
	}
	if (mode == SESSION_PROMPT) {
		o->moved = sheet_moved(s->sheet, &o->arena, &o->moved_count);
		show_broken_checks(s, o);
	}
	session_carried_out(s, back);
	return true;
}

/* Has the expression, which may name the last answer, a value? An uncertain answer is known by its text alone. */
static bool has_value(struct session *s, const struct source *src, const struct statement *st, struct diag *d)
{
	struct source written = {.text = src->text, .first_line = 1};
	const struct node *n = st->expr;
	struct definition here;
	struct buf out = {0};
	struct value v;

	if (s->answer_text) {
		n = NULL;
		if (session_write_out(s, src, st, d, &out)) {
			written.text = arena_str(d->arena, buf_str(&out));
			n = sheet_parse(s->sheet, &written, d->arena, d);
		}
		buf_release(&out);
	}
	here = sheet_here(s->sheet, &written);
	return n && sheet_eval(s->sheet, &here, n, d->arena, d, &v);
}

/*
 * "+ 3 GB", "- 20%", a blank after the sign: read the line as one that continues from the last answer, if that is one
 * that such a thing can be added to.
 */
static RARE bool read_addition(struct session *s, struct reading *r, uint32_t *at, struct outcome *o)
{
	struct vocabulary adding = s->vocabulary;
	struct str rest = str_cut(r->src->text, *at, r->src->text.len), line;
	size_t units = unit_changes(s->engine.units);
	uint32_t end = *at;
	struct diag read, own;

	if (!str_next_line(&rest, &line))
		return false;
	line = str_trim(line);
	if (!str_starts(line, S("+ ")) && !str_starts(line, S("- ")))
		return false;
	adding.adds = true;
	diag_init(&read, &o->arena, r->src);
	diag_init(&own, &o->arena, r->src);
	r->adds = parse_line(chapter_arena(r->chapter), r->src, &end, &adding, &read, &r->first) && r->first &&
	          r->first->kind == STATEMENT_EXPRESSION && has_value(s, r->src, r->first, &own);
	if (!r->adds) {
		unit_take_back(s->engine.units, units);
		r->alone = s->answer_text || sheet_last_answer(s->sheet) ? own.error : NULL;
		return false;
	}
	*at = end;
	diag_note(&o->diag, (struct span){0, 0},
	          "this continues from the last answer; %c%.*s without a blank is a number by itself", line.p[0],
	          STR(str_trim(str_cut(line, 1, line.len))));
	diag_copy(&o->diag, &read);
	return true;
}

/* What stays of a line holds on to its chapter. */
bool session_take(struct session *s, enum session_mode mode, struct chapter *ch, uint32_t *at, struct outcome *o)
{
	struct reading r = {.chapter = ch, .src = chapter_source(ch)};
	struct buf log = {0};
	uint32_t start = *at;
	size_t units = unit_changes(s->engine.units);
	bool ok = mode == SESSION_PROMPT && read_addition(s, &r, at, o);

	grounds_begin(s->grounds);
	o->diag.source = r.src;
	ok = ok || parse_line(chapter_arena(ch), r.src, at, &s->vocabulary, &o->diag, &r.first);
	if (ok && r.first) {
		bool keeps = keeps_any(r.first);

		ok = carry_out(s, mode, &r, units, o, &log);
		if (ok && r.alone)
			diag_note(&o->diag, (struct span){0, 0}, "this does not continue from the last answer: %.*s",
			          STR(r.alone->text));
		if (ok && (mode == SESSION_PROMPT || s->defining) && !s->replaying) {
			if (r.adds && !log.len)
				log_typed(&log, &r, *at);
			session_log(s, keeps ? LOG_LINE : LOG_QUESTION,
			            str_trim(log.len ? buf_str(&log) : str_cut(r.src->text, start, *at)), S(""));
		}
		if (!s->replaying)
			session_not_logged(s);
		buf_release(&log);
	}
	o->diag.source = NULL;
	grounds_say(s->grounds, &o->diag);
	if (!ok)
		unit_take_back(s->engine.units, units); /* nouns that were counted in it */
	return ok || session_fail(o);
}

/* Answers point into the caller's text, not into our copy of it. */
static void point_into(struct outcome *o, struct str copy, struct str text)
{
	for (size_t i = 0; i < o->answer_count; i++) {
		struct str *input = &o->answers[i].input;

		if (input->p >= copy.p && input->p < copy.p + copy.len)
			input->p = text.p + (input->p - copy.p);
	}
}

bool session_line(struct session *s, enum session_mode mode, const struct source *src, uint32_t *at, struct outcome *o)
{
	struct chapter *ch = chapter_of_line(s->chapter, src);

	s->chapter = NULL; /* carrying it out may take in other lines */
	bool ok = session_take(s, mode, ch, at, o);
	chapter_drop(s->chapter);
	s->chapter = ch;
	point_into(o, chapter_source(ch)->text, src->text);
	return ok;
}

bool session_text(struct session *s, enum session_mode mode, struct str text, struct outcome *o)
{
	struct chapter *ch = chapter_new(S(""), S(""), text, 1);
	uint32_t at = 0;
	bool ok = true;

	while (ok && at < text.len)
		ok = session_take(s, mode, ch, &at, o);
	keep_inputs(o, 0);
	chapter_drop(ch);
	return ok;
}
