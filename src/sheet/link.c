/* SPDX-License-Identifier: GPL-3.0-or-later */
/* link.c - which cells an expression reads, and who reads a cell. */
#include <stdlib.h>

#include "eval/measure.h"
#include "sheet/sheet_parts.h"

/* Cells that read a name when it was not a cell: a unit then, or nothing. */
struct waiters {
	size_t count, cap;
	struct cell **cells;
};

/* Take `c` out of a list; those tied last are at its end. */
static size_t without(struct cell **cells, size_t count, const struct cell *c)
{
	for (size_t i = count; i > 0; i--)
		if (cells[i - 1] == c) {
			cells[i - 1] = cells[count - 1];
			return count - 1;
		}
	return count;
}

void cell_unlink(struct cell *c)
{
	for (uint32_t i = 0; i < c->need_count; i++) {
		struct cell *need = c->needs[i];
		need->user_count = (uint32_t)without(need->users, need->user_count, c);
	}
	for (uint32_t i = 0; i < c->more->miss_count; i++)
		c->more->misses[i]->count = without(c->more->misses[i]->cells, c->more->misses[i]->count, c);
	if (c->needs != &c->need)
		free(c->needs);
	c->needs = NULL;
	c->need_count = 0;
	if (c->more->misses) {
		free(c->more->misses);
		c->more->misses = NULL;
		c->more->miss_count = 0;
	}
	c->linked = false;
}

void sheet_forget_misses(struct sheet *s)
{
	for (uint32_t i = 0; i < s->names.misses.used; i++) {
		struct waiters *w = s->names.misses.entries[i].value;
		if (w)
			free(w->cells);
		free(w);
	}
	map_release(&s->names.misses);
}

struct linker {
	struct sheet *s;
	struct cell *c;
	const struct space *space;
	struct cell **needs; /* so far: stored when all are known */
	size_t need_count, cap, miss_cap;
	bool chooses; /* machines */
};

static void miss(struct linker *l, struct str name)
{
	struct cell *c = l->c;
	struct str key = l->space->prefix.len ? arena_printf(&l->s->scratch, "%.*s%.*s", STR(l->space->prefix), STR(name))
	                                      : name;
	struct waiters *w = map_get(&l->s->names.misses, key);

	if (!w) {
		w = xcalloc(1, sizeof *w);
		map_put(&l->s->names.misses, arena_str(&l->s->arena, key), w);
	}
	for (uint32_t i = 0; i < c->more->miss_count && i < 16; i++)
		if (c->more->misses[i] == w)
			return;
	cell_more(c)->misses = xgrow(c->more->misses, c->more->miss_count, &l->miss_cap, sizeof(struct waiters *));
	c->more->misses[c->more->miss_count++] = w;
	w->cells = xgrow(w->cells, w->count, &w->cap, sizeof *w->cells);
	w->cells[w->count++] = c;
}

static void add_user(struct cell *c, struct cell *user)
{
	size_t cap = c->user_cap;

	if (!c->users) {
		c->users = &c->user;
		c->user_cap = 1;
	} else if (c->user_count == c->user_cap) {
		struct cell **own = c->users == &c->user ? NULL : c->users;
		cap = own ? cap : 0;
		c->users = xgrow(own, cap, &cap, sizeof *c->users);
		c->users[0] = own ? c->users[0] : c->user;
		c->user_cap = (uint32_t)cap;
	}
	c->users[c->user_count++] = user;
}

static void link_need(struct linker *l, struct cell *other)
{
	for (size_t i = 0; i < l->need_count && i < 16; i++)
		if (l->needs[i] == other)
			return;
	l->needs = xgrow(l->needs, l->need_count, &l->cap, sizeof *l->needs);
	l->needs[l->need_count++] = other;
}

static void store_needs(struct linker *l)
{
	struct cell *c = l->c;

	c->need_count = (uint32_t)l->need_count;
	c->needs = c->need_count == 1 ? &c->need : c->need_count ? xmalloc(c->need_count * sizeof *c->needs) : NULL;
	for (uint32_t i = 0; i < c->need_count; i++) {
		c->needs[i] = l->needs[i];
		add_user(c->needs[i], c);
	}
}

static void link_names(struct linker *l, struct names names)
{
	struct reads r = {.space = l->space, .a = &l->s->scratch, .names = names};
	struct meant x;

	while (reads_next(&r, &x)) {
		if (x.cell)
			link_need(l, x.cell);
		else if (x.node->kind == NODE_NAME)
			miss(l, x.node->text);
		else if (!x.function && l->s->machines.count && !l->chooses)
			l->chooses = sheet_call_chooses(l->space, x.node->text);
	}
}

/* Who chooses machines reads what the sheet's own are made of. */
static void link_machines(struct linker *l)
{
	const struct space *space = l->space;

	for (size_t i = 0; i < l->s->entry_count; i++)
		if (l->s->entries[i].statement->kind == STATEMENT_MACHINE) {
			l->space = l->s->entries[i].is.space;
			link_names(l, ast_statement_names(l->s->entries[i].statement, &l->s->scratch));
		}
	l->space = space;
}

static void link_expression(struct linker *l, const struct node *n)
{
	link_names(l, ast_names(n, &l->s->scratch));
}

/* A result needs all parameters of its lab. */
static void link_lab(struct linker *l, const struct cell *c)
{
	const struct lab *lab = measure_lab(cell_declared(c).source);

	for (const struct lab_in *in = lab ? lab->in : NULL; in && in->name; in++) {
		struct cell *param = sheet_find_in(l->s, cell_declared(c).space, str_from_c(in->name));

		if (param)
			link_need(l, param);
	}
}

void cell_link(struct sheet *s, struct cell *c)
{
	struct linker l = {.s = s, .c = c, .space = c->is.space, .needs = s->graph.linking, .cap = s->graph.linking_cap};

	arena_reset(&s->scratch);
	c->linked = true;
	if (cell_is_measured(c))
		link_lab(&l, c);
	else if (c->is.expr)
		link_expression(&l, c->is.expr);
	c->own_needs = (uint32_t)l.need_count;
	if (c->given && c->declaration && c->declaration->expr && c->declaration->kind == STATEMENT_PARAM) {
		l.space = cell_declared(c).space; /* the default says which nouns are wanted */
		link_expression(&l, c->declaration->expr);
	}
	if (l.chooses)
		link_machines(&l);
	store_needs(&l);
	s->graph.linking = l.needs;
	s->graph.linking_cap = l.cap;
}

void sheet_name_appeared(struct sheet *s, struct str name)
{
	struct waiters *w = map_get(&s->names.misses, name);

	while (w && w->count) {
		struct cell *c = w->cells[w->count - 1];
		cell_unlink(c);
		sheet_touch(s, c);
	}
}

/* Whoever calls one is worked out anew: that is all who may, since functions are few and change seldom. */
void sheet_functions_changed(struct sheet *s)
{
	for (size_t i = s->graph.cell_count; i > 0; i--) { /* those tied last are untied at once */
		cell_unlink(s->graph.cells[i - 1]);
		sheet_touch(s, s->graph.cells[i - 1]);
	}
}
