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

static bool is_name_sign(char c)
{
	return c != '\0' && strchr("/-.:&", c) != NULL;
}

/* What is in front of the '=' that defines, as one name: with _ for the blanks and signs in it. */
struct written_name {
	struct str name; /* empty where something else is there */
	uint32_t end;    /* where the '=' is */
	bool blanks, signs, digit;
};

static struct written_name written_name(const struct parser *p)
{
	uint32_t start = typed_start(p), at = start, end = start;
	struct written_name w = {.digit = lex_class_at(&p->lx, start) == LEX_DIGIT};
	struct buf name = {0};

	while (is_in_name(p, at)) {
		for (end = at; is_in_name(p, end); end++)
			;
		buf_add_str(&name, lex_str(&p->lx, at, end));
		bool sign = is_name_sign(lex_char(&p->lx, end));
		bool statement = !sign && at == start && begins_statement(buf_str(&name));
		at = sign ? end + 1 : lex_blanks(&p->lx, end);
		if (statement || at == end || !is_in_name(p, at))
			break;
		buf_char(&name, '_');
		w.signs |= sign;
		w.blanks |= !sign;
	}
	w.end = lex_blanks(&p->lx, end);
	if (!is_assigned(p, w.end) || (!w.blanks && !w.signs && !w.digit) || (w.blanks && w.digit))
		name.len = 0;
	w.name = buf_take(&name, p->arena);
	return w;
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

static bool has_letter(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] > '9')
			return true;
	return false;
}

void hint_name(struct parser *p, const char *otherwise)
{
	struct written_name w = written_name(p);
	struct str counted = w.name.len ? S("") : counted_name(p);

	if (w.name.len && !w.digit)
		parser_hint(p, "a name has %s: write %.*s", w.signs ? "letters, digits and _" : "no blanks", STR(w.name));
	else if (has_letter(w.name))
		parser_hint(p, "a name begins with a letter; to compare, write ==");
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
	       vocabulary_call(p->v, word) == CALL_NONE;
}

bool hint_definition(struct parser *p, const struct node *name)
{
	uint32_t at = typed_start(p), start = at;
	struct str joined = {0}, word, rest = rest_of_statement(p, p->tok.at.start);

	if (!is_new(p, lex_str(&p->lx, at, lex_word(&p->lx, at))) || str_find_char(rest, '=', 0) < rest.len)
		return false;
	for (; at < name->at.end; start = at = lex_blanks(&p->lx, at)) {
		at = lex_word(&p->lx, at);
		word = lex_str(&p->lx, start, at);
		if (at == start || parse_advice(p->arena, word).len)
			return false;
		joined = joined.len ? arena_printf(p->arena, "%.*s_%.*s", STR(joined), STR(word)) : word;
	}
	parser_hint(p, "write %.*s = %.*s to give it a name", STR(joined), STR(rest));
	return true;
}

bool fail_name(struct parser *p)
{
	uint32_t at = p->tok.at.end, next = lex_blanks(&p->lx, at);
	struct written_name w;

	if (next > at ? !is_in_name(p, next) : !is_name_sign(lex_char(&p->lx, at)))
		return false; /* nearly always */
	w = written_name(p);
	if (!w.name.len)
		return false;
	parser_fail(p, DIAG_SYNTAX, (struct span){w.end, w.end + 1},
	            "'=' defines a cell, and only at the start of a statement");
	hint_name(p, NULL);
	return true;
}
