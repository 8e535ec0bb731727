/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_statement.c - statements: cells, parameters, checks and what else a line of a sheet can be. */
#include "lang/parser.h"

struct statement *statement_new(struct parser *p, enum statement_kind kind)
{
	struct statement *s = arena_new(p->arena, struct statement);

	s->kind = kind;
	s->at.start = p->tok.at.start;
	return s;
}

static bool is_word(const struct parser *p, struct str word)
{
	return p->tok.kind == TOK_WORD && str_eq(parser_word(p), word);
}

static bool has_point(struct str word)
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
		parser_unexpected(p, what);
	} else if (has_point(word)) {
		parser_fail(p, DIAG_NAME, *at, "'%.*s' has a point in it and cannot name %s", STR(word), what);
		parser_hint(p, "a name has letters, digits and _");
	}
	if (p->failed)
		return false;
	parser_advance(p);
	return true;
}

/* [TEXT] ["from" TEXT] */
void parse_description(struct parser *p, struct statement *s, bool from)
{
	if (p->tok.kind == TOK_TEXT) {
		s->text = parser_unquote(p, p->tok.at);
		parser_advance(p);
	}
	if (!from || !is_word(p, S("from")))
		return;
	parser_advance(p);
	if (p->tok.kind != TOK_TEXT) {
		parser_unexpected(p, "a text");
		return;
	}
	s->origin = parser_unquote(p, p->tok.at);
	parser_advance(p);
}

/* ---- lists of items ---- */

struct items {
	struct item *item;
	uint32_t count, cap;
};

static struct item *add_item(struct parser *p, struct items *list)
{
	list->item = parser_grow(p, list->item, list->count, &list->cap, sizeof(*list->item));
	return &list->item[list->count++];
}

/* whole {"," whole}: what `show` shows */
static struct statement *parse_show(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SHOW);
	struct items list = {0};

	p->lx.commas = true;
	do {
		struct item *item = add_item(p, &list);
		parser_advance(p);
		item->name_at = p->tok.at;
		item->value = parse_whole(p);
	} while (p->tok.kind == TOK_COMMA);
	s->wants = list.item;
	s->want_count = list.count;
	return s;
}

/* NAME {"," NAME} */
static struct statement *parse_see(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SEE);
	struct items list = {0};

	do {
		struct item *item = add_item(p, &list);
		parser_advance(p);
		if (p->tok.kind != TOK_WORD) {
			parser_unexpected(p, "the name of a formula");
			return s;
		}
		item->name = parser_word(p);
		item->name_at = p->tok.at;
		parser_advance(p);
	} while (p->tok.kind == TOK_COMMA);
	s->wants = list.item;
	s->want_count = list.count;
	return s;
}

/* NAME ("=" | "~=") whole */
static bool parse_pair(struct parser *p, struct item *item, enum token_kind sign, const char *wanted)
{
	if (p->tok.kind != TOK_WORD) {
		parser_unexpected(p, "a name");
		return false;
	}
	item->name = parser_word(p);
	item->name_at = p->tok.at;
	parser_advance(p);
	if (p->tok.kind != sign) {
		struct str word = parser_excerpt(p, p->tok.at);
		if (p->tok.kind == TOK_END)
			parser_unexpected(p, wanted);
		else
			parser_fail(p, DIAG_SYNTAX, p->tok.at, "%s should follow '%.*s', not '%.*s'", wanted, STR(item->name), STR(word));
		return false;
	}
	parser_advance(p);
	item->value = parse_whole(p);
	return !p->failed;
}

static bool parse_pairs(struct parser *p, struct items *list, enum token_kind sign, const char *wanted)
{
	do {
		if (list->count)
			parser_advance(p);
		if (!parse_pair(p, add_item(p, list), sign, wanted))
			return false;
	} while (p->tok.kind == TOK_COMMA);
	return true;
}

/* "example" [NAME "=" whole {"," NAME "=" whole}] ":" NAME "~=" whole {"," NAME "~=" whole} */
static struct statement *parse_example(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_EXAMPLE);
	struct items given = {0}, wants = {0};

	p->lx.commas = true;
	parser_advance(p);
	if (p->tok.kind != TOK_COLON && !parse_pairs(p, &given, TOK_ASSIGN, "'='"))
		return s;
	if (p->tok.kind != TOK_COLON) {
		parser_unexpected(p, "':' and what must come out");
		return s;
	}
	parser_advance(p);
	if (!parse_pairs(p, &wants, TOK_MATCH, "'~='"))
		return s;
	s->items = given.item;
	s->item_count = given.count;
	s->wants = wants.item;
	s->want_count = wants.count;
	return s;
}

/* ---- use ---- */

