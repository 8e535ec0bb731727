/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.c - slices of text. */
#include "base/str.h"

#include <string.h>

#define WORD_MAX 64 /* longest word str_distance looks at */

struct str str_from_c(const char *c)
{
	return (struct str){c, c ? strlen(c) : 0};
}

struct str str_trim(struct str s)
{
	while (s.len > 0 && char_is_space(s.p[0])) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && char_is_space(s.p[s.len - 1]))
		s.len--;
	return s;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (char_lower(a.p[i]) != char_lower(b.p[i]))
			return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order < 0 ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
	if (s.len < prefix.len || (prefix.len && s.p[0] != prefix.p[0]))
		return false;
	return prefix.len <= 1 || memcmp(s.p, prefix.p, prefix.len) == 0;
}

bool str_ends(struct str s, struct str suffix)
{
	if (s.len < suffix.len || (suffix.len && s.p[s.len - 1] != suffix.p[suffix.len - 1]))
		return false;
	return suffix.len <= 1 || memcmp(s.p + s.len - suffix.len, suffix.p, suffix.len) == 0;
}

bool str_contains_nocase(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.len <= s.len; i++)
		if (str_eq_nocase(str_cut(s, i, i + needle.len), needle))
			return true;
	return false;
}

size_t str_find_char(struct str s, char c, size_t from)
{
	const char *hit;

	if (from >= s.len)
		return s.len;
	hit = memchr(s.p + from, c, s.len - from);
	return hit ? (size_t)(hit - s.p) : s.len;
}

size_t str_find_outside(struct str s, char c, size_t from)
{
	size_t depth = 0;

	for (size_t i = from; i < s.len; i++) {
		if (s.p[i] == '"')
			i = str_find_char(s, '"', i + 1);
		else if (s.p[i] == c && !depth)
			return i;
		else if (s.p[i] == '(' || s.p[i] == '[')
			depth++;
		else if ((s.p[i] == ')' || s.p[i] == ']') && depth)
			depth--;
	}
	return s.len;
}

size_t str_find(struct str s, struct str what, size_t from)
{
	const char *p = from < s.len ? memmem(s.p + from, s.len - from, what.p, what.len) : NULL;

	return p ? (size_t)(p - s.p) : s.len;
}

bool str_next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	size_t end = str_find_char(*rest, '\n', 0);

	*line = str_cut(*rest, 0, end);
	*rest = str_cut(*rest, end + 1, rest->len);
	if (line->len > 0 && line->p[line->len - 1] == '\r')
		line->len--;
	return true;
}

static unsigned min2(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Three rows of the usual table are alive at a time: transposition looks two rows back. */
unsigned str_distance(struct str a, struct str b, unsigned limit)
{
	unsigned rows[3][WORD_MAX + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];
	size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;

	if (gap > limit || a.len > WORD_MAX || b.len > WORD_MAX)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++)
		above[j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned best = row[0] = (unsigned)i;
		unsigned *oldest = before;

		for (size_t j = 1; j <= b.len; j++) {
			char x = char_lower(a.p[i - 1]), y = char_lower(b.p[j - 1]);

			row[j] = min2(above[j - 1] + (x != y), min2(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && x == char_lower(b.p[j - 2]) && char_lower(a.p[i - 2]) == y)
				row[j] = min2(row[j], before[j - 2] + 1);
			best = min2(best, row[j]);
		}
		/* The row above was at least limit, so no transposition from there helps either. */
		if (best > limit)
			return limit + 1;
		before = above;
		above = row;
		row = oldest;
	}
	return min2(above[b.len], limit + 1);
}

bool str_whole(struct str s, uint64_t low, uint64_t high, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (!char_is_digit(s.p[i]) || *out > (UINT64_MAX - 9) / 10)
			return false;
		*out = *out * 10 + (uint64_t)(s.p[i] - '0');
	}
	return s.len > 0 && *out >= low && *out <= high;
}

bool str_in_list(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eq(s, str_from_c(*list)))
			return true;
	return false;
}

int double_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}
