/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_bench.c - `bench`: the words after it, and what bote-bench measures, shown and stored. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/bench_request.h"
#include "command/bench_text.h"
#include "command/command_all.h"
#include "measured/bench_run.h"
#include "store/member.h"

/* ---- words ---- */

/* Seconds; who waits longer means something else. */
#define LONGEST 1e6

/* "60s", "1.5 min", "90": seconds; below 0 when it is not a time. */
static double bench_read_seconds(struct str text)
{
	char *end;
	double n = text.len ? strtod(text.p, &end) : -1;
	struct str unit = text.len ? str_trim(str_cut(text, (size_t)(end - text.p), text.len)) : text;

	if (!text.len || end == text.p || !(n >= 0 && n <= LONGEST))
		return -1;
	if (str_eq(unit, S("min")) || str_eq(unit, S("m")))
		return n * 60;
	return !unit.len || str_eq(unit, S("s")) ? n : -1;
}

/* Options without a value. What bote-bench does with it is its business; NULL where it is ours alone. */
static bool bench_take_flag(struct bench_request *r, struct str word)
{
	if (str_eq(word, S("--list")))
		r->list = true;
	else if (str_eq(word, S("--check")))
		r->check = true;
	else if (str_eq(word, S("--keep")))
		r->keep = true;
	else if (str_eq(word, S("--quick")))
		r->quick = true;
	else if (str_eq(word, S("--careful")))
		r->careful = true;
	else if (str_eq(word, S("--verbose")) || str_eq(word, S("-v")))
		r->verbose = true;
	else if (str_eq(word, S("--json")) || str_eq(word, S("-j")))
		r->json = true;
	else
		return bench_load_flag(r, word);
	return true;
}

/* An option that a URL has no use for. */
static void pass_own(struct bench_request *r, const char *option, struct str value)
{
	r->own = option;
	bench_pass(r, option, value);
}

/* Options with a value; *fine false when the value will not do. */
static bool bench_take_valued(struct bench_request *r, struct str word, struct str value, bool *fine)
{
	struct outcome *o = r->o;

	if (str_eq(word, S("--wait"))) {
		if (bench_read_seconds(value) < 0)
			*fine = command_misused(o, "--wait takes a time such as 60s, not '%.*s'", STR(value));
		pass_own(r, "--wait", arena_printf(&o->arena, "%g", bench_read_seconds(value)));
	} else if (str_eq(word, S("--gap"))) {
		if (bench_read_seconds(value) < 0)
			*fine = command_misused(o, "--gap takes a time such as 10s, not '%.*s'", STR(value));
		pass_own(r, "--gap", arena_printf(&o->arena, "%g", bench_read_seconds(value)));
	} else if (str_eq(word, S("--rate"))) {
		r->rate_text = value;
		*fine = bench_rate(r, "--rate", value, &r->rate);
		r->paced = true;
		bench_pass(r, "--rate", arena_printf(&o->arena, "%.17g", r->rate));
	} else if (str_eq(word, S("--against"))) {
		if (!str_eq(value, S("ref")))
			*fine = command_misused(o, "--against takes ref, not '%.*s'", STR(value));
		r->against = true;
	} else if (str_eq(word, S("--compare")))
		r->compare = command_path(o, value);
	else if (str_eq(word, S("--state")))
		r->state = command_path(o, value);
	else if (str_eq(word, S("--dir")))
		r->dir = command_path(o, value);
	else if (str_eq(word, S("--redis")))
		pass_own(r, "--redis", value);
	else if (str_eq(word, S("--postgres")))
		pass_own(r, "--postgres", value);
	else
		return bench_load_valued(r, word, value, fine);
	return true;
}

static bool bench_take_option(struct bench_request *r, size_t argc, const struct str *argv, size_t *at)
{
	struct str whole = argv[*at], word, value;
	bool fine = true;

	if (bench_take_flag(r, whole))
		return true;
	value = command_value(argc, argv, at, &word);
	if (!bench_take_valued(r, word, value, &fine))
		return command_misused(r->o, "bench has no option '%.*s'", STR(whole));
	return value.len ? fine : command_misused(r->o, "option '%.*s' needs a word after it", STR(word));
}

static bool bench_read_words(struct bench_request *r, size_t argc, const struct str *argv)
{
	r->argv = arena_array(&r->o->arena, const char *, 2 * argc + 20);
	r->names = arena_array(&r->o->arena, struct str, argc + 1);
	r->argc = 1;
	for (size_t i = 0; i < argc; i++)
		if (str_starts(argv[i], S("-"))) {
			if (!bench_take_option(r, argc, argv, &i))
				return false;
		} else
			r->names[r->name_count++] = argv[i];
	if (r->quick && r->careful)
		return command_misused(r->o, "--quick or --careful, not both");
	if (r->paced && r->check)
		return command_misused(r->o, "--rate or --check, not both");
	return bench_load_words(r);
}

/* ---- the program ---- */

/* ---- --list ---- */

struct lister {
	struct bench_request *request;
	struct grid names;
};

static void list_line(void *ctx, struct str line)
{
	struct lister *l = ctx;
	struct outcome *o = l->request->o;
	json_t *e = json_loadb(line.p, line.len, 0, NULL);
	struct str event = member_str(&o->arena, e, "event"), group = member_str(&o->arena, e, "group"),
			   lack = member_str(&o->arena, e, "lack");

	if (str_eq(event, S("unknown")))
		bench_unknown(o, member_str(&o->arena, e, "word"), member_str(&o->arena, e, "near"));
	else if (str_eq(event, S("operation")) && l->request->json)
		buf_printf(&o->output, "%.*s\n", STR(line));
	else if (str_eq(event, S("operation"))) {
		struct str what = member_str(&o->arena, e, "what");

		l->names.group = group;
		grid_texts(&l->names, member_str(&o->arena, e, "op"),
		           lack.len ? arena_printf(&o->arena, "%.*s; %.*s", STR(lack), STR(what)) : what);
	}
	json_decref(e);
}

static bool bench_list(struct bench_request *r)
{
	struct lister l = {.request = r};
	struct bench_end end;

	if (!bench_program(r))
		return false;
	bench_finish_words(r);
	grid_list(&l.names, &r->o->arena, 2);
	end = bench_run(r->argv, list_line, &l);
	outcome_grid(r->o, &l.names);
	return bench_ended(r, &end);
}

bool command_bench(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct bench_request r = {.session = s, .o = o, .json = session_settings(s)->json};
	bool fine;

	if (!bench_read_words(&r, argc, argv))
		return false;
	if (r.list)
		fine = bench_list(&r);
	else if (r.url)
		fine = bench_load(&r);
	else if (r.against || r.compare)
		fine = bench_compare(&r);
	else
		fine = bench_measure(&r);
	o->form = r.json && !o->tables ? OUTPUT_JSON : OUTPUT_TEXT;
	return fine;
}
