/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_kind.h - what there is to know of a kind of chart: a row of chart_kinds.c. */
#ifndef BOTE_CHART_KIND_H
#define BOTE_CHART_KIND_H

#include "base/buf.h"
#include "show/chart.h"

struct sketch;
struct chart_pen;

struct chart_kind_row {
	/* See chart_worth. */
	bool (*worth)(const struct chart *c);
	/* What its items are sorted by, largest first; NULL: they stay as they are. */
	double (*size)(const struct chart_item *i);
	bool merges; /* small items become one, "5 others" */
	/* What is to be seen, in words. */
	void (*describe)(const struct chart *c, struct arena *a, struct buf *out);
	/* Draw it as shapes (shape.h), and in characters (chart_text.h). */
	void (*shape)(struct sketch *s, const struct chart *c);
	void (*text)(const struct chart_pen *p, const struct chart *c);
};
/* By enum chart_kind. */
extern const struct chart_kind_row chart_kinds[];

/* ---- chart.c ---- */

bool chart_worth_parts(const struct chart *c);
bool chart_worth_tornado(const struct chart *c);
bool chart_worth_histogram(const struct chart *c);
bool chart_worth_line(const struct chart *c);
bool chart_worth_intervals(const struct chart *c);
bool chart_worth_ring(const struct chart *c);
bool chart_worth_sequence(const struct chart *c);
double chart_size_value(const struct chart_item *i);
double chart_size_swing(const struct chart_item *i);
void chart_describe_breakdown(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_waterfall(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_tornado(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_histogram(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_intervals(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_line(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_ring(const struct chart *c, struct arena *a, struct buf *out);
void chart_describe_sequence(const struct chart *c, struct arena *a, struct buf *out);

#endif
