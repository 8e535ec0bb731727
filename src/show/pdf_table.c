/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_table.c - tables: columns as wide as their texts want and the page allows, heads repeated on each page. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "show/pdf_page.h"

enum { COLUMNS_MOST = 12, PAD = 5 };

struct column {
	const char *key, *title;
	bool right, code;
	double natural, least, width;
};

struct table {
	struct pdf *p;
	struct column columns[COLUMNS_MOST];
	size_t count;
	const json_t *rows;
};

static enum pdf_style style_of(const struct table *t, const json_t *row, size_t k)
{
	const json_t *holds = json_object_get(row, "holds");

	if (holds && k + 1 == t->count)
		return json_is_true(holds) ? PDF_GOOD : PDF_BAD;
	return t->columns[k].code ? PDF_MONO : PDF_BODY;
}

static double width_of(struct table *t, enum pdf_style style, const char *text)
{
	PangoLayout *l = pdf_layout(t->p, style, text, 0);
	double width = pdf_layout_width(l);

	g_object_unref(l);
	return width;
}

/* How wide it is on one line, and how wide its longest word. */
static void measure_text(struct table *t, struct column *c, enum pdf_style style, const char *text)
{
	c->natural = fmax(c->natural, width_of(t, style, text));
	for (const char *end; *text; text = end + (*end == ' ')) {
		char word[80];

		end = text + strcspn(text, " ");
		if (end - text < (ptrdiff_t)sizeof(word)) { /* a longer one is broken anyway */
			memcpy(word, text, (size_t)(end - text));
			word[end - text] = '\0';
			c->least = fmax(c->least, width_of(t, style, word));
		}
	}
}

static void measure(struct table *t)
{
	for (size_t k = 0; k < t->count; k++) {
		struct column *c = &t->columns[k];

		measure_text(t, c, PDF_BOLD, c->title);
		for (size_t i = 0; i < json_array_size(t->rows); i++) {
			const json_t *row = json_array_get(t->rows, i);

			measure_text(t, c, style_of(t, row, k), pdf_string(row, c->key));
		}
	}
}

/* Columns that want less than an even share of the room get what they want, until none does. Returns the room left. */
static double serve_small(struct table *t, double room, bool given[])
{
	size_t open = t->count;
	bool changed = true;

	while (changed && open) {
		double share = room / (double)open;

		changed = false;
		for (size_t k = 0; k < t->count; k++) {
			struct column *c = &t->columns[k];

			if (given[k] || c->natural > share)
				continue;
			c->width = c->natural;
			room -= c->natural;
			given[k] = changed = true;
			open--;
		}
	}
	return room;
}

/* Each of the others gets its longest word, if that is no more than half of the room; what is left goes where the most is left to say. */
static void share_room(struct table *t, double room)
{
	bool given[COLUMNS_MOST] = {false};
	double wanted = 0, left;

	room = serve_small(t, room, given);
	left = room;
	for (size_t k = 0; k < t->count; k++) {
		struct column *c = &t->columns[k];

		if (given[k])
			continue;
		c->width = fmin(c->least, room / 2);
		left -= c->width;
		wanted += c->natural - c->width;
	}
	for (size_t k = 0; k < t->count; k++) {
		struct column *c = &t->columns[k];

		if (!given[k])
			c->width = left > 0 ? c->width + left * (c->natural - c->width) / wanted : c->width * room / (room - left);
	}
}

static void set_widths(struct table *t)
{
	double room = t->p->right - t->p->left - 2.0 * PAD * (double)t->count, natural = 0;

	for (size_t k = 0; k < t->count; k++)
		natural += t->columns[k].natural;
	if (natural > room)
		share_room(t, room);
	for (size_t k = 0; k < t->count; k++) {
		struct column *c = &t->columns[k];

		if (natural <= room)
			c->width = c->natural + (room - natural) / (double)t->count;
		c->width += 0.5; /* what is laid out at its own width must not be broken by rounding */
	}
}

/* A row, or the head when it is NULL: only its height is found out, unless it is drawn. */
static double put_row(struct table *t, const json_t *row, bool draw)
{
	double x = t->p->left, height = 0;

	for (size_t k = 0; k < t->count; k++) {
		struct column *c = &t->columns[k];
		enum pdf_style style = row ? style_of(t, row, k) : PDF_BOLD;
		PangoLayout *l = pdf_layout(t->p, style, row ? pdf_string(row, c->key) : c->title, c->width);
		double own = pdf_layout_height(l);

		pango_layout_set_alignment(l, c->right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
		if (draw)
			pdf_draw(t->p, style, l, x + PAD, t->p->y + 2 + (style == PDF_MONO)); /* on one line with larger letters */
		height = own > height ? own : height;
		x += c->width + 2 * PAD;
		g_object_unref(l);
	}
	return height + 5;
}

static void put_line(struct table *t, const json_t *row)
{
	t->p->y += put_row(t, row, true);
	pdf_rule(t->p, t->p->left, t->p->y, t->p->right - t->p->left, row ? 0.5 : 1);
	t->p->y += 1;
}

static void take_column(struct table *t, const json_t *c)
{
	t->columns[t->count++] = (struct column){.key = pdf_string(c, "key"), .title = pdf_string(c, "title"),
	                                         .right = !strcmp(pdf_string(c, "align"), "right"), .code = json_is_true(json_object_get(c, "code"))};
}

/* The first column, and those in [from, to). */
static void put_part(struct pdf *p, const json_t *columns, const json_t *rows, size_t from, size_t to)
{
	struct table t = {.p = p, .rows = rows};

	take_column(&t, json_array_get(columns, 0));
	for (size_t k = from; k < to; k++)
		take_column(&t, json_array_get(columns, k));
	measure(&t);
	set_widths(&t);
	pdf_need(p, put_row(&t, NULL, false) + 30);
	put_line(&t, NULL);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);

		if (p->y + put_row(&t, row, false) > p->bottom) {
			pdf_new_page(p);
			put_line(&t, NULL);
		}
		put_line(&t, row);
	}
	pdf_space(p, 8);
}

/* What has more columns than a page stands in parts, one below the other, each with the first column. */
void pdf_table(struct pdf *p, const json_t *columns, const json_t *rows)
{
	size_t count = json_array_size(columns), from = 1, to = COLUMNS_MOST;

	if (!count)
		return;
	do { /* of scenarios: the base and five pairs, then five pairs each */
		put_part(p, columns, rows, from, to < count ? to : count);
		from = to;
		to += COLUMNS_MOST - 2;
	} while (from < count);
}
