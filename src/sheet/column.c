/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column.c - samples that outlast an evaluation: of what a what-if does not touch, so that a sweep draws it once. */
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

void sheet_columns_begin(struct sheet *s, bool held)
{
	s->columns_held = held;
	s->columns = xcalloc(s->cell_count + 1, sizeof *s->columns);
	s->column_count = s->cell_count;
	s->column_bytes = 0;
}

void sheet_columns_end(struct sheet *s)
{
	for (size_t i = 0; s->columns && i < s->column_count; i++)
		free(s->columns[i].samples);
	free(s->columns);
	s->columns = NULL;
	s->column_count = 0;
}

void sheet_column_moved(struct sheet *s, const struct cell *c)
{
	if (!s->columns || c->index >= s->column_count)
		return;
	if (s->columns[c->index].samples)
		s->column_bytes -= s->engine->samples * sizeof(double);
	free(s->columns[c->index].samples);
	s->columns[c->index] = (struct column){.touched = true};
}

const double *sheet_column(const struct sheet *s, const struct cell *c)
{
	return s->columns && c->index < s->column_count ? s->columns[c->index].samples : NULL;
}

bool sheet_is_touched(const struct sheet *s, const struct cell *c)
{
	return c->index >= s->column_count || s->columns[c->index].touched;
}

static void make(struct sheet *s, const struct cell *c, struct column *column)
{
	size_t bytes = s->engine->samples * sizeof(double);

	if (!column->wanted) {
		column->wanted = true;
		return;
	}
	if (!column->refused && s->column_bytes + bytes <= COLUMNS_MAX)
		column->samples = eval_column(s->engine, sheet_scope(s, c->is.space), c->index);
	column->refused = !column->samples;
	s->column_bytes += column->samples ? bytes : 0;
}

/* The first ones on the way down that nothing supposed touches; what cannot be kept is looked through. */
void sheet_make_columns(struct sheet *s, const struct cell *root)
{
	const struct cell **stack = NULL;
	size_t depth = 0, cap = 0;
	uint64_t walk = ++s->column_walks;

	if (!s->columns || !s->engine->samples)
		return;
	stack = xgrow(stack, depth, &cap, sizeof *stack);
	stack[depth++] = root;
	while (depth) {
		const struct cell *c = stack[--depth];
		struct column *column = c->index < s->column_count ? &s->columns[c->index] : NULL;

		if (!column || column->walk == walk || column->samples || c->state != CELL_READY || !c->value.type.uncertain || !c->is.expr)
			continue;
		column->walk = walk;
		if (!column->touched && c->value.type.kind == VALUE_NUMBER && !c->value.type.list)
			make(s, c, column);
		for (uint32_t k = 0; (column->touched || column->refused) && k < c->need_count; k++) {
			stack = xgrow(stack, depth, &cap, sizeof *stack);
			stack[depth++] = c->needs[k];
		}
	}
	free(stack);
}
