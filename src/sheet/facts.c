/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.c - an index of definition lines by name, each worked out at its first use. */
#include "sheet/facts.h"

#include <assert.h>
#include <stdlib.h>

#include "base/map.h"
#include "sheet/declare.h"

struct entry {
	struct str line;
	struct source source;
	bool tried, good;
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
	struct pending pending[8];
	unsigned pending_count;
};

static const struct value *constant(void *ctx, struct str name)
{
	const struct fact *f = facts_find(ctx, name, NULL);
	return f ? &f->value : NULL;
}

struct facts *facts_new(const struct engine *e, const struct vocabulary *v)
{
	struct facts *f = xcalloc(1, sizeof *f);

	f->engine = e;
	f->vocabulary = v;
	arena_init(&f->arena);
	f->scope = *declare_no_names();
	f->scope.ctx = f;
	f->scope.constant = constant;
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

static void index_text(struct facts *f, struct str name, struct str text)
{
	struct str rest = text, line;
	uint32_t number = 0;

	while (str_next_line(&rest, &line)) {
		number++;
		line = str_trim(line);
		struct str key = defined_name(&f->arena, line);
		if (!key.len || map_get(&f->by_name, key))
			continue;
		struct entry *e = arena_new(&f->arena, struct entry);
		e->line = line;
		e->source = (struct source){name, line, number};
		e->fact.name = key;
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

static bool work_out(struct facts *f, struct entry *e, struct diag *d)
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
	e->fact.text = st->text;
	e->fact.origin = st->origin;
	e->fact.value = v;
	return true;
}

const struct fact *facts_find(struct facts *f, struct str name, struct diag *d)
{
	struct entry *e;

	index_pending(f);
	e = map_get(&f->by_name, name);
	if (!e)
		return NULL;
	if (!e->tried) {
		struct diag own;
		diag_init(&own, &f->arena, &e->source);
		e->tried = true;
		e->good = work_out(f, e, &own);
		if (!e->good && d && own.error)
			diag_fail(d, own.error->kind, (struct span){0, 0}, "%.*s: %.*s", STR(name), STR(own.error->text));
	}
	return e->good ? &e->fact : NULL;
}

const struct str *facts_names(struct facts *f, unsigned *count)
{
	index_pending(f);
	*count = (unsigned)f->count;
	return f->names;
}
