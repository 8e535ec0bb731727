/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text.h - charts in characters. */
#ifndef BOTE_CHART_TEXT_H
#define BOTE_CHART_TEXT_H

#include "base/buf.h"
#include "show/chart.h"

enum { CHART_TEXT_LEAST = 40 };

/* Blocks of eighths; # and . in ASCII; blocks, but lines in braille, where a character has eight dots. */
enum chart_marks { CHART_BLOCKS, CHART_ASCII, CHART_BRAILLE };

/*
 * Lines of at most `width` columns. Under CHART_TEXT_LEAST columns what is to be seen is said in words instead. The
 * chart is worth it: see chart_worth. Its title is the caller's to write.
 */
void chart_text_write(struct buf *out, const struct chart *c, struct arena *a, unsigned width, enum chart_marks marks);

/* ---- for chart_text*.c ---- */

struct chart_pen {
	struct buf *out;
	struct arena *a;
	unsigned width;
	bool ascii, braille;
};
/* A text in so many columns, cut to them. */
void chart_pen_padded(const struct chart_pen *p, struct str text, size_t width, bool right);
void chart_pen_end(const struct chart_pen *p);
/* Columns from the bottom up: `heights` are eighths of a row. */
void chart_pen_columns(const struct chart_pen *p, const unsigned *heights, unsigned count, unsigned rows,
                       const struct str *margin, size_t margin_width);

/* Lines in braille. */
void chart_text_braille(const struct chart_pen *p, const struct chart *c, const struct chart_axis *x,
                        const struct chart_axis *y);
/* A rule below a plot, then the ends of its axis with what it is between them. */
void chart_text_rule(const struct chart_pen *p, size_t lead, unsigned room);
void chart_text_ends(const struct chart_pen *p, size_t lead, unsigned room, const struct chart_axis *x,
                     struct str title);
/* A number at the end of an axis: three digits will do. */
struct str chart_text_number(const struct chart_pen *p, double x);
/* How high a line is at `place`, 0 to 1 along the axis: 0 to 1, or below 0 in a gap. */
double chart_text_height(const struct chart_series *s, const struct chart_axis *x, const struct chart_axis *y,
                         double place);

#endif
