/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "rows.h"
#include "show/isolate.h"

/* From which side a sentence is read: what is in quotes, and numbers, do not say. */
Test(isolate, sides)
{
	static const struct {
		const char *text;
		bool right;
	} rows[] = {
		{"שלום 5 GB עולם", true},
		{"5 GB: שלום", true},
		{"“שלום” rests most on “كم”: 20 % less", false},
		{"The check fails: שלום.", false},
		{"“plain” שלום", true},
		{"“שלום”", true},
		{"Über שלום", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		cr_expect(isolate_needed(str_from_c(rows[i].text)), "row %zu", i);
		isolate_write(&out, str_from_c(rows[i].text));
		cr_expect_eq(isolate_is_right(buf_str(&out)), rows[i].right, "row %zu: %s", i, buf_c(&out));
		buf_release(&out);
	}
	cr_expect(!isolate_needed(S("“plain” 5 GB … 中文")));
}
