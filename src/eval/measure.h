/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measure.h - labs that sheets use: parameters become the numbers that a lab reads, its results are kept and become
 * expressions.
 */
#ifndef BOTE_MEASURE_H
#define BOTE_MEASURE_H

#include "eval/eval.h"
#include "lab/lab.h"
#include "lang/parse.h"

/* Where something stands; no place when there is no source. */
struct written {
	const struct source *source;
	struct span at;
	bool given; /* and not by default */
};

/* A result of a lab that is asked for, and how its parameters are found out. */
struct measuring {
	const struct source *source;       /* the lab's sheet */
	const struct statement *statement; /* STATEMENT_MEASURE */
	bool (*param)(void *ctx, struct str name, struct diag *d, struct value *v);
	/* Where the value of a parameter is written. */
	struct written (*place)(void *ctx, struct str name);
	void *ctx;
};

/* Results of runs, by lab, parameters and seed: the last ones. */
struct measures;
void measures_free(struct measures *m);

/* A lab that was run. */
struct measured {
	const struct lab *lab;
	const void *params; /* as the lab reads them */
	uint64_t seed;
	struct lab_result result;
};

/* The lab whose sheet a text is, or NULL. */
const struct lab *measure_lab(const struct source *src);

/*
 * Run the lab that m->source is the sheet of, or find what came of it before. `*all` is made when it is NULL. The
 * result is good until 64 others have been asked for. NULL with `d` filled.
 */
const struct measured *measure_run(struct measures **all, const struct engine *e, const struct measuring *m,
                                   struct diag *d);
/* Forget runs that were ended early: they stand for what there was so far, in the command that was ended. */
void measures_forget_ended(struct measures *m);
/* The same parameters and seed, and runs that no one has seen: for a second look. To be released. */
bool measure_again(const struct engine *e, const struct measured *m, struct lab_result *out, struct diag *d);
/* One run of the same, step by step: at most so many, and the messages too when they are wanted. To be released. */
bool measure_trace(const struct engine *e, const struct measured *m, uint32_t steps, bool messages, struct lab_trace *t,
                   struct diag *d);

/* What a result is, as text: "18.01 ms ± 0.98 ms", "none". `unit` is that of its line, in base units. */
void measure_write(struct buf *out, const struct measuring *m, const struct measured *run, double unit);

#endif
