/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.c - the cells of a sheet: finding, defining, taking back. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "eval/builtin.h"
#include "sheet/declare.h"
#include "sheet/sheet_parts.h"
#include "sheet/reader.h"

enum { STEP_MOST = 1000 /* cells in a change that is kept to be taken back */ };

struct sheet *sheet_new(const struct engine *engine, struct library *library, struct facts *facts)
{
	struct sheet *s = xcalloc(1, sizeof *s);

	s->engine = engine;
	s->library = library;
	s->facts = facts;
	s->names.root.sheet = s;
	arena_init(&s->arena);
	arena_init(&s->scratch);
	arena_init(&s->answer_arena);
	arena_init(&s->journal.moved_arena);
	arena_init(&s->draws.links);
	return s;
}

static void forget_change(struct change *ch)
{
	chapter_drop(ch->before.is.chapter);
	chapter_drop(ch->before.declared.chapter);
}

static void step_reset(struct step *step)
{
	for (size_t i = 0; i < step->change_count; i++)
		forget_change(&step->changes[i]);
	step->change_count = 0;
}

void step_free(struct step *step)
{
	if (!step)
		return;
	step_reset(step);
	free(step->changes);
	free(step);
}

static void forget_changes(struct sheet *s)
{
	step_reset(&s->journal.since);
	s->journal.moved_count = 0;
	s->journal.marked = false;
	arena_reset(&s->journal.moved_arena);
}

void sheet_free(struct sheet *s)
{
	if (!s)
		return;
	forget_changes(s);
	for (size_t i = s->graph.cell_count; i > 0; i--) {
		/* all go: no need to untie them one from another */
		struct cell *c = s->graph.cells[i - 1];
		c->need_count = 0;
		if (c->more->miss_count)
			c->more->miss_count = 0;
		cell_free(c);
	}
	for (size_t i = 0; i < s->entry_count; i++)
		chapter_drop(s->entries[i].is.chapter);
	for (size_t i = 0; i < s->names.functions.count; i++)
		chapter_drop(s->names.functions.list[i].chapter);
	sheet_forget_misses(s);
	map_release(&s->graph.by_name);
	map_release(&s->graph.types);
	arena_release(&s->arena);
	arena_release(&s->scratch);
	arena_release(&s->answer_arena);
	arena_release(&s->journal.moved_arena);
	arena_release(&s->draws.links);
	free(s->draws.ties);
	free(s->graph.cells);
	free(s->entries);
	free(s->machines.line);
	free(s->names.functions.list);
	free(s->graph.stale);
	free(s->graph.linking);
	free(s->journal.since.changes);
	free(s->journal.moved);
	free(s);
}

void sheet_remember(struct sheet *s, struct cell *c)
{
	struct definition declared = cell_declared(c);

	if (!s->journal.marked)
		return;
	s->journal.since.changes = xgrow(s->journal.since.changes, s->journal.since.change_count,
	                                 &s->journal.since.change_cap, sizeof *s->journal.since.changes);
	s->journal.since.changes[s->journal.since.change_count++] = (struct change){
		c, {c->more->text, c->more->origin, c->param, c->given, c->is, declared, c->declaration}};
	chapter_hold(c->is.chapter);
	chapter_hold(declared.chapter);
}

void sheet_define(struct sheet *s, struct cell *c, struct definition is, struct definition declared)
{
	cell_define(c, is, declared);
	cell_unlink(c);
	sheet_touch(s, c);
}

struct cell *sheet_create(struct sheet *s, struct str name, struct definition at, struct span name_at, struct diag *d)
{
	if (parse_reserved(name)) {
		diag_fail(d, DIAG_NAME, name_at, "'%.*s' is a word of the language, not a name for a cell", STR(name));
		return NULL;
	}
	assert(!s->journal.supposing); /* the draws that cells have usually are kept by their number */
	struct str full = at.space->prefix.len ? arena_printf(&s->arena, "%.*s%.*s", STR(at.space->prefix), STR(name))
	                                       : arena_str(&s->arena, name);
	struct cell *c = cell_new(full, (uint32_t)s->graph.cell_count);
	s->graph.cells = xgrow(s->graph.cells, s->graph.cell_count, &s->graph.cell_cap, sizeof *s->graph.cells);
	s->graph.cells[s->graph.cell_count++] = c;
	map_put(&s->graph.by_name, c->name, c);
	sheet_name_appeared(s, c->name);
	return c;
}

