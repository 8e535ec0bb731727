/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c - how a command is found in a line, and its words. */
#include "command/command_all.h"

#include <string.h>

#include "base/near.h"
#include "base/utf8.h"

/* ---- is this line a command? ---- */

static size_t word_length(struct str s)
{
	size_t n = 0;

	while (n < s.len && !char_is_space(s.p[n]))
		n++;
	return n;
}

/*
 * Does `rest`, which comes after a blank, continue an expression? `load - 5` and `load = 10k` do; `formulas -l`, `units
 * /G/` and `check -x < 3` do not: an operator has a blank on both sides there.
 */
static bool continues_symbol(struct str rest)
{
	static const char *const signs[] = {"+",  "-",  "*",  "**", "/", "^", "<", "<=", ">", ">=", "!=",
	                                    "->", "+-", "..", "%",  "×", "·", "÷", "±",  "→", "…",  "–"};
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
	static const char *const words[] = {"to", "in", "as", "of", "per", "mod", "and", "or"};
	size_t n = word_length(rest);
	struct str word = str_cut(rest, 0, n);

	if (!str_trim(str_cut(rest, n, rest.len)).len)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(word, str_from_c(words[i])))
			return true;
	return false;
}

/* `new urls per month = 500 million`: more words, and then a `=`, which few commands have a use for. */
static bool continues_name(const struct command *c, struct str rest)
{
	size_t n = 0;

	if (command_takes_expression(c) || strchr(c->args, '=') || strcmp(c->name, "set") == 0)
		return false;
	while (n < rest.len &&
	       (rest.p[n] == ' ' || rest.p[n] == '_' || char_is_digit(rest.p[n]) || char_is_letter(rest.p[n])))
		n++;
	return n > 1 && rest.p[n - 1] == ' ' && str_starts(str_cut(rest, n, rest.len), S("= "));
}

/* `help *`, and nothing else after it. */
static bool asks_about_sign(const struct command *c, struct str rest)
{
	return strcmp(c->name, "help") == 0 && rest.len && word_length(rest) == rest.len;
}

/* "what if ", which no expression begins with; 0 for another line. */
static size_t what_if_length(struct str line)
{
	size_t at = 4;

	if (!str_starts(line, S("what ")))
		return 0;
	while (at < line.len && char_is_space(line.p[at]))
		at++;
	return str_eq(str_cut(line, at, at + 2), S("if")) && (at + 2 == line.len || char_is_space(line.p[at + 2])) ? at + 2
	                                                                                                           : 0;
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
	if (!colon && !asks_about_sign(c, *rest) &&
	    (continues_symbol(*rest) || continues_word(*rest) || continues_name(c, *rest)))
		return NULL;
	return c;
}

bool command_goes_on(struct continued *c, struct str statement, struct str line)
{
	struct str rest;

	return parse_goes_on(c, statement, line) && !command_of_line(statement, &rest);
}

enum { CUT_SHORT = 3 /* letters of a word that may be cut short: of fewer all is near */ };

/* What is cut short comes before what is written wrong. */
static const struct command *command_near(struct str word, enum command_where where)
{
	struct near near = {.word = word, .limit = word.len > 5 ? 2 : 1, .most = 1};

	for (unsigned i = 0; i < command_count && word.len > 1; i++) {
		struct str name = str_from_c(commands[i].name);

		if (!(commands[i].where & where))
			continue;
		if (word.len >= CUT_SHORT && str_starts(name, word))
			near_rank(&near, name, 0);
		else
			near_offer(&near, name);
	}
	return near.count ? command_find(near.names[0], where) : NULL;
}

/* Is there a name already that the word begins? */
static bool offers_longer(struct str hint, struct str word)
{
	static const struct str start = S("did you mean '");

	return str_starts(hint, start) && str_starts(str_cut(hint, start.len, hint.len), word);
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
	c = c ? NULL : command_near(word, where); /* `load * 2` is not a slip */
	if (c && (str_starts(str_from_c(c->name), word) || !offers_longer(e->hint, word)))
		e->hint = arena_printf(&o->arena, "did you mean the command '%s'?", c->name);
}
