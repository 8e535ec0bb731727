/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"
#include "session/session.h"
#include "show/chart.h"
#include "show/grid.h"

static void fill(struct outcome *o, struct grid *g)
{
	grid_list(g, &o->arena, 2);
	for (unsigned i = 0; i < 40; i++) {
		struct str *row;

		g->group = i < 38 ? S("") : S("last");
		row = grid_row(g);
		row[0] = i == 39 ? S("longer") : S("one");
		row[1] = S("some words that say what it is");
	}
}

Test(page, texts_stand_below_themselves_and_groups_above)
{
	struct session *s = session_new(S(""));
	struct outcome o;
	struct grid g;

	outcome_init(&o);
	fill(&o, &g);
	outcome_grid(&o, &g);
	session_settings(s)->width = 40;
	outcome_lay_out(s, &o);
	cr_expect(
		str_ends(buf_str(&o.output),
	             S("\nlast\n  one     some words that say what it is\n  longer  some words that say what it is\n")),
		"%s", buf_c(&o.output));
	outcome_reset(&o);
	fill(&o, &g);
	outcome_grid(&o, &g);
	session_settings(s)->width = 30;
	outcome_lay_out(s, &o);
	cr_expect(str_starts(buf_str(&o.output), S("  one\n")), "%s", buf_c(&o.output));
	outcome_release(&o);
	session_free(s);
}

/* Each piece is where the text ended when it came; a chart is in words where those are wanted. */
Test(page, pieces_are_between_the_lines_that_came_before_and_after)
{
	struct session *s = session_new(S(""));
	struct outcome o;
	struct chart *c;
	struct grid g;

	outcome_init(&o);
	c = chart_new(&o.arena, CHART_BARS, S("bars"));
	chart_items(c, &o.arena, 2);
	c->items[0] = (struct chart_item){.label = S("a"), .value = 1, .text = S("1")};
	c->items[1] = (struct chart_item){.label = S("b"), .value = 2, .text = S("2")};
	grid_list(&g, &o.arena, 2);
	grid_row(&g)[1] = S("said");
	buf_add_c(&o.output, "first\n");
	outcome_grid(&o, &g);
	outcome_text(&o, S("a paragraph"));
	buf_add_c(&o.output, "second\n");
	outcome_chart(&o, c);
	session_settings(s)->spoken = true;
	outcome_lay_out(s, &o);
	expect_str(0, buf_str(&o.output), S("first\n    said\na paragraph\nsecond\na 1; b 2\n"));
	outcome_lay_out(s, &o);
	expect_str(1, buf_str(&o.output), S("first\n    said\na paragraph\nsecond\na 1; b 2\n"));
	outcome_release(&o);
	session_free(s);
}
