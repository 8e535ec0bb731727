/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lex_sign.c - signs beyond ASCII: what phones, web pages and editors put in for those of a keyboard. */
#include "base/utf8.h"
#include "lang/lex.h"

static const struct sign {
	uint16_t cp;
	uint8_t kind; /* enum token_kind */
} signs[] = {
	{0xb1, TOK_PLUS_MINUS},   {0xb7, TOK_TIMES},     {0xd7, TOK_TIMES},   {0x2022, TOK_TIMES},
	{0x2217, TOK_TIMES},      {0x2219, TOK_TIMES},   {0x22c5, TOK_TIMES}, {0x2715, TOK_TIMES},
	{0x2716, TOK_TIMES},      {0x2a2f, TOK_TIMES},   {0x30fb, TOK_TIMES}, {0xf7, TOK_SLASH},
	{0x2044, TOK_SLASH},      {0x2215, TOK_SLASH},   {0xff0f, TOK_SLASH}, {0x2010, TOK_MINUS},
	{0x2011, TOK_MINUS},      {0x2012, TOK_MINUS},   {0x2014, TOK_MINUS}, {0x2015, TOK_MINUS},
	{0x2212, TOK_MINUS},      {0xfe63, TOK_MINUS},   {0xff0d, TOK_MINUS}, {0x2795, TOK_PLUS},
	{0xff0b, TOK_PLUS},       {0x2796, TOK_MINUS},   {0x2013, TOK_RANGE}, {0x2025, TOK_RANGE},
	{0x2026, TOK_RANGE},      {0x22ef, TOK_RANGE},   {0x2192, TOK_ARROW}, {0x21d2, TOK_ARROW},
	{0x27f6, TOK_ARROW},      {0x27f9, TOK_ARROW},   {0x279c, TOK_ARROW}, {0x279e, TOK_ARROW},
	{0x2794, TOK_ARROW},      {0x2264, TOK_LE},      {0x2a7d, TOK_LE},    {0x2266, TOK_LE},
	{0x2265, TOK_GE},         {0x2a7e, TOK_GE},      {0x2267, TOK_GE},    {0x2260, TOK_NE},
	{0x2248, TOK_APPROX},     {0x2245, TOK_APPROX},  {0x221a, TOK_ROOT},  {0xff01, TOK_BANG},
	{0xff04, TOK_CURRENCY},   {0xff05, TOK_PERCENT}, {0xff08, TOK_OPEN},  {0xff09, TOK_CLOSE},
	{0xff0a, TOK_TIMES},      {0xff0c, TOK_COMMA},   {0xff1a, TOK_COLON}, {0xff1b, TOK_SEMICOLON},
	{0xff1c, TOK_LT},         {0xff1d, TOK_ASSIGN},  {0xff1e, TOK_GT},    {0xff3b, TOK_OPEN_LIST},
	{0xff3d, TOK_CLOSE_LIST}, {0xff3e, TOK_CARET},
};

enum token_kind lex_sign_kind(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (signs[i].cp == cp)
			return signs[i].kind;
	}
	return TOK_END;
}

uint32_t lex_decode(const struct lexer *lx, uint32_t pos, uint32_t *cp)
{
	return (uint32_t)utf8_decode(lex_str(lx, pos, lx->end), cp);
}

uint32_t lex_slash_slow(const struct lexer *lx, uint32_t pos)
{
	uint32_t cp, n = lex_decode(lx, pos, &cp);

	return n && cp != 0xf7 && lex_sign_kind(cp) == TOK_SLASH ? n : 0;
}

/* ---- raised digits ---- */

static int raised_digit(uint32_t cp)
{
	switch (cp) {
	case 0xb9: return 1;
	case 0xb2:
	case 0xb3: return (int)(cp - 0xb0);
	default: return cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079) ? (int)(cp - 0x2070) : -1;
	}
}

