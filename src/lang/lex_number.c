/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lex_number.c - the digits of a number; what stands behind them is the parser's. */
#include "lang/lex.h"

static bool digit_at(const struct lexer *lx, uint32_t pos)
{
	return lex_class[(unsigned char)lex_char(lx, pos)] == LEX_DIGIT;
}

/* Do exactly three digits follow the comma at `pos`? */
static bool group_at(const struct lexer *lx, uint32_t pos)
{
	return lex_char(lx, pos) == ',' && digit_at(lx, pos + 1) && digit_at(lx, pos + 2) && digit_at(lx, pos + 3) &&
	       !digit_at(lx, pos + 4);
}

/* One more digit; those that no longer fit only count (before the point) or wait for the slow path. */
static void add_digit(struct decimal *d, char c, bool fraction)
{
	if (!d->more && d->mantissa <= (UINT64_MAX - 9) / 10)
		d->mantissa = d->mantissa * 10 + (uint64_t)(c - '0');
	else
		d->more = true;
	if (fraction)
		d->exponent--;
}

/* The digits at `pos` that the mantissa has room for in any case: all of an everyday number. */
static uint32_t read_first_digits(const struct lexer *lx, uint32_t pos, struct decimal *d)
{
	const char *p = lx->text + pos, *last = lx->text + (lx->end - pos > 9 ? pos + 9 : lx->end);
	uint64_t mantissa = d->mantissa;
	unsigned digit;

	if (d->more || mantissa > UINT32_MAX)
		return pos;
	for (; p < last && (digit = (unsigned)*p - '0') < 10; p++)
		mantissa = mantissa * 10 + digit;
	d->mantissa = mantissa;
	return (uint32_t)(p - lx->text);
}

/* DIGITS := digit {["_"] digit} */
static uint32_t read_digits(const struct lexer *lx, uint32_t pos, struct decimal *d, bool fraction)
{
	uint32_t start = pos;

	pos = read_first_digits(lx, pos, d);
	d->exponent -= fraction ? (int32_t)(pos - start) : 0;
	if (lex_class_at(lx, pos) != LEX_DIGIT && lex_char(lx, pos) != '_')
		return pos;
	for (;; pos++) {
		char c = lex_char(lx, pos);
		if (c >= '0' && c <= '9')
			add_digit(d, c, fraction);
		else if (c != '_' || pos == start || !digit_at(lx, pos + 1))
			return pos;
	}
}

/* Inside of a call or a list "1,000" is one number or two: offer both. Returns where it ends. */
static uint32_t fail_groups(struct lexer *lx, uint32_t start, uint32_t pos, bool *bad)
{
	char one[40], several[60];
	size_t n = 0, m = 0;
	uint32_t end = pos;

	while (group_at(lx, end))
		end += 4;
	for (uint32_t i = start; i < end && m + 4 < sizeof(several) && n + 4 < sizeof(one); i++) {
		bool comma = lx->text[i] == ',';
		one[n++] = comma ? '_' : lx->text[i];
		several[m++] = lx->text[i];
		if (comma)
			several[m++] = ' ';
	}
	*bad = true;
	if (!lx->d || lx->d->error)
		return end;
	lex_fail(lx, DIAG_SYNTAX, start, end, NULL, "'%.*s' has two readings here, where commas separate", STR(lex_str(lx, start, end)));
	diag_hint(lx->d, "write %.*s for one number, or %.*s for %s", (int)n, one, (int)m, several,
	          end == pos + 4 ? "two" : "several");
	return end;
}

/*
 * Behind one to three digits that do not begin with 0.
 *
 * GROUPS := {"," digit digit digit}
 */
static uint32_t read_groups(struct lexer *lx, uint32_t start, uint32_t pos, struct decimal *d, bool *bad)
{
	uint32_t digits = pos - start;

	if (digits == 0 || digits > 3 || !group_at(lx, pos) || lex_char(lx, start + 1) == '_')
		return pos;
	if (lx->commas)
		return fail_groups(lx, start, pos, bad);
	if (lx->text[start] == '0')
		return pos;
	while (group_at(lx, pos)) {
		for (uint32_t i = 1; i <= 3; i++)
			add_digit(d, lx->text[pos + i], false);
		pos += 4;
	}
	return pos;
}

/* EXPONENT := ("e" | "E") ["+" | "-"] digit {digit} */
static uint32_t read_exponent(const struct lexer *lx, uint32_t pos, struct decimal *d)
{
	uint32_t p = pos + 1;
	bool minus = lex_char(lx, p) == '-';
	int32_t e = 0;

	if (lex_char(lx, pos) != 'e' && lex_char(lx, pos) != 'E')
		return pos;
	if (minus || lex_char(lx, p) == '+')
		p++;
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
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a') + 10;
	if (c >= 'A' && c <= 'F')
		return (unsigned)(c - 'A') + 10;
	return 99;
}

/* "0x1F", "0o17", "0b101"; returns `pos` when the digit after the letter is none of the base ("0b" is no bits). */
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

/*
 * NUMBER := DIGITS GROUPS ["." [DIGITS]] [EXPONENT] | "." DIGITS [EXPONENT]
 *           | "0x" hexadecimals | "0o" octals | "0b" binaries
 */
uint32_t lex_number(struct lexer *lx, uint32_t pos, struct decimal *d, bool *bad)
{
	uint32_t start = pos;
	char second = lex_char(lx, pos + 1);

	d->mantissa = 0;
	d->exponent = 0;
	d->more = false;
	*bad = false;
	if (lex_char(lx, pos) == '0' && (second == 'x' || second == 'o' || second == 'b')) {
		pos = read_base(lx, start, d, bad);
		if (pos > start)
			return pos;
	}
	pos = read_digits(lx, pos, d, false);
	if (lex_char(lx, pos) == ',')
		pos = read_groups(lx, start, pos, d, bad);
	if (lex_char(lx, pos) == '.' && lex_char(lx, pos + 1) != '.') {
		uint32_t point = pos++;
		pos = read_digits(lx, pos, d, true);
		if (lex_char(lx, pos) == '.' && digit_at(lx, pos + 1)) {
			lex_fail(lx, DIAG_SYNTAX, pos, pos + 1, NULL, "a number has one decimal point");
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
