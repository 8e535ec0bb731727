/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grounds_parts.h - what the files of grounds.h share. Nobody else includes it. */
#ifndef BOTE_GROUNDS_PARTS_H
#define BOTE_GROUNDS_PARTS_H

#include "base/map.h"
#include "measured/bench_ops.h"
#include "measured/grounds.h"

struct grounds {
	struct facts *facts;
	struct arena arena; /* of all that stays */
	bool opened;
	struct machine machine;
	const char *folder, *path; /* of the store; NULL: there is no home */
	struct measured *store;
	struct measured *imported; /* of other machines */
	struct measured **before;  /* stores that were read earlier: facts still point into them */
	size_t before_count, before_cap;
	const struct bench_ops *ops; /* NULL: not asked yet */
	const struct fact **read;    /* since grounds_begin(), each once */
	size_t read_count, read_cap;
	struct map said; /* names that were spoken of */
	bool warned;     /* the store's own warning was given */
};

/* The store, opened. */
struct measured *grounds_store(struct grounds *g);
/* A cell of this machine, or else one that was imported. */
bool grounds_find(struct grounds *g, struct str cell, struct measured_cell *out);
/* What can be measured. */
const struct bench_ops *grounds_ops(struct grounds *g);
/* The operation of a cell ("ht_get" of "ht_get_rate") if there is one to be measured, else NULL. */
const struct bench_op *grounds_operation(struct grounds *g, struct str cell);

/* grounds_why.c: why `name` ("fact.ht_get_rate", and "ht_get_rate" after its dot) has no value. */
void grounds_why(struct grounds *g, struct str name, struct str cell, struct span at, struct diag *d);

#endif
