/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - values and words in rows and columns, of a question or a report, for any writer. */
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
	struct str text; /* of a value: how it reads, if not as is best for it alone */
	const struct value *value;
	double number;
};

/* The chart beside the rows. */
enum bars {
	BARS_NONE,
	BARS_LENGTH, /* as long as the value of a column; on a log axis where they differ twentyfold */
	BARS_SPAN    /* from the value of one column to that of another, about a base */
};

struct doc_column {
	const char *key; /* "from": of reports, for programs */
	struct str title;
	bool figures; /* aligned to the right */
	bool code;    /* names of the language */
	bool small;   /* in small letters after the text of the column before it, as a name after what it means */
	bool doubts;  /* of sources: the word guess at the start of one is to be seen */
};

/* Of a report: what a row is of, for programs; and its section of the sheet, said above the first row of it. */
struct doc_row {
	const struct value *value; /* or NULL */
	struct str section;        /* or empty */
	bool joined;               /* it is the row above but for its name, which people find there: see doc_next_row */
};

struct doc_table {
	struct arena *a;
	const char *id;   /* "sweep", "assumptions": for programs */
	struct str title; /* above it, or empty */
	struct doc_column *columns;
	uint32_t column_count;
	struct field *fields; /* row by row */
	struct doc_row *rows;
	uint32_t row_count, row_cap;
	bool hidden; /* for programs alone */
	enum bars bars;
	uint32_t bar_column, bar_end; /* of BARS_SPAN: to the value of `bar_end` */
	double bar_base;
	struct str *lines; /* sentences below it */
	uint32_t line_count;
	bool empty; /* nothing was found: the answer is no */
	struct doc_table *next;
};

/* No rows yet; everything lives in `a`. */
struct doc_table *table_new(struct arena *a, const char *id, uint32_t columns);
/* The same with these columns. */
struct doc_table *doc_table(struct arena *a, const char *id, const struct doc_column *columns, uint32_t column_count);
void table_head(struct doc_table *t, uint32_t column, struct str name);
/* The heads of all columns. */
void table_heads(struct doc_table *t, const char *const *names);
/*
 * The name of an element of a list, counted from 0: "x[1]". An expression that is long is cut, since all its elements
 * have it: a row each would otherwise be as long as the list.
 */
struct str table_element(struct arena *a, struct str name, uint32_t i);
/* A new row, empty; it moves when another is added. */
struct field *table_row(struct doc_table *t);
/* A new row of these texts. */
#define table_texts(t, ...) table_put_texts(t, STRS(__VA_ARGS__))
struct doc_row *table_put_texts(struct doc_table *t, const struct str *texts, size_t count);
struct field *table_field(const struct doc_table *t, uint32_t row, uint32_t column);
static inline struct str table_text(const struct doc_table *t, uint32_t row, uint32_t column)
{
	return table_field(t, row, column)->text;
}
/* Is a row wanted? */
typedef bool table_wanted(const struct doc_table *t, uint32_t row, const void *ctx);
/* A table of those rows of another one that are wanted, of no section, which borrows the rest; NULL when none is. */
struct doc_table *table_rows(const char *id, const struct doc_table *all, table_wanted *wanted, const void *ctx);
void table_line(struct doc_table *t, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * As people read it, with its chart, in `width` columns; and as comma-separated values. Ctrl-C ends both
 * (base/interrupt.h).
 */
void table_write(const struct doc_table *t, const struct format *f, unsigned width, struct buf *out);
void table_csv(const struct doc_table *t, struct buf *out);

/* A field in characters; of an uncertain number its range too, unless `f` is brief. */
void field_write(struct buf *out, const struct field *x, const struct format *f);

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
