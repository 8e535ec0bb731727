/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "base/buf.h"
#include "base/near.h"

/* The names that are kept of those offered, with blanks between. */
static void kept(const struct near *n, struct buf *out)
{
	struct str names[NEAR_MOST];
	unsigned count = near_take(n, names);

	for (unsigned i = 0; i < count; i++)
		buf_printf(out, "%s%.*s", i ? " " : "", STR(names[i]));
}

Test(near, nearest_first_and_the_earlier_of_equals)
{
	static const struct {
		const char *word, *want;
		unsigned limit, most;
	} rows[] = {
		{"rate", "rate rates", 1, 2}, {"rate", "rate rates race", 1, 3},
		{"rate", "rate", 0, 3},       {"zebra", "", 2, 3},
		{"rate", "", 2, 0},           {"rate", "rate rates race ate later crater", 2, 99},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct near n = {.word = str_from_c(rows[i].word), .limit = rows[i].limit, .most = rows[i].most};
		struct buf text = {0};

		for (const char *const *name =
		         (const char *const[]){"later", "rates", "race", "rate", "crater", "ate", "rates", NULL};
		     *name; name++)
			near_offer(&n, str_from_c(*name));
		kept(&n, &text);
		cr_expect_eq(strcmp(buf_c(&text), rows[i].want) == 0, true, "row %zu: %s", i, buf_c(&text));
		buf_release(&text);
	}
}

Test(near, a_rank_of_the_callers_goes_before_the_order)
{
	struct near n = {.word = S("x"), .limit = 1, .most = 2};
	struct buf text = {0};

	near_rank(&n, S("far"), 9);
	near_rank(&n, S("middle"), 5);
	near_rank(&n, S("near"), 1);
	near_rank(&n, S("middle"), 0);
	kept(&n, &text);
	cr_expect(strcmp(buf_c(&text), "near middle") == 0, "%s", buf_c(&text));
	buf_release(&text);
}

Test(near, short_words_allow_fewer_edits)
{
	cr_expect(eq(int, (int)near_edits(S("abc")), 1));
	cr_expect(eq(int, (int)near_edits(S("abcdef")), 2));
	cr_expect(eq(int, (int)near_edits(S("abcdefg")), 3));
}
