/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec.h - one run of a program: its registers, for one number or a block of samples. */
#ifndef BOTE_EXEC_H
#define BOTE_EXEC_H

#include "eval/program.h"

/* `count` elements (1 unless a list) of `width` numbers each: element i begins at num + i * width. */
struct reg {
	double *num;
	uint32_t count, width;
	uint32_t cap; /* numbers that it owns room for; 0: borrowed */
	bool list;
	double one; /* where `num` points to for a single certain number */
};

struct run {
	const struct program *p;
	const struct engine *e;
	const struct kernel *kernel;
	struct arena *scratch; /* registers live here, and are used again and again */
	struct diag *d;
	struct reg *reg;
	struct reg spare;    /* room that was some register's, until `cap` is 0 */
	uint64_t block;      /* which block of samples */
	uint32_t width;      /* of what is uncertain */
	const double *at;    /* draws stand at these quantiles, by register; NULL: they are samples */
	unsigned loops;      /* bodies of `smallest` that are being run */
	bool told_lost;      /* one of them has noted a remainder that is not known */
	uint64_t held, work; /* numbers in memory, steps done: see run_go_on */
};

/* Run the live instructions in [first, last) that are as `uncertain` as asked. */
bool run_range(struct run *r, uint32_t first, uint32_t last, bool uncertain);

/*
 * Make the tables and coordinates of the live draws; returns how many are beyond SOBOL_DIMENSIONS. Certain registers
 * are known.
 */
uint32_t run_ready_draws(struct run *r);

/* ---- shared by the files of the loop ---- */

/* The register that `in` fills, with room for `count` elements. */
struct reg *run_result(struct run *r, const struct instr *in, uint32_t count, bool list);
/* The poison for `in`, which has just gone wrong. */
double run_bad(const struct run *r, const struct instr *in, enum poison why);
/* Give a function's poison the place where it was called. */
double run_located(const struct run *r, const struct instr *in, double x);
/*
 * `steps` more were done in `in`, and those that slow functions counted: is there room and time to continue? False with
 * `d` filled when not.
 */
bool run_go_on(struct run *r, const struct instr *in, uint64_t steps);
/* Is there room for a result of `count` elements? */
bool run_fits(struct run *r, const struct instr *in, uint32_t count);

static inline uint32_t run_width(const struct run *r, const struct instr *in)
{
	return in->uncertain ? r->width : 1;
}

/* The samples of an element; of a single number for all elements and samples where it is one. */
static inline struct lane run_lane(const struct reg *x, uint32_t element)
{
	return (struct lane){x->num + (x->list ? (size_t)element * x->width : 0), x->width > 1};
}

static inline double lane_at(struct lane l, uint32_t i)
{
	return l.x[l.step * i];
}

/*
 * lost.c: is element k of a register of certain numbers a whole number beyond 2^53 that was rounded on its way, so that
 * its last digits are not known? And a note where that makes the remainder another that `in` has found just now; of
 * uncertain numbers, of which nobody knows how they came about, where samples are beyond 2^53. Returns whether it does.
 */
bool run_lost(const struct run *r, uint32_t reg, uint32_t k);
bool run_note_lost(const struct run *r, const struct instr *in);
/* Is element k 0 only since a power of what is not 0 is below the smallest number there is? */
bool run_vanished(const struct run *r, uint32_t reg, uint32_t k);

/* exec_list.c: what looks at more than one element at once */
bool run_fold(struct run *r, const struct instr *in);
bool run_listfn(struct run *r, const struct instr *in);
bool run_list(struct run *r, const struct instr *in);
bool run_smallest(struct run *r, const struct instr *in);
bool run_require(struct run *r, const struct instr *in);

#endif
