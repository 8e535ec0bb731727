/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.c - the cells of a sheet: finding, defining, taking back. */
#include <stdlib.h>
#include <string.h>

#include "eval/builtin.h"
#include "sheet/declare.h"
#include "sheet/parts.h"
#include "sheet/reader.h"

/* ---- chapters ---- */

struct chapter *chapter_renew(struct chapter *old, struct str name, struct str folder, struct str text, uint32_t first_line)
{
	struct chapter *c = old;

	if (!c || c->refs > 1) {
		chapter_drop(c);
		c = xcalloc(1, sizeof *c);
		arena_init(&c->arena);
		c->refs = 1;
	}
	arena_reset(&c->arena);
	c->source = (struct source){name.len ? arena_str(&c->arena, name) : name, arena_str(&c->arena, text), first_line};
	c->folder = folder.len ? arena_str(&c->arena, folder) : folder;
	return c;
}

struct chapter *chapter_new(struct str name, struct str folder, struct str text, uint32_t first_line)
{
	return chapter_renew(NULL, name, folder, text, first_line);
}

void chapter_hold(struct chapter *c)
{
	if (c)
		c->refs++;
}

void chapter_drop(struct chapter *c)
{
	if (!c || --c->refs)
		return;
	arena_release(&c->arena);
	free(c);
}

const struct source *chapter_source(const struct chapter *c) { return &c->source; }
struct arena *chapter_arena(struct chapter *c) { return &c->arena; }
struct str chapter_folder(const struct chapter *c) { return c->folder; }

/* ---- the sheet ---- */

struct sheet *sheet_new(const struct engine *engine, struct library *library, struct facts *facts)
{
	struct sheet *s = xcalloc(1, sizeof *s);

	s->engine = engine;
	s->library = library;
	s->facts = facts;
	s->root.sheet = s;
	arena_init(&s->arena);
	arena_init(&s->scratch);
	arena_init(&s->answer_arena);
	arena_init(&s->moved_arena);
	arena_init(&s->links);
	return s;
}

static void cell_free(struct cell *c)
{
	cell_unlink(c);
	if (c->value.num && c->value.num != &c->one && !c->value.spread)
		free(c->value.num);
	chapter_drop(c->is.chapter);
	chapter_drop(c->declared.chapter);
	arena_release(&c->said);
	free(c->users);
	free(c);
}

static void forget_changes(struct sheet *s)
{
	for (size_t i = 0; i < s->change_count; i++) {
		if (s->changes[i].created)
			continue;
		chapter_drop(s->changes[i].before.is.chapter);
		chapter_drop(s->changes[i].before.declared.chapter);
	}
	s->change_count = 0;
	s->moved_count = 0;
	s->marked = false;
	arena_reset(&s->moved_arena);
}

void sheet_free(struct sheet *s)
{
	if (!s)
		return;
	forget_changes(s);
	for (size_t i = s->cell_count; i > 0; i--) {
		/* all go: no need to untie them one from another */
		s->cells[i - 1]->need_count = s->cells[i - 1]->miss_count = 0;
		cell_free(s->cells[i - 1]);
	}
	for (size_t i = 0; i < s->entry_count; i++)
		chapter_drop(s->entries[i].is.chapter);
	for (size_t i = 0; i < s->function_count; i++)
		chapter_drop(s->functions[i].is.chapter);
	sheet_forget_misses(s);
	map_release(&s->by_name);
	arena_release(&s->arena);
	arena_release(&s->scratch);
	arena_release(&s->answer_arena);
	arena_release(&s->moved_arena);
	arena_release(&s->links);
	free(s->ties);
	free(s->cells);
	free(s->entries);
	free(s->functions);
	free(s->stale);
	free(s->changes);
	free(s->moved);
	free(s);
}

