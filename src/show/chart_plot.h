/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_plot.h - what charts on axes share, in shapes. */
#ifndef BOTE_CHART_PLOT_H
#define BOTE_CHART_PLOT_H

#include "show/chart_kind.h"
#include "show/chart_text.h"
#include "show/shape.h"

enum { PLOT_RIGHT = 16, PLOT_TOP = 22, PLOT_HEIGHT = 150, PLOT_BOTTOM = 40, PLOT_LINE = 16, PLOT_GAP = 6 };

/* Where numbers go. */
struct chart_plot {
	struct sketch *s;
	struct chart_axis x, y;
	double left, right, top, bottom;
	bool alone; /* there is but one line */
};
double plot_x(const struct chart_plot *f, double x);
double plot_y(const struct chart_plot *f, double y);

/*
 * Ticks below a plot that ends at `bottom`, with `title` below them; every text ends within the drawing, the last one
 * always is.
 */
void shape_x_axis(struct sketch *s, const struct chart_axis *axis, double left, double right, double bottom,
                  struct str title, struct str before);
void plot_x_axis(struct chart_plot *f, struct str title);

/*
 * Lines of labels above the plot, of which the lowest is free from `from` on; drawn when `draw`. Returns how many there
 * are.
 */
uint32_t plot_marks(struct chart_plot *f, const struct chart *c, double from, bool draw);
/* Room for them. */
void plot_make_room(struct chart_plot *f, const struct chart *c, double from);

#endif
