/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/name_list.h"
#include "rows.h"

Test(name_list, texts_stand_below_themselves_and_groups_above)
{
	struct session *s = session_new(S(""));
	struct name_list l;
	struct arena a;
	struct buf out = {0};

	arena_init(&a);
	name_list_init(&l, &a, 2);
	for (unsigned i = 0; i < 40; i++) {
		struct str *row;

		if (i == 38)
			name_list_group(&l, S("last"));
		row = name_list_row(&l);
		row[0] = i == 39 ? S("longer") : S("one");
		row[1] = S("some words that say what it is");
	}
	session_settings(s)->width = 40;
	name_list_write(&l, s, &out);
	cr_expect(
		str_ends(buf_str(&out),
	             S("\nlast\n  one     some words that say what it is\n  longer  some words that say what it is\n")),
		"%s", buf_c(&out));
	buf_reset(&out);
	session_settings(s)->width = 30;
	name_list_write(&l, s, &out);
	cr_expect(str_starts(buf_str(&out), S("  one\n")), "%s", buf_c(&out));
	buf_release(&out);
	arena_release(&a);
	session_free(s);
}
