/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suppose.c - what-if: cells that are something else for a while. */
#include "sheet/parts.h"

enum { TYPED_DRAWS = 32 }; /* numbers left to the ranges of what is asked */

void sheet_suppose(struct sheet *s)
{
	bool held = sheet_recalc(s, NULL);

	sheet_number_draws(s);
	for (size_t i = 0; i < s->cell_count; i++) {
		s->cells[i]->usual_draws = s->cells[i]->draws;
		s->cells[i]->usual_draw = s->cells[i]->draw;
	}
	s->supposing = true;
	sheet_columns_begin(s, held);
	s->supposed_draws = s->draw_count + TYPED_DRAWS;
	s->suppose_within = s->marked;
	s->suppose_from = s->change_count;
	if (!s->marked)
		sheet_mark(s);
}

static void remember(struct sheet *s, struct cell *c)
{
	if (c->fixed || c->supposed)
		return;
	sheet_remember(s, c, false);
	c->usual = c->value.type;
}

void sheet_suppose_number(struct sheet *s, struct cell *c, double x)
{
	remember(s, c);
	c->usual.uncertain = false;
	c->fixed = true;
	c->fixed_at = x;
	sheet_touch(s, c);
}

void sheet_suppose_usual(struct sheet *s, struct cell *c)
{
	c->fixed = false;
	sheet_touch(s, c);
}

void sheet_suppose_expression(struct sheet *s, struct cell *c, const struct definition *is)
{
	remember(s, c);
	c->fixed = false;
	c->supposed = true;
	sheet_define(s, c, *is);
}

void sheet_suppose_end(struct sheet *s)
{
	sheet_columns_end(s);
	if (s->suppose_within) {
		sheet_take_back(s, s->suppose_from);
		sheet_recalc(s, NULL);
	} else {
		sheet_rollback(s);
	}
	for (size_t i = 0; i < s->cell_count; i++)
		s->cells[i]->draw = s->cells[i]->usual_draw;
	s->supposing = false;
	s->draws_numbered = true;
}
