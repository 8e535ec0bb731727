/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_kinds.c - the table of kinds of charts, and what is done by its rows. */
#include "show/chart_kind.h"

#include "base/utf8.h"
#include "show/chart_text.h"
#include "show/shape.h"
#include "show/wrap.h"

const struct chart_kind_row chart_kinds[] = {
	[CHART_BREAKDOWN] = {.worth = chart_worth_parts,
                         .size = chart_size_value,
                         .merges = true,
                         .describe = chart_describe_breakdown,
                         .shape = shape_breakdown,
                         .text = chart_text_breakdown},
	[CHART_WATERFALL] = {.worth = chart_worth_parts,
                         .describe = chart_describe_waterfall,
                         .shape = shape_waterfall,
                         .text = chart_text_waterfall},
	[CHART_TORNADO] = {.worth = chart_worth_tornado,
                       .size = chart_size_swing,
                       .describe = chart_describe_tornado,
                       .shape = shape_tornado,
                       .text = chart_text_tornado},
	[CHART_HISTOGRAM] = {.worth = chart_worth_histogram,
                         .describe = chart_describe_histogram,
                         .shape = shape_histogram,
                         .text = chart_text_histogram},
	[CHART_BARS] = {.worth = chart_worth_parts,
                    .describe = chart_describe_waterfall,
                    .shape = shape_bars,
                    .text = chart_text_bars},
	[CHART_INTERVALS] = {.worth = chart_worth_intervals,
                         .describe = chart_describe_intervals,
                         .shape = shape_intervals,
                         .text = chart_text_intervals},
	[CHART_RING] = {.worth = chart_worth_ring,
                    .describe = chart_describe_ring,
                    .shape = shape_ring,
                    .text = chart_text_ring},
	[CHART_SEQUENCE] = {.worth = chart_worth_sequence,
                        .describe = chart_describe_sequence,
                        .shape = shape_sequence,
                        .text = chart_text_sequence},
	[CHART_LINE] = {.worth = chart_worth_line,
                    .describe = chart_describe_line,
                    .shape = shape_lines,
                    .text = chart_text_lines},
};

bool chart_worth(const struct chart *c)
{
	return chart_kinds[c->kind].worth(c);
}

/* ---- order ---- */

/* Insertion keeps equals in their order. */
static void sort_items(struct chart *c, double (*size)(const struct chart_item *i))
{
	for (uint32_t i = 1; i < c->item_count; i++) {
		struct chart_item item = c->items[i];
		uint32_t k = i;

		for (; k > 0 && size(&c->items[k - 1]) < size(&item); k--)
			c->items[k] = c->items[k - 1];
		c->items[k] = item;
	}
}

/* The small ones as one. */
static void merge_small(struct chart *c, struct arena *a)
{
	struct chart_item *last = &c->items[CHART_PARTS - 1];
	uint32_t merged = c->item_count - CHART_PARTS + 1;
	double sum = 0;

	for (uint32_t i = CHART_PARTS - 1; i < c->item_count; i++)
		sum += c->items[i].value;
	*last = (struct chart_item){.label = arena_printf(a, "%u others", merged), .value = sum};
	c->item_count = CHART_PARTS;
}

void chart_sort(struct chart *c, struct arena *a)
{
	const struct chart_kind_row *k = &chart_kinds[c->kind];

	if (!k->size)
		return;
	sort_items(c, k->size);
	if (k->merges && c->item_count > CHART_PARTS)
		merge_small(c, a);
	else if (c->item_count > 2 * CHART_PARTS)
		c->item_count = 2 * CHART_PARTS;
}

/* ---- shown ---- */

struct str chart_caption(const struct chart *c, struct arena *a)
{
	bool reading = c->note.len && (c->note.p[0] < 'a' || c->note.p[0] > 'z'); /* a number, what the title is of */

	return c->note.len ? arena_printf(a, "%.*s%s %.*s", STR(c->title), reading ? ":" : ";", STR(c->note)) : c->title;
}

struct str chart_describe(const struct chart *c, struct arena *a)
{
	struct buf out = {0};

	chart_kinds[c->kind].describe(c, a, &out);
	return buf_take(&out, a);
}

struct drawing *shape_chart(const struct chart *c, struct arena *a, double width)
{
	struct sketch s = {arena_new(a, struct drawing), a};

	s.drawing->width = width;
	s.drawing->title = chart_caption(c, a);
	s.drawing->desc = chart_describe(c, a);
	chart_kinds[c->kind].shape(&s, c);
	return s.drawing;
}

/* Where there is no room for a picture the numbers stay. */
static void write_in_words(const struct chart_pen *p, const struct chart *c)
{
	enum { INDENT = 2 };
	struct wrap w = {.width = p->width, .taken = INDENT, .rest = INDENT};

	buf_fill(p->out, ' ', INDENT);
	wrap_text(p->out, chart_describe(c, p->a), &w);
}

void chart_text_write(struct buf *out, const struct chart *c, struct arena *a, unsigned width, enum chart_marks marks)
{
	struct chart_pen p = {out, a, width > 120 ? 120 : width, marks == CHART_ASCII, marks == CHART_BRAILLE};

	if (width < CHART_TEXT_LEAST)
		write_in_words(&p, c);
	else
		chart_kinds[c->kind].text(&p, c);
}