void sheet_remember(struct sheet *s, struct cell *c, bool created)
{
	if (!s->marked)
		return;
	s->changes = xgrow(s->changes, s->change_count, &s->change_cap, sizeof *s->changes);
	struct change *ch = &s->changes[s->change_count++];
	*ch = (struct change){.cell = c, .created = created};
	if (created)
		return;
	ch->before = *c;
	chapter_hold(c->is.chapter);
	chapter_hold(c->declared.chapter);
}

void sheet_define(struct sheet *s, struct cell *c, struct definition is)
{
	chapter_hold(is.chapter);
	chapter_drop(c->is.chapter);
	c->is = is;
	cell_unlink(c);
	sheet_touch(s, c);
}

struct cell *sheet_create(struct sheet *s, struct str name, struct definition at, struct span name_at, struct diag *d)
{
	if (parse_reserved(name)) {
		diag_fail(d, DIAG_NAME, name_at, "'%.*s' is a word of the language, not a name for a cell", STR(name));
		return NULL;
	}
	struct cell *c = xcalloc(1, sizeof *c);
	arena_init(&c->said);
	c->name = at.space->prefix.len ? arena_printf(&s->arena, "%.*s%.*s", STR(at.space->prefix), STR(name)) : arena_str(&s->arena, name);
	c->index = (uint32_t)s->cell_count;
	c->fresh = true;
	s->cells = xgrow(s->cells, s->cell_count, &s->cell_cap, sizeof *s->cells);
	s->cells[s->cell_count++] = c;
	map_put(&s->by_name, c->name, c);
	sheet_remember(s, c, true);
	sheet_name_appeared(s, c->name);
	return c;
}

void sheet_add_entry(struct sheet *s, const struct statement *st, struct definition is, struct cell *c)
{
	s->entries = xgrow(s->entries, s->entry_count, &s->entry_cap, sizeof *s->entries);
	s->entries[s->entry_count++] = (struct entry){st, is, c};
	s->require_count += st->kind == STATEMENT_REQUIRE;
	s->machine_count += st->kind == STATEMENT_MACHINE;
	chapter_hold(is.chapter);
}

bool sheet_add_machine(struct sheet *s, const struct statement *st, struct definition at, struct diag *d)
{
	for (size_t i = 0; s->loading && i < s->entry_count; i++)
		if (s->entries[i].statement->kind == STATEMENT_MACHINE && str_eq(s->entries[i].statement->name, st->name) && s->entries[i].is.source == at.source) {
			diag_fail(d, DIAG_NAME, st->name_at, "the machine '%.*s' is defined twice", STR(st->name));
			diag_remark(d, s->entries[i].statement->name_at, "first here");
			return false;
		}
	sheet_add_entry(s, st, at, NULL);
	sheet_functions_changed(s); /* whoever chooses does so anew, and reads what it is made of */
	return true;
}

static bool is_given(const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_TEXT:
	case NODE_TRUTH:
	case NODE_QUANTITY:
	case NODE_PERCENT:
	case NODE_RANGE:
	case NODE_MARGIN:
	case NODE_LIST:
		return true;
	default:
		return false;
	}
}

bool cell_is_outcome(const struct cell *c)
{
	return !c->param && c->user_count == 0 && c->is.expr && (c->need_count > 0 || !is_given(c->is.expr));
}

/* ---- taking back ---- */

void sheet_mark(struct sheet *s)
{
	forget_changes(s);
	s->marked = true;
	s->mark_entries = s->entry_count;
	s->mark_functions = s->function_count;
	s->mark_requires = s->require_count;
	s->mark_spaces = s->spaces;
	s->mark_space_count = s->space_count;
	s->mark_units = unit_changes(s->engine->units);
	s->mark_ties = s->tie_count;
	s->mark_tied = s->tied_entries;
}

void sheet_commit(struct sheet *s)
{
	for (size_t i = 0; i < s->change_count; i++)
		s->changes[i].cell->fresh = false;
	forget_changes(s);
}

