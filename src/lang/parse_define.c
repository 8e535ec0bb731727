/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_define.c - statements that define: cells, functions, parameters, reference figures. */
#include "lang/parser.h"

static bool parse_define_is_word(const struct parser *p, struct str word)
{
	return p->tok.kind == TOK_WORD && str_eq(parser_word(p), word);
}

bool parser_has_point(struct str word)
{
	return str_find_char(word, '.', 0) < word.len;
}

/* NAME, not dotted and not reserved: what may be defined */
bool parse_name(struct parser *p, struct str *name, struct span *at, const char *what)
{
	struct str word = parser_word(p);

	*name = word;
	*at = p->tok.at;
	if (p->failed)
		return false;
	if (parse_reserved(word)) {
		parser_fail(p, DIAG_NAME, *at, "'%.*s' is a word of the language and cannot name %s", STR(word), what);
	} else if (str_eq(word, S("_")) || str_eq(word, S("ans"))) {
		parser_fail(p, DIAG_NAME, *at, "'%.*s' is the last answer and cannot name %s", STR(word), what);
	} else if (p->tok.kind != TOK_WORD) {
		parser_unexpected(p, "a name");
	} else if (parser_has_point(word)) {
		parser_fail(p, DIAG_NAME, *at, "'%.*s' has a point in it and cannot name %s", STR(word), what);
		parser_hint(p, "a name has letters, digits and _");
	}
	if (p->failed)
		return false;
	parser_advance(p);
	return true;
}

/* description := [TEXT] ["from" TEXT] */
void parse_description(struct parser *p, struct statement *s, bool from)
{
	if (p->tok.kind == TOK_TEXT) {
		s->text = parser_unquote(p, p->tok.at);
		parser_advance(p);
	}
	if (!from || !parse_define_is_word(p, S("from")))
		return;
	parser_advance(p);
	if (p->tok.kind != TOK_TEXT) {
		parser_unexpected(p, "a text");
		return;
	}
	s->origin = parser_unquote(p, p->tok.at);
	parser_advance(p);
}

/* cell := NAME "=" whole description */
struct statement *parse_cell(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_CELL);

	if (!parse_name(p, &s->name, &s->name_at, "a cell"))
		return s;
	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, true);
	return s;
}

/* function := NAME "(" NAME {"," NAME} ")" "=" whole description */
struct statement *parse_function(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_FUNCTION);
	uint32_t cap = 0;
	struct span at;

	if (!parse_name(p, &s->name, &s->name_at, "a function"))
		return s;
	if (parser_peek(p).kind == TOK_CLOSE) {
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "a function has at least one parameter");
		parser_hint(p, "write %.*s = ... for a cell", STR(s->name));
		return s;
	}
	do {
		parser_advance(p);
		s->more->params = parser_grow(p, s->more->params, s->more->param_count, &cap, sizeof(*s->more->params));
		if (!parse_name(p, &s->more->params[s->more->param_count], &at, "a parameter"))
			return s;
		for (uint32_t i = 0; i < s->more->param_count; i++) {
			if (str_eq(s->more->params[i], s->more->params[s->more->param_count])) {
				parser_fail(p, DIAG_NAME, at, "the parameter '%.*s' is here twice", STR(s->more->params[i]));
				return s;
			}
		}
		s->more->param_count++;
	} while (p->tok.kind == TOK_COMMA);
	parser_advance(p); /* ) */
	parser_advance(p); /* = */
	p->function = s;
	s->expr = parse_whole(p);
	p->function = NULL;
	for (uint32_t i = 0; !p->failed && i < s->more->param_count; i++)
		ast_bind(s->expr, s->more->params[i]);
	parse_description(p, s, true);
	return s;
}

/*
 * declared := kind | "[" kind "]"
 * kind := "any" | "number" | units
 */
static void parse_declared(struct parser *p, struct statement *s)
{
	struct span open = p->tok.at;

	s->declared = true;
	s->list = p->tok.kind == TOK_OPEN_LIST;
	if (s->list)
		parser_advance(p);
	if (parse_define_is_word(p, S("any")) || parse_define_is_word(p, S("number"))) {
		s->any = parse_define_is_word(p, S("any"));
		s->more->unit.multiplier = 1; /* of no units: a plain number */
		parser_advance(p);
	} else if (!parse_unit_tail(p, &s->more->unit)) {
		return;
	}
	if (!s->list)
		return;
	if (p->tok.kind == TOK_END)
		parser_fail(p, DIAG_SYNTAX, open, "this bracket is never closed");
	else if (p->tok.kind != TOK_CLOSE_LIST)
		parser_unexpected(p, "']'");
	parser_advance(p);
}