/* A later line with the same name is in the place of the one before. */
static void add_machine_line(struct sheet *s, const struct entry *e)
{
	struct machine_lines *m = &s->machines;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < m->count; i++)
		if (!str_eq(m->line[i].statement->name, e->statement->name))
			m->line[kept++] = m->line[i];
	m->line = xgrow(m->line, kept, &s->machine_cap, sizeof *m->line);
	m->line[kept++] = (struct machine_line){e->statement, e->is.source, sheet_scope(s, e->is.space)};
	m->count = kept;
}

void sheet_add_entry(struct sheet *s, const struct statement *st, struct definition is, struct cell *c)
{
	s->entries = xgrow(s->entries, s->entry_count, &s->entry_cap, sizeof *s->entries);
	s->entries[s->entry_count++] = (struct entry){st, is, c};
	s->require_count += st->kind == STATEMENT_REQUIRE;
	if (st->kind == STATEMENT_MACHINE)
		add_machine_line(s, &s->entries[s->entry_count - 1]);
	chapter_hold(is.chapter);
}

bool sheet_add_machine(struct sheet *s, const struct statement *st, struct definition at, struct diag *d)
{
	for (size_t i = 0; s->loading && i < s->entry_count; i++)
		if (s->entries[i].statement->kind == STATEMENT_MACHINE && str_eq(s->entries[i].statement->name, st->name) &&
		    s->entries[i].is.source == at.source) {
			diag_fail(d, DIAG_NAME, st->name_at, "the machine '%.*s' is defined twice", STR(st->name));
			diag_remark(d, s->entries[i].statement->name_at, "first here");
			return false;
		}
	sheet_add_entry(s, st, at, NULL);
	sheet_functions_changed(s); /* whoever chooses does so anew, and reads what it is made of */
	return true;
}

static bool sheet_is_given(const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_TEXT:
	case NODE_TRUTH:
	case NODE_QUANTITY:
	case NODE_PERCENT:
	case NODE_RANGE:
	case NODE_MARGIN:
	case NODE_LIST: return true;
	default: return false;
	}
}

bool cell_is_outcome(const struct cell *c)
{
	return !c->param && c->user_count == 0 && c->is.expr && (c->need_count > 0 || !sheet_is_given(c->is.expr));
}

/* ---- taking back ---- */

void sheet_mark(struct sheet *s)
{
	forget_changes(s);
	s->journal.marked = true;
	s->journal.since.cells = s->graph.cell_count;
	s->journal.since.entries = s->entry_count;
	s->journal.since.functions = s->names.functions.count;
	s->journal.since.requires = s->require_count;
	s->journal.since.spaces = s->names.spaces;
	s->journal.since.space_count = s->names.space_count;
	s->journal.since.units = unit_changes(s->engine->units);
	s->journal.since.ties = s->draws.tie_count;
	s->journal.since.tied = s->draws.tied_entries;
}

void sheet_commit(struct sheet *s)
{
	for (size_t i = s->journal.since.cells; s->journal.marked && i < s->graph.cell_count; i++)
		s->graph.cells[i]->fresh = false;
	forget_changes(s);
}

struct step *sheet_commit_step(struct sheet *s)
{
	const struct step *since = &s->journal.since;
	struct step *step = NULL;

	if (s->journal.marked && since->change_count <= STEP_MOST) {
		size_t bytes = since->change_count * sizeof *since->changes;

		step = xmalloc(sizeof *step);
		*step = *since;
		step->changes = bytes ? memcpy(xmalloc(bytes), since->changes, bytes) : NULL;
		step->change_cap = step->change_count;
		s->journal.since.change_count = 0; /* what they hold on to is the step's */
	}
	sheet_commit(s);
	return step;
}

/* What came last goes first: it is near the end. */
static void not_stale(struct sheet *s, const struct cell *c)
{
	struct cell **stale = s->graph.stale;
	size_t i = s->graph.stale_count;

	while (stale[--i] != c)
		;
	memmove(stale + i, stale + i + 1, (--s->graph.stale_count - i) * sizeof *stale);
}

static void remove_last(struct sheet *s, struct cell *c)
{
	s->graph.cell_count--;
	s->draws.numbered = s->draws.numbered && !c->draws; /* its numbers are free */
	s->draws.numbers.count -= c->draws;
	s->graph.numbers -= c->more->held;
	map_remove(&s->graph.by_name, c->name);
	while (c->user_count) { /* they fall back to not finding the name */
		struct cell *user = c->users[c->user_count - 1];
		cell_unlink(user);
		sheet_touch(s, user);
	}
	if (c->queued)
		not_stale(s, c);
	cell_free(c);
}

