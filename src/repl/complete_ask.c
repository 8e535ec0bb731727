/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * complete_ask.c - what may be in a question about a sheet: sweep, solve, what if, and those that ask for an answer.
 */
#include <string.h>

#include "repl/complete_request.h"
#include "repl/complete_word.h"
#include "whatif/scenario.h"

/* What is between the start of the question, or of its part at work, and the cursor. */
static struct str complete_ask_asked(const struct request *r)
{
	return str_cut(r->line, r->begin, r->line.len);
}

static void complete_ask_skip_blanks(struct request *r)
{
	while (r->begin < r->line.len && word_blank(r->line.p[r->begin]))
		r->begin++;
}

/* "bote sweep twitter dau=": the sheet that the first word names, if a blank comes after it and it is not a cell. */
static void take_sheet(struct request *r)
{
	struct session *s = r->w.session;
	struct source none = {.text = S("")};
	struct str word;
	struct diag d;
	size_t len = 0;

	request_blank_quotes(r);
	complete_ask_skip_blanks(r);
	word = complete_ask_asked(r);
	while (len < word.len && !word_blank(word.p[len]))
		len++;
	if (len == word.len || sheet_find(session_sheet(s), str_cut(word, 0, len)))
		return;
	word = str_cut(word, 0, len);
	if (!library_listing(session_library(s), word) && !str_ends(word, S(".bote")))
		return;
	diag_init(&d, &r->w.out->arena, &none);
	r->w.sheet = library_template(session_library(s), word, S(""), &d);
	r->begin += len;
	complete_ask_skip_blanks(r);
}

/* A sheet may be what the question begins with; where the prompt has cells they are what is meant, if they fit. */
static void offer_sheets(struct request *r)
{
	if (r->w.sheet || str_find_char(complete_ask_asked(r), ' ', 0) < complete_ask_asked(r).len)
		return;
	if (sheet_cell_count(session_sheet(r->w.session)) && r->w.out->count > 0)
		return;
	from_formulas(&r->w, "", true);
	from_files(&r->w, ".bote", false);
}

static void offer_word(struct request *r, const char *word, const char *help)
{
	if (from_fits(&r->w, str_from_c(word)))
		from_add(&r->w, str_from_c(word), str_from_c(help), true);
	r->w.group = r->w.out->count;
}

static bool is_spread(const struct cell *c)
{
	return c->state == CELL_READY && c->type->uncertain;
}

/* An expression in which cells that answer something come first. */
static void complete_first(struct request *r, bool (*first)(const struct cell *c), const char *heading)
{
	r->w.first = first;
	r->w.first_heading = str_from_c(heading);
	complete_expression(r);
	r->w.first = NULL;
	for (size_t i = 0; i < r->w.out->count && r->w.out->items[0].heading.len; i++)
		if (!r->w.out->items[i].heading.len)
			r->w.out->items[i].heading = S("functions and numbers");
}

/* The value that `name` has now, as it is written, or units that fit once a number is typed. */
static void complete_cell_value(struct request *r, struct str name, size_t from)
{
	const struct cell *c = sheet_find(session_sheet(r->w.session), name);
	struct str value = str_cut(r->line, from, r->line.len), word = word_last(value);
	size_t start = word_number(word) ? r->line.len - word_letters(word).len : r->line.len - word.len;

	request_word_at(r, start);
	if (r->w.sheet) {
		bool shell = r->w.shell;

		r->w.shell = true; /* no quotes: blanks part nothing here */
		from_param_value(&r->w, r->w.sheet->name, name, str_trim(value).len > 0);
		r->w.shell = shell;
	} else if (!str_trim(value).len && c && c->is.expr && cell_is_input(c))
		from_add(&r->w, str_trim(source_text(c->is.source, c->is.expr->at)), S("as it is now"), false);
	else if (word_place(str_cut(r->line, from, start)) == AT_UNIT || word_number(word))
		from_units(&r->w, c && c->state == CELL_READY && c->type->units.n && !units_soft(&c->type->units)
		                      ? &c->type->units
		                      : NULL);
	if (r->w.out->count == 0) {
		r->begin = from;
		complete_expression(r);
	}
}

/* Where the colon is that answers follow; the length of the question if there is none. */
static size_t colon_of(const struct request *r)
{
	return str_find_char(complete_ask_asked(r), ':', 0);
}

