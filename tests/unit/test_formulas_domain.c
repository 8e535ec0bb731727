/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every formula with every one of its parameters at nought, below it, far too large and far too small: what comes out
 * is an error that says why, or a number that can be; never one below nought, never one without end.
 */
#include <math.h>

#include "rows.h"
#include "session/session.h"
#include "sheet/library.h"

/* What is around a parameter's value as the example has it. */
static const char *const changes[] = {"-(%.*s)",       "0 * (%.*s)", "1e6 * (%.*s)",
                                      "1e-6 * (%.*s)", "2 * (%.*s)", "0.7 * (%.*s)"};

static bool can_be(double x)
{
	return x != x || (x >= 0 && x < INFINITY); /* `none` is a NaN that says why */
}

static void look_at(struct sheet *sheet, const char *what)
{
	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++) {
		const struct cell *c = sheet_cell(sheet, i);

		if (c->param || !c->more->text.len || c->type->kind != VALUE_NUMBER)
			continue;
		for (uint32_t k = 0; k < c->count; k++)
			cr_expect(can_be(c->num[k]), "%s: %.*s is %g", what, STR(c->name), c->num[k]);
	}
}

/* One run, with parameter `which` changed. */
static void try_change(struct session *s, const struct listing *l, const struct given *given, size_t count,
                       size_t which, const char *change)
{
	struct given own[32];
	struct buf value = {0}, what = {0};
	struct outcome o;

	memcpy(own, given, count * sizeof *given);
	buf_printf(&value, change, STR(given[which].value));
	own[which].value = buf_str(&value);
	buf_printf(&what, "run %.*s %.*s=%s", STR(l->name), STR(given[which].name), buf_c(&value));
	outcome_init(&o);
	struct sheet *sheet = session_open(s, l->name, own, count, &o);
	if (sheet)
		look_at(sheet, buf_c(&what));
	else
		cr_expect(o.diag.error && o.diag.error->text.len, "%s: no reason", buf_c(&what));
	if (sheet)
		sheet_free(sheet);
	outcome_release(&o);
	buf_release(&value);
	buf_release(&what);
}

/* The parameters of the first example, and the defaults of the rest. */
static size_t take_example(const struct template *t, struct given *given)
{
	const struct statement *example = NULL;
	size_t count = 0;

	for (const struct statement *st = t->first; st && !example; st = st->next)
		example = st->kind == STATEMENT_EXAMPLE ? st : NULL;
	for (uint32_t i = 0; i < example->more->item_count; i++)
		given[count++] = (struct given){example->more->items[i].name,
		                                source_text(t->source, example->more->items[i].value->at)};
	for (const struct statement *st = t->first; st; st = st->next) {
		bool there = st->kind != STATEMENT_PARAM || !st->expr;

		for (size_t i = 0; i < count && !there; i++)
			there = str_eq(given[i].name, st->name);
		if (!there)
			given[count++] = (struct given){st->name, source_text(t->source, st->expr->at)};
	}
	return count;
}

Test(formulas_domain, nothing_below_nought_and_nothing_without_end)
{
	struct session *s = session_new(S(""));
	unsigned count, tried = 0;
	const struct listing *list = library_list(session_library(s), &count);

	for (unsigned i = 0; i < count; i++) {
		struct given given[32];
		struct outcome o;

		if (str_eq(list[i].topic, S("examples")))
			continue;
		outcome_init(&o);
		const struct template *t = library_template(session_library(s), list[i].name, S(""), &o.diag);
		cr_assert(t, "%.*s", STR(list[i].name));
		size_t n = take_example(t, given);
		for (size_t k = 0; k < n; k++)
			for (size_t c = 0; c < COUNT(changes); c++, tried++)
				try_change(s, &list[i], given, n, k, changes[c]);
		outcome_release(&o);
	}
	cr_expect(tried > 3000, "%u tried", tried);
	session_free(s);
}