static void restore(struct sheet *s, struct cell *c, const struct meaning *before)
{
	cell_describe(c, before->text, before->origin);
	c->param = before->param;
	c->given = before->given;
	c->declaration = before->declaration;
	free(c->more->stand_in);
	if (c->more->stand_in)
		c->more->stand_in = NULL;
	sheet_define(s, c, before->is, before->declared);
}

void sheet_take_back(struct sheet *s, size_t from)
{
	while (s->journal.since.change_count > from) {
		struct change *ch = &s->journal.since.changes[--s->journal.since.change_count];
		restore(s, ch->cell, &ch->before);
		forget_change(ch);
	}
}

static void sheet_list_machines(struct sheet *s)
{
	s->machines.count = 0;
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].statement->kind == STATEMENT_MACHINE)
			add_machine_line(s, &s->entries[i]);
}

void sheet_rollback(struct sheet *s)
{
	bool words = s->names.functions.count > s->journal.since.functions, machines = false;

	if (!s->journal.marked)
		return;
	while (s->entry_count > s->journal.since.entries) {
		const struct entry *e = &s->entries[--s->entry_count];
		machines |= e->statement->kind == STATEMENT_MACHINE;
		chapter_drop(e->is.chapter);
	}
	if (machines)
		sheet_list_machines(s);
	while (s->names.functions.count > s->journal.since.functions)
		chapter_drop(s->names.functions.list[--s->names.functions.count].chapter);
	if (s->require_count != s->journal.since.requires || s->draws.tie_count != s->journal.since.ties)
		sheet_touch_uncertain(s);
	s->require_count = s->journal.since.requires;
	s->names.spaces = s->journal.since.spaces;
	s->names.space_count = s->journal.since.space_count;
	words = unit_take_back(s->engine->units, s->journal.since.units) || words;
	s->draws.numbered = s->draws.numbered && s->draws.tie_count == s->journal.since.ties;
	s->draws.tie_count = s->journal.since.ties;
	s->draws.tied_entries = s->journal.since.tied;
	sheet_take_back(s, 0);
	while (s->graph.cell_count > s->journal.since.cells)
		remove_last(s, s->graph.cells[s->graph.cell_count - 1]);
	if (words || machines) /* whoever chose among these chooses anew */
		sheet_functions_changed(s);
	forget_changes(s);
	sheet_recalc(s, NULL);
}

void sheet_step_back(struct sheet *s, struct step *step)
{
	forget_changes(s);
	free(s->journal.since.changes);
	s->journal.since = *step;
	s->journal.marked = true;
	free(step);
	sheet_rollback(s);
}

/* ---- looking ---- */

uint32_t sheet_cell_count(const struct sheet *s)
{
	return (uint32_t)s->graph.cell_count;
}
struct cell *sheet_cell(const struct sheet *s, uint32_t i)
{
	return s->graph.cells[i];
}
uint32_t sheet_entry_count(const struct sheet *s)
{
	return (uint32_t)s->entry_count;
}
const struct entry *sheet_entry(const struct sheet *s, uint32_t i)
{
	return &s->entries[i];
}
struct library *sheet_library(struct sheet *s)
{
	return s->library;
}
const struct engine *sheet_engine(struct sheet *s)
{
	return s->engine;
}

void sheet_lend_machines(struct sheet *s, struct sheet *lender)
{
	s->machines.lender = &lender->machines;
}
void sheet_set_lenient(struct sheet *s, bool on)
{
	s->lenient = on;
}

struct str sheet_used_as(const struct definition *at)
{
	struct str prefix = at->space->prefix;
	return str_cut(prefix, 0, prefix.len ? prefix.len - 1 : 0);
}

struct definition sheet_here(struct sheet *s, const struct source *src)
{
	return (struct definition){.source = src, .space = &s->names.root};
}

struct node *sheet_parse(const struct sheet *s, const struct source *src, struct arena *a, struct diag *d)
{
	return parse_expression(a, src, library_vocabulary(s->library), d);
}

const struct statement *sheet_first(const struct sheet *s, enum statement_kind kind)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].statement->kind == kind && !s->entries[i].is.space->is)
			return s->entries[i].statement;
	return NULL;
}

bool sheet_entry_is_own(const struct sheet *s, const struct entry *e)
{
	return e->is.space == &s->names.root;
}
