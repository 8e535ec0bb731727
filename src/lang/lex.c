/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lex.c - text to tokens: a switch on the first character. */
#include "lang/lex.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define O LEX_OTHER
#define L LEX_LETTER
#define D LEX_DIGIT
#define B LEX_BLANK
#define H LEX_HIGH
/* clang-format off */
const unsigned char lex_class[256] = {
	O, O, O, O, O, O, O, O, O, B, O, O, O, B, O, O,  O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
	B, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,  D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,  L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, L,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,  L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,  H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,  H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,  H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,  H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};
/* clang-format on */
#undef O
#undef L
#undef D
#undef B
#undef H

bool lex_fail(struct lexer *lx, enum diag_kind kind, uint32_t start, uint32_t end, const char *hint, const char *fmt,
              ...)
{
	char message[256];
	va_list ap;

	if (!lx->d || lx->d->error)
		return false;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	diag_fail(lx->d, kind, (struct span){start, end < lx->end ? end : lx->end}, "%s", message);
	if (hint)
		diag_hint(lx->d, "%s", hint);
	return false;
}

/* ---- characters beyond ASCII ---- */

/* Letters of the world's scripts; signs, punctuation and pictures are none. */
static bool lex_is_letter(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0xaa, 0xaa},     {0xb5, 0xb5},     {0xba, 0xba},       {0xc0, 0xd6},       {0xd8, 0xf6},
		{0xf8, 0x2c1},    {0x300, 0x1fff},  {0x2080, 0x2089},   {0x2126, 0x2126},   {0x212a, 0x212b},
		{0x2c00, 0x2dff}, {0x3041, 0xd7ff}, {0xf900, 0xfdff},   {0xfe70, 0xfefc},   {0xff21, 0xff3a},
		{0xff41, 0xff5a}, {0xff66, 0xffdc}, {0x10000, 0x1efff}, {0x20000, 0x3ffff},
	};

	if (cp == 0xb0) /* the degree sign, for °C */
		return true;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges) && cp >= ranges[i].first; i++) {
		if (cp <= ranges[i].last)
			return true;
	}
	return false;
}

static bool lex_is_blank(uint32_t cp)
{
	bool bar = cp >= 0x2581 && cp <= 0x2588; /* of the little histogram behind a pasted answer */

	return cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x202f || cp == 0x205f || cp == 0x3000 || bar;
}

static bool is_currency(uint32_t cp)
{
	return cp == '$' || (cp >= 0xa2 && cp <= 0xa5) || (cp >= 0x20a0 && cp <= 0x20cf);
}

uint32_t lex_currency(const struct lexer *lx, uint32_t pos)
{
	unsigned char c = (unsigned char)lex_char(lx, pos);
	uint32_t cp, n;

	if (c == '$')
		return 1;
	if (lex_class[c] != LEX_HIGH)
		return 0;
	n = lex_decode(lx, pos, &cp);
	return n && is_currency(cp) ? n : 0;
}

uint32_t lex_blanks_slow(const struct lexer *lx, uint32_t pos)
{
	uint32_t cp, n;

	for (;;) {
		unsigned char c = (unsigned char)lex_char(lx, pos);
		if (lex_class[c] == LEX_BLANK)
			pos++;
		else if (lex_class[c] == LEX_HIGH && (n = lex_decode(lx, pos, &cp)) && lex_is_blank(cp))
			pos += n;
		else
			return pos;
	}
}

uint32_t lex_word_slow(const struct lexer *lx, uint32_t pos, uint32_t start)
{
	uint32_t cp, n;

	for (;;) {
		unsigned char c = (unsigned char)lex_char(lx, pos);
		if (lex_class[c] == LEX_LETTER || (lex_class[c] == LEX_DIGIT && pos > start))
			pos++;
		else if (lex_class[c] == LEX_HIGH && (n = lex_decode(lx, pos, &cp)) && lex_is_letter(cp))
			pos += n;
		else
			return pos;
	}
}

