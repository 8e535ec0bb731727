/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unsaved.h - the sheet of a prompt, kept in the state folder after each change, so that nothing is lost when the
 * program ends otherwise than by being left.
 */
#ifndef BOTE_UNSAVED_H
#define BOTE_UNSAVED_H

#include <time.h>

#include "session/session.h"

struct unsaved;

/* Keep it in `folder`, which is made when there is something to keep; NULL: keep nothing. */
struct unsaved *unsaved_open(const char *folder);

/* Where that is for this user, in `a`: NULL without a home, and where BOTE_HISTORY is empty: nothing is to be kept. */
const char *unsaved_folder(struct arena *a);

/* The sheet is perhaps another one: write down what changed. Returns 0, or errno when it cannot. */
int unsaved_keep(struct unsaved *u, struct session *s);

/* All of it is in a file of the user's now. */
void unsaved_saved(struct unsaved *u, struct session *s);

/* The program is left. Returns whether there is something that is kept for `resume`. */
bool unsaved_close(struct unsaved *u, struct session *s);

/*
 * What an earlier program left, the newest first: its text in `out`, how many lines and when; false when there is
 * nothing.
 */
bool unsaved_found(struct unsaved *u, struct buf *out, unsigned *lines, time_t *when);
/* It was taken in and is kept as the sheet of this prompt: the old file goes. */
void unsaved_taken(struct unsaved *u);

#endif
