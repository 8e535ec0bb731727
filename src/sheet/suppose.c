/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suppose.c - what-if: cells that are something else for a while. */
#include <stdlib.h>

#include "sheet/parts.h"

enum { TYPED_DRAWS = 32 }; /* numbers left to the ranges of what is asked */

void sheet_suppose(struct sheet *s)
{
	bool held = sheet_recalc(s, NULL);

	sheet_number_draws(s);
	s->draws.usual = xmalloc((s->graph.cell_count + 1) * sizeof *s->draws.usual);
	for (size_t i = 0; i < s->graph.cell_count; i++)
		s->draws.usual[i] = (struct usual_draws){s->graph.cells[i]->draws, s->graph.cells[i]->draw};
	s->journal.supposing = true;
	sheet_columns_begin(s, held);
	s->draws.supposed_draws = s->draws.count + TYPED_DRAWS;
	s->journal.suppose_within = s->journal.marked;
	s->journal.suppose_from = s->journal.change_count;
	if (!s->journal.marked)
		sheet_mark(s);
}

static struct stand_in *stand_in(struct sheet *s, struct cell *c)
{
	if (!c->stand_in) {
		sheet_remember(s, c, false);
		c->stand_in = xcalloc(1, sizeof *c->stand_in);
		c->stand_in->usual = c->value.type;
	}
	return c->stand_in;
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
	c->stand_in->fixed = false;
	sheet_touch(s, c);
}

void sheet_suppose_expression(struct sheet *s, struct cell *c, const struct definition *is)
{
	struct stand_in *in = stand_in(s, c);

	in->fixed = false;
	in->other = true;
	sheet_define(s, c, *is);
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
	for (size_t i = 0; i < s->graph.cell_count; i++)
		s->graph.cells[i]->draw = s->draws.usual[i].first;
	free(s->draws.usual);
	s->draws.usual = NULL;
	s->journal.supposing = false;
	s->draws.numbered = true;
}