uint32_t lex_next_line(const struct lexer *lx, uint32_t pos)
{
	const char *nl;

	if (lex_char(lx, pos) == '\n') /* most are asked for at the end of their line */
		return pos + 1;
	nl = pos < lx->end ? memchr(lx->text + pos, '\n', lx->end - pos) : NULL;
	return nl ? (uint32_t)(nl - lx->text) + 1 : lx->end;
}

/* Those beyond ASCII (C1) too: to some terminals they are escapes. */
static bool is_high_control(uint32_t cp)
{
	return cp >= 0x80 && cp < 0xa0;
}

static bool bad_byte(struct lexer *lx, uint32_t pos)
{
	unsigned char c = (unsigned char)lx->text[pos];
	uint32_t cp;

	if (lex_class[c] == LEX_HIGH && lex_decode(lx, pos, &cp))
		return lex_fail(lx, DIAG_SYNTAX, pos, pos + 2, NULL, "a control character (U+%04X) is here", cp);
	if (lex_class[c] == LEX_HIGH)
		return lex_fail(lx, DIAG_SYNTAX, pos, pos + 1, NULL, "this byte (0x%02X) is not valid UTF-8", c);
	return lex_fail(lx, DIAG_SYNTAX, pos, pos + 1, NULL, "a control character (0x%02X) is here", c);
}

bool lex_check(struct lexer *lx, uint32_t start, uint32_t end)
{
	uint32_t cp = 0, n;

	for (uint32_t pos = start; pos < end; pos += n) {
		unsigned char c = (unsigned char)lx->text[pos];
		n = lex_class[c] == LEX_HIGH ? lex_decode(lx, pos, &cp) : 1;
		if (n == 0 || (n == 2 && is_high_control(cp)) || (lex_class[c] == LEX_OTHER && (c < ' ' || c == 0x7f)))
			return bad_byte(lx, pos);
	}
	return true;
}

/* ---- tokens ---- */

static void lex_set(struct lexer *lx, struct token *t, enum token_kind kind, uint32_t length)
{
	t->kind = kind;
	t->at.end = t->at.start + length;
	lx->pos = t->at.end;
}

static void bad(struct lexer *lx, struct token *t, const char *hint, const char *message, uint32_t length)
{
	lex_fail(lx, DIAG_SYNTAX, t->at.start, t->at.start + length, hint, "%s", message);
	lex_set(lx, t, TOK_BAD, length);
}

/*
 * NAME := WORD {"." WORD}
 * WORD := letter {letter | digit}
 */
static void lex_name(struct lexer *lx, struct token *t)
{
	uint32_t end = lex_word(lx, t->at.start), part;

	if (lex_char(lx, end) == '$' && str_eq(lex_str(lx, t->at.start, end), S("US"))) {
		lex_set(lx, t, TOK_CURRENCY, 3);
		return;
	}
	t->kind = token_keyword(lex_str(lx, t->at.start, end));
	while (lex_char(lx, end) == '.' && (part = lex_word(lx, end + 1)) > end + 1) {
		end = part;
		t->kind = TOK_WORD;
	}
	t->at.end = lx->pos = end;
	if (end - t->at.start > NAME_LENGTH_MAX) {
		lex_fail(lx, DIAG_LIMIT, t->at.start, end, NULL, "a name has at most %d bytes", NAME_LENGTH_MAX);
		t->kind = TOK_BAD;
	}
}

/*
 * A text ends on its line. The span takes the quotes in.
 *
 * TEXT := quote {character | "\" quote | "\\"} quote
 */
