/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal.c - decimal to double: exactly for everyday numbers, by the C library for the rest. */
#include "lang/decimal.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

/* The powers of ten that a double holds exactly. */
static const double ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                             1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define TEN_MAX 22

/* Digits and an exponent, but no point: strtod would want the one of the locale. */
static double by_library(const struct decimal *d, struct str text, int shift)
{
	char digits[DECIMAL_LENGTH_MAX + 32];
	size_t n = 0;
	int exponent = d->exponent + shift;

	if (!d->more) {
		n = (size_t)snprintf(digits, sizeof(digits), "%llu", (unsigned long long)d->mantissa);
	} else {
		for (size_t i = 0; i < text.len && n < DECIMAL_LENGTH_MAX; i++) {
			if (text.p[i] == 'e' || text.p[i] == 'E')
				break;
			if (char_is_digit(text.p[i]))
				digits[n++] = text.p[i];
		}
	}
	snprintf(digits + n, sizeof(digits) - n, "e%d", exponent);
	return strtod(digits, NULL);
}

/* A whole number below 2^53 times or over an exact power of ten is rounded once, so it is the nearest double. */
double decimal_value(const struct decimal *d, struct str text, int shift, bool *underflow)
{
	int exponent = d->exponent + shift;
	double x;

	*underflow = false;
	if (!d->more && d->mantissa <= (UINT64_C(1) << 53) && exponent >= -TEN_MAX && exponent <= TEN_MAX)
		return exponent < 0 ? (double)d->mantissa / ten[-exponent] : (double)d->mantissa * ten[exponent];
	if (!d->more && d->mantissa == 0)
		return 0;
	x = by_library(d, text, shift);
	*underflow = x == 0 && d->mantissa != 0;
	return x;
}
