/* SPDX-License-Identifier: GPL-3.0-or-later */
/* program.h - the small program that an expression is compiled to, and how it is run. */
#ifndef BOTE_PROGRAM_H
#define BOTE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "eval/builtin.h"
#include "eval/eval.h"
#include "sampling/dist.h"
#include "sampling/sobol.h"
#include "sampling/spread.h"
#include "value/value.h"

/*
 * Every instruction computes one register from others. A register holds a number, or
 * a list of them; each of those is a block of `width` samples: one for a certain number.
 */
enum opcode {
	CODE_CONST,   /* number */
	CODE_LOAD,    /* value: a cell's numbers, borrowed; its id + 1 in `a`, or 0 where it is none */
	CODE_UNKNOWN, /* an uncertain cell where only types are wanted: never run */
	CODE_DRAW,    /* samples of dist(args) */
	CODE_COLUMN,  /* samples drawn before, all of them */
	CODE_LIST,    /* args -> a list */
	CODE_SCALE,   /* a * factor */
	CODE_NEGATE,
	CODE_NOT,
	CODE_ADD,
	CODE_SUB,
	CODE_MUL,
	CODE_DIV,
	CODE_MOD,
	CODE_POW,
	CODE_EQ,
	CODE_NE,
	CODE_LT,
	CODE_LE,
	CODE_GT,
	CODE_GE,
	CODE_AND,
	CODE_OR,
	CODE_SELECT,   /* args: condition, then, else */
	CODE_CALL,     /* fn(args), element by element */
	CODE_STEP,     /* fn(a / b) * b: ceil(x, GB) */
	CODE_FOLD,     /* fn over one list */
	CODE_LISTFN,   /* fn over a list and plain arguments */
	CODE_SMALLEST, /* first whole n for which the body's result is true */
	CODE_REQUIRE   /* b where a is true, else poison with `text` */
};

struct instr {
	enum opcode code;
	uint32_t dst, a, b;
	uint32_t *args, count;
	union {
		double number;
		struct factor factor;
		const double *load; /* CODE_LOAD, `count` of them */
		struct {
			const double *samples;
			const struct spread *spread; /* what they say, where that is known, or NULL */
		} column;
		const struct builtin *fn;
		struct {
			uint32_t first, last, result;
		} body;          /* CODE_SMALLEST: the instructions [first, last) that follow it; n in `a` */
		struct str text; /* CODE_REQUIRE: the reason */
		struct draw *draw;
	} u;
	bool list; /* CODE_LOAD: a list, even of one */
	bool lost; /* CODE_LOAD: the last digits of its numbers are not known */
	/* found out before it is run: see program_prepare */
	bool live, uncertain;
	bool loop;           /* needs the counter of a `smallest` around it */
	bool last_a, last_b; /* of two numbers: nothing reads that register afterwards */
	const struct source *src;
	struct span at;
	const struct type *type; /* of the result where whiteboard mode may round it, else NULL */
};

/* Draws of a sheet that have an even coordinate each. */
enum { EVEN_DRAWS = SOBOL_DIMENSIONS - DRAWS_OUTSIDE_EVEN };

/* The coordinates that decide a draw: one, or several with weights where cells are correlated. */
struct draw_source {
	uint32_t dimension; /* of the Sobol sequence, or beyond it */
	uint64_t key;
	double weight;
};

/* One uncertain literal. */
struct draw {
	const struct dist *dist;
	struct draw_source *sources;
	uint32_t source_count;
	struct str cell;   /* where it is; empty for the expression itself */
	uint32_t position; /* among the draws of its cell */
	struct type type;
	/* made ready by program_sample */
	struct sobol *sobol;
	const void *table;
};

struct program {
	struct instr *code;
	uint32_t count, registers, result;
	uint32_t counters[8],
		counter_count; /* registers of `smallest` whose bodies are not finished: nothing can be run that needs them */
	bool in_loop;      /* found out by program_prepare: a root needs such a counter */
	bool loops; /* holds a `smallest`, finished or not: a register may be read again after the last that reads it */
	bool draws; /* holds something uncertain */
	bool tells; /* it is run for its result, and not looked ahead: remainders whose digits are lost are noted */
	/* Found out by program_run: the last digits of the result are not known; it is 0 as it is too small to be told from
	 * it. */
	bool lost, vanished;
	bool slow; /* holds a slow function of an uncertain number */
};

/*
 * Find out which instructions the registers `roots` need, and which of those are uncertain. Returns whether a
 * root is.
 */
bool program_prepare(struct program *p, struct arena *scratch, const uint32_t *roots, uint32_t count);

/* Compile an expression, and do not run it: its program, in `scratch`, with the result's register and type. */
bool eval_compile(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch,
                  struct diag *d, struct program *out, struct type *type);

/*
 * Run what is certain and needed for p->result, for which the program was prepared, once. The result is valid as long
 * as `scratch`. False when lists of different lengths meet and the like (`d` filled); a number that went wrong is a
 * poison in the result.
 */
bool program_run(struct program *p, const struct engine *e, struct arena *scratch, struct diag *d, double **num,
                 uint32_t *count);

/* What sampling found for one root: a spread for each element of it; the columns too, where asked for. */
struct sampled {
	bool texts; /* set before: the root is a text */
	bool bare;  /* set before: only the columns are wanted */
	uint32_t count;
	struct spread *spread;
	double **columns; /* samples of each element, in order; only with `keep` */
	uint32_t samples;
};

/*
 * Sample the roots: block by block, in as many threads as pay. Columns (with `keep`) are malloc'd, to be freed with
 * sampled_free. The answer does not depend on the number of threads.
 */
bool program_sample(struct program *p, const struct engine *e, const uint32_t *roots, uint32_t count, bool keep,
                    struct arena *scratch, struct diag *d, struct sampled *out);
void sampled_free(struct sampled *s, uint32_t count);

/* Say why element `x` of a program's result is not a number. */
bool program_blame(const struct program *p, double x, struct diag *d);

#endif
