/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keywords.h - the table of words and signs that the grammar knows: what each is for, for help and completion. */
#ifndef BOTE_KEYWORDS_H
#define BOTE_KEYWORDS_H

#include "base/str.h"

struct keyword {
	const char *word;
	const char *usage;   /* how it is written in a line, or NULL: by itself */
	const char *help;    /* one line */
	const char *example; /* a line for the prompt, or NULL */
	const char *result;  /* and its answer as the prompt prints it */
};

extern const struct keyword keywords[];
extern const unsigned keyword_count;

/* NULL when it is none. */
const struct keyword *keyword_find(struct str word);

#endif
