/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text_braille.c - lines in braille: two dots by four in a character, all lines in one picture. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "show/chart_text.h"

enum { INDENT = 2, ROWS = 10, ACROSS = 2, DOWN = 4, MOST = 64, LABEL_MOST = 20 };

/* Dots from the top left, row by row; which of them are set. */
struct dots {
	unsigned width, height;
	bool *on;
};

static void set_column(struct dots *d, unsigned x, int from, int to)
{
	for (int y = from < to ? from : to; y <= (from < to ? to : from); y++)
		if (y >= 0 && y < (int)d->height)
			d->on[(unsigned)y * d->width + x] = true;
}

/* A line without holes: each column continues where the one before ended, unless there is a gap. */
static int chart_text_braille_put_line(struct dots *d, const struct chart_series *s, const struct chart_axis *x,
                                       const struct chart_axis *y)
{
	int before = -1, row = -1;

	for (unsigned i = 0; i < d->width; i++) {
		double height = chart_text_height(s, x, y, (i + 0.5) / d->width);

		row = height < 0 ? -1 : (int)round((1 - height) * (d->height - 1));
		if (row >= 0)
			set_column(d, i, before < 0 ? row : before + (row > before) - (row < before), row);
		before = row;
	}
	return row;
}

static void chart_text_braille_put_cell(const struct chart_pen *p, const struct dots *d, unsigned column, unsigned row)
{
	static const unsigned bit[DOWN][ACROSS] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
	unsigned mask = 0;
	char text[4];

	for (unsigned y = 0; y < DOWN; y++)
		for (unsigned x = 0; x < ACROSS; x++)
			if (d->on[(row * DOWN + y) * d->width + column * ACROSS + x])
				mask |= bit[y][x];
	if (mask)
		buf_add(p->out, text, utf8_encode(0x2800 + mask, text));
	else
		buf_char(p->out, ' ');
}

/* What is on the right of each row: the name of the line that ends there, below the one that is there already. */
static void chart_text_braille_put_label(struct str *labels, int dot, struct str label)
{
	int row = dot < 0 ? 0 : dot / DOWN;

	while (row < ROWS && labels[row].len)
		row++;
	if (row < ROWS)
		labels[row] = label;
}

static size_t label_width(const struct chart *c)
{
	size_t width = 0;

	for (uint32_t i = 0; i < c->series_count && c->series_count > 1; i++)
		width = utf8_wider(width, c->series[i].label);
	return width > LABEL_MOST ? LABEL_MOST : width;
}

void chart_text_braille(const struct chart_pen *p, const struct chart *c, const struct chart_axis *x,
                        const struct chart_axis *y)
{
	struct str from = chart_text_number(p, y->from), to = chart_text_number(p, y->to), labels[ROWS] = {0};
	size_t lead = INDENT + (utf8_width(from) > utf8_width(to) ? utf8_width(from) : utf8_width(to)),
		   right = label_width(c);
	unsigned room = p->width > lead + right + 2 + MOST ? MOST
	                : p->width > lead + right + 12     ? (unsigned)(p->width - lead - right - 2)
	                                                   : 10;
	struct dots d = {room * ACROSS, ROWS * DOWN, NULL};

	d.on = arena_array(p->a, bool, (size_t)d.width *d.height);
	for (uint32_t i = 0; i < c->series_count; i++)
		if (c->series[i].count > 1) {
			int end = chart_text_braille_put_line(&d, &c->series[i], x, y);

			chart_text_braille_put_label(labels, end, c->series_count > 1 ? c->series[i].label : S(""));
		}
	if (c->y_title.len)
		buf_printf(p->out, "  %.*s\n", STR(c->y_title));
	for (unsigned row = 0; row < ROWS; row++) {
		chart_pen_padded(p, row == 0 ? to : row == ROWS - 1 ? from : S(""), lead, true);
		buf_char(p->out, ' ');
		for (unsigned i = 0; i < room; i++)
			chart_text_braille_put_cell(p, &d, i, row);
		buf_char(p->out, ' ');
		chart_pen_padded(p, labels[row], right, false);
		chart_pen_end(p);
	}
	chart_text_rule(p, lead + 1, room);
	chart_text_ends(p, lead + 1, room, x, c->x_title);
}
