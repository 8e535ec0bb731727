/* SPDX-License-Identifier: GPL-3.0-or-later */
/* factor.c - exact factors between units. */
#include <float.h>
#include <math.h>

#include "base/gcd.h"
#include "units/unit.h"

#define EXACT 9007199254740992.0 /* 2^53: whole numbers below it are exact, and so are their products */

static bool factor_whole(double x)
{
	return x < EXACT && x >= 1 && (double)(int64_t)x == x;
}

/* Is n = q * d, exactly? Beyond 2^53 only a fused multiply can tell. */
static bool divides(double d, double n, double q)
{
	if (!(q < 9e18) || (double)(int64_t)q != q)
		return false;
	return n < EXACT ? q * d == n : fma(q, d, -n) == 0;
}

static void reduce(double *num, double *den)
{
	bool up = *num >= *den;
	double big = up ? *num : *den, small = up ? *den : *num, q;

	if (small == 1)
		return;
	q = big / small;
	if (divides(small, big, q)) {
		*num = up ? q : 1;
		*den = up ? 1 : q;
	} else if (factor_whole(big) && factor_whole(small)) {
		double g = (double)gcd((uint64_t)big, (uint64_t)small);

		*num /= g;
		*den /= g;
	}
}

static struct factor units_factor_times(struct factor a, struct factor b)
{
	if (a.num != 1 && b.den != 1)
		reduce(&a.num, &b.den);
	if (b.num != 1 && a.den != 1)
		reduce(&b.num, &a.den);
	a.num *= b.num;
	a.den *= b.den;
	if (!(a.num > 0 && a.num <= DBL_MAX && a.den > 0 && a.den <= DBL_MAX))
		return (struct factor){INFINITY, 1};
	return a;
}

struct factor factor_product(struct factor a, struct factor b, int power)
{
	if (b.num == 1 && b.den == 1)
		return a;
	if (power < 0) {
		b = (struct factor){b.den, b.num};
		power = -power;
	}
	if (a.num == 1 && a.den == 1 && power > 0) {
		a = b;
		power--;
	}
	while (power-- > 0)
		a = units_factor_times(a, b);
	return a;
}

struct factor factor_from(double x)
{
	double ten = 1;

	if (!isfinite(x) || x <= 0)
		return (struct factor){x, 1};
	for (int digits = 0; digits <= 15; digits++, ten *= 10) {
		double num = nearbyint(x * ten), den = ten;

		if (num >= 1 && num < EXACT && num / den == x) {
			reduce(&num, &den);
			return (struct factor){num, den};
		}
	}
	return (struct factor){x, 1};
}
