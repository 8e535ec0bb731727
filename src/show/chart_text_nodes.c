/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text_nodes.c - a ring unrolled into a line, and nodes as columns with arrows between them. */
#include "base/utf8.h"
#include "show/chart_text.h"
#include "show/wrap.h"

/* ---- a ring ---- */

enum { ENDS = 8 }; /* "0 |" and "| 2^64" */

/* A piece of text at a column, or a little further right; false when there is no room near. */
static bool put_at(char *line, unsigned width, unsigned at, struct str text, unsigned slack)
{
	for (unsigned from = at; from <= at + slack && from + text.len <= width; from++) {
		bool free = true;

		for (unsigned i = 0; i < text.len; i++)
			free = free && line[from + i] == ' ';
		if (!free)
			continue;
		memcpy(line + from, text.p, text.len);
		return true;
	}
	return false;
}

void chart_text_ring(const struct chart_pen *p, const struct chart *c)
{
	unsigned width = p->width > ENDS + 20 ? p->width - ENDS - 2 : 20;
	char *labels = arena_alloc(p->a, width + 1), *places = arena_alloc(p->a, width + 1);
	bool some = false;

	memset(labels, ' ', width);
	memset(places, ' ', width);
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *item = &c->items[i];
		unsigned at = (unsigned)(item->value * (width - 1));

		at = at + item->label.len > width ? width - (unsigned)item->label.len : at;
		if (!put_at(labels, width, at, item->label, 3) && !put_at(labels, width, at > 2 ? at - 2 : 0, item->label, 2))
			some = true;
		put_at(places, width, at + 6 > width ? width - 6 : at, arena_printf(p->a, "%.3f ", item->value), 1);
	}
	buf_add_c(p->out, p->ascii ? "0 |" : "0 ├");
	for (unsigned i = 0; i < width; i++)
		if (labels[i] == ' ')
			buf_add_c(p->out, p->ascii ? "-" : "─");
		else
			buf_char(p->out, labels[i]);
	buf_add_c(p->out, p->ascii ? "| 2^64\n" : "┤ 2^64\n");
	buf_fill(p->out, ' ', 3);
	buf_add(p->out, places, width);
	chart_pen_end(p);
	if (some)
		buf_add_c(p->out, "Some stand too close to be seen.\n");
}

/* ---- messages ---- */

static void put_lanes(const struct chart_pen *p, const struct chart *c, const struct chart_step *s, unsigned gap)
{
	bool message = s->to != CHART_NOBODY, right = message && s->to > s->from;
	unsigned low = right ? s->from : s->to, high = right ? s->to : s->from, columns = (c->item_count - 1) * gap + 1;

	for (unsigned at = 0; at < columns; at++) {
		unsigned lane = at / gap;
		bool on = at % gap == 0;

		if (on && lane == s->from)
			buf_char(p->out, message ? 'o' : '*');
		else if (message && on && lane == s->to)
			buf_char(p->out, s->arrives != s->arrives ? 'x' : right ? '>' : '<');
		else if (message && at > low * gap && at < high * gap)
			buf_add_c(p->out, p->ascii ? "-" : "─");
		else if (on)
			buf_add_c(p->out, p->ascii ? "|" : "│");
		else
			buf_char(p->out, ' ');
	}
}

void chart_text_sequence(const struct chart_pen *p, const struct chart *c)
{
	unsigned gap = c->item_count * 5 + 34 <= p->width ? 5 : c->item_count * 3 + 30 <= p->width ? 3 : 2, lead;
	size_t time = 0;

	for (uint32_t i = 0; i < c->step_count; i++)
		time = utf8_width(c->steps[i].time) > time ? utf8_width(c->steps[i].time) : time;
	lead = (unsigned)time + 2 + (c->item_count - 1) * gap + 3;
	buf_fill(p->out, ' ', time + 2);
	for (uint32_t i = 0; i < c->item_count; i++)
		chart_pen_padded(p, c->items[i].label, i + 1 < c->item_count ? gap : utf8_width(c->items[i].label), false);
	chart_pen_end(p);
	for (uint32_t i = 0; i < c->step_count; i++) {
		struct wrap w = {.width = p->width > lead + 16 ? p->width : lead + 16, .taken = lead, .rest = lead};

		chart_pen_padded(p, c->steps[i].time, time, true);
		buf_fill(p->out, ' ', 2);
		put_lanes(p, c, &c->steps[i], gap);
		buf_add_c(p->out, "  ");
		if (c->steps[i].text.len)
			wrap_text(p->out, c->steps[i].text, &w);
		else
			chart_pen_end(p);
	}
}
