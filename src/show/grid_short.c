/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid_short.c - numbers written shorter, without a loss, for tables that are too wide. */
#include <string.h>

#include "base/str.h"
#include "show/grid.h"

static const struct {
	const char *word, *sign;
} magnitudes[] = {{" million", "M"}, {" billion", "bn"}, {" trillion", "tn"}};

/* The magnitude that `s` begins with, as a word; or NULL. */
static const char *magnitude_at(struct str s, size_t at)
{
	struct str rest = str_cut(s, at, s.len);

	for (unsigned i = 0; i < sizeof(magnitudes) / sizeof(*magnitudes); i++) {
		struct str word = str_from_c(magnitudes[i].word);

		if (str_starts(rest, word) && (rest.len == word.len || strchr(" )/,", rest.p[word.len])))
			return magnitudes[i].word;
	}
	return NULL;
}

/* Past the "e20" of 1e20 at `at`, or `at` itself. */
static size_t exponent_end(struct str s, size_t at)
{
	size_t i = at + 1;

	if (at >= s.len || s.p[at] != 'e')
		return at;
	i += i < s.len && s.p[i] == '-';
	if (i >= s.len || !char_is_digit(s.p[i]))
		return at;
	while (i < s.len && char_is_digit(s.p[i]))
		i++;
	return i;
}

/*
 * Past sign, currency, digits and magnitude of the number at the beginning; 0 when there is none. A per cent sign
 * belongs to it.
 */
static size_t number_end(struct str s)
{
	static const char *const signs[] = {"= ", "~ ", "\xe2\x89\x88 ", "-", "$"};
	size_t i = 0, digits;

	for (unsigned k = 0; k < sizeof(signs) / sizeof(*signs); k++)
		if (str_starts(str_cut(s, i, s.len), str_from_c(signs[k])))
			i += strlen(signs[k]);
	for (digits = i; i < s.len && (char_is_digit(s.p[i]) || s.p[i] == '.' || s.p[i] == ','); i++)
		;
	if (i == digits)
		return 0;
	i = exponent_end(s, i);
	if (i < s.len && s.p[i] == '%')
		return i + 1;
	return magnitude_at(s, i) ? i + strlen(magnitude_at(s, i)) : i;
}

/* Where the blanks before the bracket at the end of a number begin; the length of the text when there is none. */
static size_t bracket_at(struct str s)
{
	size_t at = str_find_char(s, '(', 0);

	if (at == s.len || at == 0 || s.p[at - 1] != ' ')
		return s.len;
	while (at > 0 && s.p[at - 1] == ' ')
		at--;
	return at;
}

static bool grid_short_find(struct str s, const char *what, size_t *at)
{
	size_t n = strlen(what);

	for (*at = 0; *at + n <= s.len; ++*at)
		if (memcmp(s.p + *at, what, n) == 0)
			return true;
	return false;
}

/* "0.5 … 2.0": *from and *to are its numbers with what follows them. */
static bool split_range(struct str s, struct str *from, struct str *to)
{
	size_t at;

	if (!grid_short_find(s, " \xe2\x80\xa6 ", &at) && !grid_short_find(s, " .. ", &at))
		return false;
	*from = str_cut(s, 0, at);
	*to = str_cut(s, str_find_char(s, ' ', at + 1) + 1, s.len);
	return number_end(*from) == from->len && number_end(*to) > 0;
}

struct str grid_unit_once(struct arena *a, struct str text)
{
	size_t open = bracket_at(text), digits = number_end(text), end;
	struct str unit = str_cut(text, digits, open), inner, range, from, to, rest = S("");

	if (open == text.len || !digits || !str_ends(text, S(")")))
		return text;
	inner = str_cut(text, str_find_char(text, '(', open) + 1, text.len - 1);
	range = inner;
	if (grid_short_find(inner, ", 90 %", &end)) {
		range = str_cut(inner, 0, end);
		rest = str_cut(inner, end + strlen(", 90 %"), inner.len);
	}
	if (!split_range(range, &from, &to) || !str_eq(str_cut(to, number_end(to), to.len), unit))
		return text;
	return arena_printf(a, "%.*s (%.*s%.*s)%.*s", STR(str_cut(text, 0, digits)),
	                    STR(str_cut(range, 0, range.len - unit.len)), STR(rest), STR(unit));
}

struct str grid_unit_of(struct str text)
{
	size_t open = bracket_at(text), digits = number_end(text), close = text.len;

	if (!digits)
		return S("");
	while (close > open && text.p[close - 1] != ')')
		close--;
	return open < text.len && close > open ? str_cut(text, close, text.len) : str_cut(text, digits, open);
}

static bool put_magnitude(struct buf *out, struct str *rest)
{
	const char *word = magnitude_at(*rest, 0);

	if (!word || !out->len || !char_is_digit(out->p[out->len - 1]))
		return false;
	for (unsigned i = 0; i < sizeof(magnitudes) / sizeof(*magnitudes); i++)
		if (magnitudes[i].word == word)
			buf_add_c(out, magnitudes[i].sign);
	*rest = str_cut(*rest, strlen(word), rest->len);
	return true;
}

/* Digits with their separators at the beginning; a comma that ends them is another matter. */
static size_t digits_end(struct str s)
{
	size_t i = 0;

	while (i < s.len && (char_is_digit(s.p[i]) ||
	                     (i && (s.p[i] == ',' || s.p[i] == '.') && i + 1 < s.len && char_is_digit(s.p[i + 1]))))
		i++;
	return i;
}

/* "20,000" and "772,000", but not "1,234,000". */
static bool is_thousands(struct str digits)
{
	return digits.len >= 5 && digits.len <= 7 && str_ends(digits, S(",000")) &&
	       str_find_char(digits, '.', 0) == digits.len;
}

/* Beside 5,200 a 10K would be harder to read than 10,000: all that have a comma, or none. */
static bool has_other_thousands(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		struct str digits = str_cut(text, at, at + digits_end(str_cut(text, at, text.len)));

		if (str_find_char(digits, ',', 0) < digits.len && !is_thousands(digits))
			return true;
		at += digits.len ? digits.len : 1;
	}
	return false;
}

static void put_thousands(struct buf *out, struct str digits, bool thousands)
{
	if (thousands && is_thousands(digits))
		buf_printf(out, "%.*sK", STR(str_cut(digits, 0, digits.len - 4)));
	else
		buf_add_str(out, digits);
}

struct str grid_short_number(struct arena *a, struct str text)
{
	bool thousands = !has_other_thousands(text);
	struct buf out = {0};

	while (text.len) {
		size_t end = digits_end(text);

		if (!end && put_magnitude(&out, &text))
			continue;
		if (end)
			put_thousands(&out, str_cut(text, 0, end), thousands);
		else
			buf_char(&out, text.p[0]);
		text = str_cut(text, end ? end : 1, text.len);
	}
	return buf_take(&out, a);
}

struct str grid_first_reading(struct str text)
{
	size_t open = bracket_at(text), at;
	struct str bracket = str_cut(text, open, text.len);

	if (!str_starts(bracket, S("  (")) || grid_short_find(bracket, "\xe2\x80\xa6", &at) ||
	    grid_short_find(bracket, " .. ", &at))
		return text;
	return str_cut(text, 0, open);
}
