/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fn_round.c - rounding. Each first looks whether x is a whole number but for the noise of arithmetic: ceil(0.1 * 30)
 * is 3.
 */
#include "eval/fn.h"

/* Adding zero turns -0 into 0, so that ceil(-0.5) does not read "-0". */
double fn_ceil(double x)
{
	return ceil(number_snap(x)) + 0.0;
}
double fn_floor(double x)
{
	return floor(number_snap(x)) + 0.0;
}
double fn_trunc(double x)
{
	return trunc(number_snap(x)) + 0.0;
}

/* Halves away from zero. It is twice x that is looked at, for 2.675 * 100 is a half but for the noise. */
double fn_round(double x)
{
	if (fabs(x) >= FN_WHOLE_MAX)
		return x;
	return round(number_snap(2 * x) / 2) + 0.0;
}

/* The noise that number_snap takes off whole numbers, here for any. */
static bool at_most(double x, double limit)
{
	return x <= limit || number_same(x, limit);
}

double fn_pow2up(double x)
{
	int exponent;

	if (x <= 0)
		return fn_domain();
	frexp(x, &exponent); /* 2^(exponent - 1) <= x < 2^exponent */
	if (at_most(x, ldexp(1, exponent - 1)))
		exponent--;
	return fn_finite(ldexp(1, exponent));
}

double fn_pow10up(double x)
{
	double exponent;

	if (x <= 0)
		return fn_domain();
	exponent = ceil(log10(x));
	if (at_most(x, pow(10, exponent - 1)))
		exponent--;
	else if (!at_most(x, pow(10, exponent)))
		exponent++;
	return fn_finite(pow(10, exponent));
}

double fn_clamp(double x, double low, double high)
{
	if (low > high)
		return fn_domain();
	return x < low ? low : x > high ? high : x;
}
