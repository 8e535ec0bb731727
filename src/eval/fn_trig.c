/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_trig.c - the circular functions, of angles in radians. */
#include "eval/fn.h"

double fn_sin(double x)
{
	return sin(x);
}
double fn_cos(double x)
{
	return cos(x);
}
double fn_tan(double x)
{
	return tan(x);
}
double fn_atan(double x)
{
	return atan(x);
}

double fn_asin(double x)
{
	return x >= -1 && x <= 1 ? asin(x) : poison_make(POISON_DOMAIN, 0);
}

double fn_acos(double x)
{
	return x >= -1 && x <= 1 ? acos(x) : poison_make(POISON_DOMAIN, 0);
}
