/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_sequence.c - nodes as columns, time downwards, messages as arrows. */
#include <math.h>

#include "base/utf8.h"
#include "show/chart_kind.h"
#include "show/chart_text.h"
#include "show/shape.h"
#include "show/wrap.h"

/* ---- what is to be seen ---- */

static bool sequence_worth(const struct chart *c)
{
	for (uint32_t i = 0; i < c->step_count; i++)
		if (!isfinite(c->steps[i].at) || (c->steps[i].from != CHART_NOBODY && c->steps[i].from >= c->item_count) ||
		    (c->steps[i].to != CHART_NOBODY && c->steps[i].to >= c->item_count))
			return false;
	return c->item_count > 1 && c->step_count > 0;
}

static void sequence_describe(const struct chart *c, struct arena *a, struct buf *out)
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

/* ---- in shapes ---- */

enum { LANE = 64, LEFT = 76, TOP = 24, LINE_HEIGHT = 16, STEP = 18, HEAD = 5 };

struct when {
	double at, y;
};

struct page {
	struct sketch *s;
	const struct chart *c;
	struct when *when;
	uint32_t count;
	double lane;
	double words, room; /* where what is said stands, and how wide it may be */
};

static void add_time(struct page *p, double at)
{
	uint32_t k = p->count;
	struct when w = {at, 0};

	for (uint32_t i = 0; i < p->count; i++)
		if (p->when[i].at == at)
			return;
	for (; k > 0 && p->when[k - 1].at > w.at; k--)
		p->when[k] = p->when[k - 1];
	p->when[k] = w;
	p->count++;
}

static uint32_t lines_at(const struct chart *c, double at)
{
	uint32_t lines = 0;

	for (uint32_t i = 0; i < c->step_count; i++)
		lines += c->steps[i].at == at && c->steps[i].to == CHART_NOBODY;
	return lines;
}

static struct str said_words(const struct page *p, const struct chart_step *m)
{
	return m->to == CHART_NOBODY && m->from != CHART_NOBODY
	           ? arena_printf(p->s->a, "%.*s %.*s", STR(p->c->items[m->from].label), STR(m->text))
	           : m->text;
}

/* As many words as have room in a line, one at least. */
static struct str take_words(const struct page *p, struct str *text)
{
	size_t columns = (size_t)fmax(1, p->room / (0.6 * DRAWING_FONT));
	struct str rest = *text, line = wrap_take(&rest, columns);

	while (columns > 1 && shape_text_width(line) > p->room) {
		rest = *text;
		line = wrap_take(&rest, --columns);
	}
	*text = rest;
	return shape_fit(p->s, line, p->room);
}

static uint32_t said_lines(const struct page *p, const struct chart_step *m)
{
	uint32_t lines = 0;

	for (struct str text = said_words(p, m); text.len; lines++)
		take_words(p, &text);
	return lines;
}

/* Is it to be read at its moment? All that is said is, else the first of the messages. */
static bool is_read(const struct chart *c, uint32_t i)
{
	bool first = true;

	if (c->steps[i].to == CHART_NOBODY)
		return true;
	for (uint32_t k = 0; k < i; k++)
		first = first && c->steps[k].at != c->steps[i].at;
	return first && !lines_at(c, c->steps[i].at);
}

/* The height of what is said at a moment. */
static double height_at(const struct page *p, double at)
{
	double said = lines_at(p->c, at) ? 4 : STEP - LINE_HEIGHT;

	for (uint32_t i = 0; i < p->c->step_count; i++)
		if (p->c->steps[i].at == at && is_read(p->c, i))
			said += LINE_HEIGHT * (double)said_lines(p, &p->c->steps[i]);
	return fmax(STEP, said);
}

/* Moments one below the other, with room for what is said at each: a long wait is no taller than a short one. */
static double place_times(struct page *p)
{
	double y = TOP + STEP;

	for (uint32_t i = 0; i < p->c->step_count; i++) {
		add_time(p, p->c->steps[i].at);
		if (isfinite(p->c->steps[i].arrives))
			add_time(p, p->c->steps[i].arrives);
	}
	for (uint32_t i = 0; i < p->count; i++) {
		p->when[i].y = y;
		y += height_at(p, p->when[i].at);
	}
	return y;
}

static double y_of(const struct page *p, double at)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->when[i].at == at)
			return p->when[i].y;
	return 0;
}

