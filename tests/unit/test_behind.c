/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which figures come after an expression: its own, those of cells, of functions, of formulas and of their defaults.
 */
#include "sheet/behind.h"

#include "rows.h"
#include "session/session.h"

#include "command/typed.h"

/* The names found, in the order in which they were met. */
static void expect_behind(struct session *s, size_t row, const char *text, const char *want)
{
	struct source src = {.text = str_from_c(text), .first_line = 1};
	struct definition at = sheet_here(session_sheet(s), &src);
	struct buf got = {0};
	struct behind b;
	struct arena a;
	struct diag d;

	arena_init(&a);
	diag_init(&d, &a, &src);
	const struct node *n = parse_expression(&a, &src, session_vocabulary(s), &d);
	cr_assert(n, "row %zu: %s", row, text);
	behind_init(&b, session_sheet(s), &a);
	behind_add(&b, &at, n);
	behind_add(&b, &at, n); /* a second time finds nothing new */
	for (size_t i = 0; i < b.count; i++)
		buf_printf(&got, "%s%.*s", i ? " " : "", STR(b.facts[i]->name));
	cr_expect_str_eq(buf_c(&got), want, "row %zu: %s", row, text);
	behind_release(&b);
	buf_release(&got);
	arena_release(&a);
}

static void type(struct session *s, const char *line)
{
	struct outcome o;

	outcome_init(&o);
	cr_assert(typed_text(s, SESSION_PROMPT, str_from_c(line), &o), "%s", line);
	outcome_release(&o);
}

Test(behind, all_ways)
{
	static const struct {
		const char *typed, *want;
	} rows[] = {
		{"3 * 4 ms", ""},
		{"pi * ref.mutex", "ref.mutex"},
		{"ref.mutex + ref.syscall - ref.mutex", "ref.mutex ref.syscall"},
		{"fact.syscall_rate", "fact.syscall_rate"},
		{"top", "ref.mutex ref.syscall"},
		{"f(3) + f(4)", "ref.proxy"},
		{"wait(1 ms)", ""},
		{"server_max_rps(cpu_per_request = ref.mutex / 1 request)", "ref.mutex"},
		{"if 1 > 2 then ref.mutex else [ref.proxy, 2 ms]", "ref.mutex ref.proxy"},
	};
	struct session *s = session_new(S(""));

	type(s, "low = 2 * ref.mutex; mid = low + ref.syscall; top = mid + low");
	type(s, "f(x) = x * ref.proxy; wait(x) = 2 * x");
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_behind(s, i, rows[i].typed, rows[i].want);
	session_free(s);
}