/* "(" [argument {"," argument}] ")", read as a call's and turned into items */
static void use_arguments(struct parser *p, struct statement *s, struct node *call)
{
	s->items = arena_array(p->arena, struct item, call->count);
	s->item_count = call->count;
	for (uint32_t i = 0; i < call->count; i++) {
		s->items[i].value = call->kids[i];
		s->items[i].name_at = call->kids[i]->at;
		if (call->names)
			s->items[i].name = call->names[i];
	}
}

/* "use" (NAME | TEXT) ["(" [argument {"," argument}] ")"] ["as" NAME] */
static struct statement *parse_use(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_USE);
	bool quoted;

	parser_advance(p);
	quoted = p->tok.kind == TOK_TEXT;
	if (quoted) {
		s->name = parser_unquote(p, p->tok.at);
		s->name_at = p->tok.at;
	} else if (p->tok.kind != TOK_WORD || has_point(parser_word(p))) {
		parser_unexpected(p, "the name of a formula or sheet");
		return s;
	} else {
		s->name = parser_word(p);
		s->name_at = p->tok.at;
	}
	s->alias = s->name;
	s->alias_at = s->name_at;
	if (parser_peek(p).kind == TOK_OPEN)
		use_arguments(p, s, parse_call(p));
	else
		parser_advance(p);
	if (p->tok.kind == TOK_AS) {
		parser_advance(p);
		parse_name(p, &s->alias, &s->alias_at, "a sheet");
	} else if (quoted && !p->failed) {
		parser_fail(p, DIAG_SYNTAX, s->name_at, "a sheet named by a text needs a name for its cells");
		parser_hint(p, "write: use \"%.*s\" as NAME", STR(s->name));
	}
	return s;
}

/* ---- definitions ---- */

/* "in" ("any" | "[" ("any" | units) "]" | units) */
static void parse_declared(struct parser *p, struct statement *s)
{
	struct span open = p->tok.at;

	s->declared = true;
	s->list = p->tok.kind == TOK_OPEN_LIST;
	if (s->list)
		parser_advance(p);
	if (is_word(p, S("any"))) {
		s->any = true;
		s->unit.multiplier = 1;
		parser_advance(p);
	} else if (!parse_unit_tail(p, &s->unit)) {
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

/* "param" NAME ("=" whole | "in" declared) [TEXT] ["from" TEXT] */
static struct statement *parse_param(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_PARAM);

	parser_advance(p);
	if (!parse_name(p, &s->name, &s->name_at, "a parameter"))
		return s;
	if (p->tok.kind == TOK_ASSIGN) {
		parser_advance(p);
		s->expr = parse_whole(p);
	} else if (p->tok.kind == TOK_IN) {
		parser_advance(p);
		parse_declared(p, s);
	} else {
		parser_fail(p, DIAG_SYNTAX, s->name_at, "the parameter '%.*s' needs a default or a unit", STR(s->name));
		parser_hint(p, "write 'param %.*s = 10 ms', 'param %.*s in ms' or 'param %.*s in any'", STR(s->name), STR(s->name),
		            STR(s->name));
		return s;
	}
	parse_description(p, s, true);
	return s;
}

/* "ref" NAME "=" whole [TEXT] ["from" TEXT] */
static struct statement *parse_ref(struct parser *p)
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

/* ("require" | "check") whole [TEXT] */
static struct statement *parse_condition(struct parser *p, enum statement_kind kind)
{
	struct statement *s = statement_new(p, kind);

	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, false);
	return s;
}

static struct statement *parse_require(struct parser *p)
{
	return parse_condition(p, STATEMENT_REQUIRE);
}

static struct statement *parse_check(struct parser *p)
{
	return parse_condition(p, STATEMENT_CHECK);
}

/* "source" TEXT */
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

/* ("~" | "~~") whole */
static struct statement *parse_about(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_ABOUT);

	s->level = p->tok.kind == TOK_ABOUT ? 1 : 0;
	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, false);
	return s;
}

/* NAME "=" whole [TEXT] ["from" TEXT] */
static struct statement *parse_cell(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_CELL);

	if (!parse_name(p, &s->name, &s->name_at, "a cell"))
		return s;
	parser_advance(p);
	s->expr = parse_whole(p);
	parse_description(p, s, true);
	return s;
}

