/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <math.h>

#include "base/plain.h"

Test(plain, no_exponent_for_whole_numbers)
{
	static const struct {
		double x;
		int digits;
		const char *text;
	} rows[] = {
		{0, 4, "0"},          {1.5, 4, "1.5"},         {9999.4, 4, "9999"},
		{9999.5, 4, "10000"}, {12000, 4, "12000"},     {123456, 3, "123456"},
		{999.4, 3, "999"},    {-12345.6, 3, "-12346"}, {1e14, 2, "100000000000000"},
		{1e15, 3, "1e+15"},   {0.00123, 2, "0.0012"},  {INFINITY, 4, "inf"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect_str_eq(plain(rows[i].x, rows[i].digits).text, rows[i].text, "row %zu: %s", i,
		                 plain(rows[i].x, rows[i].digits).text);
}
