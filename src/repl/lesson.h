/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lesson.h - what continues at the prompt beside the user's own sheet: the tutorial, a quiz. Lines are carried out as
 * ever, on a sheet of the lesson's own, which then looks at what they led to.
 */
#ifndef BOTE_LESSON_H
#define BOTE_LESSON_H

#include "command/quiz.h"

struct lesson {
	struct session *session; /* its own */
	const char *command;     /* that begins it: "quiz" */
	const char *prompt;      /* "quiz> " */
	bool done;
	/* Is the line a word of its own (hint, skip)? Then it is carried out, and says in `out` what there is to say. */
	bool (*word)(struct lesson *l, struct str line, struct buf *out);
	/* A line was carried out, and led to `o`. */
	void (*after)(struct lesson *l, struct str line, const struct outcome *o, struct buf *out);
	/* It is left: a last word. Frees it. */
	void (*end)(struct lesson *l, struct buf *out);
};

/*
 * Begin; `out` gets what is to be read first. `state` is a file that keeps how far one got, or NULL: it begins anew,
 * and nothing is kept. `path` are the folders of formulas, as for session_new().
 */
struct lesson *lesson_tutorial(struct str path, const char *state, struct buf *out);

/*
 * NULL with a word in `out` when there is nothing to ask about. Where questions are drawn, topics that went badly come
 * more often.
 */
struct lesson *lesson_quiz(struct str path, const char *state, const struct quiz_wish *wish, struct buf *out);

#endif
