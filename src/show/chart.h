/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h - what a chart shows: numbers and labels. shape.h draws it, chart_text.h writes it in characters. */
#ifndef BOTE_CHART_H
#define BOTE_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* CHART_BREAKDOWN and so on. */
enum chart_kind {
#define CHART_KIND(NAME, name) CHART_##NAME,
#include "show/chart_kinds.h"
#undef CHART_KIND
};

/* All numbers of a chart are in one unit, which the texts name. */
struct chart_item {
	struct str label, name; /* what it is, and what the sheet calls it, which tells those apart that are alike */
	double value;           /* TORNADO: unused */
	struct str text;        /* "200 TB/day" */
	/* TORNADO: the number when this one is low, and when it is high. INTERVALS: its ends. */
	double low, high;
	struct str low_text, high_text;
	struct str ends; /* TORNADO: from where to where this one goes: "20 … 60 million users"; may be empty */
};

/* A message from one node to another, or what happens at a node; CHART_NOBODY: to all, or no message. */
#define CHART_NOBODY UINT32_MAX
struct chart_step {
	uint32_t from, to;
	double at, arrives;    /* in order of `at`; NaN: it is lost */
	struct str time, text; /* "200.9 ms", "votes for B" */
};

/* A place on the x axis worth a line: P50, a limit, where things are. */
struct chart_mark {
	double at;
	struct str label;
};

struct chart_series {
	struct str label;         /* may be empty when there is one */
	bool whole;               /* all y are whole numbers: it goes in steps */
	const double *x, *y;      /* y is NaN where there is no value: a gap */
	const double *low, *high; /* a band around y, or NULL */
	uint32_t count;
	struct str ends[2]; /* the first and the last y as they are written elsewhere, "$369.70"; may be empty */
};

struct chart {
	enum chart_kind kind;
	struct str title;    /* what it shows */
	struct str note;     /* how to read it: the measure, the sum, what matters most; may be empty */
	struct str why;      /* nothing is drawn, and this is why; else empty */
	struct str *working; /* how the last number of a curve comes about, as one would write it down: what it is, then
	                        numbers, then what it comes to */
	uint32_t working_count;
	struct chart_item *items;
	uint32_t item_count;
	double base;           /* TORNADO: the number as it is; WATERFALL: the budget, 0 for none */
	struct str base_text;  /* "200 ms" */
	struct str total_text; /* BREAKDOWN, WATERFALL: of the sum */
	double whole; /* WATERFALL: the sum where the values are medians, which do not add up to its median; else 0 */
	/* HISTOGRAM */
	double from, to;
	const uint32_t *bins;
	uint32_t bin_count;
	bool counts;              /* each bin is one whole number */
	struct chart_mark *marks; /* LINE: where things are; TORNADO: the median, where that is not the base */
	uint32_t mark_count;
	/* LINE */
	struct chart_series *series;
	uint32_t series_count;
	/* SEQUENCE */
	struct chart_step *steps;
	uint32_t step_count;
	/* HISTOGRAM, LINE */
	bool x_log, y_log;
	struct str x_title, y_title; /* what is counted, and its unit */
};

struct chart *chart_new(struct arena *a, enum chart_kind kind, struct str title);
/* Room for items; marks and series likewise are arrays of the caller's. */
void chart_items(struct chart *c, struct arena *a, uint32_t count);

/*
 * Is it worth drawing: two bars at least, numbers that are finite, no parts below zero, a place to be on a log axis?
 * Charts that are not are left out; whoever draws may rely on it.
 */
bool chart_worth(const struct chart *c);
/* The same picture, whatever it is called: the same parts, bins, or ends. */
bool chart_same(const struct chart *a, const struct chart *b);
double chart_total(const struct chart *c);

enum { CHART_PARTS = 8 };
/*
 * Largest first; of a breakdown with more than CHART_PARTS parts the small ones become one, "5 others". A waterfall
 * stays as it is.
 */
void chart_sort(struct chart *c, struct arena *a);

/* "99.8 %" of the total. */
struct str chart_share(struct arena *a, double part, double total);
/* Title and note in one: "Disk: 912.5 TB". */
struct str chart_caption(const struct chart *c, struct arena *a);
/* What is to be seen, in words: for those who cannot see it. */
struct str chart_describe(const struct chart *c, struct arena *a);

/* An axis: where its marks are, from 0 (start) to 1 (end). */
enum { CHART_TICKS = 12 };
struct chart_axis {
	double from, to;
	bool log;
	uint32_t count;
	double tick[CHART_TICKS];
};
/* For numbers from `from` to `to`; of a linear one the ends become round when `round`. */
struct chart_axis chart_axis(double from, double to, bool log, bool round);
/* Of an axis of counts: only whole numbers have a tick. */
void chart_axis_whole(struct chart_axis *axis);
double chart_place(const struct chart_axis *axis, double x);
/* "200", "1.5 million" */
struct str chart_number(struct arena *a, double x);
/* From the least to the greatest number of all series, bands included; y from 0 unless it is logarithmic. */
void chart_range(const struct chart *c, struct chart_axis *x, struct chart_axis *y);

#endif
