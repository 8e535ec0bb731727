/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page.c - what a command shows, laid out. */
#include "show/page.h"

#include "base/ascii.h"
#include "show/wrap.h"

void page_figure(struct buf *out, const struct chart *c, const struct picture *p, struct arena *a,
                 const struct report_style *style)
{
	if (style->spoken)
		wrap_text(out, p ? picture_describe(p, a) : chart_describe(c, a), &(struct wrap){.width = style->width});
	else if (p)
		picture_text(out, p, a, style->width, style->ascii);
	else
		chart_text_write(out, c, a, style->width, writer_marks(style));
}

/* What stands for a character in ASCII may be wider. */
static void page_put_text(struct buf *out, struct str text, struct arena *a, const struct report_style *style)
{
	wrap_text(out, style->ascii ? ascii_str(a, text) : text, &(struct wrap){.width = style->width});
}

static void page_put_block(struct buf *out, const struct page_block *b, struct arena *a,
                           const struct report_style *style, unsigned lines)
{
	if (b->grid)
		grid_write(b->grid, &(struct grid_pen){.out = out, .width = lines});
	else if (b->chart)
		page_figure(out, b->chart, NULL, a, style);
	else
		page_put_text(out, b->text, a, style);
}

void page_lay_out(struct buf *text, const struct page_block *blocks, const struct report_style *style, unsigned lines)
{
	struct buf out = {0};
	struct arena a;
	size_t from = 0;

	if (!blocks)
		return;
	arena_init(&a);
	for (const struct page_block *b = blocks; b; from = b->at, b = b->next) {
		buf_add_str(&out, str_cut(buf_str(text), from, b->at));
		page_put_block(&out, b, &a, style, lines);
	}
	buf_add_str(&out, str_cut(buf_str(text), from, text->len));
	buf_release(text);
	*text = out;
	arena_release(&a);
}
