/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_statement.c - what a statement is, told by its first words; and the short ones. */
#include "lang/parser.h"

/* The two conditions. */
static struct statement *parse_condition(struct parser *p, enum statement_kind kind)
{
	struct statement *s = statement_new(p, kind);

	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, false);
	return s;
}

/* require := "require" whole [TEXT] */
static struct statement *parse_require(struct parser *p)
{
	return parse_condition(p, STATEMENT_REQUIRE);
}

/* check := "check" whole [TEXT] */
static struct statement *parse_check(struct parser *p)
{
	return parse_condition(p, STATEMENT_CHECK);
}

/* source := "source" TEXT */
static struct statement *parse_source(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SOURCE);

	parser_advance(p);
	if (p->tok.kind == TOK_TEXT)
		parse_description(p, s, false);
	else
		parser_unexpected(p, "a text in double quotes");
	return s;
}

/* chart := "chart" call [TEXT] */
static struct statement *parse_chart(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_CHART);

	parser_advance(p);
	if (p->tok.kind != TOK_WORD || lex_char(&p->lx, p->tok.at.end) != '(') {
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "what is the chart to draw?");
		parser_hint(p, "as in: chart breakdown(a, b)");
		return s;
	}
	s->expr = parse_drawing(p);
	parse_description(p, s, false);
	return s;
}

/* about := ("~" | "~~") whole [TEXT] */
static struct statement *parse_about(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_ABOUT);

	s->level = p->tok.kind == TOK_ABOUT ? 1 : 0;
	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, false);
	return s;
}

/* Do names in brackets and then `=` follow the name? The bracket touches it. */
static bool parse_statement_is_function(const struct parser *p)
{
	struct lexer ahead = p->lx;
	struct token t;

	ahead.d = NULL;
	lex_next(&ahead, &t, false);
	do {
		lex_next(&ahead, &t, false);
		if (t.kind == TOK_CLOSE)
			break;
		if (t.kind != TOK_WORD)
			return false;
		lex_next(&ahead, &t, false);
	} while (t.kind == TOK_COMMA);
	if (t.kind != TOK_CLOSE)
		return false;
	lex_next(&ahead, &t, false);
	return t.kind == TOK_ASSIGN;
}

/* ---- which statement is it? ---- */

static struct statement *parse_unit(struct parser *p)
{
	return parse_unit_line(p, STATEMENT_UNIT);
}

static struct statement *parse_alias(struct parser *p)
{
	return parse_unit_line(p, STATEMENT_ALIAS);
}

static struct statement *parse_noun(struct parser *p)
{
	return parse_unit_line(p, STATEMENT_NOUN);
}

static const struct statement_row {
	struct str word;
	struct statement *(*parse)(struct parser *p);
	bool names; /* takes unit names, "%" among them */
} statement_rows[] = {
	{{"param", 5}, parse_param, false},     {{"use", 3}, parse_use, false},
	{{"require", 7}, parse_require, false}, {{"check", 5}, parse_check, false},
	{{"show", 4}, parse_show, false},       {{"example", 7}, parse_example, false},
	{{"source", 6}, parse_source, false},   {{"see", 3}, parse_see, false},
	{{"unit", 4}, parse_unit, true},        {{"alias", 5}, parse_alias, true},
	{{"noun", 4}, parse_noun, true},        {{"ref", 3}, parse_ref, false},
	{{"set", 3}, parse_set, false},         {{"scenario", 8}, parse_scenario, false},
	{{"chart", 5}, parse_chart, false},     {{"measure", 7}, parse_measure, false},
	{{"machine", 7}, parse_machine, false}, {{"box", 3}, parse_box, false},
	{{"flow", 4}, parse_flow, false},
};

static const struct statement_row *find_row(struct str word)
{
	if (word.len < 3 || word.len > 8)
		return NULL;
	for (size_t i = 0; i < sizeof(statement_rows) / sizeof(*statement_rows); i++) {
		if (str_eq(word, statement_rows[i].word))
			return &statement_rows[i];
	}
	return NULL;
}

static bool assign_at(const struct parser *p, uint32_t pos)
{
	pos = lex_blanks(&p->lx, pos);
	return lex_char(&p->lx, pos) == '=' && lex_char(&p->lx, pos + 1) != '=';
}

/*
 * Is the word a statement's, or is it a cell of that name? What follows tells: nothing, `=`, an operator or a
 * touching bracket make it a cell. A sign with a blank only before it belongs to what follows: `check -x < 3`.
 */
