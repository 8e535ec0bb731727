/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c - how a command is found in a line, and its words. */
#include "command/command_all.h"

#include <string.h>

#include "base/utf8.h"

/* ---- is this line a command? ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t word_length(struct str s)
{
	size_t n = 0;

	while (n < s.len && !is_blank(s.p[n]))
		n++;
	return n;
}

/*
 * Does `rest`, which stands behind a blank, go on an expression? `load - 5` and `load = 10k` do; `formulas -l`, `units /G/`
 * and `check -x < 3` do not: an operator has a blank on both sides there.
 */
static bool continues_symbol(struct str rest)
{
	static const char *const signs[] = { "+", "-", "*", "**", "/", "^", "<", "<=", ">", ">=", "!=", "->", "+-", "..", "%",
	                                     "×", "·", "÷", "±", "→", "…", "–" };
	struct str word = str_cut(rest, 0, word_length(rest));

	if (word.len && word.p[0] == '=')
		return true;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_eq(word, str_from_c(signs[i])))
			return true;
	return false;
}

/* `load to MB` and `check of x` are expressions; `help to` asks about a word. */
static bool continues_word(struct str rest)
{
	static const char *const words[] = { "to", "in", "as", "of", "per", "mod", "and", "or" };
	size_t n = word_length(rest);
	struct str word = str_cut(rest, 0, n);

	if (!str_trim(str_cut(rest, n, rest.len)).len)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(word, str_from_c(words[i])))
			return true;
	return false;
}

/* "what if ", which no expression begins with; 0 for another line. */
static size_t what_if_length(struct str line)
{
	size_t at = 4;

	if (!str_starts(line, S("what ")))
		return 0;
	while (at < line.len && is_blank(line.p[at]))
		at++;
	return str_eq(str_cut(line, at, at + 2), S("if")) && (at + 2 == line.len || is_blank(line.p[at + 2])) ? at + 2 : 0;
}

const struct command *command_of_line(struct str line, struct str *rest)
{
	const struct command *c;
	bool colon;
	size_t n;

	line = str_trim(line);
	colon = line.len && line.p[0] == ':';
	if (colon)
		line = str_trim(str_cut(line, 1, line.len));
	n = word_length(line);
	c = command_find(str_cut(line, 0, n), COMMAND_PROMPT);
	if (!c && what_if_length(line)) {
		c = command_find(S("whatif"), COMMAND_PROMPT);
		n = what_if_length(line);
	}
	if (!c)
		return NULL;
	*rest = str_trim(str_cut(line, n, line.len));
	if (!colon && (continues_symbol(*rest) || continues_word(*rest)))
		return NULL;
	return c;
}

static const struct command *command_near(struct str word, enum command_where where)
{
	const struct command *near = NULL;
	unsigned best = word.len > 5 ? 3 : 2;

	for (unsigned i = 0; i < command_count && word.len > 1; i++) {
		unsigned distance = str_distance(str_from_c(commands[i].name), word, best);

		if ((commands[i].where & where) && distance < best) {
			best = distance;
			near = &commands[i];
		}
	}
	return near;
}

void command_hint(struct outcome *o, struct str line, enum command_where where)
{
	struct diag_item *e = o->diag.error;
	struct str word = str_cut(line, 0, word_length(line));
	const struct command *c = command_find(word, COMMAND_PROMPT);

	if (!e || e->kind != DIAG_NAME || !word.len || !str_eq(source_text(&e->source, e->at), word))
		return;
	if (c && !(c->where & where)) {
		e->hint = arena_printf(&o->arena, "'%s' is a command of the prompt", c->name);
		return;
	}
	c = c ? NULL : command_near(word, where); /* `load * 2` is no slip */
	if (c)
		e->hint = arena_printf(&o->arena, "did you mean the command '%s'?", c->name);
}

/* ---- words ---- */

/* Past the closing quote of the one at `at`, or the end. */
static size_t past_quote(struct str s, size_t at)
{
	size_t end = str_find_char(s, s.p[at], at + 1);

	return end < s.len ? end + 1 : s.len;
}

/* Take a word off the front of *rest: quotes and a pattern between slashes hold blanks together. */
static struct str take_word(struct str *rest)
{
	struct str s = *rest;
	size_t n = 0;

	if (s.p[0] == '/' && str_find_char(s, '/', 1) < s.len && (past_quote(s, 0) == s.len || is_blank(s.p[past_quote(s, 0)])))
		n = past_quote(s, 0);
	else
		while (n < s.len && !is_blank(s.p[n]))
			n = s.p[n] == '"' ? past_quote(s, n) : n + 1;
	*rest = str_trim(str_cut(s, n, s.len));
	return str_cut(s, 0, n);
}

/* `save "my sheet.bote"`; but a text given to a parameter (`kind = "cpu"`) keeps its quotes. */
static struct str without_quotes(struct str word, struct str before)
{
	bool quoted = word.len >= 2 && word.p[0] == '"' && word.p[word.len - 1] == '"';

	return quoted && !str_ends(before, S("=")) ? str_cut(word, 1, word.len - 1) : word;
}

/* What is echoed in a message or a list must be text. */
static bool check_text(struct str text, struct outcome *o)
{
	size_t at = utf8_unfit(text);

	return at == text.len || diag_fail(&o->diag, DIAG_SYNTAX, (struct span){ 0, 0 }, "byte 0x%02X of this is a control character, or no valid UTF-8", (unsigned char)text.p[at]);
}

static bool run_words(struct session *s, const struct command *c, struct str rest, struct outcome *o)
{
	struct str *argv = arena_array(&o->arena, struct str, rest.len / 2 + 2);
	struct str before = { 0 };
	size_t argc = 0;

	if (!check_text(rest, o))
		return false;
	rest = str_trim(rest);
	if (c->complete == COMPLETE_EXPRESSION) {
		argv[0] = rest;
		return c->run(s, rest.len ? 1 : 0, argv, o);
	}
	while (rest.len) {
		struct str word = take_word(&rest);

		argv[argc++] = without_quotes(word, before);
		before = word;
	}
	return c->run(s, argc, argv, o);
}

bool command_run_line(struct session *s, const struct command *c, struct str rest, struct outcome *o)
{
	struct sheet_values *before = c->moves ? sheet_values_take(session_sheet(s)) : NULL;
	bool fine = run_words(s, c, rest, o);

	if (before && fine)
		o->moved = sheet_values_moved(before, session_sheet(s), &o->arena, &o->moved_count);
	sheet_values_free(before);
	return fine;
}
