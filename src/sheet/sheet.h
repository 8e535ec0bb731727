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
#include "lang/parse.h"
#include "sheet/facts.h"
#include "sheet/library.h"
#include "value/value.h"

struct sheet;
struct space;
struct chapter;
struct measured;
struct step;

#define DRAW_NONE UINT32_MAX

enum cell_state {
	CELL_STALE, /* to be worked out */
	CELL_READY,
	CELL_FAILED /* has an error instead of a value, or needs a cell that has */
};

/* What a cell is made of: an expression, the text it is in, and where its names are looked up. */
struct definition {
	const struct node *expr;
	const struct source *source;
	struct space *space;
	struct chapter *chapter; /* keeps the text alive */
};

/* A cell in a what-if: a number, or another expression that is read in the unit it has usually. */
struct stand_in {
	bool fixed, other;
	double at; /* where it is fixed */
	struct type usual;
};

/* What few cells have. */
struct cell_more {
	struct str text;            /* what it is, or empty */
	struct str origin;          /* where its number is from, or empty */
	struct definition declared; /* where it is declared, if not where it is defined: cell_declared() */
	struct diag_item *error;    /* when FAILED by itself; lives in `said` */
	struct diag_item *notes;
	struct arena said;
	struct spread *spread;     /* of its value, where it was sampled; lives in `said` too */
	struct stand_in *stand_in; /* what-if: what it is for a while, or NULL */
	struct waiters **misses;   /* of names that it reads and that are no cells */
	uint32_t miss_count;
	uint32_t held; /* numbers, counted by its sheet */
};

/*
 * A named expression and what is known of it. Read it freely; change it through the sheet. There may be millions: what
 * makes it larger, all of them pay for.
 */
struct cell {
	struct str name; /* "writes", "fleet.servers" */
	struct definition is;
	const struct statement *declaration; /* a default's expression is declaration->expr */
	struct cell_more *more;              /* never NULL, and read only: one for all that have nothing of it */

	/* Its value, when READY: cell_value(). */
	const struct type *type; /* never NULL; the same for all cells of a sheet that are alike */
	double *num, one;

	/* kept by recalc.c */
	struct cell **needs, **users, *need, *user; /* the last two are the room for a single one */
	uint32_t count;
	uint32_t walk; /* the last one that came along */
	uint32_t need_count, user_count, user_cap;
	uint32_t own_needs; /* of those, the first: what its expression reads. The others are read by its default alone */
	uint32_t waiting;
	uint32_t moved;       /* its place among those that moved, see sheet_note_move */
	uint32_t draws, draw; /* uncertain literals in it, and the number of the first one; DRAW_NONE: it had none yet */
	uint32_t index;

	enum cell_state state : 8;
	bool param : 1;
	bool given : 1; /* a param whose value came from a caller, not from its default */
	bool linked : 1, queued : 1, fresh : 1;
};

/* A parameter that nobody gave, and that has no default? */
static inline bool cell_is_missing(const struct cell *c)
{
	return c->param && !c->is.expr;
}

struct value cell_value_now(const struct cell *c);
/* The value of a cell that is READY, as long as the block around lasts and the cell is not changed. */
#define cell_value(c) ((const struct value[]){cell_value_now(c)})

/* Where it is declared. */
static inline struct definition cell_declared(const struct cell *c)
{
	return c->more->declared.source ? c->more->declared : c->is;
}

/* Does it hold what a lab has measured? */
static inline bool cell_is_measured(const struct cell *c)
{
	return c->declaration && c->declaration->kind == STATEMENT_MEASURE && !c->given;
}
/* Is it something else for a while? */
static inline bool cell_is_supposed(const struct cell *c)
{
	return c->more->stand_in && (c->more->stand_in->fixed || c->more->stand_in->other);
}

/* What is to be shown, checked and written, in the order of the text. */
struct entry {
	const struct statement *statement;
	struct definition is; /* source, space and chapter of the statement */
	struct cell *cell;    /* of STATEMENT_CELL and STATEMENT_PARAM */
};