uint32_t lex_raised(const struct lexer *lx, uint32_t pos, int *value)
{
	uint32_t cp, n = lex_class_at(lx, pos) == LEX_HIGH ? lex_decode(lx, pos, &cp) : 0, digits;
	bool minus = n && cp == 0x207b;

	if (n && (minus || cp == 0x207a))
		pos += n;
	*value = 0;
	for (digits = pos; (n = lex_class_at(lx, pos) == LEX_HIGH ? lex_decode(lx, pos, &cp) : 0) && raised_digit(cp) >= 0;
	     pos += n) {
		if (*value < 100000)
			*value = *value * 10 + raised_digit(cp);
	}
	*value = minus ? -*value : *value;
	return pos > digits ? pos : 0;
}

/* ---- fractions of one sign ---- */

uint32_t lex_vulgar(const struct lexer *lx, uint32_t pos, uint8_t *num, uint8_t *den)
{
	static const struct {
		uint16_t cp;
		uint8_t num, den;
	} rows[] = {
		{0xbc, 1, 4},   {0xbd, 1, 2},   {0xbe, 3, 4},   {0x2150, 1, 7}, {0x2151, 1, 9}, {0x2152, 1, 10},
		{0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5}, {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5},
		{0x2159, 1, 6}, {0x215a, 5, 6}, {0x215b, 1, 8}, {0x215c, 3, 8}, {0x215d, 5, 8}, {0x215e, 7, 8},
	};
	uint32_t cp, n = lex_class_at(lx, pos) == LEX_HIGH ? lex_decode(lx, pos, &cp) : 0;

	for (size_t i = 0; n && i < sizeof(rows) / sizeof(*rows); i++) {
		if (rows[i].cp != cp)
			continue;
		*num = rows[i].num;
		*den = rows[i].den;
		return n;
	}
	return 0;
}

/* ---- digits of full width ---- */

/* The ASCII character that one of full width stands for in a number, or 0. */
static char lex_sign_narrow(const struct lexer *lx, uint32_t pos, uint32_t *length)
{
	uint32_t cp = (unsigned char)lex_char(lx, pos);
	char c;

	*length = cp < 0x80 ? 1 : lex_decode(lx, pos, &cp);
	c = cp < 0x80 ? (char)cp : cp >= 0xff0c && cp <= 0xff19 ? (char)(cp - 0xfee0) : '\0';
	return char_is_digit(c) || c == '.' || c == '_' || c == ',' ? c : '\0';
}

uint32_t lex_wide_number(struct lexer *lx, uint32_t pos, struct decimal *d, bool *bad)
{
	char digits[40];
	uint32_t at[sizeof(digits) + 1], n = 0, length;
	struct lexer narrowed = {.text = digits, .commas = lx->commas};

	for (char c; n < sizeof(digits) && (c = lex_sign_narrow(lx, pos, &length)) != '\0'; pos += length) {
		at[n] = pos;
		digits[n++] = c;
	}
	at[n] = pos;
	narrowed.end = n;
	n = n ? lex_number(&narrowed, 0, d, bad) : 0;
	if (n && (*bad || d->more)) {
		lex_fail(lx, DIAG_SYNTAX, at[0], at[n], "write it in plain digits: 1234",
		         "this number of wide digits cannot be read");
		*bad = true;
	}
	return n ? at[n] : 0;
}

/* ---- what cannot be read ---- */

static const char *sign_name(uint32_t cp)
{
	switch (cp) {
	case 0xad: return ", a soft hyphen";
	case 0x200b:
	case 0x200c:
	case 0x200d:
	case 0x2060:
	case 0xfeff: return ", which has no width";
	case 0x200e:
	case 0x200f:
	case 0x202a:
	case 0x202b:
	case 0x202c:
	case 0x202d:
	case 0x202e: return ", a mark of direction";
	case 0xfffd: return ", which stands for what could not be read";
	default: return "";
	}
}

bool lex_fail_sign(struct lexer *lx, uint32_t pos, uint32_t length, uint32_t cp)
{
	bool unseen = *sign_name(cp) != '\0';

	return lex_fail(lx, DIAG_SYNTAX, pos, pos + length, unseen ? "delete it" : NULL,
	                "this sign (U+%04X%s) has no meaning here", cp, sign_name(cp));
}
