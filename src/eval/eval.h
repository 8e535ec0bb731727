/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eval.h - from a tree to a value: compiled to a small program, then run. The only evaluator. */
#ifndef BOTE_EVAL_H
#define BOTE_EVAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "eval/native.h"
#include "lang/ast.h"
#include "value/value.h"

struct compiler;
struct measures;
struct measuring;
struct vocabulary;

/*
 * A sheet read as a function: its statements in order, and the text they point into.
 * Called in an expression it is compiled into the caller's program.
 */
struct template
{
	struct str name;
	const struct source *source;
	const struct statement *first;
};

/* f(x) = ... of a sheet, the text it is in, and what keeps both, which is the sheet's business. */
struct own_function {
	const struct statement *statement;
	const struct source *source;
	struct chapter *chapter;
};

/* In the order of their definition: of one name the last holds. */
struct own_functions {
	struct own_function *list;
	size_t count;
};

/* A weight on the standard normal number that belongs to a draw. */
struct draw_link {
	uint32_t draw;
	struct str name; /* of the cell it is in */
	double weight;
};

/* The draws of a sheet's cells, by their numbers. */
struct numbered_draws {
	uint32_t count; /* the first number that is in no cell */
	/* How each of a cell in a program hangs together with others: so many; 0 for a draw of its own. */
	const struct draw_link **link;
	uint32_t *link_count;
};

/* A cell that is in a program by its expression, because it is uncertain. */
struct inlined {
	uint32_t id; /* as `cell` or `constant` below give it */
	const struct type *type;
	const struct node *expr;
	const struct source *source;
	const struct scope *scope;
	struct str name;      /* with the seed, decides its draws */
	uint32_t draw;        /* number of its first draw in the sheet; from DRAW_OUTSIDE on: it belongs to no sheet */
	const double *column; /* its samples, drawn before: they stand for the expression; or NULL */
	const struct spread *spread; /* what these say, where that is known */
};

/*
 * Draws of what is in no sheet, such as a published range, are numbered from here on. They have coordinates of
 * their own, the last few, so that they never hang together with the draws of a sheet, however many those are.
 */
enum { DRAW_OUTSIDE = 1 << 30, DRAWS_OUTSIDE_EVEN = 32 };

/* A condition without which the cells of a sheet have no value: its `require` lines. */
struct requirement {
	const struct node *expr;
	const struct source *source;
	const struct scope *scope;
	struct str text; /* the reason */
};

/* A `machine` line of a sheet, and where its names are looked up. */
struct machine_line {
	const struct statement *statement;
	const struct source *source;
	const struct scope *scope;
};

/* Those of a sheet, each name once; where it has none, those of its lender, if it has one. */
struct machine_lines {
	struct machine_line *line;
	uint32_t count;
	const struct machine_lines *lender;
};

/* Is a cell in the program already? May samples that were drawn before stand for one? */
bool compiler_has_cell(const struct compiler *c, uint32_t id);
bool compiler_takes_columns(const struct compiler *c);

/* What was found by a name. */
struct ref {
	const struct type *type; /* of its value; NULL: there is none, or it `waits` */
	double *num;
	struct spread *spread;
	uint32_t count;
	uint32_t id; /* a cell's number in its sheet, below DRAW_OUTSIDE; else the number of the draw in a figure, or
	                DRAW_OUTSIDE */
	bool waits;  /* there is such a cell, and it has no value */
	/* Why there is none: the cell's own error, or that of one it needs; that it is a used sheet. NULL: not known. */
	const struct diag_item *why;
};

static inline struct ref ref_of(const struct value *v, uint32_t id)
{
	return v ? (struct ref){&v->type, v->num, v->spread, v->count, id, false, NULL} : (struct ref){.id = id};
}
static inline struct value ref_value(const struct ref *r)
{
	return (struct value){*r->type, r->count, r->num, r->spread};
}

/*
 * What names mean where an expression is; the sheet fills it. All but ctx may be NULL. What is known beforehand is
 * data. A function is for what has to wait until an expression asks: each says why.
 */
struct scope {
	const struct template *used; /* a used sheet, which has its own functions alone; NULL for the sheet itself */
	const struct own_functions *functions;
	const struct machine_lines *machines;
	const struct numbered_draws *draws;
	struct measures **measures;          /* what labs came to */
	const struct vocabulary *vocabulary; /* to read such a result */
	void *ctx;
	/*
	 * A cell, its value already computed. By name, and not bound to the tree: a formula's tree is shared by all who use
	 * it, notes ask for words that are no names of the tree, and why there is no value is put together only then.
	 */
	struct ref (*cell)(void *ctx, struct str name);
	/*
	 * A constant of the prelude (pi), a published or measured figure (ref.l1_cache): known in every sheet, and worked
	 * out when it is first asked for. Where there is none and it can be said why, `d` (if there is one) has an error at
	 * `at`, the place of the name.
	 */
	struct ref (*constant)(void *ctx, struct str name, struct span at, struct diag *d);
	/* A sheet of that name, or NULL: its file is read when it is first called. One that cannot be read fills `d`. */
	const struct template *(*sheet)(void *ctx, struct str name, struct diag *d);
	/* Known names near `word`, for a message: all there are is gone through. */
	unsigned (*nearest)(void *ctx, struct str word, struct str *out, unsigned max);
	/*
	 * The uncertain cells that one needs, each before those that use it, itself last; without those that are in the
	 * program of `c` already. Draws are numbered, and samples that are kept are drawn, when the first one is asked for.
	 * NULL where cells cannot be uncertain.
	 */
	const struct inlined *(*uncertain)(void *ctx, uint32_t id, const struct compiler *c, struct arena *a,
	                                   uint32_t *count);
	/*
	 * The requirements of the sheet that the cell belongs to: those that can be asked now, since at a prompt what they
	 * read may still have to be given.
	 */
	uint32_t (*required)(void *ctx, uint32_t id, struct arena *a, const struct requirement **out);
};

