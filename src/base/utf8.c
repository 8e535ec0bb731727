/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.c - decoding, encoding, display columns. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"

size_t utf8_decode(struct str s, uint32_t *cp)
{
	/* By length: bits of the first byte that count, and the least value that needs it. */
	static const struct {
		uint32_t mask, least;
	} form[] = {[2] = {0x1F, 0x80}, [3] = {0x0F, 0x800}, [4] = {0x07, 0x10000}};
	unsigned char first;
	size_t len;

	if (s.len == 0)
		return 0;
	first = (unsigned char)s.p[0];
	*cp = first;
	if (first < 0x80)
		return 1;
	if (first < 0xC2 || first > 0xF4)
		return 0;
	len = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	if (s.len < len)
		return 0;
	*cp = first & form[len].mask;
	for (size_t i = 1; i < len; i++) {
		unsigned char next = (unsigned char)s.p[i];

		if ((next & 0xC0) != 0x80)
			return 0;
		*cp = *cp << 6 | (next & 0x3F);
	}
	if (*cp < form[len].least || *cp > 0x10FFFF || (*cp >= 0xD800 && *cp < 0xE000))
		return 0;
	return len;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t utf8_invalid(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t cp;
		size_t n = utf8_decode(str_cut(s, at, s.len), &cp);

		if (n == 0)
			break;
		at += n;
	}
	return at;
}

static bool is_control(uint32_t cp)
{
	return (cp < ' ' && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7f && cp < 0xa0);
}

bool utf8_is_order(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x061C || (cp >= 0x200E && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

size_t utf8_unfit(struct str s)
{
	uint32_t cp;
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		n = utf8_decode(str_cut(s, i, s.len), &cp);
		if (!n || is_control(cp))
			return i;
	}
	return s.len;
}

size_t utf8_next(struct str s, size_t at, unsigned *columns)
{
	uint32_t cp;
	size_t n;

	if (at >= s.len)
		return s.len;
	n = utf8_decode(str_cut(s, at, s.len), &cp);
	*columns = n ? utf8_columns(cp) : 1;
	return at + (n ? n : 1);
}

size_t utf8_width(struct str s)
{
	size_t width = 0;

	for (size_t at = 0; at < s.len;) {
		unsigned columns;

		at = utf8_next(s, at, &columns);
		width += columns;
	}
	return width;
}

size_t utf8_wider(size_t width, struct str s)
{
	size_t own = utf8_width(s);

	return own > width ? own : width;
}

void utf8_put(struct buf *out, struct str s, size_t columns, bool right)
{
	size_t blanks = utf8_wider(columns, s) - utf8_width(s);

	buf_fill(out, ' ', right ? blanks : 0);
	buf_add_str(out, s);
	buf_fill(out, ' ', right ? 0 : blanks);
}

struct str utf8_clip(struct str s, size_t columns)
{
	size_t at = 0;

	while (at < s.len) {
		unsigned wide;
		size_t next = utf8_next(s, at, &wide);

		if (wide > columns)
			break;
		columns -= wide;
		at = next;
	}
	return str_cut(s, 0, at);
}

bool utf8_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *locale = NULL, *codeset;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !(locale && *locale); i++)
		locale = getenv(names[i]);
	codeset = locale ? strchr(locale, '.') : NULL;
	return codeset && (strncasecmp(codeset, ".UTF-8", 6) == 0 || strncasecmp(codeset, ".UTF8", 5) == 0);
}

const char *utf8_ascii(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		const char *ascii;
	} table[] = {
		{0xA0, " "},     {0xB1, "+-"},   {0xB2, "^2"},    {0xB3, "^3"},   {0xB5, "u"},    {0xB7, "*"},
		{0xD7, "x"},     {0xF7, "/"},    {0x3BC, "u"},    {0x2009, " "},  {0x2011, "-"},  {0x2013, "-"},
		{0x2014, "-"},   {0x2018, "'"},  {0x2019, "'"},   {0x201C, "\""}, {0x201D, "\""}, {0x2022, "*"},
		{0x2026, "..."}, {0x202F, " "},  {0x20AC, "EUR"}, {0x2190, "<-"}, {0x2192, "->"}, {0x2212, "-"},
		{0x2248, "~"},   {0x2260, "!="}, {0x2264, "<="},  {0x2265, ">="}, {0x2713, "ok"}, {0x2717, "NO"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].cp == cp)
			return table[i].ascii;
	return NULL;
}
