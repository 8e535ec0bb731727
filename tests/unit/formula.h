/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula.h - ask a shipped formula, to hold its answers against a count, a simulation or a table from elsewhere. */
#ifndef BOTE_TEST_FORMULA_H
#define BOTE_TEST_FORMULA_H

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "rows.h"
#include "session/session.h"

/*
 * The value of a cell, in base units (a percentage as a ratio), of formula `name` with parameters "a = 1; b = 2 ms".
 * The parameters are written as for printf. NaN when there is none, such as an answer that is not a number.
 */
static inline double formula(const char *name, const char *cell, const char *params, ...)
{
	static struct session *s;
	char text[512];
	struct given given[16];
	struct outcome o;
	size_t n = 0;
	double x = NAN;
	va_list ap;

	va_start(ap, params);
	vsnprintf(text, sizeof text, params, ap);
	va_end(ap);
	for (struct str rest = str_from_c(text); rest.len && n < 16; n++) {
		size_t end = str_find_char(rest, ';', 0), equals = str_find_char(rest, '=', 0);

		given[n] = (struct given){str_trim(str_cut(rest, 0, equals)), str_trim(str_cut(rest, equals + 1, end))};
		rest = str_cut(rest, end + 1, rest.len);
	}
	if (!s)
		s = session_new(S(""));
	outcome_init(&o);
	struct sheet *sheet = session_open(s, str_from_c(name), given, n, &o);
	cr_assert(sheet, "%s %s: %.*s", name, text, STR(o.diag.error ? o.diag.error->text : S("")));
	const struct cell *c = sheet_find(sheet, str_from_c(cell));
	cr_assert(c && c->state == CELL_READY, "%s has no %s", name, cell);
	if (c->num[0] == c->num[0])
		x = c->type->kind == VALUE_NUMBER ? factor_apply(units_base(&c->type->units), c->num[0]) : c->num[0];
	sheet_free(sheet);
	outcome_release(&o);
	return x;
}

/* `got` and `want` agree to a share of `want`. */
#define expect_near(got, want, share, ...) \
	do { \
		double got_ = (got), want_ = (want); \
		char what_[128]; \
		snprintf(what_, sizeof what_, __VA_ARGS__); \
		cr_expect(fabs(got_ - want_) <= (share)*fabs(want_), "%s: %.12g, not %.12g", what_, got_, want_); \
	} while (0)

/* Seeded, the same everywhere (xorshift64*): 0 < x < 1. */
static inline double chance(void)
{
	static unsigned long long state = 88172645463325252ull;

	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return ((double)(state * 2685821657736338717ull >> 11) + 0.5) / 9007199254740992.0;
}

static inline double exponential(double mean)
{
	return -mean * log(chance());
}

static inline unsigned below(unsigned n)
{
	return (unsigned)(chance() * n);
}

#endif
