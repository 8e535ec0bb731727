/* SPDX-License-Identifier: GPL-3.0-or-later */
/* neutral.c - text of others on its way to a terminal. */
#include "diag/neutral.h"

#include <string.h>

#include "base/utf8.h"

/* The length of a character that may pass as it is, or 0: "é" may, half of one may not. */
static RARE size_t plain_character(struct str s)
{
	uint32_t c;
	size_t n = utf8_decode(s, &c);

	return n && !utf8_is_order(c) ? n : 0;
}

/* U+2080 to U+2FFF are signs, lines and arrows: those of most answers. */
static bool plain_sign(const char *p)
{
	return (unsigned char)p[0] == 0xE2 && (unsigned char)p[1] >= 0x82 && (unsigned char)p[1] <= 0xBF &&
	       ((unsigned char)p[2] & 0xC0) == 0x80;
}

/*
 * Are these eight bytes all printable ASCII? Each is looked at by its high bit: x itself; x + 1, set by 0x7F; x - 0x20,
 * set by what is below. Carries from one byte into the next can only come where one is no such byte.
 */
static bool plain_eight(const char *p)
{
	const uint64_t each = 0x0101010101010101;
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return ((x | (x + each) | (x - 0x20 * each)) & 0x80 * each) == 0;
}

/* Bytes that need no second look: printable ASCII, line ends, tabs, and characters that are none of those above. */
static size_t plain_bytes(struct str s)
{
	size_t n = 0, more;

	while (n < s.len) {
		unsigned char c = (unsigned char)s.p[n];

		if (n + 8 <= s.len && plain_eight(s.p + n))
			more = 8;
		else if (n + 3 <= s.len && plain_sign(s.p + n))
			more = 3;
		else if (c < 0x7F)
			more = c >= 0x20 || c == '\n' || c == '\t';
		else
			more = plain_character(str_cut(s, n, s.len));
		if (!more)
			break;
		n += more;
	}
	return n;
}

size_t neutral_colour(struct str s)
{
	size_t n = 1;

	if (!s.len || s.p[0] != NEUTRAL_MARK[0])
		return 0;
	while (n < s.len && strchr("0123456789;", s.p[n]) && s.p[n])
		n++;
	return n < s.len && s.p[n] == 'm' ? n + 1 : 0;
}

/* Write what is at the start of `s` and begins no plain byte; returns how much that was. */
static size_t put_other(struct buf *out, struct str s)
{
	uint32_t c;
	size_t n = neutral_colour(s);

	if (n) {
		buf_add_c(out, "\033[");
		buf_add(out, s.p + 1, n - 1);
		return n;
	}
	n = utf8_decode(s, &c);
	if (n == 0 || (utf8_is_order(c) && !(c == '\r' && s.len > 1 && s.p[1] == '\n')))
		buf_char(out, '?');
	else
		buf_add(out, s.p, n);
	return n ? n : 1;
}

static RARE void write_neutral(struct buf *b, size_t from)
{
	struct str rest = str_cut(buf_str(b), from, b->len);
	struct buf fit = {0};

	while (rest.len) {
		size_t n = plain_bytes(rest);

		buf_add(&fit, rest.p, n);
		if (n < rest.len)
			n += put_other(&fit, str_cut(rest, n, rest.len));
		rest = str_cut(rest, n, rest.len);
	}
	buf_cut(b, from);
	buf_add_str(b, buf_str(&fit));
	buf_release(&fit);
}

void neutral_text(struct buf *b, size_t from)
{
	size_t end = b->len;

	while (end > from && b->p[end - 1] == '\n')
		end--;
	if (end > from && plain_bytes((struct str){b->p + from, end - from}) < end - from)
		write_neutral(b, from);
}
