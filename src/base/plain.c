/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain.c - whole numbers stay whole. */
#include "base/plain.h"

#include <math.h>
#include <stdio.h>

struct plain plain(double x, int digits)
{
	double most = pow(10, digits);
	struct plain out;

	if (fabs(x) >= most - 0.5 && fabs(x) < 1e15)
		snprintf(out.text, sizeof(out.text), "%.0f", x);
	else
		snprintf(out.text, sizeof(out.text), "%.*g", digits, x);
	return out;
}
