/* SPDX-License-Identifier: GPL-3.0-or-later */
/* widths.h - how wide the columns of a table are, so that the table is as short as can be. */
#ifndef BOTE_WIDTHS_H
#define BOTE_WIDTHS_H

#include <stddef.h>

enum { WIDTHS_MOST = 32 /* columns of a table */, WIDTHS_ROWS = 100 /* that are looked at; others are as these */ };

/* The words of a text, and the room before each where it is not the first of a line; in points, or columns. */
struct widths_cell {
	double *words, *gaps;
	size_t count;
	double width; /* of its column, when it took so many lines; 0: not counted yet */
	unsigned lines;
};

/* As wide as its longest text, and its longest word; and what is found. */
struct widths_column {
	double natural, least, width;
};

/* Cells are row by row, the head among them; they are the caller's, as the columns are. */
struct widths {
	struct widths_column *columns;
	struct widths_cell *cells;
	size_t column_count, row_count;
};

/*
 * Find widths of all columns that take `room` together, which is less than they would like. Where even their longest
 * words have no room beside each other, all are that much narrower. What is left over goes to columns that could do
 * with it.
 */
void widths_find(struct widths *w, double room);
/* Lines that all rows take with the widths that were found. */
unsigned widths_height(struct widths *w);

#endif
