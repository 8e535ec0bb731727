/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_ops.h - what bote-bench can measure: it is asked once, when somebody wants to know. */
#ifndef BOTE_BENCH_OPS_H
#define BOTE_BENCH_OPS_H

#include "base/arena.h"

struct bench_op {
	struct str name, what;
	struct str lib;  /* the version of its library, or empty */
	struct str lack; /* why it cannot be measured here: "not built (needs libck)"; or empty */
	unsigned rev;
};

struct bench_ops;

/* Empty where bote-bench is missing or says nothing. All lives in `a`. */
const struct bench_ops *bench_ops_ask(struct arena *a);
unsigned bench_ops_count(const struct bench_ops *b);
const struct bench_op *bench_ops_at(const struct bench_ops *b, unsigned i);
/* NULL: there is none. */
const struct bench_op *bench_ops_find(const struct bench_ops *b, struct str name);

#endif
