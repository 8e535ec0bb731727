/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_text.h - charts in characters. */
#ifndef BOTE_CHART_TEXT_H
#define BOTE_CHART_TEXT_H

#include "base/buf.h"
#include "report/chart.h"

enum { CHART_TEXT_LEAST = 40 };

/*
 * Lines of at most `width` columns: blocks of eighths, or # and . when `ascii`. Nothing under CHART_TEXT_LEAST columns. The chart
 * is worth it: see chart_worth. Its title is the caller's to write.
 */
void chart_text_write(struct buf *out, const struct chart *c, struct arena *a, unsigned width, bool ascii);

/* ---- for chart_text*.c ---- */

struct chart_pen {
	struct buf *out;
	struct arena *a;
	unsigned width;
	bool ascii;
};
/* A bar of `eighths` eighths of a column, and blanks up to `room` columns. */
void chart_pen_bar(const struct chart_pen *p, unsigned eighths, unsigned room);
void chart_pen_padded(const struct chart_pen *p, struct str text, size_t width, bool right);
void chart_pen_end(const struct chart_pen *p);
/* Columns from the bottom up: `heights` are eighths of a row. */
void chart_pen_columns(const struct chart_pen *p, const unsigned *heights, unsigned count, unsigned rows, const struct str *margin, size_t margin_width);

void chart_text_histogram(const struct chart_pen *p, const struct chart *c);
void chart_text_lines(const struct chart_pen *p, const struct chart *c);

#endif