struct sheet *sheet_new(const struct engine *engine, struct library *library, struct facts *facts);
void sheet_free(struct sheet *s);

/* ---- text ---- */

/* A copy of a text, with an arena for its statements. It goes when neither its maker nor any cell holds on to it. */
struct chapter *chapter_new(struct str name, struct str folder, struct str text, uint32_t first_line);
void chapter_drop(struct chapter *c);
/*
 * The same of one line after another, without a folder: the chapter of the one before, which this made too, or NULL.
 * What is in it of a line of which nothing stayed goes; lines of which something stays share a chapter, some hundred of
 * them, and it is dropped when it is full. The name, the same for all lines, is borrowed for as long as any of the
 * chapters is there.
 */
struct chapter *chapter_of_line(struct chapter *old, const struct source *line);
const struct source *chapter_source(const struct chapter *c);
struct arena *chapter_arena(struct chapter *c);
/* The folder where sheets that it names are looked for first; empty for typed text and what ships. */
struct str chapter_folder(const struct chapter *c);

/* ---- changing it ---- */

/*
 * Carry out one statement of a chapter: define a cell, declare a param, bring in another sheet, note a check or what is
 * to be shown. Nothing is computed yet. False with `d` filled when it cannot be.
 */
bool sheet_declare(struct sheet *s, struct chapter *c, const struct statement *st, struct diag *d);

/*
 * Declare a whole text: `unit`, `alias` and `noun` lines first, then the rest, so that order is free. Stops at the
 * first error.
 */
bool sheet_load(struct sheet *s, struct str name, struct str folder, struct str text, struct diag *d);

/* The parameter that callers give as `name` (see parameter_is), else the cell of that name, or NULL. */
struct cell *sheet_find_given(struct sheet *s, struct str name);

/*
 * Give a parameter (or any cell) another expression. A param's value is read in the nouns of its default; a wrong
 * dimension is found when it is computed. Unknown names fill `d`.
 */
bool sheet_give(struct sheet *s, struct str name, struct str value, struct diag *d);

/* Everything done since sheet_mark() is undone by sheet_rollback(), or kept by sheet_commit(). They do not nest. */
void sheet_mark(struct sheet *s);
void sheet_rollback(struct sheet *s);
void sheet_commit(struct sheet *s);

/*
 * sheet_commit() of what can be taken back later all the same: the newest step first, when nothing but steps that were
 * taken back came after it. NULL where it changed so much that this is not kept. A step may outlive its sheet.
 */
struct step *sheet_commit_step(struct sheet *s);
/* What sheet_rollback() would have done. The step is gone then. */
void sheet_step_back(struct sheet *s, struct step *step);
void step_free(struct step *step);

/* A sheet without `machine` lines chooses among those of another one too, which outlives it. */
void sheet_lend_machines(struct sheet *s, struct sheet *lender);

/* At a prompt a parameter without default may be given later: then that it is missing is no error of sheet_recalc. */
void sheet_set_lenient(struct sheet *s, bool on);

/* ---- computing ---- */

/*
 * Bring all cells up to date. A circle is an error that names it. A broken `require` comes before the errors it
 * explains. False with the first error copied into `d`; cells without a value are CELL_FAILED. Interrupted, what is
 * left is CELL_FAILED too, and is to be taken back. With `d` NULL nobody would be told: then it is done to its end.
 */
bool sheet_recalc(struct sheet *s, struct diag *d);

/* How many cells were worked out so far: how much work a change makes. */
uint64_t sheet_computed(const struct sheet *s);

/* Work all cells out anew: a setting that they rest on has changed. */
void sheet_refresh(struct sheet *s);

/* Work out an expression where `at` is (its source and space). The value lives in `scratch`. */
bool sheet_eval(struct sheet *s, const struct definition *at, const struct node *n, struct arena *scratch,
                struct diag *d, struct value *out);

