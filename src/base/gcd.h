/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gcd.h - the greatest number that divides two whole numbers. */
#ifndef BOTE_GCD_H
#define BOTE_GCD_H

#include <stdint.h>

/*
 * Of 0 and another the other. Stein's: shifts and subtractions instead of the divisions of Euclid's, which cost ten
 * times as much.
 */
static inline uint64_t gcd(uint64_t a, uint64_t b)
{
	int shift;

	if (!a || !b)
		return a | b;
	shift = __builtin_ctzll(a | b);
	a >>= __builtin_ctzll(a);
	while (b && a != 1) {
		b >>= __builtin_ctzll(b);
		if (a > b) {
			uint64_t c = a;

			a = b;
			b = c;
		}
		b -= a;
	}
	return a << shift;
}

#endif
