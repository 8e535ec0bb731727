/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moved.h - what a change moved: cells whose value is another one than before. */
#ifndef BOTE_MOVED_H
#define BOTE_MOVED_H

#include "sheet/sheet.h"

/* A cell whose value another definition changed. */
struct moved {
	struct cell *cell;
	struct value before;
	double ratio; /* after / before; 0 where that says nothing */
};

/* after / before of single numbers (of the medians of uncertain ones), 0 where that says nothing. */
double value_ratio(const struct value *before, const struct value *after);

/*
 * Cells that moved since sheet_mark(), in `a`: first those that the sheet is about (nothing uses them, or they are
 * described), and of these, and of the rest, those that moved most. New cells do not count, nor ranges that nobody had
 * sampled before: see sheet_watch.
 */
struct moved *sheet_moved(struct sheet *s, struct arena *a, uint32_t *count);
/* Is it what it was, sampled anew perhaps? One that has no value any more has not moved to another one. */
bool moved_nowhere(const struct moved *m);
void moved_sort(struct moved *m, uint32_t count);

/*
 * To be called before `c` is given another definition: sample the ranges that rest on it, so that there is something to
 * hold the new ones against. Of very many only those that would be listed first.
 */
void sheet_watch(struct sheet *s, struct cell *c);

/* The values of all cells, by their names: what those of a later sheet, read anew, are held against. */
struct sheet_values;
struct sheet_values *sheet_values_take(struct sheet *s);
/* As sheet_moved. All ranges are sampled. */
struct moved *sheet_values_moved(const struct sheet_values *before, struct sheet *s, struct arena *a, uint32_t *count);
void sheet_values_free(struct sheet_values *before);

#endif
