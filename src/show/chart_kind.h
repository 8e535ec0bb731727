/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_kind.h - what there is to know of a kind of chart: the row at the end of its file. */
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
	bool parts;  /* its items are parts of a whole: another kind may show the same */
	/* What is to be seen, in words. */
	void (*describe)(const struct chart *c, struct arena *a, struct buf *out);
	/* Draw it as shapes (shape.h), and in characters (chart_text.h). */
	void (*shape)(struct sketch *s, const struct chart *c);
	void (*text)(const struct chart_pen *p, const struct chart *c);
};

#define CHART_KIND(NAME, name) extern const struct chart_kind_row chart_kind_##name;
#include "show/chart_kinds.h"
#undef CHART_KIND

#endif
