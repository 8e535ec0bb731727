/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_load_chart.c - a place for each step, a line for the objective, a bracket for the knee. */
#include "command/bench_load_chart.h"

#include <math.h>

#include "base/utf8.h"
#include "value/number.h"
#include "value/scaled.h"

enum { MARGIN = 9, ROWS = 7, COLUMNS = 56, END = 12 };

struct plot {
	const struct load_chart *c;
	double left, right, bottom, top; /* logarithms of the ends */
	unsigned columns;
	char cell[ROWS][COLUMNS]; /* 'o' held, 'x' did not, '-' the objective, ' ' nothing */
};

/* ---- places ---- */

static unsigned bench_load_chart_place(double x, double from, double to, unsigned n)
{
	double share = to > from ? (log(x) - from) / (to - from) : 0;

	return (unsigned)lround(fmin(fmax(share, 0), 1) * (n - 1));
}

static unsigned bench_load_chart_row_at(const struct plot *p, double seconds)
{
	return bench_load_chart_place(seconds, p->bottom, p->top, ROWS);
}

static unsigned column_at(const struct plot *p, double rate)
{
	return bench_load_chart_place(rate, p->left, p->right, p->columns);
}

static void bench_load_chart_stretch(struct plot *p)
{
	const struct load_chart *c = p->c;

	p->left = p->bottom = INFINITY;
	p->right = p->top = -INFINITY;
	for (unsigned i = 0; i < c->count; i++) {
		p->left = fmin(p->left, log(c->points[i].rate));
		p->right = fmax(p->right, log(c->points[i].rate));
		p->bottom = fmin(p->bottom, log(c->points[i].p99));
		p->top = fmax(p->top, log(c->points[i].p99));
	}
	if (c->limit > 0) {
		p->bottom = fmin(p->bottom, log(c->limit));
		p->top = fmax(p->top, log(c->limit));
	}
	p->top = fmax(p->top, p->bottom + log(2)); /* what hardly differs looks so */
}

static void bench_load_chart_fill_cells(struct plot *p)
{
	for (unsigned row = 0; row < ROWS; row++)
		for (unsigned i = 0; i < p->columns; i++)
			p->cell[row][i] = p->c->limit > 0 && row == bench_load_chart_row_at(p, p->c->limit) && i % 2 == 0 ? '-'
			                                                                                                  : ' ';
	for (unsigned i = 0; i < p->c->count; i++) {
		const struct load_point *x = &p->c->points[i];
		char *cell = &p->cell[bench_load_chart_row_at(p, x->p99)][column_at(p, x->rate)];

		if (*cell != 'x') /* one that failed is not hidden by one that held */
			*cell = x->holds ? 'o' : 'x';
	}
}

/* ---- lines ---- */

static void bench_load_chart_put_mark(struct buf *out, char cell, bool ascii)
{
	if (ascii || cell == ' ')
		buf_char(out, cell);
	else
		buf_add_c(out, cell == 'o' ? "●" : cell == 'x' ? "×" : "╌");
}

/* In the margin: the ends of the axis, and the objective. */
static void put_margin(struct plot *p, unsigned row, struct buf *out)
{
	struct buf text = {0};
	double at = p->c->limit > 0 && row == bench_load_chart_row_at(p, p->c->limit) ? p->c->limit
	            : row == ROWS - 1                                                 ? exp(p->top)
	                                                                              : exp(p->bottom);

	if (at == p->c->limit || row == ROWS - 1 || row == 0)
		buf_add_c(&text, scaled(at, scale_time).text);
	utf8_put(out, buf_str(&text), MARGIN, true);
	buf_add_c(out, p->c->ascii ? " |" : " │");
	buf_release(&text);
}

static void bench_load_chart_put_line(struct plot *p, unsigned row, struct buf *out)
{
	unsigned last = p->columns;
	bool objective = p->c->limit > 0 && row == bench_load_chart_row_at(p, p->c->limit);

	put_margin(p, row, out);
	while (last > 0 && p->cell[row][last - 1] == ' ')
		last--;
	for (unsigned i = 0; i < last; i++)
		bench_load_chart_put_mark(out, p->cell[row][i], p->c->ascii);
	if (objective)
		buf_printf(out, "%*sobjective", (int)(p->columns - last) + 1, "");
	buf_char(out, '\n');
}

/* Rates below the axis, the last one no further than its end: those that have room. */
static void bench_load_chart_put_rates(struct plot *p, struct buf *out)
{
	double step = exp((p->right - p->left) / 4), rate = exp(p->left);
	size_t used = 0;

	buf_fill(out, ' ', MARGIN + 2);
	for (unsigned i = 0; i < 5; i++, rate *= step) {
		struct buf text = {0};
		unsigned at = column_at(p, rate);

		number_write(&text, rate, 2, NUMBER_PLAIN);
		at = at + text.len > p->columns ? p->columns - (unsigned)text.len : at;
		if (!i || at >= used + 2) {
			buf_fill(out, ' ', at > used ? at - used : 0);
			used = (at > used ? at : used) + text.len;
			buf_add_str(out, buf_str(&text));
		}
		buf_release(&text);
	}
	buf_add_c(out, "  /s\n");
}

static void put_axis(struct plot *p, struct buf *out)
{
	unsigned from = p->c->knee_low > 0 ? column_at(p, p->c->knee_low) : p->columns;
	unsigned to = p->c->knee_low > 0 ? column_at(p, p->c->knee_high) : p->columns;

	buf_fill(out, ' ', MARGIN + 1);
	buf_add_c(out, p->c->ascii ? "+" : "└");
	for (unsigned i = 0; i < p->columns; i++)
		buf_add_c(out, i >= from && i <= to ? p->c->ascii ? "=" : "━" : p->c->ascii ? "-" : "─");
	buf_add_c(out, p->c->knee_low > 0 ? " knee: thick\n" : "\n");
}

void load_chart_write(struct buf *out, const struct load_chart *c)
{
	struct plot p = {.c = c};

	if (c->count < 3 || c->width < LOAD_CHART_LEAST)
		return;
	p.columns = c->width - MARGIN - 2 - END;
	p.columns = p.columns > COLUMNS ? COLUMNS : p.columns;
	bench_load_chart_stretch(&p);
	bench_load_chart_fill_cells(&p);
	buf_printf(out, "%*s   %s held, %s did not\n", MARGIN, "p99", c->ascii ? "o" : "●", c->ascii ? "x" : "×");
	for (unsigned row = ROWS; row-- > 0;)
		bench_load_chart_put_line(&p, row, out);
	put_axis(&p, out);
	bench_load_chart_put_rates(&p, out);
}