static double x_of(const struct page *p, uint32_t lane)
{
	return LEFT + 10 + p->lane * lane;
}

static void put_arrow(struct page *p, const struct chart_step *m)
{
	bool lost = !isfinite(m->arrives);
	double x = x_of(p, m->from), y = y_of(p, m->at), tx = x_of(p, m->to),
		   ty = lost ? y + STEP / 2.0 : y_of(p, m->arrives);
	double length, dx, dy, *at;
	struct shape *line, *head;

	if (ty == y) /* at once, or within a round */
		ty += STEP / 3.0;
	if (lost)
		tx = x + (tx - x) * 0.6;
	line = shape_line(p->s, lost ? INK_DIM : INK_1, x, y, tx - x, ty - y);
	line->dashed = lost;
	length = hypot(tx - x, ty - y);
	dx = (tx - x) / length;
	dy = (ty - y) / length;
	if (lost) {
		shape_text(p->s, INK_DIM, ANCHOR_MIDDLE, tx, ty + 4, S("x"));
		return;
	}
	at = arena_array(p->s->a, double, 6);
	at[0] = tx;
	at[1] = ty;
	at[2] = tx - HEAD * (2 * dx - dy);
	at[3] = ty - HEAD * (2 * dy + dx);
	at[4] = tx - HEAD * (2 * dx + dy);
	at[5] = ty - HEAD * (2 * dy - dx);
	head = shape_add(p->s, SHAPE_AREA, INK_1);
	head->points = at;
	head->count = 3;
}

/* What is said at a moment, to the right of all lanes; of messages alone what the first of them says. */
static void sequence_put_words(struct page *p, const struct when *w)
{
	double y = w->y + 4;

	for (uint32_t i = 0; i < p->c->step_count; i++) {
		const struct chart_step *m = &p->c->steps[i];
		bool said = m->to == CHART_NOBODY;

		if (m->at != w->at || !is_read(p->c, i))
			continue;
		if (said && m->from != CHART_NOBODY)
			shape_circle(p->s, SHAPE_AREA, INK_2, x_of(p, m->from), w->y, 3.5, 12);
		for (struct str text = said_words(p, m); text.len; y += LINE_HEIGHT)
			shape_text(p->s, said ? INK_TEXT : INK_DIM, ANCHOR_START, p->words, y, take_words(p, &text));
	}
}

static void sequence_shape(struct sketch *s, const struct chart *c)
{
	struct page p = {.s = s, .c = c, .when = arena_array(s->a, struct when, 2 * c->step_count + 1)};
	double bottom, last = -1e9;

	p.lane = fmin(LANE, 0.47 * s->drawing->width / c->item_count);
	p.words = x_of(&p, c->item_count - 1) + 16;
	p.room = (s->drawing->width - p.words) * 1.15;
	bottom = place_times(&p);
	for (uint32_t i = 0; i < c->item_count; i++) {
		shape_text(s, INK_TEXT, ANCHOR_MIDDLE, x_of(&p, i), TOP - 8, c->items[i].label)->bold = true;
		shape_line(s, INK_RULE, x_of(&p, i), TOP, 0, bottom - TOP);
	}
	for (uint32_t i = 0; i < c->step_count; i++) {
		const struct chart_step *m = &c->steps[i];

		if (m->to != CHART_NOBODY)
			put_arrow(&p, m);
		if (m->at != last && m->time.len)
			shape_text(s, INK_DIM, ANCHOR_END, LEFT - 6, y_of(&p, m->at) + 4, m->time);
		last = m->at;
	}
	for (uint32_t i = 0; i < p.count; i++)
		sequence_put_words(&p, &p.when[i]);
	s->drawing->height = bottom + 6;
}

/* ---- in characters ---- */

static void sequence_put_lanes(const struct chart_pen *p, const struct chart *c, const struct chart_step *s,
                               unsigned gap)
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

static void sequence_text(const struct chart_pen *p, const struct chart *c)
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
		sequence_put_lanes(p, c, &c->steps[i], gap);
		buf_add_c(p->out, "  ");
		if (c->steps[i].text.len)
			wrap_text(p->out, c->steps[i].text, &w);
		else
			chart_pen_end(p);
	}
}

const struct chart_kind_row chart_kind_sequence = {
	.worth = sequence_worth,
	.describe = sequence_describe,
	.shape = sequence_shape,
	.text = sequence_text,
};