/*
 * Sample those of the cells that are uncertain and not sampled yet, together, so that all that is shown of them comes
 * from the same draws. Notes go to `d`.
 */
bool sheet_sample(struct sheet *s, struct cell *const *cells, uint32_t count, struct diag *d);

/* The same for all cells there are. */
bool sheet_sample_all(struct sheet *s, struct diag *d);

/*
 * Tie cells that are one uncertain number each by a Gaussian copula: correlate(a, b, 0.7). Whether the ties hold
 * together is asked then.
 */
bool sheet_correlate(struct sheet *s, const struct definition *at, const struct node *call, struct diag *d);
/*
 * Can all ties hold together, `before` of which did? Then their number; else the number of one with which they cannot,
 * from 0.
 */
size_t sheet_ties_hold(struct sheet *s, size_t before);

/*
 * What if a cell were something else? Between sheet_suppose() and sheet_suppose_end() cells may be given a number in
 * their own unit, or another expression, which is read in the nouns of theirs. Draws keep the numbers they have, so
 * that all answers share them. Changes are seen after sheet_recalc(); at the end the sheet is as before, and so are its
 * mark and what moved since.
 */
void sheet_suppose(struct sheet *s);
/* The same for the sake of some expressions (`expr` of each): what they do not need is left as it was. */
void sheet_suppose_for(struct sheet *s, const struct definition *wanted, uint32_t count);
void sheet_suppose_number(struct sheet *s, struct cell *c, double x);
void sheet_suppose_expression(struct sheet *s, struct cell *c, const struct definition *is);
/* Back to what the cell is. */
void sheet_suppose_usual(struct sheet *s, struct cell *c);
void sheet_suppose_end(struct sheet *s);
/*
 * Samples that were drawn serve all that is worked out later, in what-ifs and between them, until that is over: up to
 * 256 MB. What does not depend on what is supposed has the same.
 */
void sheet_keep_columns(struct sheet *s, bool keep);

/* sheet_eval() with the first `samples` of those that it draws, or all of them where these are fewer. */
bool sheet_eval_few(struct sheet *s, const struct definition *at, const struct node *n, uint32_t samples,
                    struct arena *scratch, struct diag *d, struct value *out);

/* The tree of a text that is one expression, read with the words that the sheet knows; NULL with an error. In `a`. */
struct node *sheet_parse(const struct sheet *s, const struct source *src, struct arena *a, struct diag *d);
/* What such a text is worth where a statement typed now would be. */
bool sheet_eval_text(struct sheet *s, const struct source *src, struct arena *a, struct diag *d, struct value *out);

/* Set the last answer, `_`, of which a copy is kept; NULL: there is none. */
void sheet_answer(struct sheet *s, const struct value *v);
/* What it is, or NULL; good until the next one. */
const struct value *sheet_last_answer(const struct sheet *s);

/* ---- looking at it ---- */

struct cell *sheet_find(const struct sheet *s, struct str name);
/* The published or measured figure of a dotted name, such as measured.syscall; NULL where there is none. */
const struct fact *sheet_fact(struct sheet *s, struct str name);
/*
 * The value of a constant of the prelude (pi), of a published or measured figure. Where there is none and it can be
 * said why, `d` (if there is one) has an error at `at`.
 */
struct ref sheet_constant(struct sheet *s, struct str name, struct span at, struct diag *d);
/*
 * The cell that an expression is the name of; NULL for any other, and for none. `at` is where it stands; NULL: where a
 * statement typed now would be.
 */
struct cell *sheet_named(const struct sheet *s, const struct definition *at, const struct node *n);
/* What is held against what limit: `total < 200 ms`, and `200 ms > total`, which is the same turned round. */
struct comparison {
	enum node_op op; /* with the limit on its right */
	const struct node *is, *limit;
};
/*
 * The sides of a condition; false where it is no comparison. The limit is on the right, unless what is on the left is
 * more of one: a number that rests on no cell, or a cell that rests on no other. Of two cells that are alike it is the
 * one that is not to be reached.
 */
