/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_chart.c - the picture of a lab, and the messages of one run, as charts. */
#include <math.h>

#include "whatif/lab_view.h"

enum { MESSAGES_SHOWN = 40 };

struct chart *lab_chart(const struct lab_figure *f, struct arena *a)
{
	struct chart *c = NULL;

	if (f->kind == LAB_FIGURE_BARS) {
		c = chart_new(a, CHART_BARS, f->title);
		chart_items(c, a, f->count);
		for (uint32_t i = 0; i < f->count; i++)
			c->items[i] = (struct chart_item){
				.label = f->bars[i].label, .value = f->bars[i].value, .text = f->bars[i].text};
	} else if (f->kind == LAB_FIGURE_LINES) {
		c = chart_new(a, CHART_LINE, f->title);
		c->series = arena_array(a, struct chart_series, f->count);
		c->series_count = f->count;
		c->x_title = f->x_title;
		c->y_title = f->y_title;
		for (uint32_t i = 0; i < f->count; i++)
			c->series[i] = (struct chart_series){
				.label = f->lines[i].label, .x = f->lines[i].x, .y = f->lines[i].y, .count = f->lines[i].count};
	}
	if (f->kind == LAB_FIGURE_RING) {
		c = chart_new(a, CHART_RING, f->title);
		chart_items(c, a, f->count);
		for (uint32_t i = 0; i < f->count; i++)
			c->items[i] = (struct chart_item){.label = f->places[i].label,
			                                  .value = f->places[i].at,
			                                  .low = f->places[i].owner,
			                                  .high = f->places[i].node};
	}
	return c && chart_worth(c) ? c : NULL;
}

struct chart *lab_messages_chart(const struct lab_trace *t, struct arena *a)
{
	struct chart *c = chart_new(a, CHART_SEQUENCE, S("Messages"));
	char room[12];

	chart_items(c, a, t->lanes);
	for (uint32_t i = 0; i < t->lanes; i++)
		c->items[i].label = arena_str(a, trace_lane(t, i, room));
	c->steps = arena_array(a, struct chart_step, t->count + 1);
	for (uint32_t i = 0; i < t->count; i++) {
		const struct trace_step *s = &t->step[i];
		struct chart_step *to = &c->steps[c->step_count++];
		struct buf time = {0};

		trace_time(t, s->at, &time);
		*to = (struct chart_step){.from = s->from == TRACE_NOBODY ? CHART_NOBODY : s->from,
		                          .to = s->to == TRACE_NOBODY ? CHART_NOBODY : s->to,
		                          .at = s->at == LAB_NEVER ? 0 : (double)s->at,
		                          .arrives = s->arrives == LAB_NEVER ? (double)NAN : (double)s->arrives,
		                          .time = arena_str(a, str_trim(buf_str(&time))),
		                          .text = arena_str(a, trace_words(t, s))};
		buf_release(&time);
	}
	return c;
}

struct chart *lab_messages(struct ask *q, const struct lab_view *v)
{
	struct chart *c = NULL;
	struct lab_trace t;

	if (!measure_trace(sheet_engine(q->sheet), v->run, MESSAGES_SHOWN, true, &t, q->d))
		return NULL;
	for (uint32_t i = 0; i < t.count && !c; i++)
		if (t.lanes > 1 && t.step[i].to != TRACE_NOBODY)
			c = lab_messages_chart(&t, q->a);
	trace_release(&t);
	return c && chart_worth(c) ? c : NULL;
}
