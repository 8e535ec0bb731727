/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grounds_why.c - errors about names that have no number: what would measure it, and which names are near. */
#include <string.h>

#include "base/fs.h"
#include "base/near.h"
#include "measured/grounds_parts.h"

/* ---- names near ---- */

static void offer_cell(void *ctx, struct str cell)
{
	near_offer(ctx, cell);
}

/* Cells there are, operations that could be measured and, for fact., published figures. */
static void find_near(struct grounds *g, bool published, struct near *n)
{
	unsigned count;
	const struct str *names = facts_names(g->facts, &count);

	measured_each(g->store, offer_cell, n);
	measured_each(g->imported, offer_cell, n);
	for (unsigned i = 0; i < bench_ops_count(grounds_ops(g)); i++)
		near_offer(n, bench_ops_at(g->ops, i)->name);
	for (unsigned i = 0; published && i < count; i++)
		if (str_starts(names[i], S("ref.")))
			near_offer(n, str_cut(names[i], 4, names[i].len));
}

static void grounds_why_unknown(struct grounds *g, struct str name, struct str cell, struct span at, struct diag *d)
{
	struct str kind = str_cut(name, 0, name.len - cell.len);
	struct near n = {.word = cell, .limit = near_edits(cell), .most = 3, .keep = d->arena};

	find_near(g, str_eq(kind, S("fact.")), &n);
	diag_fail(d, DIAG_NAME, at, "unknown name '%.*s'", STR(name));
	for (unsigned i = 0; i < n.count; i++)
		n.names[i] = arena_printf(d->arena, "%.*s%.*s", STR(kind), STR(n.names[i]));
	if (!diag_suggest(d, n.names, n.count))
		diag_hint(d, "'bote bench --list' shows what can be measured");
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
		          fs_error(measured_error(g->store)));
		return;
	}
	if (!op)
		grounds_why_unknown(g, name, cell, at, d);
	else if (measured_operation(g->store, op->name))
		lacks_ending(g, op, name, at, d);
	else
		not_measured(g, op, name, at, d);
}
