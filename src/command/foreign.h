/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foreign.h - what people type who know other programs: read as it was meant where that is sure, else hinted at. */
#ifndef BOTE_FOREIGN_H
#define BOTE_FOREIGN_H

#include "base/arena.h"
#include "base/str.h"

/*
 * A line of ours for one that other programs would take: `?sum` and `sum?` for `help sum`, `let x = 5` and `x := 5` for
 * `x = 5`, `bote 5 GB to MB` and `bote> 5 GB to MB` without their beginning. Else the line itself.
 */
struct str foreign_line(struct arena *a, struct str line);

/*
 * Several lines, some of which begin with bote's own prompt: those alone, without it; what is between was an
 * answer.
 */
struct str foreign_transcript(struct arena *a, struct str text);

/* What to say of a line that failed, by its first word ("print", ".quit", "plot"); NULL when nothing is known. */
const char *foreign_hint(struct str line);

/* The rows of the table, for tests; ends with a row without word. */
struct foreign_word {
	const char *words; /* blanks between */
	const char *hint;
	bool defines; /* the hint fits a line with a '=' too */
};
extern const struct foreign_word foreign_words[];

#endif
