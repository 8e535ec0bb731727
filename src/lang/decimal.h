/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal.h - a number as it was written, and the double nearest to it. */
#ifndef BOTE_DECIMAL_H
#define BOTE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* mantissa * 10^exponent. */
struct decimal {
	uint64_t mantissa;
	int32_t exponent;
	bool more; /* it has more digits than the mantissa holds: they must be read again */
};

/*
 * The double nearest to the number times 10^shift. `text` is what was written, without a sign: digits with
 * "_" or "," between them, a point, an exponent; only looked at when the number is hard to round. Returns
 * infinity for what is too large, and 0 with *underflow set for what is too small.
 */
double decimal_value(const struct decimal *d, struct str text, int shift, bool *underflow);

/* Longer numbers are refused by the lexer. */
#define DECIMAL_LENGTH_MAX 1000

#endif
