/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scaled.h - three digits and a unit: "57.1 ns", "4.2 GB/s", "1.3 M/s". For numbers of no sheet, which have no type. */
#ifndef BOTE_SCALED_H
#define BOTE_SCALED_H

#include "base/buf.h"

/* How a kind of number is written; rows of it are from the largest unit down, and end with one of size 0. */
struct scale {
	double size;
	const char *unit; /* with the blank in front of it: " ms" */
};

/* Seconds; bytes; bytes a second; times a second; a number of things, "1.3M". */
extern const struct scale scale_time[], scale_bytes[], scale_bandwidth[], scale_rate[], scale_count[];
/* Seconds as they are typed, with us; a number without a unit. */
extern const struct scale scale_typed[], scale_one[];

/* The largest unit of which `x` is at least one, in three digits; the smallest when there is none. */
const struct scale *scaled_unit(double x, const struct scale *scales);
/* By value, so that it can be among the arguments of printf: scaled(x, scale_time).text. */
struct scaled {
	char text[40];
};
/* From a thousand of the largest unit on all digits before the point; "-" for what is not finite. */
struct scaled scaled(double x, const struct scale *scales);
/* All digits of a whole number: "60,161". */
struct scaled scaled_whole(double x);

#endif