static void lex_text(struct lexer *lx, struct token *t)
{
	uint32_t start = t->at.start, pos = start + 1;

	for (;; pos++) {
		char c = lex_char(lx, pos);
		if (c == '"')
			break;
		if (pos >= lx->end || c == '\n') {
			lex_fail(lx, DIAG_SYNTAX, start, start + 1, NULL, "this text has no closing quote");
			lex_set(lx, t, TOK_BAD, pos - start);
			return;
		}
		if (c != '\\')
			continue;
		c = lex_char(lx, ++pos);
		if (c != '"' && c != '\\') {
			lex_fail(lx, DIAG_SYNTAX, pos - 1, pos, "write \\\\ for a backslash",
			         "only \\\" and \\\\ may follow a backslash in a text");
			lex_set(lx, t, TOK_BAD, pos - start);
			return;
		}
	}
	if (lex_check(lx, start, pos))
		lex_set(lx, t, TOK_TEXT, pos + 1 - start);
	else
		lex_set(lx, t, TOK_BAD, pos + 1 - start);
}

/* “Texts” in the quotes of a word processor, without escapes. */
static void lex_curly(struct lexer *lx, struct token *t, uint32_t n)
{
	uint32_t pos = t->at.start + n, cp = 0, length = 0;

	for (; pos < lx->end && lx->text[pos] != '\n'; pos += length) {
		length = lex_class_at(lx, pos) == LEX_HIGH ? lex_decode(lx, pos, &cp) : (cp = 0, 1);
		if (length == 0 || cp == 0x201c || cp == 0x201d)
			break;
	}
	if (cp != 0x201c && cp != 0x201d) {
		bad(lx, t, "write \"", "this text has no closing quote on its line", n);
		return;
	}
	if (lex_check(lx, t->at.start, pos))
		lex_set(lx, t, TOK_TEXT, pos + length - t->at.start);
	else
		lex_set(lx, t, TOK_BAD, pos + length - t->at.start);
}

static void lex_fraction_sign(struct lexer *lx, struct token *t, uint32_t n)
{
	t->decimal = (struct decimal){0, 0, false};
	lex_set(lx, t, TOK_NUMBER, n);
}

static bool lex_raised_or_number(struct lexer *lx, struct token *t)
{
	uint32_t start = t->at.start, end;
	bool failed = false;

	if ((end = lex_vulgar(lx, start, &t->num, &t->den)) > 0) {
		lex_fraction_sign(lx, t, end);
	} else if ((end = lex_raised(lx, start, &t->raised)) > 0) {
		lex_set(lx, t, TOK_RAISED, end - start);
	} else if ((end = lex_wide_number(lx, start, &t->decimal, &failed)) > 0) {
		t->den = 0;
		lex_set(lx, t, failed ? TOK_BAD : TOK_NUMBER, end - start);
	}
	return end > 0;
}

static RARE void lex_high(struct lexer *lx, struct token *t)
{
	uint32_t cp, n = lex_decode(lx, t->at.start, &cp);
	enum token_kind kind;

	if (n == 0) {
		bad_byte(lx, t->at.start);
		lex_set(lx, t, TOK_BAD, 1);
	} else if (lex_is_letter(cp)) {
		lex_name(lx, t);
	} else if (is_currency(cp)) {
		lex_set(lx, t, TOK_CURRENCY, n);
	} else if ((kind = lex_sign_kind(cp)) != TOK_END) {
		lex_set(lx, t, kind, n);
	} else if (cp >= 0x201c && cp <= 0x201e) {
		lex_curly(lx, t, n);
	} else if (!lex_raised_or_number(lx, t)) {
		lex_fail_sign(lx, t->at.start, n, cp);
		lex_set(lx, t, TOK_BAD, n);
	}
}

