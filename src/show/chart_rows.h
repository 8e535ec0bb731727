/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_rows.h - what charts of bars below one another share. */
#ifndef BOTE_CHART_ROWS_H
#define BOTE_CHART_ROWS_H

#include "show/chart_kind.h"
#include "show/chart_text.h"
#include "show/shape.h"

/* Are its items parts of a whole: two at least, none below zero? */
bool chart_rows_are_parts(const struct chart *c);
/* "label text" of each item, with "; " between; `add` adds to each what its kind has besides, or is NULL. */
void chart_rows_describe(const struct chart *c, struct arena *a, struct buf *out,
                         void (*add)(const struct chart *c, const struct chart_item *i, struct arena *a,
                                     struct buf *out));
/* The same; then what they come to, and the budget. */
void chart_rows_describe_sum(const struct chart *c, struct arena *a, struct buf *out);

/* ---- in shapes, in pixels ---- */

enum { BAR = 16, ROW = 22, LINE_HEIGHT = 16, GAP = 6, LABEL_MOST = 290 };

/* How wide the column of labels is, and a label in it. */
double chart_rows_column(const struct chart *c);
void chart_rows_label(struct sketch *s, double column, double y, struct str label, bool bold);
/*
 * On a narrow drawing a label stands above its bar, and `text` beside it or, where a line does not hold both, below it.
 * Returns where the bar begins.
 */
double chart_rows_head(struct sketch *s, double y, struct str label, struct str text, enum ink ink, bool bold);
/* A line across one bar, where one across all of them would cross the labels above them. */
void chart_rows_across(struct sketch *s, double x, double y, double height, bool dashed);
/* Where bars begin, and how much room there is for the longest. */
double chart_rows_room(const struct sketch *s, const struct chart *c, double *column);
/* A bar with its label and value. `budget`: where that line is, or 0. Returns where its bar begins. */
double chart_rows_shape(struct sketch *s, double column, double y, const struct chart_item *item, enum ink ink,
                        double x, double w, double budget, bool sum);

/* ---- in characters ---- */

enum { ROWS_INDENT = 2, ROWS_GAP = 2 };

/* Widths of the columns. */
struct chart_rows {
	size_t label, text, share;
	unsigned bar;
};
/* The bar is as long as there is room beside the label and `others`; that it has `least` columns, the label gives way.
 */
void chart_rows_fit(const struct chart_pen *p, struct chart_rows *r, size_t others, unsigned least);
/* `extra`: a label of a row that is none of its items, or ""; `shares`: there is a column of them. */
struct chart_rows chart_rows_measure(const struct chart_pen *p, const struct chart *c, const char *extra, bool shares);
/* The label and the gap after it; a gap, `text` in so many columns, and the end of the line. */
void chart_rows_begin(const struct chart_pen *p, const struct chart_rows *r, struct str label, bool right);
void chart_rows_end(const struct chart_pen *p, struct str text, size_t width, bool right);
/* A bar of `columns` columns, at least an eighth where it is more than nothing; blanks up to `room`. */
void chart_rows_bar(const struct chart_pen *p, double columns, unsigned room);
/* One from column `from` to `to`, with a line at `base`; blanks up to `room`. */
void chart_rows_span(const struct chart_pen *p, double from, double to, double base, unsigned room);

#endif
