/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_log.c - roots, exponentials and logarithms: libm, with its edges turned into reasons. */
#include "eval/fn.h"

double fn_sqrt(double x)
{
	return x < 0 ? fn_domain() : sqrt(x);
}
double fn_exp(double x)
{
	return fn_finite(exp(x));
}
double fn_expm1(double x)
{
	return fn_finite(expm1(x));
}
double fn_ln(double x)
{
	return x <= 0 ? fn_domain() : log(x);
}
double fn_log2(double x)
{
	return x <= 0 ? fn_domain() : log2(x);
}
double fn_log10(double x)
{
	return x <= 0 ? fn_domain() : log10(x);
}
double fn_log1p(double x)
{
	return x <= -1 ? fn_domain() : log1p(x);
}

/* Some libraries give 3.0000000000000004 for 27. */
double fn_cbrt(double x)
{
	return number_snap(cbrt(x));
}

/* A quotient of logarithms misses whole results by a hair: log(125, 5) is 3. */
double fn_log(double x, double base)
{
	if (x <= 0 || base <= 0 || base == 1)
		return fn_domain();
	return number_snap(log(x) / log(base));
}
