/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.c - what may stand at the cursor. */
#include "repl/complete.h"

#include <stdlib.h>
#include <string.h>

#include "repl/complete_from.h"
#include "repl/complete_word.h"

struct request {
	struct wanted w;
	enum command_where where;
	struct str line; /* up to the cursor; bytes before `begin` are of no interest */
	size_t begin;
};

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

static void word_at(struct request *r, size_t from)
{
	r->w.out->from = from;
	r->w.typed = str_cut(r->line, from, r->line.len);
}

/* ---- expressions ---- */

/* The formula in whose brackets the cursor is, or empty; *inside is what stands between "(" and the cursor. */
static struct str called(struct request *r, struct str text, struct str *inside)
{
	int depth = 0;

	for (size_t i = text.len; i-- > 0;) {
		depth += text.p[i] == ')' || text.p[i] == ']';
		depth -= text.p[i] == '(' || text.p[i] == '[';
		if (depth < 0) {
			struct str name = word_last(str_cut(text, 0, i));

			*inside = str_cut(text, i + 1, text.len);
			if (text.p[i] == '(' && name.len && library_listing(session_library(r->w.session), name))
				return name;
			break;
		}
	}
	return S("");
}

static void complete_names(struct request *r, struct str before)
{
	struct str inside = S(""), formula = called(r, before, &inside), text = word_trim(before);

	if (formula.len && (str_ends(text, S("(")) || str_ends(text, S(","))))
		from_params(&r->w, formula, inside);
	from_cells(&r->w);
	from_functions(&r->w);
	from_facts(&r->w);
	from_keywords(&r->w);
	if (r->w.out->count == 0 && r->w.typed.len > 0)
		from_formulas(&r->w, "(", false);
}

/* Units; below a fraction line, or behind `per`, nouns stand in the singular. */
static void complete_units(struct request *r)
{
	struct str before = word_trim(str_cut(r->line, 0, r->w.out->from));

	r->w.below = str_ends(before, S("/")) || word_ends(before, "per");
	from_units(&r->w, NULL);
}

/* The value of what stands before `to`; false when it has none, or no unit that says what fits. */
static bool left_side(struct request *r, struct str text, struct value *v)
{
	struct session *s = r->w.session;
	struct source src = {.first_line = 1};
	struct statement *st = NULL;
	struct definition here;
	struct diag d;
	uint32_t at = 0;

	text = word_trim(text);
	text = str_cut(text, 0, text.len - (str_ends(text, S("->")) ? 2 : word_last(text).len));
	src.text = word_trim(text);
	diag_init(&d, &r->w.out->arena, &src);
	here = sheet_here(session_sheet(s), &src);
	return src.text.len && parse_line(&r->w.out->arena, &src, &at, session_vocabulary(s), &d, &st) && st && st->expr && !st->next &&
	       sheet_eval(session_sheet(s), &here, st->expr, &r->w.out->arena, &d, v) && v->type.kind == VALUE_NUMBER && v->type.units.n > 0;
}

/* Behind `to`: the units that fit what is converted; of a rate those of its whole, and of what stands above its line. */
static void complete_target(struct request *r, struct str before)
{
	struct units above = {.n = 1};
	struct value v;

	if (!left_side(r, before, &v) || units_soft(&v.type.units)) {
		complete_units(r);
		return;
	}
	from_units(&r->w, &v.type.units);
	above.term[0] = v.type.units.term[0];
	if (v.type.units.n > 1 && above.term[0].exp == 1 && !units_soft(&above))
		from_units(&r->w, &above);
}