/* The answers after a colon, with commas between. */
static void complete_answers(struct request *r)
{
	r->begin += colon_of(r) + 1;
	complete_first(r, cell_is_outcome, "answers");
}

/* Inputs, "dau="; before them the sheet may be named. */
static void complete_inputs(struct request *r, const char *tail)
{
	request_word_at(r, word_start(r->line) < r->begin ? r->begin : word_start(r->line));
	from_inputs(&r->w, tail);
}

void complete_sweep(struct request *r)
{
	size_t equals;
	struct str value;

	take_sheet(r);
	equals = str_find_char(complete_ask_asked(r), '=', 0);
	if (colon_of(r) < complete_ask_asked(r).len) {
		complete_answers(r);
		return;
	}
	if (equals == complete_ask_asked(r).len) {
		complete_inputs(r, "=");
		offer_sheets(r);
		return;
	}
	value = str_cut(complete_ask_asked(r), equals + 1, complete_ask_asked(r).len);
	if (!str_trim(value).len || !word_blank(value.p[value.len - 1 - word_last(value).len])) {
		complete_cell_value(r, str_trim(str_cut(complete_ask_asked(r), 0, equals)), r->begin + equals + 1);
		return;
	}
	request_word_at(r, word_start(r->line));
	if (word_ends_number(word_trim(str_cut(r->line, 0, word_start(r->line)))) && r->w.typed.len) {
		complete_cell_value(r, str_trim(str_cut(complete_ask_asked(r), 0, equals)), r->begin + equals + 1);
		r->w.group = r->w.out->count;
	}
	offer_word(r, ":", "the answers that are asked for follow");
	offer_word(r, "log", "as many steps from 1 to 10 as from 10 to 100");
	offer_word(r, "steps", "and how many of them");
}

/* Does ` for ` come before the cursor? */
static bool behind_for(const struct request *r)
{
	return word_within(str_cut(r->line, r->begin, word_start(r->line)), S("for"));
}

void complete_solve(struct request *r)
{
	take_sheet(r);
	if (behind_for(r)) {
		complete_inputs(r, "");
		return;
	}
	r->w.solving = true;
	complete_first(r, cell_is_outcome, "answers");
	offer_sheets(r);
}

static void offer_scenarios(struct request *r)
{
	struct ask q = {.sheet = session_sheet(r->w.session), .a = &r->w.out->arena};
	const struct entry **all;

	for (uint32_t i = 0, n = scenario_list(&q, &all); i < n; i++)
		if (from_fits(&r->w, all[i]->statement->text))
			from_add(&r->w, all[i]->statement->text, S("a scenario of this sheet"), false);
	r->w.group = r->w.out->count;
}

/* Where the value begins in which the cursor is, and whose it is; false when a name is wanted. */
static bool in_value(const struct request *r, struct str *name, size_t *from)
{
	struct str text = complete_ask_asked(r);
	size_t at = text.len;

	while (at > 0 && text.p[at - 1] != '=')
		at--;
	if (at == 0)
		return false;
	*from = r->begin + at;
	*name = word_last(word_trim(str_cut(text, 0, at - 1)));
	text = str_cut(text, at, text.len);
	/* after the value and a blank, or a comma, stands the next name */
	return !str_trim(text).len ||
	       (!word_blank(text.p[text.len - 1 - word_last(text).len]) && !str_ends(word_trim(text), S(",")));
}

void complete_what_if(struct request *r)
{
	struct str name = S("");
	size_t from = 0;

	take_sheet(r);
	if (colon_of(r) < complete_ask_asked(r).len) {
		complete_answers(r);
		return;
	}
	if (in_value(r, &name, &from)) {
		complete_cell_value(r, name, from);
		return;
	}
	request_word_at(r, word_start(r->line) < r->begin ? r->begin : word_start(r->line));
	if (from && r->w.typed.len && word_ends_number(word_trim(str_cut(r->line, 0, word_start(r->line))))) {
		complete_cell_value(r, name, from);
		r->w.group = r->w.out->count;
	}
	if (from)
		offer_word(r, ":", "the answers that are asked for follow");
	else
		offer_scenarios(r);
	complete_inputs(r, "=");
	if (!from)
		offer_sheets(r);
}

void complete_answer(struct request *r, bool spread)
{
	take_sheet(r);
	complete_first(r, spread ? is_spread : cell_is_outcome, spread ? "uncertain" : "answers");
	offer_sheets(r);
}
