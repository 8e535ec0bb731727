/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lex_number.c - the digits of a number; what comes after them is the parser's. */
#include "lang/lex.h"

#include "diag/diag.h"

static bool digit_at(const struct lexer *lx, uint32_t pos)
{
	return lex_class[(unsigned char)lex_char(lx, pos)] == LEX_DIGIT;
}

/*
 * What separates groups of digits at `pos`, a comma, an apostrophe or a blank that does not break; 0 for anything else.
 * *length gets its bytes.
 */
static char separator_at(const struct lexer *lx, uint32_t pos, uint32_t *length)
{
	char c = lex_char(lx, pos);
	uint32_t cp;

	*length = 1;
	if (c == ',' || c == '\'')
		return c;
	if (lex_class[(unsigned char)c] != LEX_HIGH)
		return '\0';
	*length = lex_decode(lx, pos, &cp);
	if (cp == 0x2019 || cp == 0x2bc)
		return '\'';
	return *length && (cp == 0xa0 || cp == 0x2007 || cp == 0x2009 || cp == 0x202f) ? ' ' : '\0';
}

/* Do exactly `n` digits stand at `pos`? */
static bool digits_at(const struct lexer *lx, uint32_t pos, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (!digit_at(lx, pos + i))
			return false;
	return !digit_at(lx, pos + n);
}

/* One more digit; those that no longer fit wait for the slow path. */
static void add_digit(struct decimal *d, unsigned digit)
{
	if (!d->more && d->mantissa <= (UINT64_MAX - 9) / 10)
		d->mantissa = d->mantissa * 10 + digit;
	else
		d->more = true;
}

/* DIGITS := digit {["_"] digit} */
static uint32_t read_digits(const struct lexer *lx, uint32_t start, struct decimal *d, bool fraction)
{
	for (uint32_t pos = start;; pos++) {
		char c = lex_char(lx, pos);
		if (char_is_digit(c)) {
			add_digit(d, (unsigned)c - '0');
			d->exponent -= fraction;
		} else if (c != '_' || pos == start || !digit_at(lx, pos + 1)) {
			return pos;
		}
	}
}

/* Groups of digits, as they are in the text. */
struct groups {
	uint32_t start, end; /* of the whole number, its first digits among it */
	bool zero;           /* one begins with 0, so it is not a number by itself */
};

/* Past the groups of `n` digits from `pos` on that `sep` separates. */
static uint32_t groups_of(const struct lexer *lx, struct groups *g, uint32_t pos, char sep, uint32_t n)
{
	uint32_t length;

	while (separator_at(lx, pos, &length) == sep && digits_at(lx, pos + length, n)) {
		g->zero |= lx->text[pos + length] == '0';
		pos += length + n;
	}
	return pos;
}

/* The groups after one to three digits that end at `pos`: of three, or as in India of two and a last one of three. */
static bool find_groups(const struct lexer *lx, uint32_t start, uint32_t pos, struct groups *g)
{
	uint32_t length, pairs;
	char sep = separator_at(lx, pos, &length);

	*g = (struct groups){start, pos, false};
	if (!sep)
		return false;
	g->end = groups_of(lx, g, pos, sep, 3);
	if (g->end > pos || sep != ',' || pos - start > 2)
		return g->end > pos;
	pairs = groups_of(lx, g, pos, sep, 2);
	if (pairs > pos && separator_at(lx, pairs, &length) == sep && digits_at(lx, pairs + length, 3)) {
		g->zero |= lx->text[pairs + length] == '0';
		g->end = pairs + length + 3;
	}
	return g->end > pos;
}

/* "1,000" is one number or two: offer both. */
static void fail_groups(struct lexer *lx, const struct groups *g)
{
	char one[40], several[60];
	size_t n = 0, m = 0;
	unsigned commas = 0;

	for (uint32_t i = g->start; i < g->end && m + 4 < sizeof(several) && n + 4 < sizeof(one); i++) {
		bool comma = lx->text[i] == ',';
		one[n++] = comma ? '_' : lx->text[i];
		several[m++] = lx->text[i];
		if (comma)
			several[m++] = ' ';
		commas += comma;
	}
	if (!lx->d || lx->d->error)
		return;
	lex_fail(lx, DIAG_SYNTAX, g->start, g->end, NULL, "'%.*s' has two readings here, where commas separate",
	         STR(lex_str(lx, g->start, g->end)));
	diag_hint(lx->d, "write %.*s for one number, or %.*s for %s", (int)n, one, (int)m, several,
	          commas == 1 ? "two" : "several");
}

