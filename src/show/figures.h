/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures.h - a column of numbers, some with a range behind them: numbers end, and ranges begin, below each other. */
#ifndef BOTE_FIGURES_H
#define BOTE_FIGURES_H

#include "base/buf.h"
#include "base/str.h"

struct figures {
	size_t number, range; /* how wide the widest of each is; ranges with the blanks before them */
};

/* Make room for a text such as "1.7 GB  (1.0 … 3.0 GB)". */
void figures_measure(struct figures *f, struct str text);
/* For a head: it stands over all of it, on the right. */
void figures_measure_head(struct figures *f, struct str head);
static inline size_t figures_width(const struct figures *f) { return f->number + f->range; }
/* The text within the column, blanks up to its width. */
void figures_write(struct buf *out, const struct figures *f, struct str text);

#endif
