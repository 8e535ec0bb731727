/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ask.h - what all questions share: the sheet, and the expressions and cells they name. */
#ifndef BOTE_ASK_H
#define BOTE_ASK_H

#include "sheet/sheet.h"
#include "show/table.h"
#include "value/format.h"

/* A question about a sheet. What comes of it lives in `a`; what went wrong is in `d`. */
struct ask {
	struct sheet *sheet;
	struct arena *a;
	struct diag *d;
	struct format format; /* of numbers within sentences */
	double sure;          /* how probable a check must be; 0: 95 % */
	bool defaults;        /* say which defaults enter: the sheet is a formula, and few know what it takes for granted */
	bool made_up;         /* the cells it is about had no value: what they are was taken from the question (start.h) */
};

/* An expression, and where it is. */
struct asked {
	struct str name; /* as it was written */
	struct definition at;
	const struct node *node;
};

bool ask_expression(struct ask *q, struct str text, struct asked *out);
/* Expressions with commas between. */
bool ask_list(struct ask *q, struct str text, struct asked **out, uint32_t *count);
/*
 * What the sheet shows: its `show` lines, else its described cells that depend on others and its outcomes, else those
 * of the sheets it uses. And the value of one; false with the error in q->d.
 */
void ask_shown(struct ask *q, struct asked **out, uint32_t *count);
bool ask_value(struct ask *q, const struct asked *e, struct value *v);
/* A cell by its name; unknown names fill `d`. */
struct cell *ask_cell(struct ask *q, struct str name);
/* The same, of a name that stands in the source of `d`. */
struct cell *ask_cell_at(struct ask *q, struct str name, struct span at);
/* A cell that is one number now, fit to be given others. */
struct cell *ask_number_cell(struct ask *q, struct str name);

/* Where q->defaults wants it, note those that the expressions rest on, but for the cells that are varied. */
void ask_note_defaults(struct ask *q, const struct asked *e, uint32_t count, struct cell *const *varied,
                       uint32_t varied_count);

/* `name = value` of a what-if: the cell is that until sheet_suppose_end(). */
bool ask_suppose(struct ask *q, struct str name, struct str text);
bool ask_suppose_node(struct ask *q, struct cell *c, const struct definition *at, const struct node *n);

/* sheet_suppose_for() these expressions; sheet_suppose_end() ends it. */
void ask_suppose_for(struct ask *q, const struct asked *e, uint32_t count);

/* Does a truth hold? An uncertain one with the probability that is wanted, q->sure. */
bool ask_holds(const struct ask *q, const struct value *v);

/* A number of a type, as text: "12 MB". */
struct str ask_write(struct ask *q, const struct type *t, double x);
struct str ask_write_value(struct ask *q, const struct value *v);

#endif
