/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.c - what may stand at the cursor. */
#include "repl/complete.h"

#include <stdlib.h>
#include <string.h>

#include "repl/complete_request.h"
#include "repl/complete_word.h"

void completion_init(struct completion *c)
{
	memset(c, 0, sizeof(*c));
	arena_init(&c->arena);
}

void completion_reset(struct completion *c)
{
	arena_reset(&c->arena);
	c->count = c->from = 0;
}

void completion_release(struct completion *c)
{
	arena_release(&c->arena);
	free(c->items);
	memset(c, 0, sizeof(*c));
}

void complete_add(struct completion *c, struct str line)
{
	c->items = xgrow(c->items, c->count, &c->cap, sizeof(*c->items));
	c->items[c->count++] = (struct candidate){.text = arena_str(&c->arena, line)};
	c->from = 0;
}

/* ---- arguments of commands ---- */

/* Where the last of the words of `text` begins, blanks between quotes aside; *count is how many are before it. */
static size_t last_argument(struct str text, size_t from, size_t *count)
{
	char quote = 0;
	size_t start = from;
	bool in = false;

	*count = 0;
	for (size_t i = from; i < text.len; i++) {
		char c = text.p[i];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (word_blank(c)) {
			*count += in && text.p[start] != '-';
			in = false;
			start = i + 1;
			continue;
		} else if (c == '"' || c == '\'') {
			quote = c;
		}
		in = true;
	}
	return start;
}

static struct str first_argument(struct str text)
{
	struct str rest = text, word = S("");

	while ((rest = str_trim(rest)).len) {
		size_t len = 0;

		while (len < rest.len && !word_blank(rest.p[len]))
			len++;
		word = str_cut(rest, 0, len);
		if (word.p[0] != '-')
			return word;
		rest = str_cut(rest, len, rest.len);
	}
	return word;
}

/* What comes after `=` of `run twitter dau=200`. */
static void complete_value(struct request *r, struct str formula, struct str param, size_t from)
{
	struct str value;

	r->begin = from;
	request_blank_quotes(r);
	value = str_trim(str_cut(r->line, from, r->line.len));
	if (value.len == 0) {
		request_word_at(r, r->line.len);
		from_param_value(&r->w, formula, param, false);
		return;
	}
	if (word_number(word_last(r->line))) {
		request_word_at(r, r->line.len - word_letters(word_last(r->line)).len);
		from_param_value(&r->w, formula, param, true);
	} else if (word_place(str_cut(r->line, from, word_start(r->line))) == AT_UNIT) {
		request_word_at(r, word_start(r->line));
		from_param_value(&r->w, formula, param, true);
	}
	if (r->w.out->count == 0)
		complete_expression(r);
}

static void complete_formula(struct request *r, const struct command *c, size_t number, size_t start)
{
	struct str word = str_cut(r->line, start, r->line.len), formula = first_argument(str_cut(r->line, r->begin, start));
	size_t equals = str_find_char(word, '=', 0);

	request_word_at(r, start);
	if (number == 0 || !strstr(c->args, "PARAM")) {
		from_formulas(&r->w, "", true);
		if (strstr(c->args, "FILE"))
			from_files(&r->w, ".bote", false);
	} else if (equals < word.len) {
		complete_value(r, formula, str_cut(word, 0, equals), start + equals + 1);
	} else {
		from_params(&r->w, formula, str_cut(r->line, r->begin, start));
	}
}

static void complete_lab(struct request *r, size_t number, size_t start)
{
	struct str word = str_cut(r->line, start, r->line.len), name = first_argument(str_cut(r->line, r->begin, start));
	size_t equals = str_find_char(word, '=', 0);
	struct str formula = arena_printf(&r->w.out->arena, "lab.%.*s", STR(name));

	if (number == 0)
		from_labs(&r->w);
	else if (equals < word.len)
		complete_value(r, formula, str_cut(word, 0, equals), start + equals + 1);
	else
		from_params(&r->w, formula, str_cut(r->line, r->begin, start));
}

static void complete_setting(struct request *r, size_t number)
{
	if (number == 0)
		from_settings(&r->w);
	else if (number == 1)
		from_values(&r->w, first_argument(str_cut(r->line, r->begin, r->w.out->from)));
}

/* The arguments of `c` begin at r->begin. */
static void complete_arguments(struct request *r, const struct command *c)
{
	size_t number, start = last_argument(r->line, r->begin, &number);

	request_word_at(r, start);
	switch (c->complete) {
	case COMPLETE_NOTHING: break;
	case COMPLETE_EXPRESSION:
		request_blank_quotes(r);
		complete_expression(r);
		break;
	case COMPLETE_SWEEP: complete_sweep(r); break;
	case COMPLETE_SOLVE: complete_solve(r); break;
	case COMPLETE_WHAT_IF: complete_what_if(r); break;
	case COMPLETE_ANSWER: complete_answer(r, false); break;
	case COMPLETE_SPREAD: complete_answer(r, true); break;
	case COMPLETE_FORMULA: complete_formula(r, c, number, start); break;
	case COMPLETE_CELL:
		if (number == 0)
			from_cells(&r->w);
		break;
	case COMPLETE_FILE:
		if (number == 0 && r->where == COMMAND_PROMPT)
			from_files(&r->w, strcmp(c->name, "load") == 0 ? ".bote" : "", true);
		break;
	case COMPLETE_TOPIC:
		if (number == 0)
			from_topics(&r->w);
		break;
	case COMPLETE_SETTING: complete_setting(r, number); break;
	case COMPLETE_UNIT: complete_units(r); break;
	case COMPLETE_REF: from_refs(&r->w); break;
	case COMPLETE_LAB: complete_lab(r, number, start); break;
	case COMPLETE_TOPICS: from_formula_topics(&r->w); break;
	case COMPLETE_SHELL: from_shells(&r->w); break;
	case COMPLETE_BENCH: from_operations(&r->w); break;
	case COMPLETE_TABLE: from_tables(&r->w); break;
	}
}

