/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_trig.c - the circular functions, of angles in radians. */
#include "eval/fn.h"

double fn_asin(double x)
{
	return x >= -1 && x <= 1 ? asin(x) : fn_domain();
}

double fn_acos(double x)
{
	return x >= -1 && x <= 1 ? acos(x) : fn_domain();
}
