/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Look-ups: counted by hand for few rows, by Knuth's sums for many; trees filled in order and at random. */
#include "lab.h"

Test(lab_index, steps)
{
	static const struct lab_test_row rows[] = {
		{"rows = 6; way = scan", "steps", 3.5, 0, 0},
		{"rows = 6; way = binary", "steps", 14 / 6.0, 0, 0},
		{"rows = 6; way = binary", "most", 3, 0, 0},
		{"rows = 1000; way = scan", "steps", 500.5, 0, 0},
		{"rows = 1000; way = binary", "steps", 8.987, 0, 0},
		{"rows = 1000; way = binary", "most", 10, 0, 0},
		{"way = scan", "steps", 500000.5, 0, 0},
		{"way = binary", "steps", 18.9514, 0.00001, 0},
		{"way = binary", "most", 20, 0, 0},
		{"rows = 10k; way = hash", "steps", 1.49995, 0, 0},
		{"rows = 122; way = scan", "pages", 1.5, 0, 0},
		{"rows = 100; partitions = 10; way = scan", "steps", 5.5, 0, 0},
	};

	lab_rows("index", rows, COUNT(rows));
}

Test(lab_index, trees)
{
	static const struct lab_test_row rows[] = {
		{"", "height", 3, 0, 0},
		{"", "pages", 3, 0, 0},
		{"", "filled", 1e6 / (16394 * 61.0), 0, 0},
		{"rows = 61", "height", 1, 0, 0},
		{"rows = 62", "height", 2, 0, 0},
		{"rows = 61 * 368", "height", 2, 0, 0},
		{"rows = 61 * 368 + 1", "height", 3, 0, 0},
		{"rows = 50k; load = random", "filled", 0.6931, 0.02, 0},
		{"rows = 50k; load = ascending", "filled", 0.508, 0.003, 0},
		{"rows = 50k; load = random", "height", 3, 0, 0},
	};

	lab_rows("index", rows, COUNT(rows));
}

Test(lab_index, refuses)
{
	lab_refuses("index", "page = 200 B", "too small for two entries");
	lab_refuses("index", "partitions = 2M", "more partitions than rows");
	lab_refuses("index", "rows = 0", "a row");
	lab_refuses("index", "rows = 1 billion; load = random", "1 GiB");
}
