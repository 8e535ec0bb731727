/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.c - the words the language itself knows: keywords, operators, magnitudes, forms. */
#include <string.h>

#include "lang/parse.h"
#include "lang/token.h"

const struct token_row token_table[TOK_KINDS] = {
	[TOK_OR] = {.op = OP_OR, .power = POWER_OR, .joins = true},
	[TOK_AND] = {.op = OP_AND, .power = POWER_AND, .joins = true},
	[TOK_NOT] = {.op = OP_NOT, .joins = true},
	[TOK_EQ] = {.op = OP_EQ, .power = POWER_COMPARE, .joins = true},
	[TOK_NE] = {.op = OP_NE, .power = POWER_COMPARE, .joins = true},
	[TOK_LT] = {.op = OP_LT, .power = POWER_COMPARE, .joins = true},
	[TOK_LE] = {.op = OP_LE, .power = POWER_COMPARE, .joins = true},
	[TOK_GT] = {.op = OP_GT, .power = POWER_COMPARE, .joins = true},
	[TOK_GE] = {.op = OP_GE, .power = POWER_COMPARE, .joins = true},
	[TOK_PLUS] = {.op = OP_ADD, .power = POWER_SUM, .joins = true},
	[TOK_MINUS] = {.op = OP_SUB, .power = POWER_SUM, .joins = true},
	[TOK_TIMES] = {.op = OP_MUL, .power = POWER_PRODUCT, .joins = true},
	[TOK_SLASH] = {.op = OP_DIV, .power = POWER_PRODUCT, .joins = true},
	[TOK_PER] = {.op = OP_DIV, .power = POWER_PRODUCT, .joins = true},
	[TOK_OF] = {.op = OP_OF, .power = POWER_PRODUCT, .joins = true},
	[TOK_MOD] = {.op = OP_MOD, .power = POWER_PRODUCT, .joins = true},
	[TOK_CARET] = {.op = OP_POW, .joins = true},
	[TOK_RANGE] = {.joins = true},
	[TOK_PLUS_MINUS] = {.joins = true},
	[TOK_TO] = {.joins = true, .converts = true},
	[TOK_IN] = {.joins = true, .converts = true},
	[TOK_AS] = {.joins = true, .converts = true},
	[TOK_ARROW] = {.joins = true, .converts = true},
	[TOK_IF] = {.joins = true},
	[TOK_THEN] = {.joins = true},
	[TOK_ELSE] = {.joins = true},
	[TOK_COMMA] = {.joins = true},
	[TOK_COLON] = {.joins = true},
	[TOK_ASSIGN] = {.joins = true},
	[TOK_MATCH] = {.joins = true},
	[TOK_ABOUT] = {.joins = true},
	[TOK_ABOUT_TEN] = {.joins = true},
};

/* An initializer for a struct str. */
#define W(literal) {literal, sizeof(literal) - 1}

static const struct {
	struct str word;
	enum token_kind kind;
} keywords[] = {
	{W("to"), TOK_TO},     {W("in"), TOK_IN},      {W("as"), TOK_AS},     {W("of"), TOK_OF},
	{W("or"), TOK_OR},     {W("if"), TOK_IF},      {W("no"), TOK_NO},     {W("and"), TOK_AND},
	{W("not"), TOK_NOT},   {W("mod"), TOK_MOD},    {W("per"), TOK_PER},   {W("yes"), TOK_YES},
	{W("then"), TOK_THEN}, {W("else"), TOK_ELSE},  {W("none"), TOK_NONE}, {W("true"), TOK_YES},
	{W("false"), TOK_NO},
};

/* Most words are none: the first letter and the length tell. */
enum token_kind token_keyword(struct str word)
{
	if (word.len < 2 || word.len > 5 || !memchr("tiaonmpyef", word.p[0], 10))
		return TOK_WORD;
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++) {
		if (keywords[i].word.len == word.len && memcmp(keywords[i].word.p, word.p, word.len) == 0)
			return keywords[i].kind;
	}
	return TOK_WORD;
}

static const struct {
	struct str word;
	int exponent;
} magnitudes[] = {
	{W("bn"), 9},       {W("thousand"), 3},  {W("million"), 6}, {W("billion"), 9},
	{W("trillion"), 12}, {W("quadrillion"), 15}, {W("lakh"), 5},  {W("crore"), 7},
};

static int letter_magnitude(char c)
{
	switch (c) {
	case 'k':
	case 'K':
		return 3;
	case 'M':
		return 6;
	case 'G':
		return 9;
	case 'T':
		return 12;
	default:
		return 0;
	}
}

int word_magnitude(struct str word)
{
	if (word.len == 1)
		return letter_magnitude(word.p[0]);
	for (size_t i = 0; i < sizeof(magnitudes) / sizeof(*magnitudes); i++) {
		if (str_eq(word, magnitudes[i].word))
			return magnitudes[i].exponent;
	}
	if (word.len > 4 && word.p[word.len - 1] == 's')
		return word_magnitude(str_cut(word, 0, word.len - 1));
	return 0;
}

unsigned word_magnitude_prefix(struct str word, int *exponent)
{
	if (word.len > 2 && str_starts(word, S("bn"))) {
		*exponent = 9;
		return 2;
	}
	*exponent = word.len > 1 ? letter_magnitude(word.p[0]) : 0;
	return *exponent ? 1 : 0;
}

double parse_magnitude(struct str word)
{
	static const double power[] = {0,    0,   0, 1e3, 0, 1e5,  1e6, 1e7,
	                               0,    1e9, 0, 0,   1e12, 0, 0,   1e15};

	return power[word_magnitude(word)];
}

static const char *const form_names[] = {
	[FORM_UNIT] = "",       [FORM_BEST] = "best", [FORM_WORDS] = "words", [FORM_SCI] = "sci",
	[FORM_POW2] = "pow2",   [FORM_HMS] = "hms",   [FORM_PERCENT] = "%",   [FORM_DIGITS] = "digits",
};

const char *word_form_name(enum node_form form)
{
	return form_names[form];
}

enum node_form word_form(struct str word)
{
	for (enum node_form form = FORM_BEST; form <= FORM_HMS; form++) {
		if (str_eq(word, str_from_c(form_names[form])))
			return form;
	}
	return FORM_UNIT;
}

bool parse_reserved(struct str word)
{
	return token_keyword(word) != TOK_WORD || str_eq(word, S("ref")) || str_eq(word, S("measured")) ||
	       str_eq(word, S("fact")) || str_eq(word, S("lab"));
}

const char *const parse_form_words[] = {"best", "words", "sci", "pow2", "hms", "%", "2 digits", NULL};
const char *const parse_statement_words[] = {"param", "use",   "require", "check", "show", "example", "source",
                                             "see",   "unit",  "alias",   "noun",  "ref",  "set",     NULL};
const char *const parse_keywords[] = {"to",  "in", "as",   "if",   "then", "else", "and", "or", "not",
                                      "mod", "of", "per",  "yes",  "no",   "none", NULL};
