/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - named cells that are defined by expressions, and follow one another. */
#ifndef BOTE_SHEET_H
#define BOTE_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "eval/eval.h"
#include "lang/ast.h"
#include "sheet/library.h"
#include "value/value.h"

/* A text that statements were read from. It lives as long as a cell points into it. */
struct chapter;

enum cell_state {
	CELL_STALE, /* to be worked out */
	CELL_READY,
	CELL_FAILED /* has an error instead of a value, or needs a cell that has */
};

enum cell_kind { CELL_PLAIN, CELL_PARAM };

/* A named expression and what is known of it. Read it freely; change it through the sheet. */
struct cell {
	struct str name;   /* "writes", "fleet.servers" */
	struct str text;   /* what it is, or empty */
	struct str origin; /* where the number is from, or empty */
	enum cell_kind kind;
	enum cell_state state;
	bool given;        /* a param whose value came from the caller */
	bool hidden;       /* not listed: the last answer, constants */
	struct value value; /* when READY */
	const struct node *expr;     /* NULL for a param that was not given */
	const struct source *source; /* of expr */
	const struct statement *declaration;
	const struct source *declaration_source; /* of the declaration */
	struct diag_item *error;     /* when FAILED by itself */
	struct diag_item *notes;
	struct sheet_space *space;   /* where its names are looked up */
	struct cell **needs, **users;
	uint32_t need_count, need_cap, user_count, user_cap;
	uint32_t mark;               /* scratch of recalc */
	uint32_t order;              /* position in the sheet */
	struct arena arena;          /* of error and notes */
};

/* What is to be shown, checked, told: in the order of the text. */
enum entry_kind { ENTRY_HEADING, ENTRY_PROSE, ENTRY_CELL, ENTRY_CHECK, ENTRY_REQUIRE, ENTRY_SHOW, ENTRY_EXPRESSION, ENTRY_USE };

struct entry {
	enum entry_kind kind;
	const struct statement *statement;
	const struct source *source;
	struct sheet_space *space; /* of the used sheet it belongs to, or the sheet's own */
	struct cell *cell;         /* ENTRY_CELL */
};

struct sheet;

struct sheet *sheet_new(struct engine *engine, struct library *library);
void sheet_free(struct sheet *s);

/*
 * Carry out one statement of `chapter`'s text: define a cell, declare a param, bring in another sheet, note a check.
 * Nothing is computed yet. On failure `d` says why and the sheet is as before.
 */
bool sheet_declare(struct sheet *s, struct chapter *chapter, const struct statement *st, struct diag *d);

/* A chapter holding a copy of `text`; parse into its arena. Give it up with chapter_drop once its statements are declared. */
struct chapter *chapter_new(struct str name, struct str text, uint32_t first_line);
void chapter_drop(struct chapter *c);
const struct source *chapter_source(const struct chapter *c);
struct arena *chapter_arena(struct chapter *c);

/*
 * Declare a whole text: `unit` and `noun` lines first, then the rest, so that order is free. Stops at the first error.
 */
bool sheet_load(struct sheet *s, struct str name, struct str text, struct diag *d);

/* Give a parameter (or any cell) the expression `value`, read at `src`. A param's value takes the nouns of its default. */
bool sheet_give(struct sheet *s, struct str name, struct str value, struct diag *d);

/*
 * Bring all cells up to date. A circle is an error of each cell in it, and of `d`, by name. Cells that fail keep
 * their error; the first of them (in the order of the text) is copied into `d` when d is not NULL. Returns whether all have a value.
 */
bool sheet_recalc(struct sheet *s, struct diag *d);
/* Only what `name` needs. */
bool sheet_need(struct sheet *s, struct cell *c, struct diag *d);

struct cell *sheet_find(const struct sheet *s, struct str name);
/* All cells in the order of the text; hidden ones included. */
uint32_t sheet_cell_count(const struct sheet *s);
struct cell *sheet_cell(const struct sheet *s, uint32_t i);
uint32_t sheet_entry_count(const struct sheet *s);
const struct entry *sheet_entry(const struct sheet *s, uint32_t i);

/* Names as an expression at `space` (NULL: the sheet itself) sees them. */
const struct scope *sheet_scope(struct sheet *s, struct sheet_space *space);

/* Work out an expression among the cells. The value lives in `scratch`. */
bool sheet_eval(struct sheet *s, struct sheet_space *space, const struct source *src, const struct node *n,
                struct arena *scratch, struct diag *d, struct value *out);

/* Set the last answer: `_`. */
void sheet_answer(struct sheet *s, const struct value *v);

/* First heading, first prose, `source` texts and `see` names of the sheet. */
struct str sheet_title(const struct sheet *s);
struct str sheet_purpose(const struct sheet *s);

/* ---- what moved: snapshot before a change, compare after ---- */

struct moved {
	struct cell *cell;
	struct value before;
	double ratio; /* after / before, 0 when that says nothing */
};
/* Note all values (into `a`); later, the cells whose value is another one, those that moved most first. */
struct snapshot;
struct snapshot *sheet_snapshot(struct sheet *s, struct arena *a);
struct moved *sheet_moved(struct sheet *s, const struct snapshot *before, struct arena *a, uint32_t *count);

#endif
