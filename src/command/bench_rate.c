/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_rate.c - the rate of `bench --rate`: an expression such as 5k/s or 100M requests/day. */
#include "command/bench_request.h"
#include "command/command_all.h"
#include "lang/parse.h"
#include "sheet/sheet.h"

static bool is_rate(const struct value *v)
{
	struct dim dim = units_dim(&v->type.units);

	for (unsigned i = 0; i < DIM_COUNT; i++)
		if (dim.exp[i] != (i == DIM_TIME ? -1 : 0))
			return false;
	return v->type.kind == VALUE_NUMBER && !v->type.list && !v->type.uncertain;
}

/* False with the outcome filled. */
static bool evaluate(struct bench_request *r, struct str text, struct value *v)
{
	struct outcome *o = r->o;
	struct source *src = arena_new(&o->arena, struct source);
	const struct source *before;
	struct sheet *sheet = session_sheet(r->session);
	struct node *n;
	bool fine;

	*src = (struct source){ S("--rate"), text, 1 };
	before = diag_enter(&o->diag, src);
	n = parse_expression(&o->arena, src, session_vocabulary(r->session), &o->diag);
	fine = n != NULL;
	if (fine) {
		struct definition at = sheet_here(sheet, src);

		fine = sheet_eval(sheet, &at, n, &o->arena, &o->diag, v);
	}
	diag_enter(&o->diag, before);
	return fine;
}

double bench_rate(struct bench_request *r, struct str text)
{
	struct value v;
	double rate;

	if (!evaluate(r, text, &v)) {
		session_fail(r->o);
		return 0;
	}
	rate = is_rate(&v) ? factor_apply(units_base(&v.type.units), v.num[0]) : 0;
	if (!(rate > 0))
		command_misused(r->o, "--rate takes a rate such as 5k/s, not '%.*s'", STR(text));
	return rate;
}