/* choices := "[" TEXT {"," TEXT} "]" */
static void parse_choices(struct parser *p, struct statement *s)
{
	uint32_t cap = 0;

	parser_advance(p); /* in */
	if (p->tok.kind != TOK_OPEN_LIST) {
		parser_unexpected(p, "the texts that it may be, as in [\"a\", \"b\"]");
		return;
	}
	do {
		parser_advance(p);
		if (p->tok.kind != TOK_TEXT) {
			parser_unexpected(p, "a text in double quotes");
			return;
		}
		s->more->params = parser_grow(p, s->more->params, s->more->param_count, &cap, sizeof(*s->more->params));
		s->more->params[s->more->param_count++] = parser_unquote(p, p->tok.at);
		parser_advance(p);
	} while (p->tok.kind == TOK_COMMA);
	if (p->tok.kind != TOK_CLOSE_LIST)
		parser_unexpected(p, "']'");
	parser_advance(p);
}

/* A default that is a text, and `in` after it: the texts that it may be. */
static void parse_default(struct parser *p, struct statement *s)
{
	bool choice = p->tok.kind == TOK_TEXT && parser_peek(p).kind == TOK_IN;

	s->expr = choice ? parse_primary(p) : parse_whole(p);
	if (choice)
		parse_choices(p, s);
}

/* param := "param" NAME ("=" (whole | TEXT "in" choices) | "in" declared) description */
struct statement *parse_param(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_PARAM);

	parser_advance(p);
	if (!parse_name(p, &s->name, &s->name_at, "a parameter"))
		return s;
	if (p->tok.kind == TOK_ASSIGN) {
		parser_advance(p);
		parse_default(p, s);
	} else if (p->tok.kind == TOK_IN) {
		parser_advance(p);
		parse_declared(p, s);
	} else {
		parser_fail(p, DIAG_SYNTAX, s->name_at, "the parameter '%.*s' needs a default or a unit", STR(s->name));
		parser_hint(p, "write 'param %.*s = 10 ms', 'param %.*s in ms' or 'param %.*s in number'", STR(s->name),
		            STR(s->name), STR(s->name));
		return s;
	}
	parse_description(p, s, true);
	return s;
}

/* prediction := NAME ["within" NUMBER "%" | "above" | "below"] */
static void parse_prediction(struct parser *p, struct prediction *s)
{
	parser_advance(p);
	if (p->tok.kind != TOK_WORD) {
		parser_unexpected(p, "the cell that predicts it");
		return;
	}
	s->cell = parse_primary(p);
	s->kind = AGAINST_EXACT;
	if (parse_define_is_word(p, S("above")) || parse_define_is_word(p, S("below"))) {
		s->kind = parse_define_is_word(p, S("above")) ? AGAINST_ABOVE : AGAINST_BELOW;
		parser_advance(p);
	} else if (parse_define_is_word(p, S("within"))) {
		parser_advance(p);
		struct node *n = p->tok.kind == TOK_NUMBER ? parse_literal(p) : NULL;
		if (!n || n->kind != NODE_NUMBER || p->tok.kind != TOK_PERCENT) {
			parser_fail(p, DIAG_SYNTAX, n ? n->at : p->tok.at, "'within' wants a share, as in: within 3%%");
			return;
		}
		parser_advance(p);
		s->kind = AGAINST_WITHIN;
		s->within = n->number / 100;
	}
}

/* measure := "measure" NAME "in" ("number" | units) [TEXT] ["against" prediction ["else" prediction]] */
struct statement *parse_measure(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_MEASURE);

	parser_advance(p);
	if (!parse_name(p, &s->name, &s->name_at, "a result"))
		return s;
	if (p->tok.kind != TOK_IN) {
		parser_unexpected(p, "'in' and its unit");
		return s;
	}
	parser_advance(p);
	parse_declared(p, s);
	parse_description(p, s, false);
	if (!p->failed && parse_define_is_word(p, S("against")))
		parse_prediction(p, &s->more->against[0]);
	if (!p->failed && s->more->against[0].kind && p->tok.kind == TOK_ELSE)
		parse_prediction(p, &s->more->against[1]);
	return s;
}

/* ref := "ref" NAME "=" whole description */
struct statement *parse_ref(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_REF);

	parser_advance(p);
	if (!parse_name(p, &s->name, &s->name_at, "a reference figure"))
		return s;
	if (p->tok.kind != TOK_ASSIGN) {
		parser_unexpected(p, "'='");
		return s;
	}
	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, true);
	return s;
}
