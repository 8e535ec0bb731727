/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number.h - doubles to text, as people read them and as programs do. */
#ifndef BOTE_NUMBER_H
#define BOTE_NUMBER_H

#include <stdbool.h>

#include "base/buf.h"

enum number_style {
	NUMBER_PLAIN, /* grouped digits: 86,400  11,570  0.001234; 1.2e20 outside 1e-4 .. 1e15 */
	NUMBER_WORDS, /* as plain below a million, else "1.157 million", "1 billion" ... quadrillion */
	NUMBER_SCI,   /* 1.157e6 */
	NUMBER_POW2,  /* 2^30, 1.5 * 2^30 */
	NUMBER_RAW    /* the shortest digits that read back the same, no grouping */
};

/*
 * Write a finite number with `digits` significant digits (1 to 17; 0: the default, four, but
 * whole numbers under a million are written whole). Trailing zeros after the point are
 * dropped. Returns whether what is written is the number to 1e-12 relative.
 */
bool number_write(struct buf *out, double x, unsigned digits, enum number_style style);

/* The whole number within 1e-12 relative of x, if there is one, else x: keeps ceil(0.1 * 30) at 3. */
double number_snap(double x);
/* Equal to 1e-12 relative. */
bool number_same(double a, double b);
/* `x` rounded to `digits` significant digits; 0 digits: to the nearest power of ten (on the log scale). */
double number_round(double x, unsigned digits);

#endif
