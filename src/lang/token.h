/* SPDX-License-Identifier: GPL-3.0-or-later */
/* token.h - the pieces a line is made of, and the table of operators. */
#ifndef BOTE_TOKEN_H
#define BOTE_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/ast.h"
#include "lang/decimal.h"

enum token_kind {
	TOK_END, /* of the line or of the text; the lexer stays there */
	TOK_BAD, /* the lexer has reported an error */
	TOK_NUMBER,
	TOK_WORD, /* a name, dotted or not; keywords have kinds of their own */
	TOK_TEXT,
	TOK_CURRENCY, /* $ and its like */
	TOK_OPEN,
	TOK_CLOSE,
	TOK_OPEN_LIST,
	TOK_CLOSE_LIST,
	TOK_COMMA,
	TOK_SEMICOLON,
	TOK_COLON,
	TOK_PERCENT,
	TOK_ASSIGN,
	TOK_ABOUT,      /* ~ */
	TOK_ABOUT_TEN,  /* ~~ */
	TOK_MATCH,      /* ~= */
	TOK_RANGE,      /* .. */
	TOK_PLUS_MINUS, /* ±, +/- and a +- between blanks */
	TOK_RAISED,     /* ³: `raised` is its value */
	TOK_ROOT,       /* √ */
	TOK_BANG,       /* ! */
	TOK_APPROX,     /* ≈ */
	/* operators */
	TOK_PLUS,
	TOK_MINUS,
	TOK_TIMES,
	TOK_SLASH,
	TOK_CARET,
	TOK_EQ,
	TOK_NE,
	TOK_LT,
	TOK_LE,
	TOK_GT,
	TOK_GE,
	TOK_ARROW,
	/* keywords */
	TOK_TO,
	TOK_IN,
	TOK_AS,
	TOK_OF,
	TOK_MOD,
	TOK_PER,
	TOK_AND,
	TOK_OR,
	TOK_NOT,
	TOK_IF,
	TOK_THEN,
	TOK_ELSE,
	TOK_YES,
	TOK_NO,
	TOK_NONE,
	TOK_KINDS
};

struct token {
	enum token_kind kind;
	bool space; /* a blank comes before it */
	struct span at;
	struct decimal decimal; /* TOK_NUMBER */
	int raised;
	uint8_t num, den; /* TOK_NUMBER: a fraction on top of it, 2½; none if den is 0 */
};

/* Binding powers, loosest first. A kind of token that is not an infix operator has 0. */
enum { POWER_NONE, POWER_OR, POWER_AND, POWER_NOT, POWER_COMPARE, POWER_SUM, POWER_PRODUCT, POWER_UNARY };

/* What the parser knows about a kind of token; kinds without a row are all zero. */
struct token_row {
	enum node_op op;
	uint8_t power; /* as an infix operator */
	bool joins;    /* at the end of a line it takes the next line in */
	bool converts; /* to, in, as, -> */
};
extern const struct token_row token_table[TOK_KINDS];

/* TOK_WORD for a word that is not a keyword. */
enum token_kind token_keyword(struct str word);

/*
 * 3 for "k", 6 for "million", 5 for "lakh", 0 for a word that is no magnitude. "B" is none: that depends on its place.
 */
int word_magnitude(struct str word);
/* The magnitude that `word` is a slip of: "milion", "bilions"; empty for none. Short ones have too many neighbours. */
struct str word_slip_of_magnitude(struct str word);
/* The length of a magnitude that `word` begins with ("kRPS"), and its power of ten; 0 for none. */
unsigned word_magnitude_prefix(struct str word, int *exponent);
/* FORM_BEST ... FORM_HMS, or FORM_UNIT when `word` names no form. */
enum node_form word_form(struct str word);
/* How a form is spelled: "best"; "%" for FORM_PERCENT. */
const char *word_form_name(enum node_form form);

#endif
