/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * column.c - samples that outlast an evaluation: of what a what-if does not touch, so that a sweep draws it once; where
 * one asks for that, in several what-ifs and between them.
 */
#include <stdlib.h>

#include "sheet/sheet_parts.h"

struct column {
	double *samples;
	bool touched; /* by what is supposed, or through what it needs */
	bool wanted;  /* it was needed before: the next time pays */
	bool refused; /* it cannot be kept */
	uint64_t walk;
};

#define COLUMNS_MAX ((size_t)256 << 20) /* bytes */

static size_t column_size(const struct sheet *s)
{
	return s->engine->samples * sizeof(double);
}

static void columns_drop(struct sheet *s)
{
	for (size_t i = 0; s->draws.columns && i < s->draws.column_count; i++)
		free(s->draws.columns[i].samples);
	free(s->draws.columns);
	s->draws.columns = NULL;
	s->draws.column_count = 0;
	s->draws.column_bytes = 0;
}

/* One for each cell there is now. */
static void columns_ready(struct sheet *s)
{
	if (s->draws.column_count != s->graph.cell_count)
		columns_drop(s);
	if (!s->draws.columns)
		s->draws.columns = xcalloc(s->graph.cell_count + 1, sizeof *s->draws.columns);
	s->draws.column_count = s->graph.cell_count;
}

void sheet_columns_begin(struct sheet *s, bool held)
{
	s->draws.columns_held = held;
	columns_ready(s);
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
	if (s->journal.supposing)
		return;
	sheet_columns_end(s);
	if (keep)
		columns_ready(s);
}

void sheet_columns_renumbered(struct sheet *s)
{
	columns_drop(s);
	if (s->draws.columns_kept)
		columns_ready(s);
}

void sheet_forget_column(struct sheet *s, const struct cell *c)
{
	if (!s->draws.columns || c->index >= s->draws.column_count || !s->draws.columns[c->index].samples)
		return;
	s->draws.column_bytes -= column_size(s);
	free(s->draws.columns[c->index].samples);
	s->draws.columns[c->index].samples = NULL;
}

void sheet_column_moved(struct sheet *s, const struct cell *c)
{
	if (!s->draws.columns || c->index >= s->draws.column_count)
		return;
	sheet_forget_column(s, c);
	s->draws.columns[c->index] = (struct column){.touched = true};
}

/* In a what-if; and where columns are kept, of what was sampled, as the samples of a literal do not say all of it. */
static bool column_serves(const struct sheet *s, const struct cell *c)
{
	return s->journal.supposing || (s->draws.columns_kept && c->more->spread);
}

const double *sheet_column(const struct sheet *s, const struct cell *c)
{
	return column_serves(s, c) && c->index < s->draws.column_count ? s->draws.columns[c->index].samples : NULL;
}

bool sheet_is_touched(const struct sheet *s, const struct cell *c)
{
	return c->index >= s->draws.column_count || s->draws.columns[c->index].touched;
}

static bool column_fits(const struct sheet *s)
{
	return s->draws.column_bytes + column_size(s) <= COLUMNS_MAX;
}

/* What has no value in a sample says why by an instruction of the program that drew it: no other program knows that. */
static bool column_is_whole(const struct sheet *s, const double *samples)
{
	bool whole = true;

	for (uint32_t i = 0; i < s->engine->samples; i++)
		whole &= samples[i] == samples[i];
	return whole;
}

/* Takes the samples; of no use, they are freed. */
static void column_take(struct sheet *s, struct column *column, double *samples)
{
	if (samples && !column_is_whole(s, samples)) {
		free(samples);
		samples = NULL;
	}
	column->samples = samples;
	column->refused = !samples;
	s->draws.column_bytes += samples ? column_size(s) : 0;
}

static void column_make(struct sheet *s, const struct cell *c, struct column *column)
{
	bool again = column->wanted;
	double *samples = NULL;

	column->wanted = true;
	if (!again)
		return;
	s->draws.column_drawn = true;
	if (column_fits(s))
		samples = eval_column(s->engine, sheet_scope(s, c->is.space), c->index);
	s->draws.column_drawn = false;
	column_take(s, column, samples);
}

static bool column_suits(const struct sheet *s, const struct cell *c)
{
	const struct column *column = c->index < s->draws.column_count ? &s->draws.columns[c->index] : NULL;

	return column && column_serves(s, c) && !column->samples && !column->refused &&
	       !(s->journal.supposing && column->touched) && c->type->kind == VALUE_NUMBER && !c->type->list;
}

/* Would the samples of the cell be kept, if they were there? */
static bool column_is_wanted(const struct sheet *s, const struct cell *c)
{
	return s->draws.columns_kept && s->engine->samples && column_suits(s, c) && column_fits(s);
}

void sheet_take_column(struct sheet *s, const struct cell *c, double *samples)
{
	if (column_is_wanted(s, c))
		column_take(s, &s->draws.columns[c->index], samples);
	else
		free(samples);
}

/* The first ones on the way down that nothing supposed touches; what cannot be kept is looked through. */
void sheet_make_columns(struct sheet *s, const struct cell *root)
{
	const struct cell **stack = NULL;
	size_t depth = 0, cap = 0;
	uint64_t walk = ++s->draws.column_walks;

	if (!(s->journal.supposing || s->draws.columns_kept) || !s->engine->samples || s->draws.column_drawn)
		return;
	stack = xgrow(stack, depth, &cap, sizeof *stack);
	stack[depth++] = root;
	while (depth) {
		const struct cell *c = stack[--depth];
		struct column *column = c->index < s->draws.column_count ? &s->draws.columns[c->index] : NULL;

		if (!column || column->walk == walk || column->samples || c->state != CELL_READY || !c->type->uncertain ||
		    !c->is.expr)
			continue;
		bool touched = s->journal.supposing ? column->touched : !column_serves(s, c);
		column->walk = walk;
		if (column_suits(s, c))
			column_make(s, c, column);
		for (uint32_t k = 0; (touched || column->refused) && k < c->need_count; k++) {
			stack = xgrow(stack, depth, &cap, sizeof *stack);
			stack[depth++] = c->needs[k];
		}
	}
	free(stack);
}
