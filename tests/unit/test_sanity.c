/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of rules that are not right; tests/shell/sanity.sh has those that ship. */
#include "rows.h"

#include "report/sanity.h"
#include "session/session.h"

Test(sanity, rules_that_are_wrong)
{
	static const struct {
		const char *rules;
		bool fine;
		uint32_t found;
	} rows[] = {
		{"", true, 0},
		{"# A\nparam x in GB\ncheck x < 5 GB\n", true, 1},
		{"param x in GB\ncheck x < 5 GB\n", true, 0}, /* before the first heading */
		{"# A\nparam x in GB \"^size\"\ncheck x < 5 GB\n", true, 1},
		{"# A\nparam x in GB \"^length\"\ncheck x < 5 GB\n", true, 0},
		{"# A\nparam x in GB\n", true, 0},                 /* nothing to check */
		{"# A\nparam x in GB\ncheck y < 5 GB\n", true, 0}, /* no answer */
		{"# A\nparam x in GB\ncheck x < 5 min\n", true, 0},
		{"# A\nparam x in GB \"(\"\ncheck x < 5 GB\n", false, 0},
		{"# A\nparam x in any\ncheck x < 5 GB\n", false, 0},
		{"# A\nparam x = 3 GB\ncheck x < 5 GB\n", false, 0},
		{"# A\nparam x in GB\ncheck yes\n", false, 0},
		{"# A\nparam x in qqq\n", false, 0},
		{"# A\nparam x in GB\ncheck x <\n", false, 0},
	};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct session *session = session_new((struct str){0});
		struct sheet *s = sheet_new(session_engine(session), session_library(session), session_facts(session));
		struct source rules = {S("rules"), str_from_c(rows[i].rules), 1};
		struct sanity_number number = {S("size_of_it"), S("Size"), NULL};
		struct outcome o;
		uint32_t found;

		outcome_init(&o);
		cr_assert(sheet_load(s, S("t"), (struct str){0}, S("size_of_it = 3 GB"), &o.diag) && sheet_recalc(s, &o.diag));
		number.value = cell_value(sheet_cell(s, 0));
		cr_expect_eq(sanity_look(s, &rules, &number, 1, &o.arena, &o.diag, &found) != NULL, rows[i].fine, "row %u", i);
		cr_expect_eq(found, rows[i].found, "row %u: %u", i, found);
		cr_expect_eq(o.diag.error != NULL, !rows[i].fine, "row %u", i);
		sheet_free(s);
		outcome_release(&o);
		session_free(session);
	}
}