/* The expression that begins at r->begin. */
static void complete_expression(struct request *r)
{
	size_t from = word_start(r->line);
	struct str word, before;

	if (from < r->begin)
		from = r->begin;
	word = str_cut(r->line, from, r->line.len);
	before = str_cut(r->line, r->begin, from);
	if (word_number(word)) {
		if (!str_starts(word, S("0x"))) {
			word_at(r, r->line.len - word_letters(word).len);
			complete_units(r);
		}
		return;
	}
	word_at(r, from);
	switch (word_place(before)) {
	case AT_NAME:
		complete_names(r, before);
		break;
	case AT_UNIT_OR_NAME:
		complete_units(r);
		from_cells(&r->w);
		break;
	case AT_TARGET:
		from_forms(&r->w);
		complete_target(r, before);
		break;
	case AT_UNIT:
		complete_units(r);
		if (word_ends_number(word_trim(before))) {
			from_magnitudes(&r->w);
			from_keywords(&r->w);
		}
		break;
	}
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

/* From here on the line is a copy in which quotes are blanks: what is inside is an expression. */
static void blank_quotes(struct request *r)
{
	char *copy = arena_alloc(&r->w.out->arena, r->line.len + 1);

	for (size_t i = 0; i < r->line.len; i++) {
		char c = r->line.p[i];

		copy[i] = i >= r->begin && (c == '"' || c == '\'') ? ' ' : c;
	}
	r->line.p = copy;
}

/* What stands behind `=` of `run twitter dau=200`. */
static void complete_value(struct request *r, struct str formula, struct str param, size_t from)
{
	struct str value;

	r->begin = from;
	blank_quotes(r);
	value = str_trim(str_cut(r->line, from, r->line.len));
	if (value.len == 0) {
		word_at(r, r->line.len);
		from_param_value(&r->w, formula, param, false);
		return;
	}
	if (word_number(word_last(r->line))) {
		word_at(r, r->line.len - word_letters(word_last(r->line)).len);
		from_param_value(&r->w, formula, param, true);
	} else if (word_place(str_cut(r->line, from, word_start(r->line))) == AT_UNIT) {
		word_at(r, word_start(r->line));
		from_param_value(&r->w, formula, param, true);
	}
	if (r->w.out->count == 0)
		complete_expression(r);
}

static void complete_formula(struct request *r, const struct command *c, size_t number, size_t start)
{
	struct str word = str_cut(r->line, start, r->line.len), formula = first_argument(str_cut(r->line, r->begin, start));
	size_t equals = str_find_char(word, '=', 0);

	word_at(r, start);
	if (number == 0) {
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

	word_at(r, start);
	switch (c->complete) {
	case COMPLETE_NOTHING:
		break;
	case COMPLETE_EXPRESSION:
		blank_quotes(r);
		complete_expression(r);
		break;
	case COMPLETE_FORMULA:
		complete_formula(r, c, number, start);
		break;
	case COMPLETE_CELL:
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
	case COMPLETE_SETTING:
		complete_setting(r, number);
		break;
	case COMPLETE_UNIT:
		complete_units(r);
		break;
	case COMPLETE_REF:
		from_refs(&r->w);
		break;
	case COMPLETE_LAB:
		complete_lab(r, number, start);
		break;
	case COMPLETE_TOPICS:
		from_formula_topics(&r->w);
		break;
	case COMPLETE_SHELL:
		from_shells(&r->w);
		break;
	case COMPLETE_BENCH:
		from_operations(&r->w);
		break;
	case COMPLETE_TABLE:
		from_tables(&r->w);
		break;
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
	word_at(r, word);
	if (str_eq(first, S("use"))) {
		if (between.len == 0)
			from_formulas(&r->w, "(", false);
		return between.len == 0 || str_ends(between, S("as"));
	}
	if (str_eq(first, S("see"))) {
		from_formulas(&r->w, "", false);
		return true;
	}
	if (str_eq(first, S("param")) && (word_ends(between, "in") || str_ends(between, S("in ["))) && !str_ends(between, S("="))) {
		if (str_starts(S("any"), r->w.typed))
			from_add(&r->w, S("any"), S("a value of any kind"), false);
		if (str_starts(S("number"), r->w.typed))
			from_add(&r->w, S("number"), S("a number without a unit"), false);
		r->w.group = r->w.out->count;
		complete_units(r);
		return true;
	}
	/* a new name */
	return between.len == 0 && (str_eq(first, S("param")) || str_eq(first, S("unit")) || str_eq(first, S("noun")) || str_eq(first, S("alias")));
}

static void complete_text(struct request *r)
{
	bool in_text;

	r->begin = statement_start(r->line, &in_text);
	if (in_text || complete_statement(r))
		return;
	if (word_start(r->line) <= r->begin && !word_number(str_cut(r->line, r->begin, r->line.len))) {
		word_at(r, r->begin);
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
		word_at(r, first);
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
		if (command_find(str_cut(r->line, at, end), COMMAND_SHELL)) {
			r->begin = end;
			complete_arguments(r, command_find(str_cut(r->line, at, end), COMMAND_SHELL));
			return;
		}
		at = end + 1;
	}
	if (number == 0 && start == word_start(r->line)) {
		word_at(r, start);
		from_commands(&r->w, COMMAND_SHELL);
		if (r->w.typed.len == 0)
			return;
	}
	blank_quotes(r);
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
		if (out->count > 0)
			break;
	}
}
