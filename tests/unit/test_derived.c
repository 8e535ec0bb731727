/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a derivation: on a narrow terminal none is wider than it, unless a word alone is; nothing is left out. */
#include "base/utf8.h"
#include "rows.h"
#include "session/derived.h"

static struct str without_blanks(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] != ' ' && text.p[i] != '\n')
			buf_char(out, text.p[i]);
	return buf_str(out);
}

Test(derived, lines_fit)
{
	static const struct {
		const char *name, *steps;
	} rows[] = {
		{"a", "a = b × c\n  = 2 × 3\n"},
		{"servers_in_total", "servers_in_total = ceil(cores_needed_at_peak / 4)\n                 = ceil(285.7 / 4)\n"},
		{"bill",
	     "bill = for_servers + for_store + for_cdn\n     = $250,500/month + $133,700/month + $387,812.50/month\n"},
		{"timelines.memory", "timelines.memory = per_copy × (1 + replicas)\n                 = 482 GB × (1 + 2)\n"},
		{"", "  because 5 requests/s are more than the 3 requests/s of one machine\n"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		for (unsigned width = 32; width <= 100; width++) {
			struct buf out = {0}, got = {0}, want = {0};
			struct str rest, line;

			derived_write(&out, str_from_c(rows[i].steps), str_from_c(rows[i].name), 2, width);
			for (rest = buf_str(&out); str_next_line(&rest, &line);)
				cr_expect(utf8_width(line) <= width, "row %zu, width %u: %.*s", i, width, STR(line));
			cr_expect(str_eq(without_blanks(buf_str(&out), &got), without_blanks(str_from_c(rows[i].steps), &want)),
			          "row %zu, width %u:\n%s", i, width, buf_c(&out));
			buf_release(&out);
			buf_release(&got);
			buf_release(&want);
		}
}

Test(derived, a_long_name_has_a_line_of_its_own)
{
	struct buf out = {0};

	derived_write(&out, S("servers_in_total = ceil(cores_needed_at_peak / 4)\n                 = 72\n"),
	              S("servers_in_total"), 0, 40);
	expect_str(0, buf_str(&out), S("servers_in_total\n  = ceil(cores_needed_at_peak / 4)\n  = 72\n"));
	buf_release(&out);
}
