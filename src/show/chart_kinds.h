/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart_kinds.h - the table of kinds of charts. Each has a file of its own, chart_NAME.c, with its row at the end,
 * chart_kind_NAME (see chart_kind.h). It says below which members of struct chart are its own.
 */
CHART_KIND(BREAKDOWN, breakdown) /* parts of a whole: items with value and text */
CHART_KIND(WATERFALL, waterfall) /* parts one after the other, against a budget: items with value and text */
CHART_KIND(TORNADO, tornado)     /* what moves a number most: items with low and high */
CHART_KIND(HISTOGRAM, histogram) /* how samples spread: bins on axis x, marks */
CHART_KIND(LINE, line)           /* y over x: series */
CHART_KIND(BARS, bars)           /* numbers beside one another, in their order: items with value and text */
CHART_KIND(INTERVALS, intervals) /* how far numbers reach: items with value, low, high, of one unit each, and text */
CHART_KIND(RING, ring)           /* places round a ring: items with value 0 to 1; low: the owner, high 1: own points */
CHART_KIND(SEQUENCE, sequence)   /* messages between nodes, over time: items are the nodes, steps */
