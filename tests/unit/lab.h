/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab.h - what tests of labs share: a lab is run through its sheet, and held against numbers worked out by other means.
 */
#ifndef BOTE_TEST_LAB_H
#define BOTE_TEST_LAB_H

#include <stdio.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "rows.h"
#include "session/session.h"
#include "whatif/lab_view.h"

enum { LAB_ROWS_MOST = 64, LAB_GIVEN_MOST = 16 };

/* "workers = 10; cv = 0": parameters; then a result, what it must be, and within which share beside 4 of its errors. */
struct lab_test_row {
	const char *given, *result;
	double want, share;
	double error; /* of want itself, where that was simulated; 0 for a closed form */
};

/* All that one run of a lab came to. */
struct lab_run_of {
	struct session *session;
	struct outcome o;
	struct sheet *sheet;
	struct lab_view view;
};

static inline void lab_close(struct lab_run_of *x)
{
	sheet_free(x->sheet);
	outcome_release(&x->o);
	session_free(x->session);
}

/* The end of a parameter: the next semicolon that is in no text. */
static inline size_t lab_given_end(struct str s)
{
	size_t at = 0;
	bool quoted = false;

	for (; at < s.len && (quoted || s.p[at] != ';'); at++)
		quoted = quoted != (s.p[at] == '"');
	return at;
}

static inline bool lab_open_seed(struct lab_run_of *x, const char *lab, const char *given, uint64_t seed)
{
	struct given list[LAB_GIVEN_MOST];
	struct str rest = str_from_c(given);
	size_t count = 0;

	*x = (struct lab_run_of){.session = session_new(S(""))};
	outcome_init(&x->o);
	session_settings(x->session)->seed = seed;
	session_apply_settings(x->session);
	while (rest.len) {
		size_t end = lab_given_end(rest), equals = str_find_char(rest, '=', 0);

		list[count++] = (struct given){str_trim(str_cut(rest, 0, equals)), str_trim(str_cut(rest, equals + 1, end))};
		rest = str_trim(str_cut(rest, end + 1, rest.len));
	}
	x->sheet = session_open(x->session, arena_printf(&x->o.arena, "lab.%s", lab), list, count, &x->o);
	if (!x->sheet)
		return false;
	struct ask q = {.sheet = x->sheet, .a = &x->o.arena, .d = &x->o.diag, .format = session_format(x->session)};
	return lab_view(&q, S(""), &x->view);
}

static inline bool lab_open(struct lab_run_of *x, const char *lab, const char *given)
{
	return lab_open_seed(x, lab, given, 0);
}

static inline const struct lab_row *lab_result(const struct lab_run_of *x, const char *name)
{
	for (uint32_t i = 0; i < x->view.count; i++)
		if (str_eq(x->view.rows[i].name, str_from_c(name)))
			return &x->view.rows[i];
	return NULL;
}

/* Each row runs (labs keep what they came to, but not from session to session). */
static inline void lab_rows(const char *lab, const struct lab_test_row *rows, size_t count)
{
	struct lab_run_of x;
	const char *open = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!open || strcmp(open, rows[i].given) != 0) {
			if (open)
				lab_close(&x);
			open = rows[i].given;
			cr_assert(lab_open(&x, lab, open), "%s %s: %s", lab, open, x.o.diag.error ? x.o.diag.error->text.p : "?");
			cr_expect(!x.view.off, "%s %s: a result is off what the sheet predicts", lab, open);
		}
		const struct lab_row *r = lab_result(&x, rows[i].result);
		cr_assert(r && r->there, "%s %s: no %s", lab, open, rows[i].result);
		double error = sqrt(r->error * r->error + rows[i].error * rows[i].error);
		double most = 4 * error + rows[i].share * fabs(rows[i].want) + 1e-12 * fabs(rows[i].want);
		cr_expect(fabs(r->measured - rows[i].want) <= most, "%s %s: %s is %.9g, not %.9g (one error is %.3g)", lab,
		          open, rows[i].result, r->measured, rows[i].want, error);
	}
	if (open)
		lab_close(&x);
}

/* It stops, and says so. */
static inline void lab_refuses(const char *lab, const char *given, const char *why)
{
	struct lab_run_of x;

	cr_expect(!lab_open(&x, lab, given), "%s %s runs", lab, given);
	cr_expect(x.o.diag.error && strstr(x.o.diag.error->text.p, why), "%s %s: '%s' is not said, but '%s'", lab, given,
	          why, x.o.diag.error ? x.o.diag.error->text.p : "");
	lab_close(&x);
}

#endif
