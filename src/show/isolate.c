/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isolate.c - what keeps its own order in a sentence from right to left: numbers with their units, labels in quotes. */
#include "show/isolate.h"

#include <string.h>

#include "base/utf8.h"

/* Hebrew, Arabic and their kin. */
static bool is_from_right(uint32_t cp)
{
	return (cp >= 0x590 && cp <= 0x8ff) || (cp >= 0xfb1d && cp <= 0xfdff) || (cp >= 0xfe70 && cp <= 0xfefe) ||
	       (cp >= 0x10800 && cp <= 0x10fff) || (cp >= 0x1e800 && cp <= 0x1efff);
}

/* Where a stretch from `at` on ends in which all characters are from right to left, or none is. */
static size_t stretch_end(struct str text, size_t at, bool *from_right)
{
	size_t end = at;
	uint32_t cp = 0;

	*from_right = false;
	while (end < text.len) {
		size_t n = utf8_decode(str_cut(text, end, text.len), &cp);

		if (end == at)
			*from_right = is_from_right(cp);
		else if (is_from_right(cp) != *from_right)
			break;
		end += n ? n : 1;
	}
	return end;
}

bool isolate_needed(struct str text)
{
	enum { LEAST = 0xd6 }; /* no byte of a character before U+0580 is as large */
	bool from_right = false;
	size_t at = 0;

	while (at < text.len && (unsigned char)text.p[at] < LEAST)
		at++;
	while (at < text.len && !from_right)
		at = stretch_end(text, at, &from_right);
	return from_right;
}

static bool has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (char_is_digit(text.p[i]))
			return true;
	return false;
}

static void put_isolated(struct buf *out, struct str text)
{
	buf_printf(out, ISOLATE_FIRST "%.*s" ISOLATE_LAST, STR(text));
}

/* A stretch with a number, without the signs that belong to the words beside it. */
static void put_number(struct buf *out, struct str piece)
{
	struct str inner = str_trim(piece);

	while (inner.len > 1 && strchr(":;,. ", inner.p[0])) /* what stands behind the word before it */
		inner = str_cut(inner, 1, inner.len);
	while (inner.len > 1 && (inner.p[inner.len - 1] == '.' || inner.p[inner.len - 1] == ',')) /* of the sentence */
		inner.len--;
	buf_add_str(out, str_cut(piece, 0, (size_t)(inner.p - piece.p)));
	put_isolated(out, inner);
	buf_add_str(out, str_cut(piece, (size_t)(inner.p - piece.p) + inner.len, piece.len));
}

/* What stands outside of quotes. */
static void put_plain(struct buf *out, struct str text)
{
	bool from_right;

	for (size_t at = 0, end; at < text.len; at = end) {
		struct str piece;

		end = stretch_end(text, at, &from_right);
		piece = str_cut(text, at, end);
		if (!from_right && has_digit(piece))
			put_number(out, piece);
		else
			buf_add_str(out, piece);
	}
}

void isolate_write(struct buf *out, struct str text)
{
	static const struct str open = S("“"), close = S("”");

	while (text.len) {
		size_t from = str_find(text, open, 0), to = str_find(text, close, from);

		if (to == text.len)
			from = to;
		put_plain(out, str_cut(text, 0, from));
		if (to < text.len) {
			buf_add_str(out, open);
			put_isolated(out, str_cut(text, from + open.len, to));
			buf_add_str(out, close);
			to += close.len;
		}
		text = str_cut(text, to, text.len);
	}
}

bool isolate_is_right(struct str marked)
{
	unsigned within = 0;
	uint32_t cp = 0;

	for (size_t at = 0, n; at < marked.len; at += n ? n : 1) {
		struct str rest = str_cut(marked, at, marked.len);

		n = utf8_decode(rest, &cp);
		if (str_starts(rest, S(ISOLATE_FIRST)))
			within++;
		else if (str_starts(rest, S(ISOLATE_LAST)))
			within -= within > 0;
		else if (!within && is_from_right(cp))
			return true;
		else if (!within &&
		         ((cp < 0x80 && char_is_letter((char)cp)) || (cp >= 0xc0 && cp < 0x590 && cp != 0xd7 && cp != 0xf7)))
			return false;
	}
	return true;
}
