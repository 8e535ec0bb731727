/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_name.c - names that are none: "peak rate = 3", "read/write = 100", "2160p = 20 Mbps". What to write instead. */
#include <string.h>

#include "lang/parser.h"

static bool begins_statement(struct str word)
{
	for (unsigned i = 0; parse_statement_words[i]; i++)
		if (str_eq(word, str_from_c(parse_statement_words[i])))
			return true;
	return str_eq(word, S("if")) || str_eq(word, S("not"));
}

static bool is_in_name(const struct parser *p, uint32_t at)
{
	unsigned char class = lex_class_at(&p->lx, at);

	return class == LEX_LETTER || class == LEX_DIGIT;
}

/* Is a '=' at `at`, that of a definition? */
static bool is_assigned(const struct parser *p, uint32_t at)
{
	return lex_char(&p->lx, at) == '=' && lex_char(&p->lx, at + 1) != '=';
}

/* Where the line of the current token begins, or its statement after a ';'. */
static uint32_t typed_start(const struct parser *p)
{
	uint32_t at = p->tok.at.start;

	while (at > 0 && lex_char(&p->lx, at - 1) != '\n' && lex_char(&p->lx, at - 1) != ';')
		at--;
	return lex_blanks(&p->lx, at);
}

/* Words with blanks between, and a '=' after them. One name is made of them; empty for anything else. */
static struct str name_with_blanks(const struct parser *p)
{
	uint32_t at = typed_start(p), start = at;
	struct str name = {0};

	if (lex_class_at(&p->lx, at) == LEX_DIGIT)
		return name;
	for (; is_in_name(p, at); start = at = lex_blanks(&p->lx, at)) {
		while (is_in_name(p, at))
			at++;
		struct str word = lex_str(&p->lx, start, at);
		if (!name.len && begins_statement(word))
			return name;
		name = name.len ? arena_printf(p->arena, "%.*s_%.*s", STR(name), STR(word)) : word;
	}
	return is_assigned(p, at) && str_find_char(name, '_', 0) < name.len ? name : (struct str){0};
}

static bool is_name_sign(char c)
{
	return c != '\0' && strchr("/-.:&", c) != NULL;
}

/* "read/write", "hit-rate", "push:email": what is in front of the '=' with _ for the signs; empty for anything else. */
static struct str name_with_signs(const struct parser *p)
{
	uint32_t at = typed_start(p);
	bool signs = false;
	struct buf name = {0};

	for (; is_in_name(p, at) || (name.len && is_name_sign(lex_char(&p->lx, at))); at++) {
		signs |= !is_in_name(p, at);
		buf_char(&name, is_in_name(p, at) ? lex_char(&p->lx, at) : '_');
	}
	if (!is_assigned(p, lex_blanks(&p->lx, at)) || (!signs && lex_class_at(&p->lx, typed_start(p)) != LEX_DIGIT))
		name.len = 0;
	return buf_take(&name, p->arena);
}

/* The trip of "1 trip = 30 min"; empty for anything else. */
static struct str counted_name(const struct parser *p)
{
	uint32_t at = typed_start(p), start;
	struct str word;

	while (lex_class_at(&p->lx, at) == LEX_DIGIT)
		at++;
	start = lex_blanks(&p->lx, at);
	at = lex_word(&p->lx, start);
	word = lex_str(&p->lx, start, at);
	return lex_class_at(&p->lx, typed_start(p)) == LEX_DIGIT && word.len > 2 && look_class(p, word) != WORD_UNIT &&
	               is_assigned(p, lex_blanks(&p->lx, at))
	           ? word
	           : S("");
}

void hint_name(struct parser *p, const char *otherwise)
{
	struct str name = name_with_blanks(p), tight = name.len ? S("") : name_with_signs(p);
	bool digit = tight.len && tight.p[0] >= '0' && tight.p[0] <= '9', letter = false;
	struct str counted = tight.len ? S("") : counted_name(p);

	for (size_t i = 0; i < tight.len; i++)
		letter |= tight.p[i] > '9';
	if (name.len)
		parser_hint(p, "a name has no blanks: write %.*s", STR(name));
	else if (digit && letter)
		parser_hint(p, "a name begins with a letter; to compare, write ==");
	else if (tight.len && !digit)
		parser_hint(p, "a name has letters, digits and _: write %.*s", STR(tight));
	else if (counted.len)
		parser_hint(p, "a cell begins with its name, as in %.*s = ...; to compare, write ==", STR(counted));
	else if (otherwise)
		parser_hint(p, "%s", otherwise);
}

struct str rest_of_statement(const struct parser *p, uint32_t start)
{
	uint32_t end = lex_next_line(&p->lx, start);
	struct str s = lex_str(&p->lx, start, end);

	s = str_cut(s, 0, str_find_char(s, '\n', 0));
	s = str_cut(s, 0, str_find_char(s, ';', 0));
	s = str_trim(str_cut(s, 0, str_find_char(s, '"', 0)));
	return s.len > 60 ? str_cut(s, 0, 60) : s;
}

/* A word that is a cell, unit or function, or one with advice, is none that somebody wants to define. */
static bool is_new(const struct parser *p, struct str word)
{
	return !parser_is_cell(p, word) && look_class(p, word) == WORD_OTHER && !parse_advice(p->arena, word).len &&
	       !word_magnitude(word) && !begins_statement(word) && !(p->v && p->v->known && p->v->known(p->v->ctx, word)) &&
	       !(p->v && p->v->call && p->v->call(p->v->ctx, word) != CALL_NONE);
}

bool hint_definition(struct parser *p, const struct node *name)
{
	uint32_t at = typed_start(p), start = at;
	struct str joined = {0}, word;

	if (!is_new(p, lex_str(&p->lx, at, lex_word(&p->lx, at))))
		return false;
	for (; at < name->at.end; start = at = lex_blanks(&p->lx, at)) {
		at = lex_word(&p->lx, at);
		word = lex_str(&p->lx, start, at);
		if (at == start || parse_advice(p->arena, word).len)
			return false;
		joined = joined.len ? arena_printf(p->arena, "%.*s_%.*s", STR(joined), STR(word)) : word;
	}
	parser_hint(p, "write %.*s = %.*s to give it a name", STR(joined), STR(rest_of_statement(p, p->tok.at.start)));
	return true;
}

bool fail_name(struct parser *p)
{
	uint32_t at = p->tok.at.end, words = 1;

	for (; lex_blanks(&p->lx, at) > at; words++) {
		at = lex_blanks(&p->lx, at);
		if (!is_in_name(p, at))
			break;
		while (is_in_name(p, at))
			at++;
	}
	if (words == 1 || !is_assigned(p, at) || !name_with_blanks(p).len)
		return false;
	parser_fail(p, DIAG_SYNTAX, (struct span){at, at + 1}, "'=' defines a cell, and only at the start of a statement");
	hint_name(p, NULL);
	return true;
}
