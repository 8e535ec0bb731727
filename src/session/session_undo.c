/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_undo.c - taking back and doing again: a line by what it changed, or all by doing anew what came before. */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/interrupt.h"
#include "session/session_parts.h"
#include "sheet/behind.h"
#include "sheet/explain.h"

/* Expressions are not worth an undo. */
static bool changes(const struct log_entry *e)
{
	return e->kind != LOG_QUESTION;
}

static bool is_typed(const struct log_entry *e)
{
	return e->kind == LOG_LINE || e->kind == LOG_QUESTION;
}

static char *session_undo_copy(struct str s)
{
	char *c = xmalloc(s.len + 1);

	if (s.len)
		memcpy(c, s.p, s.len);
	c[s.len] = '\0';
	return c;
}

/* ---- taking back a line ---- */

enum { ANSWER_MOST = 1000 /* numbers of an answer that is kept */ };

void session_not_carried_out(struct taking_back *back)
{
	while (back) {
		struct taking_back *earlier = back->earlier;
		step_free(back->step);
		arena_release(&back->arena);
		free(back);
		back = earlier;
	}
}

void session_not_logged(struct session *s)
{
	if (s->back)
		session_not_carried_out(s->back);
	s->back = NULL;
}

static RARE void forget_steps(struct session *s)
{
	for (size_t i = 0; i < s->log_count; i++) {
		session_not_carried_out(s->log[i].back);
		s->log[i].back = NULL;
	}
	session_not_logged(s);
}

static bool answers_something(const struct statement *st)
{
	while (st && st->kind != STATEMENT_EXPRESSION && st->kind != STATEMENT_ABOUT && st->kind != STATEMENT_SHOW)
		st = st->next;
	return st != NULL;
}

static RARE struct taking_back *taking_back_new(struct session *s, const struct statement *first, size_t units)
{
	struct taking_back *back = xcalloc(1, sizeof *back);
	back->units = units;
	back->declared_anew = s->declared_anew;
	arena_init(&back->arena);
	if (answers_something(first))
		back->before = session_last_answer(s, &back->arena);
	return back;
}

struct taking_back *session_about_to(struct session *s, enum session_mode mode, const struct statement *first,
                                     size_t units)
{
	if (mode == SESSION_PROMPT || s->defining || s->replaying)
		return taking_back_new(s, first, units);
	if (s->log_count) /* undo knows nothing of this line */
		forget_steps(s);
	return NULL;
}

void session_carried_out(struct session *s, struct taking_back *back)
{
	if (!back) {
		sheet_commit(s->sheet);
		return;
	}
	back->step = sheet_commit_step(s->sheet);
	back->earlier = s->back;
	s->back = back;
}

/* What was carried out is this entry. */
static void keep_back(struct session *s, struct log_entry *e)
{
	session_not_carried_out(e->back);
	e->back = s->back;
	s->back = NULL;
}

/* What units were worth that were declared anew since is not to come back. */
static bool can_take_back(const struct session *s, const struct taking_back *b)
{
	bool long_answer = b->before && b->before->known && b->before->value.count > ANSWER_MOST;

	return b->step && !long_answer && b->declared_anew == s->declared_anew;
}

static bool can_step_back(const struct session *s, const struct log_entry *e)
{
	const struct taking_back *b = e->back;

	while (b && can_take_back(s, b))
		b = b->earlier;
	return e->back && !b;
}

static void step_back(struct session *s, struct log_entry *e)
{
	for (struct taking_back *b = e->back; b; b = b->earlier) {
		sheet_step_back(s->sheet, b->step);
		b->step = NULL;
		unit_take_back(s->engine.units, b->units);
		if (b->before)
			session_restore_answer(s, b->before);
	}
	session_not_carried_out(e->back);
	e->back = NULL;
}

/* ---- the log ---- */

void session_log_cut(struct session *s, size_t count)
{
	while (s->log_count > count) {
		struct log_entry *e = &s->log[--s->log_count];
		session_not_carried_out(e->back);
		free(e->text);
		free(e->path);
	}
	if (s->log_live > s->log_count)
		s->log_live = s->log_count;
}