/* ---- lines ---- */

/* Where the statement begins in which the line ends, and whether it ends inside a text. */
static size_t statement_start(struct str line, bool *in_text)
{
	size_t start = 0;

	*in_text = false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.p[i] == '"')
			*in_text = !*in_text;
		else if (line.p[i] == ';' && !*in_text)
			start = i + 1;
	}
	while (start < line.len && word_blank(line.p[start]))
		start++;
	return start;
}

/* A statement whose words are of a kind of their own. Returns whether it was one. */
static bool complete_statement(struct request *r)
{
	struct str text = str_cut(r->line, r->begin, r->line.len);
	size_t word = word_start(r->line);
	struct str first = str_cut(text, 0, strcspn(arena_str(&r->w.out->arena, text).p, " \t"));
	struct str between = str_trim(str_cut(r->line, r->begin + first.len, word));

	if (first.len == text.len || str_starts(between, S("=")))
		return false;
	request_word_at(r, word);
	if (str_eq(first, S("use"))) {
		if (between.len == 0)
			from_formulas(&r->w, "(", false);
		return between.len == 0 || str_ends(between, S("as"));
	}
	if (str_eq(first, S("see"))) {
		from_formulas(&r->w, "", false);
		return true;
	}
	if (str_eq(first, S("chart")) && between.len == 0) {
		from_charts(&r->w);
		return true;
	}
	if (str_eq(first, S("param")) && (word_ends(between, "in") || str_ends(between, S("in ["))) &&
	    !str_ends(between, S("="))) {
		if (str_starts(S("any"), r->w.typed))
			from_add(&r->w, S("any"), S("a value of any kind"), false);
		if (str_starts(S("number"), r->w.typed))
			from_add(&r->w, S("number"), S("a number without a unit"), false);
		r->w.group = r->w.out->count;
		complete_units(r);
		return true;
	}
	/* a new name */
	return between.len == 0 && (str_eq(first, S("param")) || str_eq(first, S("unit")) || str_eq(first, S("noun")) ||
	                            str_eq(first, S("alias")));
}

static void complete_text(struct request *r)
{
	bool in_text;

	r->begin = statement_start(r->line, &in_text);
	if (in_text || complete_statement(r))
		return;
	if (word_start(r->line) <= r->begin && !word_number(str_cut(r->line, r->begin, r->line.len))) {
		request_word_at(r, r->begin);
		if (r->w.typed.len > 0)
			from_statements(&r->w);
	}
	complete_expression(r);
}

/* A prompt line: a command with its arguments, or statements. */
static void complete_prompt(struct request *r)
{
	struct str text = r->line, rest = S("");
	const struct command *c;
	size_t first = 0;

	while (first < text.len && (word_blank(text.p[first]) || text.p[first] == ':'))
		first++;
	if (word_start(text) <= first) { /* in the first word */
		request_word_at(r, first);
		from_commands(&r->w, COMMAND_PROMPT);
		if (r->w.typed.len > 0)
			complete_text(r);
		return;
	}
	c = command_of_line(text, &rest);
	if (!c) {
		complete_text(r);
		return;
	}
	r->begin = rest.len ? (size_t)(rest.p - text.p) : text.len;
	if (!complete_option(r, c->name))
		complete_arguments(r, c);
}

/* A shell's line: options, then a command with its arguments or an expression; quotes are the shell's. */
static void complete_shell(struct request *r)
{
	size_t number, start = last_argument(r->line, 0, &number);

	for (size_t at = 0; at < start;) {
		size_t end = at;

		while (end < start && !word_blank(r->line.p[end]))
			end++;
		const struct command *c = command_find(str_cut(r->line, at, end), COMMAND_SHELL);

		if (c) {
			r->begin = end;
			if (!complete_option(r, c->name))
				complete_arguments(r, c);
			return;
		}
		at = end + 1;
	}
	if (complete_option(r, NULL))
		return;
	if (number == 0 && start == word_start(r->line)) {
		request_word_at(r, start);
		from_commands(&r->w, COMMAND_SHELL);
		if (r->w.typed.len == 0)
			return;
	}
	request_blank_quotes(r);
	complete_expression(r);
}

void complete(struct session *s, enum command_where where, struct str line, size_t point, struct completion *out)
{
	struct request r = {.where = where};

	for (int nocase = 0; nocase < 2; nocase++) {
		completion_reset(out);
		r = (struct request){.where = where, .line = str_cut(line, 0, point)};
		r.w = (struct wanted){.session = s, .out = out, .nocase = nocase != 0, .shell = where == COMMAND_SHELL};
		if (where == COMMAND_SHELL)
			complete_shell(&r);
		else
			complete_prompt(&r);
		map_release(&r.w.seen);
		if (out->count > 0)
			break;
	}
}