static bool starts_statement(const struct parser *p, const struct statement_row *row)
{
	struct token next = parser_peek(p);

	if (row->parse == parse_box || row->parse == parse_flow)
		return row->parse == parse_box ? parse_is_box(p, &next) : parse_is_flow(p, &next);
	if (next.kind > TOK_ARROW && assign_at(p, next.at.end)) /* param to = 3: an error, but that of a statement */
		return true;
	switch (next.kind) {
	case TOK_OPEN: return next.space;
	case TOK_PERCENT: return row->names && next.space;
	case TOK_COLON: return row->parse == parse_example;
	case TOK_PLUS:
	case TOK_MINUS: return next.space && lex_blanks(&p->lx, next.at.end) == next.at.end;
	case TOK_BAD:
	case TOK_NUMBER:
	case TOK_WORD:
	case TOK_TEXT:
	case TOK_CURRENCY:
	case TOK_OPEN_LIST:
	case TOK_NOT:
	case TOK_IF:
	case TOK_YES:
	case TOK_NO:
	case TOK_NONE:
	case TOK_ABOUT: return true;
	default: return false;
	}
}

/* Does the expression begin with an operator, and so continue from the last answer? */
static bool parse_statement_continues(const struct parser *p)
{
	switch (p->tok.kind) {
	case TOK_TIMES:
	case TOK_SLASH:
	case TOK_CARET:
	case TOK_TO:
	case TOK_IN:
	case TOK_AS:
	case TOK_ARROW: return true;
	case TOK_PLUS:
	case TOK_MINUS: return p->v && p->v->adds && p->statement == lex_blanks(&p->lx, p->line);
	default: return false;
	}
}

/*
 * continued := ("+" | "-" | "*" | "/" | "^" | "to" | "in" | "as" | "->") what follows "_" there in a whole
 */
static struct node *parse_continued(struct parser *p)
{
	struct node *last = node_new(p, NODE_NAME, p->tok.at, 0); /* the operator stands for it */

	last->text = S("_");
	p->answered = true;
	return parse_whole_after(p, last);
}

/* expression := (whole | continued) [TEXT] ["="] */
static struct statement *parse_expression_statement(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_EXPRESSION);

	s->expr = parse_statement_continues(p) ? parse_continued(p) : parse_whole(p);
	parse_description(p, s, false);
	if (!p->failed && s->expr->kind == NODE_CALL && str_eq(s->expr->text, S("correlate")))
		s->kind = STATEMENT_CORRELATE;
	return s;
}

static struct statement *parse_word_statement(struct parser *p)
{
	const struct statement_row *row = find_row(parser_word(p));

	if (parser_peek_assign(p))
		return parse_cell(p);
	if (row && starts_statement(p, row))
		return row->parse(p);
	if (lex_char(&p->lx, p->tok.at.end) == '(' && parse_statement_is_function(p))
		return parse_function(p);
	if (fail_name(p))
		return statement_new(p, STATEMENT_EXPRESSION);
	return parse_expression_statement(p);
}

/* "100 GB / 3 =", "2 + 2 = ?": as on a calculator. */
static bool asks(const struct parser *p)
{
	struct token next = parser_peek(p);

	return next.kind == TOK_END || next.kind == TOK_SEMICOLON;
}

/*
 * statement := cell | function | param | use | require | check | show | example | scenario | machine | chart | box |
 *              flow | measure | source | see | unit | alias | noun | ref | set | about | expression
 */
struct statement *parse_statement(struct parser *p)
{
	struct statement *s;

	p->lx.commas = COMMAS_GROUP;
	p->magnitude_at = 0;
	p->named = p->answered = false;
	if (p->tok.kind == TOK_ASSIGN || p->tok.kind == TOK_APPROX) /* of a pasted answer, or from a spreadsheet */
		parser_advance(p);
	p->statement = p->tok.at.start;
	p->function = NULL;
	if (p->tok.kind == TOK_WORD)
		s = parse_word_statement(p);
	else if (p->tok.kind == TOK_ABOUT || p->tok.kind == TOK_ABOUT_TEN)
		s = parse_about(p);
	else if (p->tok.kind > TOK_ARROW && parser_peek_assign(p))
		s = parse_cell(p);
	else
		s = parse_expression_statement(p);
	p->lx.commas = COMMAS_GROUP;
	if (p->failed)
		return NULL;
	s->at.end = p->previous_end;
	if (s->kind == STATEMENT_EXPRESSION && p->tok.kind == TOK_ASSIGN && asks(p))
		parser_jump(p, p->tok.at.end, TOK_ASSIGN);
	s->names = p->named;
	s->answers = p->answered;
	if (p->tok.kind != TOK_END && p->tok.kind != TOK_SEMICOLON) {
		parser_unexpected(p, NULL);
		return NULL;
	}
	return s;
}
