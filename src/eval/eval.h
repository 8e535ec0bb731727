/* SPDX-License-Identifier: GPL-3.0-or-later */
/* eval.h - from a tree to a value: compiled to a small program, then run. The only evaluator. */
#ifndef BOTE_EVAL_H
#define BOTE_EVAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "lang/ast.h"
#include "value/value.h"

/*
 * A sheet read as a function: its statements in order, and the text they point into.
 * Called in an expression it is compiled into the caller's program.
 */
struct template {
	struct str name;
	const struct source *source;
	const struct statement *first;
};

/* What names mean where an expression stands. The sheet implements it. */
struct scope {
	void *ctx;
	/* A cell's value (already computed), or NULL: no such cell. *failed: it is there but has no value. */
	const struct value *(*cell)(void *ctx, struct str name, bool *failed);
	/* A constant of the prelude (pi), a published figure (ref.l1_cache): known in every sheet. NULL: no such. */
	const struct value *(*constant)(void *ctx, struct str name);
	/* An own function and the text it stands in, or NULL. */
	const struct statement *(*function)(void *ctx, struct str name, const struct source **src);
	/* A sheet of that name, read if need be, or NULL; a sheet that cannot be read fills `d`. */
	const struct template *(*sheet)(void *ctx, struct str name, struct diag *d);
	/* Known names near `word`. */
	unsigned (*nearest)(void *ctx, struct str word, struct str *out, unsigned max);
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
	void (*rounded)(void *ctx, const struct rounding *r);
	void *rounded_ctx;
};

/*
 * Work out an expression. The tree belongs to d->source. The value's numbers live in
 * `scratch`, as do the program and all that is needed on the way. Returns false with
 * `d` filled when there is no value.
 */
bool eval(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch,
          struct diag *d, struct value *out);

/*
 * The units a tail stands for. The quantity is `number` * *scale in *units. Words that are not
 * units fill `d`. `above` and `below` the line alike; notes on lower-case bytes go to `d`.
 */
bool eval_units(const struct engine *e, const struct scope *s, const struct unit_tail *tail, struct diag *d,
                struct units *units, struct factor *scale);

/* Convert a value as `to` does: `target` is a NODE_CONVERT (its kid is not looked at). */
bool eval_convert(const struct engine *e, const struct scope *s, const struct node *target, struct arena *scratch,
                  struct diag *d, struct value *v);

/*
 * A value given for a parameter, read in the nouns of `want` and kept in its own unit where it has one. False
 * when hard dimensions differ; the caller has the words for the message.
 */
bool eval_adopt(const struct type *want, struct value *v, struct arena *a);

/* Call `visit` for each name that the tree reads, in order, own functions and sheets called included (as calls). */
void eval_names(const struct node *n, void (*visit)(void *ctx, const struct node *n), void *ctx);

#endif
