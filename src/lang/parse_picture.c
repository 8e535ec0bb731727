/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_picture.c - the picture of a system: its boxes, and what flows between them. */
#include "lang/parser.h"

/* What the box or flow is about, after its text. */
/* The next statement, which begins where its line does, is not the value that is missing. */
static void parse_carried(struct parser *p, struct statement *s)
{
	struct span colon = p->tok.at;

	if (p->failed || p->tok.kind != TOK_COLON)
		return;
	parser_advance(p);
	if (p->tok.kind != TOK_END && p->lx.text[p->tok.at.start - 1] == '\n') {
		parser_fail(p, DIAG_SYNTAX, colon, "a value should follow this ':'");
		return;
	}
	s->expr = parse_whole(p);
}

/* box := "box" NAME TEXT [":" whole] */
struct statement *parse_box(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_BOX);

	parser_advance(p);
	if (!parse_name(p, &s->name, &s->name_at, "a box"))
		return s;
	if (p->tok.kind != TOK_TEXT) {
		parser_fail(p, DIAG_SYNTAX, s->name_at, "the box '%.*s' needs a text to be labelled with", STR(s->name));
		parser_hint(p, "as in: box %.*s \"What it is\" : CELL", STR(s->name));
		return s;
	}
	parse_description(p, s, false);
	parse_carried(p, s);
	return s;
}

/* flow := "flow" NAME "->" NAME [TEXT] [":" whole] */
struct statement *parse_flow(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_FLOW);

	parser_advance(p);
	if (!parse_name(p, &s->name, &s->name_at, "a box"))
		return s;
	parser_advance(p);
	if (!parse_name(p, &s->more->alias, &s->more->alias_at, "a box"))
		return s;
	parse_description(p, s, false);
	parse_carried(p, s);
	return s;
}

/* Elsewhere `box` and `flow` are names like any other: what comes after the next word tells. */
bool parse_is_box(const struct parser *p, const struct token *name)
{
	uint32_t pos = lex_blanks(&p->lx, name->at.end);

	return name->kind == TOK_WORD && (lex_char(&p->lx, pos) == '"' || lex_char(&p->lx, pos) == ':');
}

bool parse_is_flow(const struct parser *p, const struct token *name)
{
	struct lexer ahead = p->lx;
	struct token t;

	if (name->kind != TOK_WORD)
		return false;
	ahead.d = NULL;
	lex_next(&ahead, &t, false);
	lex_next(&ahead, &t, false);
	return t.kind == TOK_ARROW;
}
