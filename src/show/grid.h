/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grid.h - texts in columns that fit a width: the one place where a table of the terminal, of a sheet's cells or of a
 * report is laid out.
 *
 * What is too wide gives way in this order: a unit that all numbers of a column share goes to its head, and one that a
 * number and its range share is written once; " million" becomes M, " billion" bn; columns of text take several lines.
 * Where even that is too wide, each row is written as `head: text` lines. Numbers and their ranges are never broken.
 */
#ifndef BOTE_GRID_H
#define BOTE_GRID_H

#include "base/arena.h"
#include "base/buf.h"

struct grid_column {
	struct str head;
	bool figures;  /* numbers, which may be written shorter */
	bool right;    /* of figures: numbers end, and ranges begin, below each other; the head is on the right */
	bool words;    /* text that may take several lines */
	unsigned gap;  /* blanks in front of it, where it needs others than its grid has; else 0 */
	unsigned most; /* texts wider than that push no other column away; 0: all do */
	/* found by grid_fit: */
	size_t width, number, range;
};

struct grid {
	struct arena *a;
	struct grid_column *columns;
	uint32_t column_count, row_count, row_cap;
	struct str *cells;  /* row by row */
	struct str *groups; /* of each row: what is written above the first of a group, or empty */
	struct str group;   /* of rows to come */
	bool *left;         /* likewise, once all rows are there: words in a column of numbers; NULL: none */
	bool heads;         /* there is a line of them */
	unsigned indent;    /* blanks in front of each line */
	unsigned gap;       /* blanks between columns */
	bool columns_only;  /* rather too wide than as records, with numbers as they are: a document that is kept */
	bool records;       /* found by grid_fit: too wide for columns */
	bool shortened;     /* numbers are written shorter than they were: "90 %" of ranges is not there */
	bool wrap_heads;    /* heads take several lines */
};

/* `columns` empty columns; texts of rows must live as long as `a`. */
void grid_init(struct grid *g, struct arena *a, uint32_t columns);
/* Names and what they are, as `help`, `ref`, `cells` list them: the last column holds words. */
void grid_list(struct grid *g, struct arena *a, uint32_t columns);
/* A new row, of empty texts; it moves when another is added. */
struct str *grid_row(struct grid *g);
/* A new row of these texts. */
#define grid_texts(g, ...) grid_put_texts(g, STRS(__VA_ARGS__))
void grid_put_texts(struct grid *g, const struct str *texts, size_t count);
static inline struct str *grid_cells(const struct grid *g, uint32_t row)
{
	return g->cells + (size_t)row * g->column_count;
}

/* Lay it out in `width` columns, indentation included; 0: as wide as it is. Returns the columns that it takes. */
size_t grid_fit(struct grid *g, unsigned width);

struct grid_pen {
	struct buf *out;
	unsigned width; /* as grid_fit got it */
	/* How a text is written, with colour, say; NULL: as it is. Row UINT32_MAX are the heads. */
	void (*style)(void *ctx, struct buf *out, uint32_t row, uint32_t column, struct str text);
	/* What comes after the first line of a row; or NULL. */
	void (*end)(void *ctx, struct buf *out, uint32_t row);
	void *ctx;
};
/* Lay it out and write all of it; nothing for a grid without rows. */
void grid_write(struct grid *g, const struct grid_pen *p);
void grid_write_heads(const struct grid *g, const struct grid_pen *p);
void grid_write_row(const struct grid *g, const struct grid_pen *p, uint32_t row);

/* ---- grid_short.c ---- */

/* "1.0 GB/s (0.5 … 2.0 GB/s, 90 %)" to "1.0 (0.5 … 2.0) GB/s": the unit once. */
struct str grid_unit_once(struct arena *a, struct str text);
/* What comes after the number and its range: " GB/s", or empty. */
struct str grid_unit_of(struct str text);
/* "1.2 million" to "1.2M", "20,000" to "20K". */
struct str grid_short_number(struct arena *a, struct str text);
/* Without a second reading: "1 billion tweets/day  (≈ 11,570 tweets/s)" is its first part. */
struct str grid_first_reading(struct str text);

#endif
