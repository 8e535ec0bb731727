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

static enum token_kind keyword_of_two(const char *w)
{
	switch (w[0]) {
	case 't': return w[1] == 'o' ? TOK_TO : TOK_WORD;
	case 'i': return w[1] == 'n' ? TOK_IN : w[1] == 'f' ? TOK_IF : TOK_WORD;
	case 'o': return w[1] == 'f' ? TOK_OF : w[1] == 'r' ? TOK_OR : TOK_WORD;
	case 'a': return w[1] == 's' ? TOK_AS : TOK_WORD;
	case 'n': return w[1] == 'o' ? TOK_NO : TOK_WORD;
	default: return TOK_WORD;
	}
}

static enum token_kind keyword_of_three(const char *w)
{
	switch (w[0]) {
	case 'p': return memcmp(w, "per", 3) == 0 ? TOK_PER : TOK_WORD;
	case 'm': return memcmp(w, "mod", 3) == 0 ? TOK_MOD : TOK_WORD;
	case 'a': return memcmp(w, "and", 3) == 0 ? TOK_AND : TOK_WORD;
	case 'n': return memcmp(w, "not", 3) == 0 ? TOK_NOT : TOK_WORD;
	case 'y': return memcmp(w, "yes", 3) == 0 ? TOK_YES : TOK_WORD;
	default: return TOK_WORD;
	}
}

static enum token_kind keyword_of_four(const char *w)
{
	switch (w[0]) {
	case 't': return memcmp(w, "then", 4) == 0 ? TOK_THEN : memcmp(w, "true", 4) == 0 ? TOK_YES : TOK_WORD;
	case 'e': return memcmp(w, "else", 4) == 0 ? TOK_ELSE : TOK_WORD;
	case 'n': return memcmp(w, "none", 4) == 0 ? TOK_NONE : TOK_WORD;
	default: return TOK_WORD;
	}
}

/* Every word of every line comes by here. */
enum token_kind token_keyword(struct str word)
{
	switch (word.len) {
	case 2: return keyword_of_two(word.p);
	case 3: return keyword_of_three(word.p);
	case 4: return keyword_of_four(word.p);
	case 5: return memcmp(word.p, "false", 5) == 0 ? TOK_NO : TOK_WORD;
	default: return TOK_WORD;
	}
}

/* An initializer for a struct str. */
#define W(literal) \
	{ \
		literal, sizeof(literal) - 1 \
	}

static const struct {
	struct str word;
	int exponent;
} magnitudes[] = {
	{W("bn"), 9},           {W("thousand"), 3}, {W("million"), 6}, {W("billion"), 9}, {W("trillion"), 12},
	{W("quadrillion"), 15}, {W("lakh"), 5},     {W("crore"), 7},   {W("lac"), 5},
};

static int letter_magnitude(char c)
{
	switch (c) {
	case 'k':
	case 'K': return 3;
	case 'M': return 6;
	case 'G': return 9;
	case 'T': return 12;
	default: return 0;
	}
}

int word_magnitude(struct str word)
{
	bool plural = word.len > 3 && word.p[word.len - 1] == 's';
	struct str one = {word.p, word.len - plural};

	if (word.len == 1)
		return letter_magnitude(word.p[0]);
	for (size_t i = 0; i < sizeof(magnitudes) / sizeof(*magnitudes); i++) {
		if (str_eq_nocase(one, magnitudes[i].word))
			return magnitudes[i].exponent;
	}
	return 0;
}

struct str word_slip_of_magnitude(struct str word)
{
	enum { LONG = 7 };

	if (word.len + 1 < LONG || word_magnitude(word))
		return S("");
	word.len -= (word.p[word.len - 1] == 's');
	for (size_t i = 0; i < sizeof(magnitudes) / sizeof(*magnitudes); i++) {
		struct str m = magnitudes[i].word;

		if (m.len >= LONG && (word.p[0] | 32) == m.p[0] && str_distance(word, m, 1) == 1)
			return m;
	}
	return S("");
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
	static const double power[] = {0, 0, 0, 1e3, 0, 1e5, 1e6, 1e7, 0, 1e9, 0, 0, 1e12, 0, 0, 1e15};

	return power[word_magnitude(word)];
}

static const char *const form_names[] = {
	[FORM_UNIT] = "",   [FORM_BEST] = "best", [FORM_WORDS] = "words",   [FORM_SCI] = "sci",  [FORM_POW2] = "pow2",
	[FORM_HMS] = "hms", [FORM_PERCENT] = "%", [FORM_DIGITS] = "digits", [FORM_MILLION] = "", [FORM_PARTS] = "",
};

const char *word_form_name(enum node_form form)
{
	return form_names[form];
}

enum node_form word_form(struct str word)
{
	if (word.len < 3 || word.len > 5)
		return FORM_UNIT;
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
const char *const parse_statement_words[] = {"param", "use",     "require", "check", "show", "example", "source",
                                             "see",   "unit",    "alias",   "noun",  "ref",  "set",     "scenario",
                                             "chart", "machine", "box",     "flow",  NULL};
const char *const parse_keywords[] = {"to",  "in",  "as", "if",  "then", "else", "and",  "or",
                                      "not", "mod", "of", "per", "yes",  "no",   "none", NULL};
