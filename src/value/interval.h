/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.h - uncertain values as text. For format.c and for writers of charts. */
#ifndef BOTE_INTERVAL_H
#define BOTE_INTERVAL_H

#include "sampling/spread.h"
#include "value/look.h"

/*
 * "1.0 PB  (0.71 … 1.5 PB, 90 %)"; with f->brief the median alone; a truth as its probability: "83% yes"; what is the
 * same in all samples as a plain number. Says whether these are all its digits.
 */
bool interval_write(struct buf *out, const struct type *t, const struct spread *s, const struct format *f);
/*
 * A time that was computed has no second reading there: is it shown in another unit than its own, that in which x reads
 * well?
 */
bool interval_finds_unit(const struct type *t, double x, const struct format *f);
/* Is it the same in all samples: x / x? */
bool interval_is_point(const struct spread *s);
/* Are all its numbers so, or were they never sampled? */
bool interval_is_certain(const struct value *v);
/* "[1.2 (0.8 … 1.9), 3.0 (2.0 … 4.5)] ms" */
void interval_write_list(struct buf *out, const struct value *v, const struct format *f);
/* "20 … 60 million users": from one number of the type to another, three digits at most. */
void interval_ends(struct buf *out, const struct type *t, double from, double to, const struct format *f);
/*
 * The number whose unit a range is shown in: its middle, and its longer end where it goes across 0, for then the middle
 * may be next to nothing.
 */
double interval_reads_by(const struct spread *s);
/* A probability or a share of samples: "61%"; ">99.9%" for all, too. */
void interval_share(struct buf *out, double share);
/* Ten block characters that show the shape. */
void interval_spark(struct buf *out, const struct spread *s);

#endif