void session_log(struct session *s, enum log_kind kind, struct str text, struct str path)
{
	if (s->replaying)
		return;
	if (kind != LOG_QUESTION)
		session_log_cut(s, s->log_live); /* what was undone cannot be redone after something new */
	s->log = xgrow(s->log, s->log_count, &s->log_cap, sizeof *s->log);
	struct log_entry *e = &s->log[s->log_live++];
	memmove(e + 1, e, (s->log_count++ - (size_t)(e - s->log)) * sizeof *e);
	*e = (struct log_entry){
		.kind = kind, .text = session_undo_copy(text), .path = session_undo_copy(path), .id = ++s->log_ids};
	if (is_typed(e))
		keep_back(s, e);
	s->log_rewrites += !is_typed(e);
}

size_t session_log_length(const struct session *s)
{
	return s->log_live;
}

struct str session_log_text(const struct session *s, size_t i)
{
	return str_from_c(s->log[i].text);
}

uint64_t session_log_rewrites(const struct session *s)
{
	return s->log_rewrites;
}

uint64_t session_log_id(const struct session *s, size_t count)
{
	return count ? s->log[count - 1].id : 0;
}

/* ---- doing anew ---- */

static void fresh_sheet(struct session *s)
{
	forget_steps(s);
	sheet_free(s->sheet);
	unit_take_back(s->engine.units, 0);
	s->sheet = sheet_new(&s->engine, s->library, s->facts);
	sheet_set_lenient(s->sheet, true);
}

static bool load_text(struct session *s, struct str path, struct str text, struct diag *d)
{
	bool ok;

	sheet_mark(s->sheet);
	ok = sheet_load(s->sheet, path, fs_folder_of(path), text, d) && sheet_recalc(s->sheet, d);
	if (ok)
		sheet_commit(s->sheet); /* its cells are no longer new: what moves them is said */
	else
		sheet_rollback(s->sheet);
	return ok;
}

static void replay_one(struct session *s, const struct log_entry *e, struct outcome *o)
{
	struct str path = str_from_c(e->path);

	if (e->kind == LOG_CLEAR) {
		fresh_sheet(s);
	} else if (e->kind == LOG_SHEET) {
		fresh_sheet(s);
		load_text(s, S(""), str_from_c(e->text), &o->diag);
	} else if (is_typed(e)) {
		session_text(s, SESSION_STREAM, str_from_c(e->text), o);
	} else {
		load_text(s, path, str_from_c(e->text), &o->diag);
	}
}

/* From where the sheet is, line by line. Interrupted, it is where it got to. */
static void replay_up_to(struct session *s, size_t count)
{
	struct outcome o;

	s->replaying = true;
	outcome_init(&o);
	while (s->log_live < count && !interrupt_came) {
		struct log_entry *e = &s->log[s->log_live];
		replay_one(s, e, &o);
		if (is_typed(e))
			keep_back(s, e);
		s->log_live += !o.diag.error || o.diag.error->kind != DIAG_INTERRUPT;
		outcome_reset(&o);
	}
	outcome_release(&o);
	s->replaying = false;
}

/*
 * The sheet as it was after so many lines: what came after them is taken back, one after the other, or else all is done
 * anew. False when that was interrupted.
 */
static bool go_to(struct session *s, size_t count)
{
	while (s->log_live > count && can_step_back(s, &s->log[s->log_live - 1]) && !interrupt_came)
		step_back(s, &s->log[--s->log_live]);
	if (s->log_live > count && !interrupt_came) {
		fresh_sheet(s);
		s->log_live = 0;
	}
	if (s->log_live < count)
		replay_up_to(s, count);
	return s->log_live == count;
}

static bool interrupted_at(const struct session *s, size_t count, struct outcome *o)
{
	diag_fail(&o->diag, DIAG_INTERRUPT, (struct span){0, 0},
	          "interrupted: the sheet is as it was after %zu lines of those typed, not %zu", s->log_live, count);
	if (s->log_live < s->log_count)
		diag_hint(&o->diag, "redo does the next of them again");
	return session_fail(o);
}

static void session_undo_say(struct outcome *o, const char *what, const struct log_entry *e)
{
	buf_printf(&o->output, "%s: %s", what, e->kind == LOG_FILE ? "load " : e->kind == LOG_CLEAR ? "clear" : "");
	for (const char *c = is_typed(e) ? e->text : e->path; *c; c++) /* in one line, whatever it holds */
		buf_char(&o->output, (unsigned char)*c < 0x20 ? ' ' : *c);
	buf_char(&o->output, '\n');
}

/* The last change among the first `k` of the log, from 1 on; 0: there is none. */
static size_t last_change(const struct session *s, size_t k)
{
	while (k > 0 && !changes(&s->log[k - 1]))
		k--;
	return k;
}

