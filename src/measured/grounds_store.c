/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grounds_store.c - the store, and what can be measured, each asked for when it is first needed. */
#include "measured/grounds_parts.h"

struct measured *grounds_store(struct grounds *g)
{
	if (g->opened)
		return g->store;
	g->opened = true;
	machine_read(&g->machine, "");
	g->folder = measured_folder(&g->arena, NULL);
	g->path = g->folder ? measured_path(&g->arena, g->folder, g->machine.id) : NULL;
	g->store = g->path ? measured_load(g->path, g->machine.id) : measured_parse(S(""));
	g->imported = g->folder ? measured_load(measured_path(&g->arena, g->folder, MEASURED_IMPORTED), NULL)
	                        : measured_parse(S(""));
	return g->store;
}

bool grounds_find(struct grounds *g, struct str cell, struct measured_cell *out)
{
	return measured_find(grounds_store(g), cell, out) || measured_find(g->imported, cell, out);
}

const struct bench_ops *grounds_ops(struct grounds *g)
{
	if (!g->ops)
		g->ops = bench_ops_ask(&g->arena);
	return g->ops;
}

static const void *find_bench_op(void *ops, struct str op)
{
	return bench_ops_find(ops, op);
}

const struct bench_op *grounds_operation(struct grounds *g, struct str cell)
{
	return measured_cell_operation(cell, find_bench_op, (void *)grounds_ops(g));
}
