/* SPDX-License-Identifier: GPL-3.0-or-later */
/* student.c - a table where the expansion about the normal is too coarse. */
#include "base/student.h"

#define Z 1.6448536269514722

double student_95(unsigned freedom)
{
	static const double table[] = {6.3138, 2.9200, 2.3534, 2.1318, 2.0150, 1.9432, 1.8946, 1.8595, 1.8331, 1.8125};
	double n = freedom, z = Z, z3 = z * z * z, z5 = z3 * z * z;

	if (freedom < 1)
		return table[0];
	if (freedom <= 10)
		return table[freedom - 1];
	return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n);
}
