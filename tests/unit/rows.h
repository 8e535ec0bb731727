/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.h - what the tables of unit tests share. */
#ifndef BOTE_TEST_ROWS_H
#define BOTE_TEST_ROWS_H

#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/str.h"

/* Two numbers differ by at most `off`. */
static inline bool close_to(double a, double b, double off)
{
	return a - b <= off && b - a <= off;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Two slices are alike; else both are shown, with the number of the row. */
#define expect_str(row, got, want) \
	do { \
		struct str got_ = (got), want_ = (want); \
		cr_expect(str_eq(got_, want_), "row %zu: '%.*s' is not '%.*s'", (size_t)(row), STR(got_), STR(want_)); \
	} while (0)

#endif