/*
 * Does a comma with a blank after it stand on either side? Then the one without is between groups, or a slip. So it is
 * before a range as bote prints it: "[1,200 (900 … 1,600), 3] ms".
 */
static bool is_among_spaced(const struct lexer *lx, const struct groups *g)
{
	uint32_t before = g->start, end = g->end, blanks;

	while (before > 0 && (lx->text[before - 1] == '-' || lx->text[before - 1] == '$'))
		before--;
	for (blanks = before; blanks > 0 && lx->text[blanks - 1] == ' '; blanks--)
		;
	if (lex_char(lx, end) == '.')
		for (end++; digit_at(lx, end); end++)
			;
	return (blanks > 0 && blanks < before && lx->text[blanks - 1] == ',') ||
	       (lex_char(lx, end) == ',' && lex_blanks(lx, end + 1) > end + 1) ||
	       (lex_char(lx, end) == ' ' && lex_char(lx, end + 1) == '(');
}

/* What follows the groups: a unit, or a magnitude after a blank. */
static enum { FOLLOW_NOTHING, FOLLOW_UNIT, FOLLOW_MAGNITUDE } what_follows(const struct lexer *lx, uint32_t pos)
{
	uint32_t start = lex_blanks(lx, pos), end = lex_word(lx, start);
	struct str word = lex_str(lx, start, end);

	if (end == start || token_keyword(word) != TOK_WORD || lex_char(lx, end) == '(')
		return FOLLOW_NOTHING;
	if (word_magnitude(word) && start > pos)
		return FOLLOW_MAGNITUDE;
	return lx->v && lx->v->classify(lx->v->ctx, word) != WORD_OTHER ? FOLLOW_UNIT : FOLLOW_NOTHING;
}

/* A comma without blanks where commas separate: is it between groups of digits all the same? *bad: nobody can tell. */
static bool is_grouped(struct lexer *lx, const struct groups *g, bool *bad)
{
	bool list = lx->commas == COMMAS_LIST, call = lx->commas == COMMAS_CALL;
	bool several = call && vocabulary_call(lx->v, lx->call) == CALL_SEVERAL;
	int follows = what_follows(lx, g->end);

	if ((call && follows == FOLLOW_UNIT) || (list && is_among_spaced(lx, g))) {
		if ((several || list) && lx->d)
			diag_note(lx->d, (struct span){g->start, g->end}, "'%.*s' read as one number",
			          STR(lex_str(lx, g->start, g->end)));
		return true;
	}
	*bad = !(list || several) || follows != FOLLOW_NOTHING || g->zero || is_among_spaced(lx, g);
	if (*bad)
		fail_groups(lx, g);
	return *bad;
}

/*
 * After one to three digits that do not begin with 0. Between groups stands the same sign throughout.
 *
 * GROUPS := {SEPARATOR digit digit digit} | "," digit digit {"," digit digit} "," digit digit digit
 * SEPARATOR := "," | apostrophe | unbroken_blank
 */
static uint32_t read_groups(struct lexer *lx, uint32_t start, uint32_t pos, struct decimal *d, bool *bad)
{
	uint32_t digits = pos - start;
	struct groups g;

	if (digits == 0 || digits > 3 || lex_char(lx, start + 1) == '_' || !find_groups(lx, start, pos, &g))
		return pos;
	if (lx->commas != COMMAS_GROUP && lex_char(lx, pos) == ',' && !is_grouped(lx, &g, bad))
		return pos;
	if (lx->text[start] == '0')
		return *bad ? g.end : pos;
	for (; pos < g.end; pos++)
		if (digit_at(lx, pos))
			add_digit(d, (unsigned)lx->text[pos] - '0');
	return g.end;
}

/* Behind the "e" of an exponent at `pos`: a minus, in any of the dashes that stand for one, or a plus; its bytes. */
static uint32_t exponent_sign(const struct lexer *lx, uint32_t pos, bool *minus)
{
	enum token_kind kind;
	uint32_t cp, n;

	*minus = lex_char(lx, pos) == '-';
	if (*minus || lex_char(lx, pos) == '+')
		return 1;
	if (lex_class_at(lx, pos) != LEX_HIGH)
		return 0;
	n = lex_decode(lx, pos, &cp);
	kind = cp == 0x2013 ? TOK_MINUS : lex_sign_kind(cp); /* an en dash is no range here */
	*minus = kind == TOK_MINUS;
	return *minus || kind == TOK_PLUS ? n : 0;
}

