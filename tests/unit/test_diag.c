/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "diag/diag.h"

static struct arena a;

static void setup(void)
{
	arena_init(&a);
}

static void teardown(void)
{
	arena_release(&a);
}

TestSuite(diag, .init = setup, .fini = teardown);

Test(diag, first_error_wins)
{
	struct source src = {.text = S("1 / 0"), .first_line = 1};
	struct diag d;

	diag_init(&d, &a, &src);
	cr_expect(!diag_fail(&d, DIAG_VALUE, (struct span){4, 5}, "division by %s", "zero"));
	diag_hint(&d, "give a number");
	cr_expect(!diag_fail(&d, DIAG_NAME, (struct span){0, 1}, "second"));
	diag_hint(&d, "lost");
	diag_remark(&d, (struct span){0, 1}, "lost");
	expect_str(0, d.error->text, S("division by zero"));
	expect_str(1, d.error->hint, S("give a number"));
	cr_expect(d.error->kind == DIAG_VALUE && d.error->remarks == 0);
}

Test(diag, hint_without_error)
{
	struct diag d;

	diag_init(&d, &a, NULL);
	diag_hint(&d, "nothing");
	diag_remark(&d, (struct span){0, 1}, "nothing");
	cr_expect(d.error == NULL && d.notes == NULL);
}

Test(diag, notes)
{
	struct source one = {.name = S("one"), .text = S("x"), .first_line = 1};
	struct source two = {.name = S("two"), .text = S("y"), .first_line = 1};
	struct diag d;

	diag_init(&d, &a, &one);
	diag_note(&d, (struct span){0, 1}, "requests read as cores");
	{
		DIAG_IN(&d, &two);
		diag_note(&d, (struct span){0, 1}, "requests read as cores");
		diag_warn(&d, (struct span){0, 1}, "requests read as cores");
		diag_note(&d, (struct span){0, 1}, "another");
	}
	cr_expect(d.source == &one);
	diag_note(&d, (struct span){0, 1}, "last");
	cr_expect(d.notes->level == DIAG_NOTE);
	cr_expect(d.notes->next->level == DIAG_WARNING);
	expect_str(0, d.notes->source.name, S("one"));
	expect_str(1, d.notes->next->source.name, S("two"));
	expect_str(2, d.notes->next->next->text, S("another"));
	expect_str(3, d.notes->next->next->next->source.name, S("one"));
	cr_expect(d.notes->next->next->next->next == NULL);
	cr_expect(d.notes->source.text.p != one.text.p, "a copy is kept");
}

Test(diag, long_text)
{
	struct diag d;

	diag_init(&d, &a, NULL);
	diag_fail(&d, DIAG_SYNTAX, (struct span){0, 0}, "%0400d", 1);
	cr_expect(d.error->text.len == 400);
}

Test(diag, kinds_have_names)
{
	for (int kind = DIAG_SYNTAX; kind <= DIAG_INTERRUPT; kind++)
		cr_expect(diag_kind_name((enum diag_kind)kind) != NULL, "%d", kind);
	cr_expect(strcmp(diag_kind_name(DIAG_UNIT), "unit-mismatch") == 0);
}
