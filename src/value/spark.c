/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spark.c - numbers as a line of block characters. */
#include "value/spark.h"

#include <math.h>

#include "base/utf8.h"

void spark_write(struct buf *out, const double *numbers, unsigned count, bool ascii)
{
	double most = 0;
	char text[4];

	for (unsigned i = 0; i < count; i++)
		most = fmax(most, numbers[i]);
	for (unsigned i = 0; i < count; i++) {
		unsigned level = most > 0 ? (unsigned)(7 * numbers[i] / most + 0.5) : 0;

		if (ascii)
			buf_char(out, (char)('1' + level));
		else
			buf_add(out, text, utf8_encode(0x2581 + level, text));
	}
}