/* EXPONENT := ("e" | "E") ["+" | "-"] digit {digit} */
static uint32_t read_exponent(const struct lexer *lx, uint32_t pos, struct decimal *d)
{
	uint32_t p = pos + 1;
	bool minus;
	int32_t e = 0;

	if (lex_char(lx, pos) != 'e' && lex_char(lx, pos) != 'E')
		return pos;
	p += exponent_sign(lx, p, &minus);
	if (!digit_at(lx, p))
		return pos;
	for (; digit_at(lx, p); p++) {
		if (e < 100000)
			e = e * 10 + (lx->text[p] - '0');
	}
	d->exponent += minus ? -e : e;
	return p;
}

/* The digit's value in any base up to 16, or 99. */
static unsigned digit_value(char c)
{
	if (char_is_digit(c))
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a') + 10;
	if (c >= 'A' && c <= 'F')
		return (unsigned)(c - 'A') + 10;
	return 99;
}

/* "0x1F", "0o17", "0b101"; returns `pos` when the digit after the letter is not one of the base ("0b" is not bits). */
static uint32_t read_base(struct lexer *lx, uint32_t pos, struct decimal *d, bool *bad)
{
	char letter = lex_char(lx, pos + 1);
	unsigned base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
	uint32_t p = pos + 2;

	if (digit_value(lex_char(lx, p)) >= base && !digit_at(lx, p))
		return pos;
	for (unsigned v; (v = digit_value(lex_char(lx, p))) < base; p++) {
		if (d->mantissa > (UINT64_MAX - v) / base) {
			lex_fail(lx, DIAG_LIMIT, pos, p + 1, NULL, "the number has more than 64 bits");
			*bad = true;
			return p + 1;
		}
		d->mantissa = d->mantissa * base + v;
		if (lex_char(lx, p + 1) == '_' && digit_value(lex_char(lx, p + 2)) < base)
			p++;
	}
	if (digit_at(lx, p)) {
		lex_fail(lx, DIAG_SYNTAX, p, p + 1, NULL, "'%c' is not a digit in base %u", lx->text[p], base);
		*bad = true;
	}
	return p;
}

static bool may_separate(char c)
{
	return c == ',' || c == '\'' || lex_class[(unsigned char)c] == LEX_HIGH;
}

/* ---- dates ---- */

/* The whole number at `*pos` if it has `low` to `high` digits, and *pos moved past it; -1 for none such. */
static int date_part(const struct lexer *lx, uint32_t *pos, uint32_t low, uint32_t high)
{
	uint32_t start = *pos;
	int value = 0;

	for (; digit_at(lx, *pos) && *pos < start + high; (*pos)++)
		value = value * 10 + (lx->text[*pos] - '0');
	return *pos - start < low || digit_at(lx, *pos) ? -1 : value;
}

/* Where such a date is over: 2026-03-01, 2026/3/1, 2026-03, 3/1/2026 and 1.3.2026 with the year last; 0: it is none. */
static uint32_t date_end(const struct lexer *lx, uint32_t start, uint32_t end)
{
	char sep = lex_char(lx, end);
	bool first = end - start == 4;
	uint32_t pos = start;
	int a = date_part(lx, &pos, 1, 4), b, c;

	if (pos != end || (!first && end - start > 2))
		return 0;
	pos++;
	b = date_part(lx, &pos, 1, 2);
	if (b < 1 || b > 31)
		return 0;
	if (first && lex_char(lx, end + 1) == '0' && lex_char(lx, pos) != sep && lex_char(lx, pos) != '.')
		return a >= 1900 && a <= 2199 ? pos : 0;
	if (lex_char(lx, pos) != sep)
		return 0;
	pos++;
	c = date_part(lx, &pos, first ? 1 : 4, first ? 2 : 4);
	if (c < 0 || lex_char(lx, pos) == sep || lex_char(lx, pos) == '.')
		return 0;
	return (first ? a >= 1900 && a <= 2199 && b <= 12 && c >= 1 && c <= 31
	              : a >= 1 && a <= 31 && c >= 1900 && c <= 2199)
	           ? pos
	           : 0;
}

/* Where the date that begins with the number from `start` to `end` is over, with an error; 0 if it is none. */
static uint32_t fail_date(struct lexer *lx, uint32_t start, uint32_t end)
{
	uint32_t date = date_end(lx, start, end);

	if (!date)
		return 0;
	lex_fail(lx, DIAG_SYNTAX, start, date, NULL, "'%.*s' is a date, and bote has no dates",
	         STR(lex_str(lx, start, date)));
	if (lx->d && lx->d->error && lx->text[end] == '.')
		diag_hint(lx->d, "write how long it is, as in 30 days");
	else if (lx->d && lx->d->error)
		diag_hint(lx->d, "write how long it is, as in 30 days; to %s, write blanks round each %c",
		          lx->text[end] == '/' ? "divide" : "subtract", lx->text[end]);
	return date;
}