static void lex_other(struct lexer *lx, struct token *t, char c)
{
	if (c >= 0 && (c < ' ' || c == 0x7f)) {
		bad_byte(lx, t->at.start);
		lex_set(lx, t, TOK_BAD, 1);
		return;
	}
	switch (c) {
	case '&': bad(lx, t, "write 'and'", "'&' is not an operator", 1); break;
	case '|': bad(lx, t, "write 'or'", "'|' is not an operator", 1); break;
	case '\'':
		if (t->at.start > 0 && lex_class_at(lx, t->at.start - 1) == LEX_DIGIT &&
		    lex_char(lx, t->at.start + 1) == 's') { /* 10's of GB */
			bad(lx, t, "write a range, as in 10..90", "an apostrophe behind a number has no meaning here", 1);
			break;
		}
		bad(lx, t, "write \"", "texts go in double quotes", 1);
		break;
	case '@': bad(lx, t, "write / or *, as in 1 TB / 1 Gbit/s", "'@' is not an operator", 1); break;
	case '?':
		bad(lx, t, "without it x < 200 ms tells whether it is so; to choose, write if x < 5 then 1 else 2",
		    "'?' has no meaning here", 1);
		break;
	case '{':
	case '}':
		bad(lx, t, "brackets are ( ), lists [ ]; {name} is for lines of text, which begin with >",
		    "braces have no meaning here", 1);
		break;
	case '#':
		bad(lx, t, "a comment after a statement has blanks round its #",
		    "'#' begins a heading only at the start of a line", 1);
		break;
	default: bad(lx, t, NULL, "this character has no meaning here", 1);
	}
}

/* Operators of ASCII characters; `d` is the character after `c`. */
static void lex_operator(struct lexer *lx, struct token *t, char c, char d)
{
	switch (c) {
	case '+':
		if (d == '/' && lex_char(lx, t->at.start + 2) == '-')
			lex_set(lx, t, TOK_PLUS_MINUS, 3);
		else if (d == '-' && t->space && lex_blanks(lx, t->at.start + 2) > t->at.start + 2)
			lex_set(lx, t, TOK_PLUS_MINUS, 2);
		else
			lex_set(lx, t, TOK_PLUS, 1);
		break;
	case '-': lex_set(lx, t, d == '>' ? TOK_ARROW : TOK_MINUS, d == '>' ? 2 : 1); break;
	case '*': lex_set(lx, t, d == '*' ? TOK_CARET : TOK_TIMES, d == '*' ? 2 : 1); break;
	case '/':
		if (d == '/')
			bad(lx, t, "a comment after a statement is written ' # text'; floor(a / b) divides and rounds down",
			    "'//' begins a comment only at the start of a line", 2);
		else
			lex_set(lx, t, TOK_SLASH, 1);
		break;
	case '<':
		if (d == '<')
			bad(lx, t, "write a * 2^n for a << n", "'<<' is not an operator", 2);
		else if (d == '>')
			bad(lx, t, "write !=", "'<>' is not an operator", 2);
		else
			lex_set(lx, t, d == '=' ? TOK_LE : TOK_LT, d == '=' ? 2 : 1);
		break;
	case '>':
		if (d == '>')
			bad(lx, t, "write floor(a / 2^n) for a >> n", "'>>' is not an operator", 2);
		else
			lex_set(lx, t, d == '=' ? TOK_GE : TOK_GT, d == '=' ? 2 : 1);
		break;
	case '=':
		if (d == '>' || d == '<')
			bad(lx, t,
			    d == '>' ? "write >=" : "write <=", d == '>' ? "'=>' is not an operator" : "'=<' is not an operator",
			    2);
		else
			lex_set(lx, t, d == '=' ? TOK_EQ : TOK_ASSIGN, d == '=' ? 2 : 1);
		break;
	case '!': lex_set(lx, t, d == '=' ? TOK_NE : TOK_BANG, d == '=' ? 2 : 1); break;
	case '~':
		if (d == '=')
			lex_set(lx, t, TOK_MATCH, 2);
		else
			lex_set(lx, t, d == '~' ? TOK_ABOUT_TEN : TOK_ABOUT, d == '~' ? 2 : 1);
		break;
	default: lex_other(lx, t, c);
	}
}

static void lex_point(struct lexer *lx, struct token *t)
{
	char next = lex_char(lx, t->at.start + 1);

	if (next == '.')
		lex_set(lx, t, TOK_RANGE, lex_char(lx, t->at.start + 2) == '.' ? 3 : 2);
	else if (lex_class[(unsigned char)next] == LEX_DIGIT)
		lex_digits(lx, t);
	else
		bad(lx, t, NULL, "a point belongs between digits, or between two names", 1);
}

