/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page.h - what a command shows: text, and between its lines what is laid out when it is known who reads it, and in how
 * many columns.
 */
#ifndef BOTE_PAGE_H
#define BOTE_PAGE_H

#include "show/grid.h"
#include "show/picture.h"
#include "show/writer.h"

struct page_block {
	size_t at;                 /* bytes of text in front of it */
	struct grid *grid;         /* one of these: names and what they are, */
	const struct chart *chart; /* a chart that is worth it, */
	struct str text;           /* or a paragraph */
	struct page_block *next;
};

/* Lay out `blocks` where they are in `text`. In a file or pipe grids have whole lines, `lines` 0: they are searched. */
void page_lay_out(struct buf *text, const struct page_block *blocks, const struct report_style *style, unsigned lines);

/* A chart or a picture, the other one NULL, in characters or in words, whatever is wanted. */
void page_figure(struct buf *out, const struct chart *c, const struct picture *p, struct arena *a,
                 const struct report_style *style);

#endif
