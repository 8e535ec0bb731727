/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_options.c - options and their values: which there are is lent, units and quantities are known here. */
#include "eval/eval.h"
#include "repl/complete_request.h"
#include "repl/complete_word.h"
#include "units/unit.h"

static options_fn *lent;

void complete_lend_options(options_fn *options)
{
	lent = options;
}

static void take_offer(void *ctx, struct str text, struct str help, bool space)
{
	from_add(ctx, text, help, space);
}

/* Units of what "s" measures, after a number; what is asked at a rate has one below a line. */
static void offer_quantity(struct request *r, const char *unit)
{
	struct str word = word_last(r->line);
	bool rate = unit[0] == '/',
		 below = str_find_char(str_cut(r->line, r->begin, r->line.len), '/', 0) < r->line.len - r->begin;
	struct units like;
	struct factor ignored;
	unsigned flags;

	if (!word_number(word) && !(rate && below))
		return;
	request_word_at(r, below ? word_start(r->line) : r->line.len - word_letters(word).len);
	if (rate && !below) {
		for (const char *const *p = (const char *const[]){"/s", "/min", "/h", NULL}; *p; p++)
			if (from_fits(&r->w, str_from_c(*p)))
				from_add(&r->w, str_from_c(*p), S("so often"), true);
	} else if (unit_lookup(session_engine(r->w.session)->units, str_from_c(unit + rate), &like, &ignored, &flags)) {
		from_units(&r->w, &like);
	}
}

static void offer_unit(struct request *r)
{
	size_t from = word_start(r->line);

	request_word_at(r, from < r->begin ? r->begin : from);
	if (from <= r->begin)
		from_forms(&r->w);
	complete_units(r);
}

bool complete_option(struct request *r, const char *command)
{
	size_t start = r->line.len, equals;
	const char *unit = NULL;
	struct str word;

	while (start > 0 && !word_blank(r->line.p[start - 1]))
		start--;
	request_word_at(r, start);
	if (!lent || !lent(r->line, command, r->where == COMMAND_SHELL, take_offer, &r->w, &unit))
		return false;
	if (!unit)
		return true;
	word = str_cut(r->line, start, r->line.len);
	equals = str_find_char(word, '=', 0);
	r->begin = str_starts(word, S("--")) && equals < word.len ? start + equals + 1 : start;
	if (*unit)
		offer_quantity(r, unit);
	else
		offer_unit(r);
	return true;
}
