/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_nodes.c - charts of nodes: places round a ring, messages over time. Worth it? What is to be seen, in words? */
#include <math.h>

#include "show/chart_kind.h"

bool chart_worth_ring(const struct chart *c)
{
	for (uint32_t i = 0; i < c->item_count; i++)
		if (!(c->items[i].value >= 0 && c->items[i].value <= 1))
			return false;
	return c->item_count > 1;
}

void chart_describe_ring(const struct chart *c, struct arena *a, struct buf *out)
{
	(void)a;
	for (uint32_t i = 0; i < c->item_count; i++)
		buf_printf(out, "%s%.*s at %.3f", i ? ", " : "", STR(c->items[i].label), c->items[i].value);
}

bool chart_worth_sequence(const struct chart *c)
{
	for (uint32_t i = 0; i < c->step_count; i++)
		if (!isfinite(c->steps[i].at) || (c->steps[i].from != CHART_NOBODY && c->steps[i].from >= c->item_count) ||
		    (c->steps[i].to != CHART_NOBODY && c->steps[i].to >= c->item_count))
			return false;
	return c->item_count > 1 && c->step_count > 0;
}

void chart_describe_sequence(const struct chart *c, struct arena *a, struct buf *out)
{
	uint32_t messages = 0, said = 0;

	(void)a;
	for (uint32_t i = 0; i < c->step_count; i++)
		messages += c->steps[i].to != CHART_NOBODY;
	buf_printf(out, "%u messages between %u nodes", messages, c->item_count);
	for (uint32_t i = 0; i < c->step_count && said < 12; i++) {
		const struct chart_step *s = &c->steps[i];

		if (s->to != CHART_NOBODY)
			continue;
		buf_printf(out, "; %.*s%s%.*s %.*s", STR(s->time), s->time.len ? " " : "",
		           s->from == CHART_NOBODY ? 0 : (int)c->items[s->from].label.len,
		           s->from == CHART_NOBODY ? "" : c->items[s->from].label.p, STR(s->text));
		said++;
	}
}
