/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.h - constants and published figures, read from text when they are asked for. */
#ifndef BOTE_FACTS_H
#define BOTE_FACTS_H

#include "diag/diag.h"
#include "eval/eval.h"
#include "lang/parse.h"

struct facts;

/* A line of formulas/prelude/: `pi = 3.14...` or `ref l1_cache = 0.5 ns "..." from "..."`. */
struct fact {
	struct str name;   /* "pi", "ref.l1_cache" */
	struct str text;   /* what it is */
	struct str origin; /* its source */
	struct str group;  /* the first comment line above its paragraph, or empty */
	struct value value;
};

struct facts *facts_new(const struct engine *e, const struct vocabulary *v);
void facts_free(struct facts *f);
/* Add a definition text, which must outlive it; `name` is for messages. It is indexed when a name is first asked for. */
void facts_add(struct facts *f, struct str name, struct str text);
/* NULL: no such name. The line is worked out at the first call. A faulty line is a NULL too, with `d` (if not NULL) filled. */
const struct fact *facts_find(struct facts *f, struct str name, struct diag *d);
/*
 * The range behind an uncertain fact's value, to stand in a program; NULL when `v` is no such value. Its draws are numbered
 * from the last dimension down, in the order of the text, since sheets number theirs from the first up.
 */
const struct inlined *facts_inlined(struct facts *f, const struct value *v, struct arena *a);
/* All names, in the order of the text; *count of them. */
const struct str *facts_names(struct facts *f, unsigned *count);

#endif
