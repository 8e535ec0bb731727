/* SPDX-License-Identifier: GPL-3.0-or-later */
/* use.c - brings in another sheet: its cells become cells here, with a prefix. */
#include "base/fs.h"
#include "eval/parameter.h"
#include "sheet/sheet_parts.h"

enum { USE_DEPTH = 32, USE_LIMIT = 10000, CELL_LIMIT = 1000000 };

/* Where the file lies in which the statement is: each of several that were loaded looks beside itself. */
static struct str folder_beside(struct definition at)
{
	struct str own = at.chapter && !at.space->outer ? chapter_folder(at.chapter) : (struct str){0};

	return own.len ? own : at.space->folder;
}

static struct space *new_space(struct sheet *s, const struct template *t, const struct statement *use,
                               struct definition at)
{
	struct space *x = arena_new(&s->arena, struct space);

	*x = (struct space){
		.sheet = s, .outer = at.space, .is = t, .use = use, .use_source = at.source, .depth = at.space->depth + 1};
	x->prefix = arena_printf(&s->arena, "%.*s%.*s.", STR(at.space->prefix), STR(use->more->alias));
	x->folder = folder_beside(at);
	x->next = s->names.spaces;
	s->names.spaces = x;
	s->names.space_count++;
	return x;
}

/* A cell of the used sheet: by its own expression, or for a param by what the user of it gives. */
static bool use_cell(struct sheet *s, const struct statement *st, struct definition inside, const struct statement *use,
                     struct definition at, struct diag *d)
{
	struct cell *c = sheet_create(s, st->name, inside, st->name_at, d);

	if (!c)
		return false;
	cell_describe(c, st->text, st->origin);
	c->param = st->kind == STATEMENT_PARAM;
	c->declaration = st;
	struct definition is = inside;
	is.expr = st->kind == STATEMENT_MEASURE ? NULL : st->expr;
	const struct item *it = c->param ? template_argument(use->more->items, use->more->item_count, st->name) : NULL;
	if (it && !parameter_left_out(st, it->value)) {
		is = at;
		is.expr = eval_choice(st, it->value, sheet_named(s, &at, it->value), &s->arena);
		c->given = true;
	}
	sheet_define(s, c, is, inside);
	sheet_add_entry(s, st, inside, c);
	return true;
}

static bool use_statement(struct sheet *s, const struct statement *st, struct definition inside,
                          const struct statement *use, struct definition at, struct diag *d)
{
	switch (st->kind) {
	case STATEMENT_CELL:
	case STATEMENT_PARAM:
	case STATEMENT_MEASURE: return use_cell(s, st, inside, use, at, d);
	case STATEMENT_REQUIRE:
	case STATEMENT_CHECK:
	case STATEMENT_SHOW: sheet_add_entry(s, st, inside, NULL); return true;
	case STATEMENT_MACHINE: return sheet_add_machine(s, st, inside, d);
	case STATEMENT_USE: return sheet_use(s, st, inside, d);
	default: return true; /* prose and headings are the other sheet's own */
	}
}

/* Somebody else's sheet reads what lies beside it and below, not the files of whoever runs it. */
static bool reaches_out(struct str path)
{
	if (str_starts(path, S("/")))
		return true;
	for (struct str rest = path; rest.len;) {
		size_t end = str_find_char(rest, '/', 0);

		if (str_eq(str_cut(rest, 0, end), S("..")))
			return true;
		rest = str_cut(rest, end + 1, rest.len);
	}
	return false;
}

/* A link may lead there, too. */
static bool links_out(struct arena *a, struct str folder, struct str name)
{
	const char *inside = arena_str(a, folder).p;

	return fs_leads_out(fs_join(a, folder, name), inside) ||
	       fs_leads_out(fs_join(a, folder, arena_printf(a, "%.*s.bote", STR(name))), inside);
}

static bool may_use(const struct statement *use, struct definition at, struct diag *d)
{
	struct str folder = folder_beside(at);
	bool in_file = at.space->outer || folder.len;

	if (!in_file || (!reaches_out(use->name) && (!folder.len || !links_out(d->arena, folder, use->name))))
		return true;
	diag_fail(d, DIAG_FILE, use->name_at, "a sheet in a file uses what lies beside it or below: not '%.*s'",
	          STR(use->name));
	diag_hint(d, "copy that sheet beside this one, or put its folder into BOTE_PATH and use it by name");
	return false;
}

bool sheet_use(struct sheet *s, const struct statement *use, struct definition at, struct diag *d)
{
	const struct template *t = may_use(use, at, d) ? library_template(s->library, use->name, folder_beside(at), d)
	                                               : NULL;

	if (!t)
		return !d->error ? library_unknown(s->library, use->name, use->name_at, d) : false;
	if (s->names.space_count >= USE_LIMIT || s->graph.cell_count > CELL_LIMIT)
		return diag_fail(d, DIAG_LIMIT, use->at,
		                 "sheets that use sheets that use sheets: more than %d in all, or more than %d cells",
		                 USE_LIMIT, CELL_LIMIT);
	if (at.space->depth >= USE_DEPTH)
		return template_nested(t, use->at, USE_DEPTH, d);
	for (const struct space *x = at.space; x; x = x->outer)
		if (x->is == t)
			return diag_fail(d, DIAG_CYCLE, use->at, "'%.*s' uses itself", STR(use->name));
	struct space probe = {.prefix = at.space->prefix};
	if (parse_reserved(use->more->alias) || sheet_find_in(s, &probe, use->more->alias))
		return diag_fail(d, DIAG_NAME, use->more->alias_at, "'%.*s' is taken: choose another name after 'as'",
		                 STR(use->more->alias));
	if (!template_check(t, use, d))
		return false;
	struct space *space = new_space(s, t, use, at);
	for (const struct space *x = space->next; x; x = x->next)
		if (str_eq(x->prefix, space->prefix))
			return diag_fail(d, DIAG_NAME, use->more->alias_at,
			                 "there is a '%.*s' already: choose another name after 'as'", STR(use->more->alias));
	struct definition inside = {NULL, t->source, space, NULL};
	DIAG_IN(d, t->source);
	bool ok = true, loading = s->loading;
	s->loading = false;
	for (const struct statement *st = t->first; ok && st; st = st->next)
		ok = use_statement(s, st, inside, use, at, d);
	s->loading = loading;
	return ok;
}