/* NAME "(" NAME {"," NAME} ")" "=" whole [TEXT] */
static struct statement *parse_function(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_FUNCTION);
	uint32_t cap = 0;
	struct span at;

	if (!parse_name(p, &s->name, &s->name_at, "a function"))
		return s;
	do {
		parser_advance(p);
		s->params = parser_grow(p, s->params, s->param_count, &cap, sizeof(*s->params));
		if (!parse_name(p, &s->params[s->param_count], &at, "a parameter"))
			return s;
		for (uint32_t i = 0; i < s->param_count; i++) {
			if (str_eq(s->params[i], s->params[s->param_count])) {
				parser_fail(p, DIAG_NAME, at, "the parameter '%.*s' stands here twice", STR(s->params[i]));
				return s;
			}
		}
		s->param_count++;
	} while (p->tok.kind == TOK_COMMA);
	parser_advance(p); /* ) */
	parser_advance(p); /* = */
	s->expr = parse_whole(p);
	parse_description(p, s, true);
	return s;
}

/* Do names in brackets and then `=` follow the name? The bracket touches it. */
static bool is_function(const struct parser *p)
{
	struct lexer ahead = p->lx;
	struct token t;

	ahead.d = NULL;
	lex_next(&ahead, &t, false);
	do {
		lex_next(&ahead, &t, false);
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
	{{"param", 5}, parse_param, false},     {{"use", 3}, parse_use, false},         {{"require", 7}, parse_require, false},
	{{"check", 5}, parse_check, false},     {{"show", 4}, parse_show, false},       {{"example", 7}, parse_example, false},
	{{"source", 6}, parse_source, false},   {{"see", 3}, parse_see, false},         {{"unit", 4}, parse_unit, true},
	{{"alias", 5}, parse_alias, true},      {{"noun", 4}, parse_noun, true},        {{"ref", 3}, parse_ref, false},
	{{"set", 3}, parse_set, false},
};

static const struct statement_row *find_row(struct str word)
{
	if (word.len < 3 || word.len > 7)
		return NULL;
	for (size_t i = 0; i < sizeof(statement_rows) / sizeof(*statement_rows); i++) {
		if (str_eq(word, statement_rows[i].word))
			return &statement_rows[i];
	}
	return NULL;
}

/*
 * Is the word a statement's, or is it a cell of that name? What follows tells: nothing, `=`, an operator or a
 * touching bracket make it a cell. A sign with a blank only before it belongs to what follows: `check -x < 3`.
 */
static bool starts_statement(const struct parser *p, const struct statement_row *row)
{
	struct token next = parser_peek(p);

	switch (next.kind) {
	case TOK_OPEN:
		return next.space;
	case TOK_PERCENT:
		return row->names && next.space;
	case TOK_COLON:
		return row->parse == parse_example;
	case TOK_PLUS:
	case TOK_MINUS:
		return next.space && lex_blanks(&p->lx, next.at.end) == next.at.end;
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
	case TOK_ABOUT:
		return true;
	default:
		return false;
	}
}

/* An expression that begins with an operator goes on from the last answer. */
static struct node *parse_continued(struct parser *p)
{
	struct node *last = node_new(p, NODE_NAME, (struct span){p->tok.at.start, p->tok.at.start}, 0);

	last->text = S("_");
	return parse_whole_after(p, last);
}

/* whole [TEXT] */
static struct statement *parse_expression_statement(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_EXPRESSION);

	switch (p->tok.kind) {
	case TOK_TIMES:
	case TOK_SLASH:
	case TOK_CARET:
	case TOK_TO:
	case TOK_IN:
	case TOK_AS:
	case TOK_ARROW:
		s->expr = parse_continued(p);
		break;
	default:
		s->expr = parse_whole(p);
	}
	parse_description(p, s, false);
	return s;
}

static struct statement *parse_word_statement(struct parser *p)
{
	const struct statement_row *row = find_row(parser_word(p));

	if (parser_peek_assign(p))
		return parse_cell(p);
	if (row && starts_statement(p, row))
		return row->parse(p);
	if (lex_char(&p->lx, p->tok.at.end) == '(' && is_function(p))
		return parse_function(p);
	return parse_expression_statement(p);
}

/* statement := cell | function | a statement word and what belongs to it | about | expression */
struct statement *parse_statement(struct parser *p)
{
	struct statement *s;

	p->lx.commas = false;
	p->magnitude_at = 0;
	if (p->tok.kind == TOK_WORD)
		s = parse_word_statement(p);
	else if (p->tok.kind == TOK_ABOUT || p->tok.kind == TOK_ABOUT_TEN)
		s = parse_about(p);
	else if (p->tok.kind > TOK_ARROW && parser_peek_assign(p))
		s = parse_cell(p);
	else
		s = parse_expression_statement(p);
	p->lx.commas = false;
	if (p->failed)
		return NULL;
	s->at.end = p->previous_end;
	if (p->tok.kind != TOK_END && p->tok.kind != TOK_SEMICOLON) {
		parser_unexpected(p, NULL);
		return NULL;
	}
	return s;
}