/* One rounding of the whiteboard mode: what was `exact`, and what was written down instead. */
struct rounding {
	const struct source *source;
	struct span at;
	struct type type;
	double exact, rounded;
};

/* What all evaluations of a session share. */
struct engine {
	struct unit_registry *units;
	struct texts *texts;
	bool strict; /* nouns that disagree are errors */
	/*
	 * Whiteboard mode: 0 is off; 1 rounds every number typed and every result to one
	 * significant digit, 2 to a power of ten, and reports each to `rounded`.
	 */
	unsigned about;
	uint64_t seed;
	uint32_t samples; /* 2^16 unless told otherwise */
	unsigned threads; /* 0: as many as there are processors */
	void (*rounded)(void *ctx, const struct rounding *r);
	/* The value that stands there for one that is read by its name; NULL: its own. */
	const struct value *(*instead)(void *ctx, const struct ref *r);
	void *rounded_ctx; /* of both */
	/* How far a lab has got, from 0 to 1; may be NULL. */
	void (*progress)(void *ctx, double share);
	/* Something was sampled, and more may be to come; may be NULL. */
	void (*sampled)(void *ctx);
	void *progress_ctx; /* of both */
	bool lab_files; /* a lab may read the file that it is given, and what was measured before Ctrl-C is a result: of a
	                   command, not in sheets */
	const struct native *natives; /* functions for shipped sheets, or NULL: see native.h */
};

/*
 * Work out an expression. The tree belongs to d->source. The value's numbers live in
 * `scratch`, as do the program and all that is needed on the way. Returns false with
 * `d` filled when there is no value.
 */
bool eval(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch, struct diag *d,
          struct value *out);

/*
 * The same without sampling: an uncertain value has a type, and no numbers. *draws counts the uncertain literals that
 * stand in the expression itself.
 */
bool eval_check(const struct engine *e, const struct scope *s, const struct node *n, struct str name,
                struct arena *scratch, struct diag *d, struct value *out, uint32_t *draws);

/* Is the expression a call of a native function? Its answer is only for the sheet that asks. */
bool eval_is_native(const struct engine *e, const struct node *n);

/* Run a lab, or find what came of it before: its result as text, "18.01 ms ± 0.98 ms". False with `d` filled. */
bool eval_measure(const struct engine *e, const struct scope *s, const struct measuring *m, struct buf *out,
                  struct diag *d);

/* Work a machine's line out, in `a`. */
bool eval_machine(const struct engine *e, const struct machine_line *line, struct arena *a, struct diag *d,
                  struct native_row *out);

/*
 * Sample cells together, so that what they share is drawn once. Fills values[i].spread and .num, in `a`. `columns`, or
 * NULL: gets what eval_column() would return of each.
 */
bool eval_sample(const struct engine *e, const struct scope *s, const uint32_t *ids, struct value *const *values,
                 double **columns, uint32_t count, struct arena *a, struct diag *d);

/*
 * The samples of a cell that is one uncertain number, as many as the engine draws, malloc'd. NULL when it is a list, or
 * is drawn less often because it costs much.
 */
double *eval_column(const struct engine *e, const struct scope *s, uint32_t id);

/*
 * The units a tail stands for: x of it are x * *scale of *units. A word that is not a unit is an error in `d`, which
 * gets notes on lower-case bytes too.
 */
bool eval_units(const struct engine *e, const struct scope *s, const struct unit_tail *tail, struct diag *d,
                struct units *units, struct factor *scale);

/*
 * An error: `who` ('if', 'check', smallest) wants yes or no, and this is of another kind, or a list of truths where one
 * is wanted. False.
 */
bool eval_wants_truth(struct diag *d, struct span at, const char *who, const struct type *got);
/* Does a number with a bare B stand in the text ("10 B", "3B"), which may have been meant as a billion? */
bool eval_bare_bytes(struct str text);

/* Fail for `_` or `ans` where nothing was answered before. */
bool eval_no_answer(struct diag *d, struct span at);

/* Convert a value as `to` does: `target` is a NODE_CONVERT (its kid is not looked at). */
bool eval_convert(const struct engine *e, const struct scope *s, const struct node *target, struct arena *scratch,
                  struct diag *d, struct value *v);

/*
 * A bare word given to a parameter that is one of some texts is that text, unless a cell goes by the word (`is_cell`)
 * and it is not one of them. All else is as it was.
 */
const struct node *eval_choice(const struct statement *param, const struct node *given, bool is_cell, struct arena *a);
/* Is the text one of those that the parameter may be? */
bool eval_is_choice(const struct statement *param, struct str text, struct span at, struct diag *d);

#endif
