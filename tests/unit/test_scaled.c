/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <math.h>

#include "value/scaled.h"

Test(scaled, three_digits_and_the_largest_unit_that_leaves_one)
{
	static const struct {
		double x;
		const struct scale *scales;
		const char *text;
	} rows[] = {
		{5.71e-8, scale_time, "57.1 ns"},      {1e-9, scale_time, "1 ns"},
		{8e-4, scale_time, "800 µs"},          {8e-4, scale_typed, "800 us"},
		{0.9994, scale_time, "999 ms"},        {0.9996, scale_time, "1 s"},
		{12345.6, scale_time, "12,346 s"},     {0, scale_time, "0 ns"},
		{3e-11, scale_time, "0.03 ns"},        {20000, scale_rate, "20 k/s"},
		{1234567, scale_rate, "1.23 M/s"},     {0.25, scale_rate, "0.25 /s"},
		{4.2e9, scale_bandwidth, "4.2 GB/s"},  {999.6e9, scale_bandwidth, "1 TB/s"},
		{5.6e15, scale_bytes, "5,600 TB"},     {512, scale_bytes, "512 B"},
		{1300000, scale_count, "1.3M"},        {7, scale_count, "7"},
		{INFINITY, scale_bandwidth, "- TB/s"}, {NAN, scale_time, "- ns"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct scaled out = scaled(rows[i].x, rows[i].scales);

		cr_expect_str_eq(out.text, rows[i].text, "row %zu: %s", i, out.text);
	}
}
