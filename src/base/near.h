/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.h - the known names that are nearest to a word, for "did you mean". */
#ifndef BOTE_NEAR_H
#define BOTE_NEAR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum { NEAR_MOST = 8 };

struct near {
	struct str word;
	unsigned limit;     /* edits allowed: see near_edits */
	unsigned most;      /* so many names are kept, NEAR_MOST at most */
	struct arena *keep; /* names are copied there; NULL: they are borrowed */
	unsigned count;
	struct str names[NEAR_MOST]; /* the nearest first; among equals the one that was offered first */
	unsigned rank[NEAR_MOST];
};

/* How many edits still make a likeness, by the length of the word: 1 to 3. */
unsigned near_edits(struct str word);

/* Keep `name` if it is among the nearest; its rank is the number of edits. */
void near_offer(struct near *n, struct str name);
/* The same with a rank of the caller's, lower is nearer. */
void near_rank(struct near *n, struct str name, unsigned rank);

/* The names into out[0 .. max-1], as many as there are; returns how many. */
unsigned near_take(const struct near *n, struct str *out);

#endif
