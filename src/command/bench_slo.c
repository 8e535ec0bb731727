/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_slo.c - the objective of a load test: its limits are expressions of the language. */
#include <math.h>
#include <stdlib.h>

#include "command/bench_request.h"
#include "command/command_all.h"

enum { TERMS = 7 };

static const struct str nothing = {NULL, 0};

/* "p99" to "p99.99": a share between 0 and 100. */
static bool bench_slo_is_percentile(struct str name)
{
	size_t digits = 0;

	if (name.len < 2 || name.len > 8 || name.p[0] != 'p')
		return false;
	for (size_t i = 1; i < name.len; i++) {
		if (name.p[i] == '.' && i + 1 < name.len && digits)
			continue;
		if (!char_is_digit(name.p[i]))
			return false;
		digits++;
	}
	return strtod(name.p + 1, NULL) > 0 && strtod(name.p + 1, NULL) < 100;
}

/* "10 * p50 at low load": the 10. */
static bool take_relative(struct bench_request *r, struct str value, double *factor, bool *is)
{
	static const struct str end = S("at low load");
	struct str rest = str_trim(value);
	size_t star;

	*is = str_ends(rest, end);
	if (!*is)
		return true;
	rest = str_trim(str_cut(rest, 0, rest.len - end.len));
	star = str_find_char(rest, '*', 0);
	if (!str_eq(str_trim(str_cut(rest, star + 1, rest.len)), S("p50")))
		return command_misused(r->o, "at low load there is p50: 'p99 < 10 * p50 at low load', not '%.*s'", STR(value));
	if (bench_number(r, "--slo", str_trim(str_cut(rest, 0, star)), 0, factor) && *factor > 0)
		return true;
	return !r->o->diag.error && command_misused(r->o, "'%.*s': how many times p50?", STR(value));
}

static struct str time_term(struct bench_request *r, struct str name, struct str value)
{
	double x = 0;
	bool relative;

	if (!take_relative(r, value, &x, &relative))
		return nothing;
	if (relative)
		return arena_printf(&r->o->arena, "%.*s<%.9g*low", STR(name), x);
	if (bench_number(r, "--slo", value, 1, &x)) {
		if (x > 0)
			return arena_printf(&r->o->arena, "%.*s<%.9g", STR(name), x);
		command_misused(r->o, "no answer takes less than '%.*s'", STR(value));
	} else if (bench_number(r, "--slo", value, 0, &x))
		command_misused(r->o, "%.*s of what? write %.*s ms", STR(value), STR(value));
	else if (!r->o->diag.error)
		command_misused(r->o, "%.*s is a time, which '%.*s' is not", STR(name), STR(value));
	return nothing;
}

static struct str errors_term(struct bench_request *r, struct str value)
{
	double x = -1;

	if (bench_number(r, "--slo", value, 0, &x) && x >= 0 && x <= 1)
		return arena_printf(&r->o->arena, "errors<%.9g", x);
	if (!r->o->diag.error)
		command_misused(r->o, "errors are a share such as 0.1%%, not '%.*s'", STR(value));
	return nothing;
}

static struct str term(struct bench_request *r, struct str text)
{
	size_t sign = str_find_char(text, '<', 0);
	struct str name = str_trim(str_cut(text, 0, sign)), value = str_trim(str_cut(text, sign + 1, text.len));

	if (sign == text.len || !value.len)
		command_misused(r->o, "an objective is 'p99 < 50 ms, errors < 0.1%%'; '%.*s' has no '<' and a limit",
		                STR(text));
	else if (str_eq(name, S("errors")))
		return errors_term(r, value);
	else if (str_eq(name, S("mean")) || bench_slo_is_percentile(name))
		return time_term(r, name, value);
	else {
		command_misused(r->o, "an objective has no '%.*s'", STR(name));
		diag_hint(&r->o->diag, "it has p50, p90, p99, p99.9 and other percentiles, mean, and errors");
	}
	return nothing;
}

struct str bench_slo(struct bench_request *r, struct str text)
{
	struct str all = S("");
	size_t from = 0, count = 0;

	if (str_starts(text, S("'"))) {
		command_misused(r->o, "at the prompt words are held together by double quotes: --slo \"p99 < 50 ms\"");
		return nothing;
	}
	while (from <= text.len) {
		size_t end = str_find_char(text, ',', from);
		struct str one = term(r, str_trim(str_cut(text, from, end)));

		if (!one.p)
			return nothing;
		if (++count > TERMS) {
			command_misused(r->o, "an objective has %d terms at most", TERMS);
			return nothing;
		}
		all = arena_printf(&r->o->arena, "%.*s%s%.*s", STR(all), all.len ? "," : "", STR(one));
		from = end + 1;
	}
	return all;
}