/* Signs of one character; TOK_END, which is 0, for the others. */
static const unsigned char single[256] = {
	['('] = TOK_OPEN,      [')'] = TOK_CLOSE, ['['] = TOK_OPEN_LIST, [']'] = TOK_CLOSE_LIST, [','] = TOK_COMMA,
	[';'] = TOK_SEMICOLON, [':'] = TOK_COLON, ['%'] = TOK_PERCENT,   ['$'] = TOK_CURRENCY,   ['^'] = TOK_CARET,
};

static void lex_sign(struct lexer *lx, struct token *t, char c)
{
	enum token_kind kind = single[(unsigned char)c];

	if (kind != TOK_END)
		lex_set(lx, t, kind, 1);
	else if (c == '"')
		lex_text(lx, t);
	else if (c == '.')
		lex_point(lx, t);
	else
		lex_operator(lx, t, c, lex_char(lx, t->at.start + 1));
}

/* Past the end of a line, and the comment lines after it. */
static uint32_t join_lines(const struct lexer *lx, uint32_t pos)
{
	while (lex_char(lx, pos) == '\n') {
		pos = lex_blanks(lx, pos + 1);
		while (lex_char(lx, pos) == '/' && lex_char(lx, pos + 1) == '/')
			pos = lex_blanks(lx, lex_next_line(lx, pos));
	}
	return pos;
}

/* Past " # text" after a statement, a blank on both sides; where lines are joined, to what follows on the next. */
static uint32_t lex_comment(const struct lexer *lx, uint32_t pos, bool join)
{
	uint32_t start = pos, end = lex_next_line(lx, pos);
	bool ends = pos + 1 >= lx->end || lx->text[pos + 1] == '\n';

	while (start > 0 && lex_class[(unsigned char)lx->text[start - 1]] == LEX_BLANK)
		start--;
	if (start == 0 || lx->text[start - 1] == '\n' || !(ends || lex_blanks(lx, pos + 1) > pos + 1))
		return pos; /* a heading, or #tag */
	end -= end > pos && lx->text[end - 1] == '\n';
	return join ? join_lines(lx, end) : end;
}

/* Past what is between two tokens and no blank: a comment, the mark of a question at its end, with `join` the ends of
 * lines. */
static inline uint32_t lex_between(const struct lexer *lx, uint32_t pos, bool join)
{
	if (join && lex_char(lx, pos) == '\n')
		pos = join_lines(lx, pos);
	if (lex_char(lx, pos) == '?' && lex_line_ends(lx, lex_blanks(lx, pos + 1)))
		return lex_blanks(lx, pos + 1); /* 100 GB / 3? */
	return lex_char(lx, pos) == '#' && pos > lx->pos ? lex_comment(lx, pos, join) : pos;
}

uint32_t lex_gap(const struct lexer *lx, uint32_t pos)
{
	struct lexer here = *lx;

	here.pos = pos;
	return lex_between(&here, lex_blanks(lx, pos), true);
}

void lex_next(struct lexer *lx, struct token *t, bool join)
{
	uint32_t pos = lex_blanks(lx, lx->pos), behind;
	unsigned class = lex_class_at(lx, pos);

	if (class == LEX_OTHER && (behind = lex_between(lx, pos, join)) > pos) {
		pos = behind;
		class = lex_class_at(lx, pos);
	}
	t->space = pos > lx->pos;
	t->at.start = pos;
	switch (class) {
	case LEX_LETTER: lex_name(lx, t); return;
	case LEX_DIGIT: lex_digits(lx, t); return;
	case LEX_HIGH: lex_high(lx, t); return;
	}
	if (lex_line_ends(lx, pos))
		lex_set(lx, t, TOK_END, 0);
	else
		lex_sign(lx, t, lx->text[pos]);
}
