/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "base/str.h"

Test(str, cut)
{
	static const struct {
		struct str text;
		size_t from, to;
		struct str want;
	} rows[] = {
		{S("hello"), 0, 5, S("hello")},
		{S("hello"), 1, 3, S("el")},
		{S("hello"), 2, 99, S("llo")},
		{S("hello"), 9, 99, S("")},
		{S("hello"), 4, 2, S("")},
		{{NULL, 0}, 1, 2, S("")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(str_eq(str_cut(rows[i].text, rows[i].from, rows[i].to), rows[i].want), "row %zu", i);
}
