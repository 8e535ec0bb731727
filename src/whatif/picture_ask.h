/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture_ask.h - the boxes and flows of a sheet, with their values, as a picture. */
#ifndef BOTE_PICTURE_ASK_H
#define BOTE_PICTURE_ASK_H

#include "show/picture.h"
#include "whatif/ask.h"

/*
 * What the `box` and `flow` lines of a sheet that is computed draw; all lives in q->a. NULL without an error when it
 * has no box, with q->d filled when a value cannot be had. A box about a cell with an upper limit in a `check` says how
 * much of it is used, from 80 % on; of an uncertain one by its P95.
 */
struct picture *picture_asked(struct ask *q);

/* The value of one such line: one number, or a text. False with q->d filled for anything else. */
bool picture_value(struct ask *q, const struct definition *at, const struct statement *st, struct value *v);

#endif
