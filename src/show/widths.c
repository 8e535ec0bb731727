/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * widths.c - how wide the columns of a table are. A row is as high as its highest cell, so that several columns have to
 * be wider before it is a line shorter: what a row costs, in all of its columns, is weighed against the lines that are
 * saved in all rows.
 */
#include "show/widths.h"

#include <math.h>
#include <stdbool.h>

enum {
	CHEAPEST = 8, /* rows of which is tried what they save */
	STEP = 6      /* of a column that gets narrower */
};

static unsigned cell_lines(const struct widths_cell *cell, double width)
{
	unsigned lines = 1;
	double x = 0;

	for (size_t i = 0; i < cell->count; i++) {
		double word = cell->words[i];

		if (x > 0 && x + cell->gaps[i] + word > width + 0.1) {
			lines++;
			x = 0;
		}
		if (word > width) { /* broken somewhere within */
			lines += (unsigned)(word / width);
			word = fmod(word, width);
		}
		x += (x > 0 ? cell->gaps[i] : 0) + word;
	}
	return lines;
}

/* Of most columns the width stays while others are tried. */
static unsigned lines_of(struct widths_cell *cell, double width)
{
	if (cell->width != width) {
		cell->width = width;
		cell->lines = cell_lines(cell, width);
	}
	return cell->lines;
}

static struct widths_cell *widths_cell_at(struct widths *w, size_t row, size_t k)
{
	return &w->cells[row * w->column_count + k];
}

static size_t rows_looked_at(const struct widths *w)
{
	return w->row_count < WIDTHS_ROWS ? w->row_count : WIDTHS_ROWS;
}

/* Of a row whose columns are `extra` wider than they are. */
static unsigned row_lines(struct widths *w, size_t row, const double *extra)
{
	unsigned most = 1;

	for (size_t k = 0; k < w->column_count; k++) {
		unsigned lines = lines_of(widths_cell_at(w, row, k), w->columns[k].width + extra[k]);

		most = lines > most ? lines : most;
	}
	return most;
}

static unsigned height_with(struct widths *w, const double *extra)
{
	unsigned sum = 0;

	for (size_t i = 0; i < rows_looked_at(w); i++)
		sum += row_lines(w, i, extra);
	return sum;
}

static const double no_extra[WIDTHS_MOST];

unsigned widths_height(struct widths *w)
{
	return height_with(w, no_extra);
}

/* ---- wider ---- */

