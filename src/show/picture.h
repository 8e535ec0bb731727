/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture.h - the picture of a system: boxes, and arrows for what flows between them, with their numbers. */
#ifndef BOTE_PICTURE_H
#define BOTE_PICTURE_H

#include "base/buf.h"
#include "show/doc.h"

/* Texts are clean, of any length: see doc_text. */
struct picture_box {
	struct str name, label; /* "api", "API servers" */
	struct str text;        /* its value, "9 servers"; empty for none */
	struct str share;       /* how much of a limit is used, where that is much: "92 % of the limit"; else empty */
	struct doc_value value; /* raw is NULL for none */
};

struct picture_flow {
	uint32_t from, to;      /* among the boxes; never the same */
	struct str label, text; /* "feeds", "9,800 feeds/s"; each may be empty */
	double weight;          /* how thick: 0 to 1 on a log scale among the flows of a kind */
	bool still;             /* nothing flows: its value is zero or less */
	struct doc_value value;
};

struct picture {
	struct str title;
	struct picture_box *boxes; /* a flow to an earlier one points back: see picture_sort */
	struct picture_flow *flows;
	uint32_t box_count, flow_count;
};

/*
 * Boxes in the order of the flows: each after those that feed it, and as the text has them where flows leave that open.
 * Of a circle the flow that closes it points back, seen from its box that the text has first. New arrays are from `a`.
 */
void picture_sort(struct picture *p, struct arena *a);

/* What is to be seen, in words: for those who cannot see it. */
struct str picture_describe(const struct picture *p, struct arena *a);

/* Columns of a picture in characters, at least; pixels of one that is drawn, if it can be, and on a phone. */
enum { PICTURE_TEXT_LEAST = 40, PICTURE_WIDTH = 680, PICTURE_WIDTH_PHONE = 400 };

struct drawing;
/*
 * As shapes (shape.h): from left to right, or downwards where that fits better into `width` pixels, as a rule
 * PICTURE_WIDTH, where a third more from left to right reads better still; it may be wider.
 */
struct drawing *picture_shapes(const struct picture *p, struct arena *a, double width);
/* In box-drawing characters, or in ASCII, at most `width` columns wide; under PICTURE_TEXT_LEAST columns in words. */
void picture_text(struct buf *out, const struct picture *p, struct arena *a, unsigned width, bool ascii);
/* As a flowchart of Mermaid, which GitHub draws: its text, without a fence. */
void picture_mermaid(struct buf *out, const struct picture *p);

#endif