static void remove_last(struct sheet *s, struct cell *c)
{
	s->cell_count--;
	s->draws_numbered = s->draws_numbered && !c->draws; /* its numbers are free */
	s->numbers -= c->held;
	map_remove(&s->by_name, c->name);
	while (c->user_count) { /* they fall back to not finding the name */
		struct cell *user = c->users[c->user_count - 1];
		cell_unlink(user);
		sheet_touch(s, user);
	}
	if (c->queued) {
		size_t k = 0;
		for (size_t i = 0; i < s->stale_count; i++)
			if (s->stale[i] != c)
				s->stale[k++] = s->stale[i];
		s->stale_count = k;
	}
	cell_free(c);
}

static void restore(struct sheet *s, struct change *ch)
{
	struct cell *c = ch->cell;

	chapter_drop(c->is.chapter);
	chapter_drop(c->declared.chapter);
	c->text = ch->before.text;
	c->origin = ch->before.origin;
	c->param = ch->before.param;
	c->given = ch->before.given;
	c->fixed = c->supposed = false;
	c->is = ch->before.is; /* with the hold it had */
	c->declared = ch->before.declared;
	c->declaration = ch->before.declaration;
	cell_unlink(c);
	sheet_touch(s, c);
}

void sheet_take_back(struct sheet *s, size_t from)
{
	while (s->change_count > from) {
		struct change *ch = &s->changes[--s->change_count];
		if (ch->created)
			remove_last(s, ch->cell);
		else
			restore(s, ch);
	}
}

void sheet_rollback(struct sheet *s)
{
	bool words = s->function_count > s->mark_functions;

	if (!s->marked)
		return;
	while (s->entry_count > s->mark_entries) {
		const struct entry *e = &s->entries[--s->entry_count];
		bool machine = e->statement->kind == STATEMENT_MACHINE;
		s->machine_count -= machine;
		words |= machine; /* whoever chose among them chooses anew */
		chapter_drop(e->is.chapter);
	}
	while (s->function_count > s->mark_functions)
		chapter_drop(s->functions[--s->function_count].is.chapter);
	if (s->require_count != s->mark_requires)
		sheet_touch_uncertain(s);
	s->require_count = s->mark_requires;
	s->spaces = s->mark_spaces;
	s->space_count = s->mark_space_count;
	words = unit_take_back(s->engine->units, s->mark_units) || words;
	s->draws_numbered = s->draws_numbered && s->tie_count == s->mark_ties;
	s->tie_count = s->mark_ties;
	s->tied_entries = s->mark_tied;
	sheet_take_back(s, 0);
	if (words)
		sheet_functions_changed(s);
	forget_changes(s);
	sheet_recalc(s, NULL);
}

/* ---- looking ---- */

uint32_t sheet_cell_count(const struct sheet *s) { return (uint32_t)s->cell_count; }
struct cell *sheet_cell(const struct sheet *s, uint32_t i) { return s->cells[i]; }
uint32_t sheet_entry_count(const struct sheet *s) { return (uint32_t)s->entry_count; }
const struct entry *sheet_entry(const struct sheet *s, uint32_t i) { return &s->entries[i]; }
struct library *sheet_library(struct sheet *s) { return s->library; }
const struct engine *sheet_engine(struct sheet *s) { return s->engine; }

void sheet_lend_machines(struct sheet *s, struct sheet *lender) { s->lender = lender; }
void sheet_set_lenient(struct sheet *s, bool on) { s->lenient = on; }

struct str sheet_used_as(const struct definition *at)
{
	struct str prefix = at->space->prefix;
	return str_cut(prefix, 0, prefix.len ? prefix.len - 1 : 0);
}

struct definition sheet_here(struct sheet *s, const struct source *src)
{
	return (struct definition){.source = src, .space = &s->root};
}

const struct statement *sheet_first(const struct sheet *s, enum statement_kind kind)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].statement->kind == kind && !s->entries[i].is.space->is)
			return s->entries[i].statement;
	return NULL;
}
