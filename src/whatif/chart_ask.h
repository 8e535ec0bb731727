/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_ask.h - values, and what a sheet asks for by `chart`, to charts. */
#ifndef BOTE_CHART_ASK_H
#define BOTE_CHART_ASK_H

#include "show/chart.h"
#include "whatif/ask.h"

/*
 * What a `chart` statement at `at` asks for: worth drawing (see chart_worth), or with `why` saying why there is nothing
 * to see. NULL with q->d filled when it asks for what cannot be. The title says what is drawn; all lives in q->a.
 */
struct chart *chart_asked(struct ask *q, const struct definition *at, const struct statement *st);

/*
 * How likely each value of one uncertain number is, with the limit that a check sets to `cell` (may be NULL); NULL for
 * any other value.
 */
struct chart *chart_spread(struct ask *q, const struct value *v, const struct cell *cell, struct str name);
/* How far uncertain numbers reach: a chart without items, and an item of it; false when it has no place there. */
struct chart *chart_intervals(struct ask *q, struct str title);
bool chart_interval(struct ask *q, const struct value *v, struct str label, struct chart_item *item);
/* What moves an uncertain number, which an expression of the sheet's stands for; NULL when that cannot be said. */
struct chart *chart_tornado(struct ask *q, struct str expression, const struct value *v, struct str name);
/* One part of a whole that is of type `whole`: label, value and text. False when it is no such part. */
bool chart_part(struct ask *q, const struct definition *at, const struct node *n, const struct type *whole,
                struct chart_item *item);
/* Items that are called the same get their names behind it: "Servers (web)". */
void chart_tell_apart(struct arena *a, struct chart *c);
/* What tells a name from another: "web" of web.servers beside api.servers, else all of it. */
struct str chart_apart(struct str name, struct str other);
bool chart_is_number(const struct value *v);

/* ---- the kinds ---- */

enum { CHART_ASK_PARTS = 64, CHART_ASK_LINES = 6 };
struct chart_request;
struct chart_word {
	const char *name, *usage; /* "growth", "growth(RATE, over = TIME [, growth = SHARE per TIME])" */
	const char *help, *about; /* what it draws, in a few words and in sentences: for the manual too */
	enum chart_kind kind;     /* that chart_ask_parts makes */
	struct chart *(*read)(struct chart_request *r);
	const char *options[2]; /* arguments with a name */
	bool cells;             /* those are names of cells */
	uint32_t least, most;   /* arguments without one */
};
extern const struct chart_word chart_words[];
extern const unsigned chart_word_count;
const struct chart_word *chart_word_find(struct str name);

/* ---- for chart_*.c ---- */

/* A statement while it is read. */
struct chart_request {
	struct ask *q;
	const struct chart_word *word;
	const struct definition *at;
	const struct node *call;
	struct str text;    /* its description, or empty */
	struct node **part; /* the arguments without a name */
	uint32_t count;
};

/* An error at a place of the statement; returns NULL. */
struct chart *chart_fail(struct chart_request *r, enum diag_kind kind, const struct node *n, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* The same with the usage as a hint. */
struct chart *chart_misused(struct chart_request *r, const struct node *n, const char *what);
/* The argument of that name, or NULL. */
const struct node *chart_option(const struct chart_request *r, const char *name);
/* What was typed. */
struct str chart_typed(const struct chart_request *r, const struct node *n);
/* One number, certain or not; one certain number. */
bool chart_number_at(struct chart_request *r, const struct node *n, struct value *v);
bool chart_certain_at(struct chart_request *r, const struct node *n, struct value *v);
/* An expression as one would write it. */
struct str chart_written(struct ask *q, const struct definition *at, const struct node *n);
/* The number with its sign, and its range if it has one: "≈ 1.8 PB (1.2 … 2.9 PB, 90 %)". */
struct str chart_value(struct ask *q, const struct value *v);
/* What a cell is; of a formula's, with the name that it has here where a cell of the sheet is that too: "Cost of a
 * month (rest)". */
struct str chart_cell_text(struct ask *q, const struct cell *c);
/* One number of a value's kind, in the digits that it has elsewhere, without sign and range: "120 PB". */
struct str chart_short(struct ask *q, const struct value *like, double x);
/*
 * The value in the unit that suits `typical`, a number of type `t`, where the two are of one kind: 0.9 ms beside 120
 * ms. What is too small for it stays in its own: 3 GB beside 97 PB.
 */
struct str chart_alike(struct ask *q, const struct value *v, const struct type *t, double typical);
/*
 * The unit in which an axis is written, and what a number is times to be in it; `typical` is one of those to be
 * written.
 */
struct str chart_unit(struct ask *q, const struct type *t, double typical, struct factor *scale);
/* The description of the statement, or else `what`. */
struct str chart_title(struct chart_request *r, struct str what);

struct chart *chart_ask_growth(struct chart_request *r);
/* Of the kind of its row, with a part for each argument. */
struct chart *chart_ask_parts(struct chart_request *r);
struct chart *chart_ask_waterfall(struct chart_request *r);
struct chart *chart_ask_histogram(struct chart_request *r);
struct chart *chart_ask_tornado(struct chart_request *r);
struct chart *chart_ask_line(struct chart_request *r);
struct chart *chart_ask_lab(struct chart_request *r);

#endif
