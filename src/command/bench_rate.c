/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_rate.c - rates and times after options of `bench`: expressions such as 5k/s, 100M requests/day or 50 ms. */
#include "command/bench_request.h"
#include "command/command_all.h"
#include "lang/parse.h"
#include "sheet/sheet.h"

/* A certain number of the unit s^power, whatever nouns go with it. */
static bool bench_rate_is_time(const struct value *v, int power)
{
	return v->type.kind == VALUE_NUMBER && !v->type.list && !v->type.uncertain &&
	       units_measure(&v->type.units, DIM_TIME, power);
}

/* False with the outcome filled. */
static bool bench_rate_evaluate(struct bench_request *r, const char *option, struct str text, struct value *v)
{
	struct source src = {str_from_c(option), text, 1};

	return sheet_eval_text(session_sheet(r->session), &src, &r->o->arena, &r->o->diag, v);
}

bool bench_number(struct bench_request *r, const char *option, struct str text, int power, double *number)
{
	struct value v;

	if (!bench_rate_evaluate(r, option, text, &v))
		return session_fail(r->o);
	if (!bench_rate_is_time(&v, power))
		return false;
	*number = factor_apply(units_base(&v.type.units), v.num[0]);
	return true;
}

bool bench_rate_refuse(struct bench_request *r, const char *option, struct str text)
{
	return command_misused(r->o, "%s takes a rate such as 5k/s, not '%.*s'", option, STR(text));
}

bool bench_rate(struct bench_request *r, const char *option, struct str text, double *rate)
{
	if (bench_number(r, option, text, -1, rate))
		return true;
	return !r->o->diag.error && bench_rate_refuse(r, option, text);
}
