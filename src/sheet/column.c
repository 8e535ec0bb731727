/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * column.c - samples that outlast an evaluation: of what a what-if does not touch, so that a sweep draws it once; and
 * several what-ifs, where one asks for that.
 */
#include <stdlib.h>

#include "sheet/parts.h"

struct column {
	double *samples;
	bool touched; /* by what is supposed, or through what it needs */
	bool wanted;  /* it was needed before: the next time pays */
	bool refused; /* it cannot be kept */
	uint64_t walk;
};

#define COLUMNS_MAX ((size_t)256 << 20) /* bytes */

static void columns_drop(struct sheet *s)
{
	for (size_t i = 0; s->draws.columns && i < s->draws.column_count; i++)
		free(s->draws.columns[i].samples);
	free(s->draws.columns);
	s->draws.columns = NULL;
	s->draws.column_count = 0;
	s->draws.column_bytes = 0;
}

void sheet_columns_begin(struct sheet *s, bool held)
{
	s->draws.columns_held = held;
	if (s->draws.column_count != s->graph.cell_count)
		columns_drop(s);
	if (!s->draws.columns)
		s->draws.columns = xcalloc(s->graph.cell_count + 1, sizeof *s->draws.columns);
	s->draws.column_count = s->graph.cell_count;
	for (size_t i = 0; i < s->draws.column_count; i++)
		s->draws.columns[i].touched = false;
}

void sheet_columns_end(struct sheet *s)
{
	if (!s->draws.columns_kept)
		columns_drop(s);
}

void sheet_keep_columns(struct sheet *s, bool keep)
{
	s->draws.columns_kept = keep;
	if (!s->journal.supposing)
		sheet_columns_end(s);
}

void sheet_columns_renumbered(struct sheet *s)
{
	columns_drop(s);
}

void sheet_column_moved(struct sheet *s, const struct cell *c)
{
	if (!s->draws.columns || c->index >= s->draws.column_count)
		return;
	if (s->draws.columns[c->index].samples)
		s->draws.column_bytes -= s->engine->samples * sizeof(double);
	free(s->draws.columns[c->index].samples);
	s->draws.columns[c->index] = (struct column){.touched = true};
}

const double *sheet_column(const struct sheet *s, const struct cell *c)
{
	return s->journal.supposing && c->index < s->draws.column_count ? s->draws.columns[c->index].samples : NULL;
}

bool sheet_is_touched(const struct sheet *s, const struct cell *c)
{
	return c->index >= s->draws.column_count || s->draws.columns[c->index].touched;
}

static void column_make(struct sheet *s, const struct cell *c, struct column *column)
{
	size_t bytes = s->engine->samples * sizeof(double);

	if (!column->wanted) {
		column->wanted = true;
		return;
	}
	if (!column->refused && s->draws.column_bytes + bytes <= COLUMNS_MAX)
		column->samples = eval_column(s->engine, sheet_scope(s, c->is.space), c->index);
	column->refused = !column->samples;
	s->draws.column_bytes += column->samples ? bytes : 0;
}

/* The first ones on the way down that nothing supposed touches; what cannot be kept is looked through. */
void sheet_make_columns(struct sheet *s, const struct cell *root)
{
	const struct cell **stack = NULL;
	size_t depth = 0, cap = 0;
	uint64_t walk = ++s->draws.column_walks;

	if (!s->journal.supposing || !s->engine->samples)
		return;
	stack = xgrow(stack, depth, &cap, sizeof *stack);
	stack[depth++] = root;
	while (depth) {
		const struct cell *c = stack[--depth];
		struct column *column = c->index < s->draws.column_count ? &s->draws.columns[c->index] : NULL;

		if (!column || column->walk == walk || column->samples || c->state != CELL_READY || !c->type->uncertain ||
		    !c->is.expr)
			continue;
		column->walk = walk;
		if (!column->touched && c->type->kind == VALUE_NUMBER && !c->type->list)
			column_make(s, c, column);
		for (uint32_t k = 0; (column->touched || column->refused) && k < c->need_count; k++) {
			stack = xgrow(stack, depth, &cap, sizeof *stack);
			stack[depth++] = c->needs[k];
		}
	}
	free(stack);
}
