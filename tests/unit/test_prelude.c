/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prelude.h"
#include "rows.h"
#include "eval/eval.h"
#include "session/session.h"

struct same {
	struct unit_registry *reg; /* where the definitions were read by the evaluator */
	unsigned seen;
};

static void expect_same(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct same *same = ctx;

	for (unsigned i = 0; i < count; i++) {
		struct units word;
		struct factor scale;
		struct buf got = {0}, want = {0};

		cr_assert(unit_lookup(same->reg, names[i], &word, &scale, NULL), "%.*s", STR(names[i]));
		if (u->class == UNIT_ALIAS)
			units_write(&want, u->meaning, true);
		else
			buf_add_str(&want, u->many);
		units_write(&got, &word, true);
		expect_str(i, buf_str(&got), buf_str(&want));
		if (u->class != UNIT_ALIAS) {
			const struct factor a = word.term[0].unit->base, b = u->base;

			cr_expect(a.num == b.num && a.den == b.den, "%.*s: %g/%g, %g/%g", STR(names[i]), a.num, a.den, b.num,
			          b.den);
		}
		same->seen++;
		buf_release(&got);
		buf_release(&want);
	}
}

/* Read by the language itself, the shipped units are what they are here. */
Test(prelude, the_evaluator_defines_the_same_units)
{
	struct unit_registry *reg = prelude_registry();
	struct session *session = session_new(S(""));
	struct same same = {session_engine(session)->units, 0};

	unit_each(reg, expect_same, &same);
	cr_expect(same.seen > 250);
	session_free(session);
	unit_registry_free(reg);
}
