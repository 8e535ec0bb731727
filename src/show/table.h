/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - what a question about a sheet comes to: values and words in rows and columns, for any writer. */
#ifndef BOTE_TABLE_H
#define BOTE_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "value/format.h"
#include "value/value.h"

enum field_kind {
	FIELD_NOTHING,
	FIELD_TEXT,    /* text */
	FIELD_FIGURES, /* text that is a number, to be below others of its kind: "$5,557", "46%" */
	FIELD_ERROR,   /* no value there; the text says why */
	FIELD_VALUE,   /* value; its spread too, where it is uncertain */
	FIELD_RATIO,   /* number: shown as "x2.3" */
	FIELD_SHARE    /* number, 0 to 1: shown in per cent */
};

struct field {
	enum field_kind kind;
	struct str text;
	struct value value;
	double number;
};

/* The chart beside the rows. */
enum bars {
	BARS_NONE,
	BARS_LENGTH, /* as long as the value of a column; on a log axis where they differ twentyfold */
	BARS_SPAN    /* from the value of one column to that of another, about a base */
};

struct whatif_table {
	const char *kind;    /* "sweep": for programs */
	struct str title;    /* above it, or empty */
	struct str *columns; /* their heads */
	uint32_t column_count;
	struct field *fields; /* row by row */
	uint32_t row_count, row_cap;
	enum bars bars;
	uint32_t bar_column, bar_end; /* of BARS_SPAN: to the value of `bar_end` */
	double bar_base;
	struct str *lines; /* sentences below it */
	uint32_t line_count;
	bool empty; /* nothing was found: the answer is no */
	struct whatif_table *next;
};

struct whatif_table *table_new(struct arena *a, const char *kind, uint32_t columns);
void table_head(struct whatif_table *t, uint32_t column, struct str name);
/* The heads of all columns. */
void table_heads(struct whatif_table *t, const char *const *names);
/* A new row, empty; it moves when another is added. */
struct field *table_row(struct whatif_table *t, struct arena *a);
const struct field *table_field(const struct whatif_table *t, uint32_t row, uint32_t column);
void table_line(struct whatif_table *t, struct arena *a, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* As people read it, with its chart, in `width` columns; and as comma-separated values. */
void table_write(const struct whatif_table *t, const struct format *f, unsigned width, struct buf *out);
void table_csv(const struct whatif_table *t, struct buf *out);

struct field field_text(struct str text);
struct field field_figures(struct str text);
struct field field_error(struct str why);
/* The value is copied. */
struct field field_value(struct arena *a, const struct value *v);
/* One number of a type. */
struct field field_number(struct arena *a, const struct type *t, double x);
struct field field_ratio(double x);
struct field field_share(double x);

#endif