/* ---- numbers ---- */

/*
 * NUMBER := DIGITS GROUPS ["." [DIGITS]] [EXPONENT] | "." DIGITS [EXPONENT]
 *           | "0x" hexadecimals | "0o" octals | "0b" binaries
 */
uint32_t lex_number(struct lexer *lx, uint32_t pos, struct decimal *d, bool *bad)
{
	uint32_t start = pos;
	char second = lex_char(lx, pos + 1);

	*bad = false;
	d->mantissa = 0;
	d->exponent = 0;
	d->more = false;
	if (lex_char(lx, pos) == '0' && (second == 'x' || second == 'o' || second == 'b')) {
		pos = read_base(lx, start, d, bad);
		if (pos > start)
			return pos;
	}
	pos = read_digits(lx, pos, d, false);
	if (may_separate(lex_char(lx, pos)))
		pos = read_groups(lx, start, pos, d, bad);
	if (lex_char(lx, pos) == '.' && lex_char(lx, pos + 1) != '.') {
		uint32_t point = pos++;
		pos = read_digits(lx, pos, d, true);
		if (lex_char(lx, pos) == '.' && digit_at(lx, pos + 1)) {
			if (!fail_date(lx, start, point))
				lex_fail(lx, DIAG_SYNTAX, pos, pos + 1, "groups of digits have commas, as in 1,000,000",
				         "a number has one decimal point");
			*bad = true;
		} else if (pos == point + 1 && point == start) {
			return start;
		}
	}
	pos = read_exponent(lx, pos, d);
	if (pos - start > DECIMAL_LENGTH_MAX) {
		lex_fail(lx, DIAG_LIMIT, start, pos, NULL, "a number has at most %d characters", DECIMAL_LENGTH_MAX);
		*bad = true;
	}
	return pos;
}

/* ---- tokens ---- */

/* Is a number over where `c` follows its digits, whatever comes after that? A hyphen or slash may be that of a date. */
static inline bool ends_plain(char c)
{
	switch (c) {
	case '.':
	case ',':
	case '_':
	case '\'':
	case '-':
	case '/':
	case 'b':
	case 'e':
	case 'E':
	case 'o':
	case 'x': return false;
	default: return lex_class[(unsigned char)c] != LEX_DIGIT && lex_class[(unsigned char)c] != LEX_HIGH;
	}
}

enum { PLAIN_MAX = 18 /* characters: so many digits fit */ };

/*
 * Everyday numbers are a few digits, perhaps with a point among them: they are read in one loop. Returns how many
 * characters that is; 0 for the others, and nothing is changed.
 */
static inline uint32_t read_plain(const char *text, const char *end, struct decimal *d)
{
	const char *p = text, *point = NULL;
	uint64_t mantissa = 0;

	for (; p < end; p++) {
		unsigned digit = (unsigned char)*p - '0';

		if (digit < 10)
			mantissa = mantissa * 10 + digit;
		else if (*p == '.' && !point && end - p > 1 && char_is_digit(p[1]))
			point = p;
		else
			break;
	}
	if ((p < end && *p != ' ' && !ends_plain(*p)) || p - text > PLAIN_MAX)
		return 0;
	*d = (struct decimal){mantissa, point ? (int32_t)(point + 1 - p) : 0, false};
	return (uint32_t)(p - text);
}

/* A number of any kind, and a fraction of one sign after it. */
static void lex_any_digits(struct lexer *lx, struct token *t)
{
	bool failed;
	uint32_t start = t->at.start, end = lex_number(lx, start, &t->decimal, &failed), date = 0;
	char next = lex_char(lx, end);

	if (lex_class[(unsigned char)next] == LEX_HIGH && t->decimal.exponent == 0 && !t->decimal.more)
		end += lex_vulgar(lx, end, &t->num, &t->den);
	else if (next == '-' || next == '/')
		date = fail_date(lx, start, end);
	t->at.end = lx->pos = date ? date : end;
	t->kind = failed || date ? TOK_BAD : TOK_NUMBER;
}

void lex_digits(struct lexer *lx, struct token *t)
{
	uint32_t start = t->at.start, length = read_plain(lx->text + start, lx->text + lx->end, &t->decimal);

	t->den = 0;
	if (!length) {
		lex_any_digits(lx, t);
		return;
	}
	t->at.end = lx->pos = start + length;
	t->kind = TOK_NUMBER;
}
