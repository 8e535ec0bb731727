/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suppose.c - what-if: cells that are something else for a while. */
#include <stdlib.h>

#include "sheet/sheet_parts.h"

enum { TYPED_DRAWS = 32 }; /* numbers left to the ranges of what is asked */

/* ---- for whose sake ---- */

/* Whether there are any that were not wanted before. */
static bool want_cells(struct sheet *s, struct cell *const *cells, uint32_t count)
{
	struct walked more = sheet_needs_unseen(cells, count, s->journal.wanted);

	for (size_t i = 0; i < more.count; i++)
		cell_declared(more.cells[i]).space->wanted = true;
	free(more.cells);
	return more.count > 0;
}

static void want_expression(struct sheet *s, const struct definition *is)
{
	struct cell *reader = cell_new(S(""), 0); /* reads what a cell of that expression would */

	is->space->wanted = true;
	cell_define(reader, *is, *is);
	cell_link(s, reader);
	want_cells(s, reader->needs, reader->need_count);
	cell_free(reader);
}

/* A cell has a value where the requirements of its sheet hold, and these may rest on cells of other sheets. */
static void want_requirements(struct sheet *s)
{
	bool more = s->require_count > 0;

	while (more) {
		more = false;
		for (size_t i = 0; i < s->entry_count; i++) {
			struct definition is = s->entries[i].is;

			if (s->entries[i].statement->kind != STATEMENT_REQUIRE || s->journal.wanted_entry[i] || !is.space->wanted)
				continue;
			is.expr = s->entries[i].statement->expr;
			want_expression(s, &is);
			s->journal.wanted_entry[i] = more = true;
		}
	}
}

void sheet_want_reads(struct sheet *s)
{
	bool more = false;

	for (size_t i = 0; s->journal.wanted && i < s->graph.stale_count; i++)
		more = want_cells(s, s->graph.stale[i]->needs, s->graph.stale[i]->need_count) || more;
	if (more)
		want_requirements(s);
}

bool sheet_entry_is_wanted(const struct sheet *s, size_t entry)
{
	return !s->journal.wanted || s->journal.wanted_entry[entry];
}

static void want_no_more(struct sheet *s)
{
	free(s->journal.wanted);
	free(s->journal.wanted_entry);
	s->journal.wanted = s->journal.wanted_entry = NULL;
	s->names.root.wanted = false;
	for (struct space *x = s->names.spaces; x; x = x->next)
		x->wanted = false;
}

void sheet_suppose_for(struct sheet *s, const struct definition *wanted, uint32_t count)
{
	sheet_suppose(s);
	s->journal.wanted = xcalloc(s->graph.cell_count + 1, sizeof *s->journal.wanted);
	s->journal.wanted_entry = xcalloc(s->entry_count + 1, sizeof *s->journal.wanted_entry);
	for (uint32_t i = 0; i < count; i++)
		want_expression(s, &wanted[i]);
	want_requirements(s);
}

/* ---- what is supposed ---- */

void sheet_suppose(struct sheet *s)
{
	bool held = sheet_recalc(s, NULL);

	sheet_number_draws(s);
	s->draws.usual = xmalloc((s->graph.cell_count + 1) * sizeof *s->draws.usual);
	for (size_t i = 0; i < s->graph.cell_count; i++)
		s->draws.usual[i] = (struct usual_draws){s->graph.cells[i]->draws, s->graph.cells[i]->draw};
	s->journal.supposing = true;
	sheet_columns_begin(s, held);
	s->draws.supposed_draws = s->draws.numbers.count + TYPED_DRAWS;
	s->journal.suppose_within = s->journal.marked;
	s->journal.suppose_from = s->journal.since.change_count;
	if (!s->journal.marked)
		sheet_mark(s);
}

static struct stand_in *stand_in(struct sheet *s, struct cell *c)
{
	if (!c->more->stand_in) {
		sheet_remember(s, c);
		cell_more(c)->stand_in = xcalloc(1, sizeof *c->more->stand_in);
		c->more->stand_in->usual = *c->type;
	}
	return c->more->stand_in;
}

void sheet_suppose_number(struct sheet *s, struct cell *c, double x)
{
	struct stand_in *in = stand_in(s, c);

	in->usual.uncertain = false;
	in->fixed = true;
	in->at = x;
	sheet_touch(s, c);
}

void sheet_suppose_usual(struct sheet *s, struct cell *c)
{
	c->more->stand_in->fixed = false;
	sheet_touch(s, c);
}

void sheet_suppose_expression(struct sheet *s, struct cell *c, const struct definition *is)
{
	struct stand_in *in = stand_in(s, c);

	in->fixed = false;
	in->other = true;
	sheet_define(s, c, *is, cell_declared(c));
}

void sheet_suppose_end(struct sheet *s)
{
	sheet_columns_end(s);
	if (s->journal.suppose_within) {
		sheet_take_back(s, s->journal.suppose_from);
		sheet_recalc(s, NULL);
	} else {
		sheet_rollback(s);
	}
	want_no_more(s);
	for (size_t i = 0; i < s->graph.cell_count; i++)
		s->graph.cells[i]->draw = s->draws.usual[i].first;
	free(s->draws.usual);
	s->draws.usual = NULL;
	s->journal.supposing = false;
	s->draws.numbered = true;
}

bool sheet_eval_few(struct sheet *s, const struct definition *at, const struct node *n, uint32_t samples,
                    struct arena *scratch, struct diag *d, struct value *out)
{
	struct engine few = *s->engine;
	DIAG_IN(d, at->source);

	few.samples = samples < few.samples ? samples : few.samples;
	return eval(&few, sheet_scope(s, at->space), n, scratch, d, out);
}