/* Whole points or columns that column `k` has to be wider for a cell to take so many lines; by halving. */
static double wanted_extra(struct widths *w, size_t row, size_t k, unsigned lines)
{
	const struct widths_cell *cell = widths_cell_at(w, row, k);
	const struct widths_column *c = &w->columns[k];
	double low = 0, high = ceil(fmax(c->natural - c->width, 0));

	if (lines_of(widths_cell_at(w, row, k), c->width) <= lines)
		return 0;
	while (high - low > 1) {
		double middle = floor((low + high) / 2);

		if (cell_lines(cell, c->width + middle) <= lines)
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* What all columns have to be wider for a row to be a line shorter; INFINITY when it cannot be. */
static double row_extra(struct widths *w, size_t row, double *extra)
{
	unsigned lines = row_lines(w, row, no_extra);
	double sum = 0;

	for (size_t k = 0; k < w->column_count; k++) {
		extra[k] = lines > 1 ? wanted_extra(w, row, k, lines - 1) : 0;
		sum += extra[k];
	}
	return sum > 0 ? sum : (double)INFINITY;
}

/* The rows that cost least to be a line shorter, of those for which there is room; returns how many. */
static unsigned find_cheapest(struct widths *w, double room, size_t *rows)
{
	double costs[CHEAPEST + 1], extra[WIDTHS_MOST];
	unsigned count = 0;

	for (size_t i = 0; i < rows_looked_at(w); i++) {
		double cost = row_extra(w, i, extra);
		unsigned at = count;

		if (cost > room)
			continue;
		for (; at > 0 && costs[at - 1] > cost; at--) {
			costs[at] = costs[at - 1];
			rows[at] = rows[at - 1];
		}
		costs[at] = cost;
		rows[at] = i;
		count += count < CHEAPEST;
	}
	return count;
}

/* Widen what saves most lines for its room; returns the room that is left, or -1 when nothing saves any. */
static double widen_once(struct widths *w, double room)
{
	size_t rows[CHEAPEST + 1], best_row = 0;
	unsigned count = find_cheapest(w, room, rows), now = widths_height(w);
	double extra[WIDTHS_MOST], best = 0;

	for (unsigned i = 0; i < count; i++) {
		double cost = row_extra(w, rows[i], extra), saved = (now - height_with(w, extra)) / cost;

		if (saved > best) {
			best = saved;
			best_row = rows[i];
		}
	}
	if (best <= 0)
		return -1;
	room -= row_extra(w, best_row, extra);
	for (size_t k = 0; k < w->column_count; k++)
		w->columns[k].width += extra[k];
	return room;
}

/* What is left goes to the columns that could do with it, by how much that is; else to all alike. */
static void give_rest(struct widths *w, double room)
{
	double wanted = 0;

	for (size_t i = 0; i < w->column_count; i++)
		wanted += fmax(w->columns[i].natural - w->columns[i].width, 0);
	for (size_t i = 0; i < w->column_count; i++) {
		struct widths_column *c = &w->columns[i];

		c->width += wanted > 0 ? room * fmax(c->natural - c->width, 0) / wanted : room / (double)w->column_count;
	}
}

/* From columns as wide as their longest words on: room goes where it makes the table shorter. */
static void make_wider(struct widths *w, double room)
{
	double least = 0;

	for (size_t i = 0; i < w->column_count; i++)
		least += w->columns[i].least;
	for (size_t i = 0; i < w->column_count; i++)
		w->columns[i].width = least <= room ? w->columns[i].least : w->columns[i].least * room / least;
	room -= fmin(least, room);
	for (double left = room; left >= 0; left = widen_once(w, room))
		room = left;
	give_rest(w, room);
}

/* ---- narrower ---- */

/* The step narrower that costs fewest lines for what it gives, of at most `excess`; 0 when no column can give any. */
static double cheapest_step(struct widths *w, double excess, size_t *column)
{
	double cheapest = INFINITY, step = 0, extra[WIDTHS_MOST] = {0};
	unsigned now = widths_height(w);

	for (size_t k = 0; k < w->column_count; k++) {
		for (double less = fmin(excess, STEP); w->columns[k].width - less >= w->columns[k].least;
		     less = fmin(less + STEP, excess)) {
			double cost;

			extra[k] = -less;
			cost = ((double)height_with(w, extra) - now) / less;
			if (cost < cheapest || (cost == cheapest && less > step)) {
				cheapest = cost;
				step = less;
				*column = k;
			}
			if (less >= excess)
				break;
		}
		extra[k] = 0;
	}
	return step;
}

/* From columns in which nothing is broken on. False when they do not get so narrow. */
static bool make_narrower(struct widths *w, double excess)
{
	double step;
	size_t k = 0;

	for (size_t i = 0; i < w->column_count; i++)
		w->columns[i].width = w->columns[i].natural;
	while (excess > 0 && (step = cheapest_step(w, excess, &k)) > 0) {
		w->columns[k].width -= step;
		excess -= step;
	}
	return excess <= 0;
}

/* Either way ends where no step is better: the shorter of the two, where the table is little too wide. */
void widths_find(struct widths *w, double room)
{
	enum { LITTLE = 6 }; /* a part of the room */
	double other[WIDTHS_MOST], natural = 0;
	unsigned height;

	for (size_t i = 0; i < w->column_count; i++)
		natural += w->columns[i].natural;
	make_wider(w, room);
	if (natural - room > room / LITTLE)
		return;
	height = widths_height(w);
	for (size_t i = 0; i < w->column_count; i++)
		other[i] = w->columns[i].width;
	if (make_narrower(w, natural - room) && widths_height(w) <= height)
		return;
	for (size_t i = 0; i < w->column_count; i++)
		w->columns[i].width = other[i];
}
