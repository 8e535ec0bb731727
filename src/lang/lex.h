/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lex.h - text to tokens, one at a time. */
#ifndef BOTE_LEX_H
#define BOTE_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "diag/diag.h"
#include "lang/parse.h"
#include "lang/token.h"

/* What a comma between digits may be where the lexer reads. */
enum lex_commas {
	COMMAS_GROUP, /* only that between groups of digits */
	COMMAS_OFFER, /* it separates too, so 1,000 has two readings: statements that take several */
	COMMAS_LIST,  /* it separates: [100,200,300] */
	COMMAS_CALL   /* it separates where the function `call` wants several, else it has two readings */
};

/* Small enough to be copied: a copy is how one looks ahead. */
struct lexer {
	const char *text;
	uint32_t pos, end;
	enum lex_commas commas;
	struct str call;            /* COMMAS_CALL: the function's name */
	const struct vocabulary *v; /* may be NULL */
	struct diag *d;             /* NULL: errors are not reported */
};

/* Longer names are refused. */
#define NAME_LENGTH_MAX 200

/* Classes of bytes. */
enum { LEX_OTHER, LEX_LETTER, LEX_DIGIT, LEX_BLANK, LEX_HIGH };
extern const unsigned char lex_class[256];

/* Read the token after lx->pos. With `join` the ends of lines, and comment lines, are passed over. */
void lex_next(struct lexer *lx, struct token *t, bool join);

/* The byte at `pos`, 0 at the end. */
static inline char lex_char(const struct lexer *lx, uint32_t pos)
{
	return pos < lx->end ? lx->text[pos] : '\0';
}

/* Does the line end at `pos`? */
static inline bool lex_line_ends(const struct lexer *lx, uint32_t pos)
{
	return pos >= lx->end || lx->text[pos] == '\n';
}

static inline unsigned lex_class_at(const struct lexer *lx, uint32_t pos)
{
	return lex_class[(unsigned char)lex_char(lx, pos)];
}

/* Private: lex_blanks and lex_word where there is more to do than usual. */
uint32_t lex_blanks_slow(const struct lexer *lx, uint32_t pos);
uint32_t lex_word_slow(const struct lexer *lx, uint32_t pos, uint32_t start);

/* Past the blanks at `pos`, within the line. */
static inline uint32_t lex_blanks(const struct lexer *lx, uint32_t pos)
{
	pos += lex_class_at(lx, pos) == LEX_BLANK;
	return lex_class_at(lx, pos) < LEX_BLANK ? pos : lex_blanks_slow(lx, pos);
}

/* Past the word at `pos`, letters, digits and _ but no point; `pos` itself when none begins there. */
static inline uint32_t lex_word(const struct lexer *lx, uint32_t pos)
{
	uint32_t start = pos;
	unsigned class = lex_class_at(lx, pos);

	if (class == LEX_LETTER) {
		do
			class = lex_class_at(lx, ++pos);
		while (class == LEX_LETTER || class == LEX_DIGIT);
	}
	return class == LEX_HIGH ? lex_word_slow(lx, pos, start) : pos;
}

/* Length of the currency sign at `pos`, or 0. */
uint32_t lex_currency(const struct lexer *lx, uint32_t pos);
/* Past the number at `pos`, of which *d is filled in; `pos` when there is none. Sets *bad on an error. */
uint32_t lex_number(struct lexer *lx, uint32_t pos, struct decimal *d, bool *bad);
/* The token *t, which begins with a digit or a point: a number, TOK_BAD on an error. */
void lex_digits(struct lexer *lx, struct token *t);

/* ---- lex_sign.c: beyond ASCII ---- */
/* What a sign stands for, or TOK_END. */
enum token_kind lex_sign_kind(uint32_t cp);
/* The code point at `pos`; returns its length, 0 for bytes that are none. */
uint32_t lex_decode(const struct lexer *lx, uint32_t pos, uint32_t *cp);
/* Past raised digits at `pos`, and their value; 0 when there are none. */
uint32_t lex_raised(const struct lexer *lx, uint32_t pos, int *value);
/* Length of a fraction of one sign (the half) at `pos`, and its parts; or 0. */
uint32_t lex_vulgar(const struct lexer *lx, uint32_t pos, uint8_t *num, uint8_t *den);
/* Past a number in digits of full width, or 0. */
uint32_t lex_wide_number(struct lexer *lx, uint32_t pos, struct decimal *d, bool *bad);
/* Report a sign that cannot be read. Returns false. */
bool lex_fail_sign(struct lexer *lx, uint32_t pos, uint32_t length, uint32_t cp);
uint32_t lex_slash_slow(const struct lexer *lx, uint32_t pos);
/* Length of the slash at `pos`, also one of another script; 0 for none. */
static inline uint32_t lex_slash(const struct lexer *lx, uint32_t pos)
{
	if (lex_char(lx, pos) == '/')
		return 1;
	return lex_class_at(lx, pos) == LEX_HIGH ? lex_slash_slow(lx, pos) : 0;
}

/* The start of the next line at or after `pos`. */
uint32_t lex_next_line(const struct lexer *lx, uint32_t pos);
/* Past what may be between two tokens of a statement that goes on: blanks, ends of lines, comments. */
uint32_t lex_gap(const struct lexer *lx, uint32_t pos);

/* Report an error, unless errors are not asked for. `hint` may be NULL. Returns false. */
bool lex_fail(struct lexer *lx, enum diag_kind kind, uint32_t start, uint32_t end, const char *hint, const char *fmt,
              ...) MESSAGE_LIKE(6, 7);
/* Check bytes [start, end) for what no text may hold: NUL, control characters, bytes that are not UTF-8. */
bool lex_check(struct lexer *lx, uint32_t start, uint32_t end);

static inline struct str lex_str(const struct lexer *lx, uint32_t start, uint32_t end)
{
	return (struct str){lx->text + start, end - start};
}

#endif
