/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * facts.c - an index of definition lines by name, each worked out at its first use; lines of further names from a
 * source.
 */
#include "sheet/facts.h"

#include <assert.h>
#include <stdlib.h>

#include "base/map.h"
#include "sheet/declare.h"

struct entry {
	struct str line;
	struct source source;
	bool tried, good;
	const struct node *expr;
	struct entry *next_uncertain, *next_outside;
	struct fact fact;
};

/* A definition text that is not yet indexed. */
struct pending {
	struct str name, text;
};

struct facts {
	const struct engine *engine;
	const struct vocabulary *vocabulary;
	struct scope scope;
	struct arena arena;
	struct map by_name;
	struct str *names;
	size_t count, cap;
	uint32_t ranges;
	struct entry *uncertain; /* those that were worked out */
	struct entry *outside;   /* those that the source defined */
	struct facts_source source;
	struct pending pending[8];
	unsigned pending_count;
};

static const struct fact *sheet_facts_find(struct facts *f, struct str name, struct span at, struct diag *d);

/* Those that a line of the text names are no business of the source's. */
static struct ref facts_constant(void *ctx, struct str name, struct span at, struct diag *d)
{
	return facts_ref(sheet_facts_find(ctx, name, at, d));
}

/* A fact that rests on another one: measured.syscall_rate on measured.syscall. They share their draws. */
static const struct inlined *facts_uncertain(void *ctx, uint32_t id, const struct compiler *c, struct arena *a,
                                             uint32_t *count)
{
	(void)c;
	return facts_inlined(ctx, id, a, count);
}

struct facts *facts_new(const struct engine *e, const struct vocabulary *v)
{
	struct facts *f = xcalloc(1, sizeof *f);

	f->engine = e;
	f->vocabulary = v;
	arena_init(&f->arena);
	f->scope.ctx = f;
	f->scope.constant = facts_constant;
	f->scope.uncertain = facts_uncertain;
	return f;
}

void facts_free(struct facts *f)
{
	if (!f)
		return;
	map_release(&f->by_name);
	arena_release(&f->arena);
	free(f->names);
	free(f);
}

/* The name that a line defines: `ref NAME =` or `NAME =`. */
static struct str defined_name(struct arena *a, struct str line)
{
	bool ref = str_starts(line, S("ref "));
	size_t end = str_find_char(line, '=', 0);
	struct str name = str_trim(str_cut(line, ref ? 4 : 0, end));

	if (end == line.len || !name.len || line.p[0] == '/' || line.p[0] == '#' || line.p[0] == '>')
		return (struct str){0};
	return ref ? arena_printf(a, "ref.%.*s", STR(name)) : name;
}

void facts_add(struct facts *f, struct str name, struct str text)
{
	assert(f->pending_count < sizeof f->pending / sizeof f->pending[0]);
	f->pending[f->pending_count++] = (struct pending){name, text};
}

/* A comment after an empty line names what follows, up to the next empty line. */
static void read_group(struct str line, bool *fresh, struct str *group)
{
	if (!line.len) {
		*fresh = true;
		*group = S("");
	} else if (*fresh && str_starts(line, S("//"))) {
		*group = str_trim(str_cut(line, 2, line.len));
	}
	*fresh = *fresh && !line.len;
}

/* A line holds one draw at most. */
static uint32_t new_draw(struct facts *f)
{
	return DRAW_OUTSIDE + f->ranges++;
}

static void index_text(struct facts *f, struct str name, struct str text)
{
	struct str rest = text, line, group = S("");
	bool fresh = false;
	uint32_t number = 0;

	while (str_next_line(&rest, &line)) {
		number++;
		line = str_trim(line);
		read_group(line, &fresh, &group);
		struct str key = defined_name(&f->arena, line);
		if (!key.len || map_get(&f->by_name, key))
			continue;
		struct entry *e = arena_new(&f->arena, struct entry);
		e->line = line;
		e->source = (struct source){name, line, number};
		e->fact.name = key;
		e->fact.group = group;
		if (str_contains_nocase(line, S("..")))
			e->fact.draw = new_draw(f);
		map_put(&f->by_name, key, e);
		f->names = xgrow(f->names, f->count, &f->cap, sizeof *f->names);
		f->names[f->count++] = key;
	}
}

/* Most lines that people type name no constant: the texts are looked at when one does. */
static void index_pending(struct facts *f)
{
	for (unsigned i = 0; i < f->pending_count; i++)
		index_text(f, f->pending[i].name, f->pending[i].text);
	f->pending_count = 0;
}

