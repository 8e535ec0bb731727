/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_load_words.c - words of `bench URL`: to bote-bench they go without units. */
#include <math.h>
#include <stdlib.h>

#include "command/bench_request.h"
#include "command/bench_text.h"
#include "command/command_all.h"

#define RATE_LEAST 0.1
#define RATE_MOST 1e6
#define TIME_MOST 86400.0
enum { CONNECTIONS_MOST = 65536, NAME_MOST = 40 };

/* ---- the URL ---- */

/* No operation has a colon, a slash or a dot in its name. */
static bool bench_is_url(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.p[i] == ':' || word.p[i] == '/' || word.p[i] == '.')
			return true;
	return str_eq(word, S("localhost"));
}

static bool has_scheme(struct str word)
{
	size_t colon = str_find_char(word, ':', 0);

	return str_starts(str_cut(word, colon, word.len), S("://"));
}

/* ---- options ---- */

static void pass_number(struct bench_request *r, const char *option, double x)
{
	bench_pass(r, option, arena_printf(&r->o->arena, "%.17g", x));
}

static bool in_range(struct bench_request *r, const char *option, struct str value, double x)
{
	return (x >= RATE_LEAST && x <= RATE_MOST) ||
	       command_misused(r->o, "%s takes 0.1/s to 1M/s, not '%.*s'", option, STR(value));
}

static bool take_rate(struct bench_request *r, const char *option, struct str value)
{
	double x = 0;

	if (!bench_number(r, option, value, -1, &x) && r->o->diag.error)
		return false;
	if (!in_range(r, option, value, x))
		return false;
	pass_number(r, option, x);
	return true;
}

static bool take_time(struct bench_request *r, const char *option, struct str value)
{
	double x = 0;

	if (!bench_number(r, option, value, 1, &x) && r->o->diag.error)
		return false;
	if (!(x >= 0.01 && x <= TIME_MOST))
		return command_misused(r->o, "%s takes a time such as 10s, not '%.*s'", option, STR(value));
	pass_number(r, option, x);
	return true;
}

static bool take_count(struct bench_request *r, const char *option, struct str value, double most)
{
	double x = 0;

	if (!bench_number(r, option, value, 0, &x) && r->o->diag.error)
		return false;
	if (!(x >= 1 && x <= most) || x != floor(x))
		return command_misused(r->o, "%s takes a whole number up to %.0f, not '%.*s'", option, most, STR(value));
	pass_number(r, option, x);
	return true;
}

static bool take_zipf(struct bench_request *r, struct str value)
{
	double x = -1;

	if (!bench_number(r, "--zipf", value, 0, &x) && r->o->diag.error)
		return false;
	if (!(x >= 0 && x <= 5))
		return command_misused(r->o, "--zipf takes an exponent such as 0.9, not '%.*s'", STR(value));
	r->zipf = true;
	pass_number(r, "--zipf", x);
	return true;
}

/* What a cell may be called. */
static bool bench_load_words_take_name(struct bench_request *r, struct str value)
{
	bool fine = value.len > 0 && value.len <= NAME_MOST && !char_is_digit(value.p[0]) && value.p[0] != '_';

	for (size_t i = 0; i < value.len; i++)
		fine = fine && ((value.p[i] >= 'a' && value.p[i] <= 'z') || char_is_digit(value.p[i]) || value.p[i] == '_');
	if (!fine)
		return command_misused(r->o, "--as takes a name of small letters, digits and _, not '%.*s'", STR(value));
	r->as = arena_str(&r->o->arena, value).p;
	bench_pass(r, "--as", value);
	return true;
}

static bool take_arrivals(struct bench_request *r, struct str value)
{
	if (str_eq(value, S("even")))
		r->argv[r->argc++] = "--even";
	else if (!str_eq(value, S("random")))
		return command_misused(r->o, "--arrivals takes random or even, not '%.*s'", STR(value));
	return true;
}

static bool take_http(struct bench_request *r, struct str value)
{
	bool two = str_eq(value, S("2"));

	if (!two && !str_eq(value, S("1.1")))
		return command_misused(r->o, "--http takes 1.1 or 2, not '%.*s'", STR(value));
	bench_pass(r, "--http", two ? S("2") : S("11"));
	return true;
}

static bool take_slo(struct bench_request *r, struct str value)
{
	struct str slo = bench_slo(r, value);

	r->slo = true;
	if (slo.p)
		bench_pass(r, "--slo", slo);
	return slo.p != NULL;
}

/* ---- by their names ---- */

bool bench_load_flag(struct bench_request *r, struct str word)
{
	static const char *const flags[] = {"--curve", "--fresh", "--insecure", "--writes"};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (str_eq(word, str_from_c(flags[i]))) {
			r->argv[r->argc++] = flags[i];
			if (str_eq(word, S("--curve")))
				r->search = "--curve";
			return r->load = true;
		}
	return false;
}

