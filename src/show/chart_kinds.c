/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_kinds.c - the table of kinds of charts, and what is done by its rows. */
#include "show/chart_kind.h"

#include "base/utf8.h"
#include "show/chart_text.h"
#include "show/shape.h"
#include "show/wrap.h"

static const struct chart_kind_row *const chart_kinds[] = {
#define CHART_KIND(NAME, name) [CHART_##NAME] = &chart_kind_##name,
#include "show/chart_kinds.h"
#undef CHART_KIND
};

bool chart_worth(const struct chart *c)
{
	return chart_kinds[c->kind]->worth(c);
}

/* ---- the same? ---- */

static bool has_item(const struct chart *c, const struct chart_item *item)
{
	for (uint32_t i = 0; i < c->item_count; i++) {
		const struct chart_item *own = &c->items[i];

		if (own->value == item->value && own->low == item->low && own->high == item->high &&
		    str_eq(own->label, item->label))
			return true;
	}
	return false;
}

/* Parts one after the other are those of a whole in another order. */
bool chart_same(const struct chart *a, const struct chart *b)
{
	bool parts = chart_kinds[a->kind]->parts;

	if (a->kind != b->kind && !(parts && chart_kinds[b->kind]->parts))
		return false;
	if (a->item_count != b->item_count || a->from != b->from || a->to != b->to || a->series_count || b->series_count ||
	    a->step_count || b->step_count || (!parts && a->base != b->base))
		return false;
	for (uint32_t i = 0; i < a->item_count; i++)
		if (!has_item(b, &a->items[i]))
			return false;
	return true;
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
	const struct chart_kind_row *k = chart_kinds[c->kind];

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

	chart_kinds[c->kind]->describe(c, a, &out);
	return buf_take(&out, a);
}

struct drawing *shape_chart(const struct chart *c, struct arena *a, double width)
{
	struct sketch s = {arena_new(a, struct drawing), a};

	s.drawing->width = width;
	s.drawing->title = chart_caption(c, a);
	s.drawing->desc = chart_describe(c, a);
	chart_kinds[c->kind]->shape(&s, c);
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
		chart_kinds[c->kind]->text(&p, c);
}
