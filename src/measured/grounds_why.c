/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grounds_why.c - errors about names that have no number: what would measure it, and which names are near. */
#include <string.h>

#include "base/fs.h"
#include "measured/grounds_parts.h"

/* ---- names near ---- */

enum { NEAR = 3, LIMIT = 3 };

struct nearest {
	struct arena *a;
	struct str word, names[NEAR];
	unsigned distance[NEAR], count;
};

static void grounds_why_consider(struct nearest *n, struct str name)
{
	unsigned limit = n->word.len <= 3 ? 1 : n->word.len <= 6 ? 2 : LIMIT, d = str_distance(n->word, name, limit), i;

	for (i = 0; i < n->count; i++)
		if (str_eq(n->names[i], name))
			return;
	if (d > limit || (n->count == NEAR && n->distance[NEAR - 1] <= d))
		return;
	for (i = n->count < NEAR ? n->count++ : NEAR - 1; i > 0 && n->distance[i - 1] > d; i--) {
		n->distance[i] = n->distance[i - 1];
		n->names[i] = n->names[i - 1];
	}
	n->distance[i] = d;
	n->names[i] = arena_str(n->a, name);
}

static void consider_cell(void *ctx, struct str cell)
{
	grounds_why_consider(ctx, cell);
}

/* Cells there are, operations that could be measured and, for fact., published figures. */
static void find_near(struct grounds *g, bool published, struct nearest *n)
{
	unsigned count;
	const struct str *names = facts_names(g->facts, &count);

	measured_each(g->store, consider_cell, n);
	measured_each(g->imported, consider_cell, n);
	for (unsigned i = 0; i < bench_ops_count(grounds_ops(g)); i++)
		grounds_why_consider(n, bench_ops_at(g->ops, i)->name);
	for (unsigned i = 0; published && i < count; i++)
		if (str_starts(names[i], S("ref.")))
			grounds_why_consider(n, str_cut(names[i], 4, names[i].len));
}

static void grounds_why_unknown(struct grounds *g, struct str name, struct str cell, struct span at, struct diag *d)
{
	struct str kind = str_cut(name, 0, name.len - cell.len);
	struct nearest n = {.a = d->arena, .word = cell};
	struct buf hint = {0};

	find_near(g, str_eq(kind, S("fact.")), &n);
	diag_fail(d, DIAG_NAME, at, "unknown name '%.*s'", STR(name));
	for (unsigned i = 0; i < n.count; i++)
		buf_printf(&hint, "%s'%.*s%.*s'",
		           !i                ? "did you mean "
		           : i + 1 < n.count ? ", "
		                             : " or ",
		           STR(kind), STR(n.names[i]));
	if (n.count)
		diag_hint(d, "%s?", buf_c(&hint));
	else
		diag_hint(d, "'bote bench --list' shows what can be measured");
	buf_release(&hint);
}

/* ---- what is missing ---- */

struct cells {
	struct buf text;
	struct str op;
	unsigned count;
};

static void grounds_why_add_cell(void *ctx, struct str cell)
{
	struct cells *c = ctx;

	if (str_starts(cell, c->op) && (cell.len == c->op.len || cell.p[c->op.len] == '_'))
		buf_printf(&c->text, "%s%.*s", c->count++ ? ", " : "", STR(cell));
}

/* Measured, but it has no such ending: there was nothing to say it from. */
static void lacks_ending(struct grounds *g, const struct bench_op *op, struct str name, struct span at, struct diag *d)
{
	struct cells c = {.op = op->name};

	measured_each(g->store, grounds_why_add_cell, &c);
	diag_fail(d, DIAG_NAME, at, "no '%.*s': %.*s was measured, without such a number", STR(name), STR(op->name));
	diag_hint(d, "there are %s", buf_c(&c.text));
	buf_release(&c.text);
}

struct folder {
	const struct grounds *g;
	unsigned others;
};

static bool count_other(void *ctx, const char *path)
{
	struct folder *f = ctx;

	f->others += strcmp(path, f->g->path) != 0 && !str_ends(str_from_c(path), S("/" MEASURED_IMPORTED ".jsonl"));
	return true;
}

static void not_measured(struct grounds *g, const struct bench_op *op, struct str name, struct span at, struct diag *d)
{
	struct folder f = {.g = g};

	if (op->lack.len)
		diag_fail(d, DIAG_NAME, at, "'%.*s' cannot be measured here: %.*s", STR(name), STR(op->lack));
	else
		diag_fail(d, DIAG_NAME, at, "'%.*s' is not measured on this machine yet", STR(name));
	if (g->folder)
		fs_walk(g->folder, S(".jsonl"), count_other, &f);
	if (f.others)
		diag_remark(d, (struct span){0, 0}, "the results of %s in %s are not used: they are not this machine's",
		            f.others == 1 ? "another machine" : "other machines", g->folder);
	if (!op->lack.len)
		diag_hint(d, "'bote bench %.*s' measures it", STR(op->name));
}

void grounds_why(struct grounds *g, struct str name, struct str cell, struct span at, struct diag *d)
{
	const struct bench_op *op = grounds_operation(g, cell);

	if (measured_error(g->store)) {
		diag_fail(d, DIAG_FILE, at, "'%.*s': cannot read %s: %s", STR(name), g->path,
		          strerror(measured_error(g->store)));
		return;
	}
	if (!op)
		grounds_why_unknown(g, name, cell, at, d);
	else if (measured_operation(g->store, op->name))
		lacks_ending(g, op, name, at, d);
	else
		not_measured(g, op, name, at, d);
}