/* Handed on as it is typed; a path is one for the system. */
static bool bench_load_words_take_text(struct bench_request *r, struct str word, struct str value)
{
	static const struct {
		const char *word;
		bool path;
	} rows[] = {
		{"--method", false}, {"--header", false}, {"--data", false}, {"--yes-this-host", false},
		{"--urls", true},    {"--cacert", true},  {"--unix", true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(word, str_from_c(rows[i].word))) {
			bench_pass(r, rows[i].word, rows[i].path ? str_from_c(command_path(r->o, value)) : value);
			r->urls = r->urls || i == 4;
			if (i == 4)
				r->url = r->url ? r->url : "";
			return true;
		}
	return false;
}

bool bench_load_valued(struct bench_request *r, struct str word, struct str value, bool *fine)
{
	if (str_eq(word, S("--slo")))
		*fine = take_slo(r, value);
	else if (str_eq(word, S("--as")))
		*fine = bench_load_words_take_name(r, value);
	else if (str_eq(word, S("--arrivals")))
		*fine = take_arrivals(r, value);
	else if (str_eq(word, S("--from")))
		*fine = take_rate(r, "--from", value);
	else if (str_eq(word, S("--up-to"))) {
		r->search = "--up-to";
		*fine = take_rate(r, "--up-to", value);
	} else if (str_eq(word, S("--step")))
		*fine = take_time(r, "--step", value);
	else if (str_eq(word, S("--limit")))
		*fine = take_time(r, "--limit", value);
	else if (str_eq(word, S("--timeout")))
		*fine = take_time(r, "--timeout", value);
	else if (str_eq(word, S("--most")))
		*fine = take_count(r, "--most", value, 1e9);
	else if (str_eq(word, S("--connections")))
		*fine = take_count(r, "--connections", value, CONNECTIONS_MOST);
	else if (str_eq(word, S("--pid")))
		*fine = take_count(r, "--pid", value, 1 << 30);
	else if (str_eq(word, S("--zipf")))
		*fine = take_zipf(r, value);
	else if (str_eq(word, S("--http")))
		*fine = take_http(r, value);
	else if (!bench_load_words_take_text(r, word, value))
		return false;
	return r->load = true;
}

/* ---- together ---- */

static bool one_url(struct bench_request *r)
{
	unsigned urls = 0;

	for (size_t i = 0; i < r->name_count; i++) {
		bool is = bench_is_url(r->names[i]);

		urls += is;
		if (is && !has_scheme(r->names[i]))
			r->url = arena_printf(&r->o->arena, "http://%.*s", STR(r->names[i])).p;
		else if (is)
			r->url = arena_str(&r->o->arena, r->names[i]).p;
	}
	if (r->urls && urls)
		return command_misused(r->o, "a URL or --urls, not both");
	if (r->url && (urls > 1 || r->name_count > urls))
		return command_misused(r->o, "one URL at a time, and no operations beside it");
	return true;
}

/* --to UNIT is for answers; who types it with a URL means the end of the search. */
static bool no_unit(struct bench_request *r)
{
	if (!session_settings(r->session)->to.len)
		return true;
	command_misused(r->o, "--to is the unit of an answer, which bench does not have");
	if (r->url)
		diag_hint(&r->o->diag, "write '--up-to RATE', which is where a search ends");
	return false;
}

/* What a load test would not look at. */
static bool all_of_use(struct bench_request *r)
{
	const struct settings *s = session_settings(r->session);

	if (s->raw || s->csv) {
		command_misused(r->o, "%s is for answers, and a load test has rows of its own", s->raw ? "-r" : "--csv");
		diag_hint(&r->o->diag, "--json gives them one object a line, with all digits");
		return false;
	}
	if (r->zipf && !r->urls)
		return command_misused(r->o, "--zipf draws among the URLs of --urls, and there is one URL");
	return true;
}

bool bench_load_words(struct bench_request *r)
{
	if (!one_url(r) || !no_unit(r))
		return false;
	if (!r->url && r->paced && !(r->rate > 0))
		return bench_rate_refuse(r, "--rate", r->rate_text);
	if (!r->url)
		return !r->load || command_misused(r->o, "an option of load tests, without a URL to load");
	if (r->list || r->check || r->against || r->compare || r->dir)
		return command_misused(r->o, "a URL is loaded, and not listed, checked or compared");
	if (r->own)
		return command_misused(r->o, "%s is for operations, not for a URL", r->own);
	if (r->paced && r->search)
		return command_misused(r->o, "%s is for a search, and --rate asks at one rate", r->search);
	if (!all_of_use(r))
		return false;
	return !r->paced || in_range(r, "--rate", r->rate_text, r->rate);
}
