/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

Test(buf, empty)
{
	struct buf b = {0};

	expect_str(0, buf_str(&b), S(""));
	cr_expect(strcmp(buf_c(&b), "") == 0);
	buf_cut(&b, 0);
	buf_reset(&b);
	buf_add(&b, NULL, 0);
	expect_str(1, buf_str(&b), S(""));
	buf_release(&b);
	buf_release(&b);
}

Test(buf, adding)
{
	struct buf b = {0};

	buf_add_c(&b, "1.5");
	buf_char(&b, ' ');
	buf_add_str(&b, S("TB"));
	buf_add(&b, "/day", 4);
	buf_fill(&b, '.', 3);
	buf_printf(&b, "%d%s", 90, "%");
	expect_str(0, buf_str(&b), S("1.5 TB/day...90%"));
	cr_expect(b.p[b.len] == '\0');
	buf_cut(&b, 3);
	buf_cut(&b, 99);
	cr_expect(strcmp(buf_c(&b), "1.5") == 0);
	buf_reset(&b);
	cr_expect(b.len == 0 && b.cap > 0);
	buf_release(&b);
}

Test(buf, growth)
{
	struct buf b = {0};

	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%03d ", i);
	cr_expect(b.len == 4000);
	expect_str(0, str_cut(buf_str(&b), 3992, 4000), S("998 999 "));
	buf_printf(&b, "%05000d", 1);
	cr_expect(b.len == 9000 && b.p[8999] == '1' && b.p[9000] == '\0');
	buf_release(&b);
}
