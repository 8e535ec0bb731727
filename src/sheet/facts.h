/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.h - constants, published figures and measured numbers, read from text when they are asked for. */
#ifndef BOTE_FACTS_H
#define BOTE_FACTS_H

#include "diag/diag.h"
#include "eval/eval.h"
#include "lang/parse.h"
#include "store/measured.h"

struct facts;

/* A line of formulas/prelude/: `pi = 3.14...` or `ref l1_cache = 0.5 ns "..." from "..."`. */
struct fact {
	struct str name;   /* "pi", "ref.l1_cache" */
	struct str text;   /* what it is */
	struct str origin; /* its source */
	struct str group;  /* the first comment line above its paragraph, or empty */
	struct value value;
	uint32_t draw; /* of an uncertain one */
	/* Of a name of the source; NULL and empty for others. */
	struct str of; /* the name that it stands for: "measured.syscall" or "ref.syscall" of "fact.syscall" */
	const struct measurement *measured; /* what its number was made from; NULL: it is a published one */
	struct str stale;                   /* why that is out of date, or empty */
};

/*
 * Who knows the names that are in no definition text, such as measured.syscall. `define` gives the line of a name, as
 * `x = 102 ns "what it is" from "its source"` (whatever `x`), in `a`, and fills what is its own of `fact`. A NULL text:
 * there is no such name, and `d` says why, with its place `at`. `used` gets each fact that an expression reads.
 */
struct facts_source {
	bool (*knows)(void *ctx, struct str name); /* is it a name of this kind? */
	struct str (*define)(void *ctx, struct str name, struct span at, struct arena *a, struct diag *d,
	                     struct fact *fact);
	void (*used)(void *ctx, const struct fact *fact);
	void *ctx;
};

struct facts *facts_new(const struct engine *e, const struct vocabulary *v);
void facts_free(struct facts *f);
/*
 * Add a definition text, which must outlive it; `name` is for messages. It is indexed when a name is first asked for.
 */
void facts_add(struct facts *f, struct str name, struct str text);
void facts_set_source(struct facts *f, const struct facts_source *source);
/* What the source said may not hold any longer: ask it anew. Values that were handed out stay readable. */
void facts_forget(struct facts *f);
/*
 * NULL: no such name. The line is worked out at the first call. A faulty line is a NULL too, with `d` (if not NULL)
 * filled.
 */
const struct fact *facts_find(struct facts *f, struct str name, struct diag *d);
/* The same for an expression that reads the name at `at`: the source gets it, and says why there is no such name. */
const struct fact *facts_use(struct facts *f, struct str name, struct span at, struct diag *d);
/* A fact as expressions read it, of which there may be none. */
struct ref facts_ref(const struct fact *f);
/*
 * The range of an uncertain fact, to be in a program. It goes by the number of its draw, in the order of the text,
 * from DRAW_OUTSIDE on.
 */
const struct inlined *facts_inlined(struct facts *f, uint32_t id, struct arena *a, uint32_t *count);
/* All names of the definition texts, in their order; *count of them. */
const struct str *facts_names(struct facts *f, unsigned *count);

#endif
