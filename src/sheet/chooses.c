/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chooses.c - who chooses machines: calls that reach a native function, by whatever formula. */
#include "eval/builtin.h"
#include "sheet/sheet_parts.h"

struct search {
	const struct space *space;
	unsigned depth;
	bool found;
};

enum { DEPTH = 32 };

static void search_sheet(struct search *x, struct str name)
{
	const struct sheet *s = x->space->sheet;
	struct arena a;
	struct diag d;
	struct node call = {.kind = NODE_CALL, .text = name};

	if (eval_is_native(s->engine, &call)) {
		x->found = true;
		return;
	}
	if (builtin_find(name) || x->depth == DEPTH)
		return;
	arena_init(&a);
	diag_init(&d, &a, NULL);
	const struct template *t = library_template(s->library, name, x->space->folder, &d);
	x->depth++;
	for (const struct statement *st = t ? t->first : NULL; st && !x->found; st = st->next) {
		struct names names = ast_statement_names(st, &a);

		for (uint32_t i = 0; i < names.count && !x->found; i++)
			if (names.node[i]->kind == NODE_CALL)
				search_sheet(x, names.node[i]->text);
		if (st->kind == STATEMENT_USE && !x->found)
			search_sheet(x, st->name);
	}
	x->depth--;
	arena_release(&a);
}

bool sheet_call_chooses(const struct space *space, struct str name)
{
	struct search x = {.space = space};

	search_sheet(&x, name);
	return x.found;
}
