/* SPDX-License-Identifier: GPL-3.0-or-later */
/* native.h - functions of whole columns of samples, which a session provides for sheets that ship with the program. */
#ifndef BOTE_NATIVE_H
#define BOTE_NATIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "diag/diag.h"

/* An argument: one number, or one for each sample; in base units, a truth as 0 or 1. A text has `text`. */
struct native_arg {
	const double *num;
	uint32_t count;
	struct str text;
};

struct statement;
struct source;
struct value;

/* A `machine` line of the sheet that calls, and what its items are worth, in their order. */
struct native_row {
	const struct statement *line;
	const struct source *source;
	const struct value *values;
	const double *means;     /* of the first element of each: the mean where it is a range */
	const struct str *texts; /* of items that are texts */
};

/* What a native function is called with, and what it answers: plain numbers and texts, all certain. */
struct native_call {
	const struct native_arg *args;
	uint32_t arg_count;
	uint32_t samples;              /* of the arguments that have several numbers; 1: there are none such */
	const struct native_row *rows; /* of the sheet that calls */
	uint32_t row_count;
	struct span at; /* the call */
	struct arena *arena;
	/* filled by it, in `arena` */
	double *num;
	struct str *texts; /* may be NULL; else one for each number, empty where the number counts */
	uint32_t count;
	struct str none; /* set: there is no answer, for this reason, and each number is a `none` */
};

/*
 * A table of them ends with a row without name. `run` returns false with `d` filled. It is called whenever the value of
 * the call is worked out, and its answer must depend on the arguments and rows alone. `fits` looks a row over. Without
 * `run` it turns the place of a text among the numbers of such an answer, its argument, into that text.
 */
struct native {
	const char *name;
	bool (*run)(void *ctx, struct native_call *call, struct diag *d);
	void *ctx;
	/*
	 * While `out` is given, each run writes how it comes to its answer: lines of a word, blanks, and the rest. NULL
	 * ends it.
	 */
	void (*listen)(void *ctx, struct buf *out);
	bool (*fits)(void *ctx, const struct native_row *row, struct diag *d);
};

#endif