bool session_undo(struct session *s, unsigned times, struct outcome *o)
{
	size_t k = last_change(s, s->log_live), left = k;

	if (!k) {
		diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "nothing to undo");
		return session_fail(o);
	}
	for (unsigned i = 1; i < times && last_change(s, left - 1); i++)
		left = last_change(s, left - 1);
	if (!go_to(s, left - 1))
		return interrupted_at(s, left - 1, o);
	for (; k >= left && k; k = last_change(s, k - 1))
		session_undo_say(o, "undone", &s->log[k - 1]);
	return true;
}

static bool redo_next(struct session *s, struct outcome *o)
{
	size_t k = s->log_live;

	while (k < s->log_count && !changes(&s->log[k]))
		k++;
	size_t last = k < s->log_count ? k + 1 : k;
	while (last < s->log_count && !changes(&s->log[last])) /* answers after it come back with it */
		last++;
	k = k < s->log_count ? k : last - 1;
	if (!go_to(s, last))
		return interrupted_at(s, last, o);
	session_undo_say(o, "redone", &s->log[k]);
	return true;
}

bool session_redo(struct session *s, unsigned times, struct outcome *o)
{
	if (s->log_live == s->log_count) {
		diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "nothing to redo");
		return session_fail(o);
	}
	for (; times > 0 && s->log_live < s->log_count; times--)
		if (!redo_next(s, o))
			return false;
	return true;
}

void session_clear(struct session *s)
{
	fresh_sheet(s);
	session_log(s, LOG_CLEAR, S(""), S(""));
}

bool session_replace(struct session *s, struct str text, struct str why, struct outcome *o)
{
	size_t live = s->log_live;
	bool fine;

	fresh_sheet(s);
	s->replaying = true;
	fine = load_text(s, S(""), text, &o->diag) || session_fail(o);
	s->replaying = false;
	if (fine)
		session_log(s, LOG_SHEET, text, why);
	else {
		s->log_live = 0;
		go_to(s, live);
	}
	return fine;
}

/* The figures that it all rests on come first. */
static void explain_facts(struct session *s, const struct definition *at, const struct node *n, struct outcome *o)
{
	struct format f = session_format(s);
	struct behind b;

	if (!n)
		return;
	behind_init(&b, s->sheet, &o->arena);
	behind_add(&b, at, n);
	for (size_t i = 0; i < b.count; i++)
		explain_figure(b.facts[i], &f, &o->output);
	behind_release(&b);
}

static bool explain_cell_chain(struct session *s, struct cell *c, struct outcome *o)
{
	struct format f = session_format(s);
	uint32_t count;
	struct cell **order = sheet_needs_taken(s->sheet, &c, 1, &o->arena, &count);

	explain_facts(s, &c->is, c->is.expr, o);
	for (uint32_t i = 0; i < count && diag_goes_on(&o->diag); i++)
		explain_cell(s->sheet, order[i], &f, &o->output);
	return !o->diag.error || session_fail(o);
}

bool session_explain(struct session *s, struct str what, struct outcome *o)
{
	struct source *src = arena_new(&o->arena, struct source);
	struct cell *c = sheet_find(s->sheet, str_trim(what));
	struct format f = session_format(s);
	struct value v;
	uint32_t roots, count;

	if (c && c->state == CELL_READY)
		return explain_cell_chain(s, c, o);
	*src = (struct source){.text = arena_str(&o->arena, what), .first_line = 1};
	struct definition at = sheet_here(s->sheet, src);
	const struct node *n = sheet_parse(s->sheet, src, &o->arena, &o->diag);
	if (!n || !sheet_eval(s->sheet, &at, n, &o->arena, &o->diag, &v))
		return session_fail(o);
	explain_facts(s, &at, n, o);
	struct cell **reads = sheet_reads_taken(s->sheet, &at, n, &o->arena, &roots);
	struct cell **order = sheet_needs_taken(s->sheet, reads, roots, &o->arena, &count);
	for (uint32_t i = 0; i < count && diag_goes_on(&o->diag); i++)
		explain_cell(s->sheet, order[i], &f, &o->output);
	if (o->diag.error)
		return session_fail(o);
	explain_expression(s->sheet, &at, n, (struct str){0}, &v, &f, &o->output);
	grounds_say(s->grounds, &o->diag);
	return true;
}