bool sheet_comparison(const struct sheet *s, const struct definition *at, const struct node *n, struct comparison *out);
/* A check that holds the cell against a limit. `out` may be NULL. */
bool sheet_limits(const struct sheet *s, const struct entry *check, const struct cell *c, struct comparison *out);
/* The run of its lab that a cell is a result of, made now if need be: see measure_run(). */
const struct measured *sheet_measured(struct sheet *s, const struct cell *c, struct diag *d);
/* The function of that name, as it was defined last; NULL for none. */
const struct own_function *sheet_function(const struct sheet *s, struct str name);
/* All of them, in the order of their definition; NULL after the last. */
const struct own_function *sheet_function_at(const struct sheet *s, size_t i);

/* Is it what the sheet comes to: worked out, and nothing else is worked out from it? */
bool cell_is_outcome(const struct cell *c);

/* Why a cell has no value: its own error, or that of a cell it needs. NULL for one that has a value. */
const struct diag_item *sheet_why(const struct cell *c);

uint32_t sheet_cell_count(const struct sheet *s);
struct cell *sheet_cell(const struct sheet *s, uint32_t i);
uint32_t sheet_entry_count(const struct sheet *s);
const struct entry *sheet_entry(const struct sheet *s, uint32_t i);
/* Where a statement typed now would be: the sheet's own names. */
struct definition sheet_here(struct sheet *s, const struct source *src);
/* The name by which the sheet that something is in is used here: "fleet"; empty for the sheet's own. */
struct str sheet_used_as(const struct definition *at);
const struct scope *sheet_scope(struct sheet *s, struct space *space);
/* The cells that an expression at `at` reads, itself and by functions of the sheet's own, each once, in `a`. */
struct cell **sheet_reads(const struct definition *at, const struct node *n, struct arena *a, uint32_t *count);
/* A condition, and whether it holds. */
struct condition {
	const struct node *n;
	bool holds;
};
/* What is to be told of the conditions that are met on the way. */
struct taken {
	/* One that is certain, or the part of it that decides; may be NULL. */
	void (*certain)(void *ctx, struct condition c);
	/* What stands for one that holds in some cases only; may be NULL: it stays. */
	void (*odds)(void *ctx, const struct node *condition, double odds, struct buf *out);
	void *ctx;
};
/*
 * The expression with the branch that was taken in place of each `if` whose condition is certain: `n` itself where
 * there is none, else in `a`.
 */
const struct node *sheet_taken(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                               const struct taken *is);
/* Does one do so with a call that is no function of the sheet's own, of which `is` holds? */
bool sheet_calls(const struct definition *at, const struct node *n,
                 bool (*is)(const struct space *at, struct str name));
/* All cells that some cells need, those too, each before those that use it, in `a`. */
struct cell **sheet_needs(struct sheet *s, struct cell *const *roots, uint32_t count, struct arena *a, uint32_t *found);
/* Both again, where of an `if` whose condition is certain the branch that was not taken is not read. */
struct cell **sheet_reads_taken(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                                uint32_t *count);
struct cell **sheet_needs_taken(struct sheet *s, struct cell *const *roots, uint32_t count, struct arena *a,
                                uint32_t *found);
/* Names of cells and own functions near `word`, and of built-in functions and formulas. */
unsigned sheet_nearest(struct sheet *s, struct str word, struct str *out, unsigned max);
/* First statement of a kind, or NULL: the title is the first heading. */
const struct statement *sheet_first(const struct sheet *s, enum statement_kind kind);
struct library *sheet_library(struct sheet *s);
const struct engine *sheet_engine(struct sheet *s);

/* Is it a line of the sheet itself, and not of one that it uses? */
bool sheet_entry_is_own(const struct sheet *s, const struct entry *e);

#endif