static bool facts_work_out(struct facts *f, struct entry *e, struct diag *d)
{
	struct statement *st = NULL;
	struct value v;
	uint32_t at = 0;

	if (!parse_line(&f->arena, &e->source, &at, f->vocabulary, d, &st))
		return false;
	if (!st || !st->expr || (st->kind != STATEMENT_CELL && st->kind != STATEMENT_REF))
		return diag_fail(d, DIAG_SYNTAX, (struct span){0, 0}, "not a constant or a reference number");
	if (!eval(f->engine, &f->scope, st->expr, &f->arena, d, &v))
		return false;
	e->expr = st->expr;
	e->fact.text = st->text;
	e->fact.origin = st->origin;
	e->fact.value = v;
	if (v.type.uncertain) {
		if (!e->fact.draw) /* one that does not look like a range in its text */
			e->fact.draw = new_draw(f);
		e->next_uncertain = f->uncertain;
		f->uncertain = e;
	}
	return true;
}

/* ---- names of the source ---- */

void facts_set_source(struct facts *f, const struct facts_source *source)
{
	f->source = *source;
}

void facts_forget(struct facts *f)
{
	for (struct entry *e = f->outside; e; e = e->next_outside)
		map_remove(&f->by_name, e->fact.name);
	f->outside = NULL;
}

static bool is_outside(const struct facts *f, struct str name)
{
	return f->source.knows && f->source.knows(f->source.ctx, name);
}

static struct entry *ask_source(struct facts *f, struct str name, struct span at, struct diag *d)
{
	struct fact fact = {0};
	struct str line = f->source.define(f->source.ctx, name, at, &f->arena, d, &fact);
	struct entry *e;

	if (!line.p)
		return NULL;
	e = arena_new(&f->arena, struct entry);
	e->line = line;
	e->fact = fact;
	e->fact.name = arena_str(&f->arena, name);
	e->source = (struct source){e->fact.name, line, 1};
	e->fact.draw = new_draw(f);
	e->next_outside = f->outside;
	f->outside = e;
	map_put(&f->by_name, e->fact.name, e);
	return e;
}

/* ---- finding ---- */

static const struct fact *sheet_facts_find(struct facts *f, struct str name, struct span at, struct diag *d)
{
	struct entry *e;

	index_pending(f);
	e = map_get(&f->by_name, name);
	if (!e && is_outside(f, name))
		e = ask_source(f, name, at, d);
	if (!e)
		return NULL;
	if (!e->tried) {
		struct diag own;
		diag_init(&own, &f->arena, &e->source);
		e->tried = true;
		e->good = facts_work_out(f, e, &own);
		if (!e->good && d && own.error)
			diag_fail(d, own.error->kind, at, "%.*s: %.*s", STR(name), STR(own.error->text));
	}
	return e->good ? &e->fact : NULL;
}

const struct fact *facts_find(struct facts *f, struct str name, struct diag *d)
{
	struct fact const *found;
	struct arena scratch;
	struct diag own;

	if (d)
		return sheet_facts_find(f, name, (struct span){0, 0}, d);
	arena_init(&scratch);
	diag_init(&own, &scratch, NULL);
	found = sheet_facts_find(f, name, (struct span){0, 0}, &own);
	arena_release(&scratch);
	return found;
}

const struct fact *facts_use(struct facts *f, struct str name, struct span at, struct diag *d)
{
	const struct fact *fact = d ? sheet_facts_find(f, name, at, d) : facts_find(f, name, NULL);

	if (fact && is_outside(f, name))
		f->source.used(f->source.ctx, fact);
	return fact;
}

struct ref facts_ref(const struct fact *f)
{
	return f ? ref_of(&f->value, f->draw ? f->draw : DRAW_OUTSIDE) : (struct ref){0};
}

const struct inlined *facts_inlined(struct facts *f, uint32_t id, struct arena *a, uint32_t *count)
{
	struct inlined *x = arena_new(a, struct inlined);
	const struct entry *e = f->uncertain;

	while (e && e->fact.draw != id)
		e = e->next_uncertain;
	*count = e != NULL;
	if (e)
		*x = (struct inlined){id, &e->fact.value.type, e->expr, &e->source, &f->scope, e->fact.name, id, NULL, NULL};
	return x;
}

const struct str *facts_names(struct facts *f, unsigned *count)
{
	index_pending(f);
	*count = (unsigned)f->count;
	return f->names;
}
