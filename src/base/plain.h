/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain.h - numbers within messages, without the exponents of %g: 12000, not 1.2e+04. */
#ifndef BOTE_PLAIN_H
#define BOTE_PLAIN_H

/* By value, so that it can be among the arguments of printf: plain(x, 4).text. */
struct plain {
	char text[40];
};

/* `x` in so many digits as by %g, and as a whole number where that has more of them. From 10^15 on %g after all. */
struct plain plain(double x, int digits);

#endif
