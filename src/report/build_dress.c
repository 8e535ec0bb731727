/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_dress.c - what was typed, as numbers and units read elsewhere in a report. */
#include <string.h>

#include "report/build_parts.h"

static bool is_word_part(char c)
{
	return char_is_digit(c) || char_is_letter(c);
}

static bool begins_number(struct str text, size_t i)
{
	return char_is_digit(text.p[i]) && (!i || !(is_word_part(text.p[i - 1]) || strchr("._^", text.p[i - 1])));
}

struct str build_dressed(struct build *b, struct str text)
{
	struct buf out = {0};
	struct str copy;

	for (size_t i = 0, end; i < text.len; i = end) {
		char digits[64];
		size_t n = 0;

		end = i + 1;
		if (!begins_number(text, i)) {
			buf_char(&out, text.p[i]);
			continue;
		}
		for (end = i; end < text.len && (char_is_digit(text.p[end]) || text.p[end] == '_'); end++)
			if (text.p[end] != '_' && n < sizeof digits)
				digits[n++] = text.p[end];
		if (n == sizeof digits || (end < text.len && text.p[end] == ',')) {
			buf_add_str(&out, str_cut(text, i, end));
			continue;
		}
		for (size_t k = 0; k < n; k++) {
			if (k && (n - k) % 3 == 0)
				buf_char(&out, ',');
			buf_char(&out, digits[k]);
		}
	}
	copy = build_text(b, buf_str(&out));
	buf_release(&out);
	return copy;
}

/* "KB/page" as "kB/page". */
static struct str dressed_unit(struct build *b, struct str unit)
{
	char *copy = arena_alloc(b->a, unit.len + 1);

	memcpy(copy, unit.p, unit.len);
	for (size_t i = 0; i + 1 < unit.len; i++)
		if (unit.p[i] == 'K' && unit.p[i + 1] == 'B' && (!i || !is_word_part(unit.p[i - 1])) &&
		    (i + 2 == unit.len || !is_word_part(unit.p[i + 2])))
			copy[i] = 'k';
	return (struct str){copy, unit.len};
}

void build_dress_amount(struct build *b, struct str *value, struct str *unit)
{
	bool dollars = str_starts(*unit, S("USD")) || str_starts(*unit, S("$")), one = true;
	size_t sign = str_starts(*unit, S("$")) ? 1 : 3;

	if (str_find_char(*value, '"', 0) < value->len)
		return;
	*value = build_dressed(b, *value);
	if (unit->len)
		*unit = dressed_unit(b, *unit);
	for (size_t i = 0; i < value->len; i++)
		one = one && (char_is_digit(value->p[i]) || strchr(".,", value->p[i]));
	if (dollars && one && (unit->len == sign || unit->p[sign] == '/')) {
		bool dime = value->len > 1 && value->p[value->len - 2] == '.';

		*value = arena_printf(b->a, dime ? "$%.*s0" : "$%.*s", STR(*value));
		*unit = str_cut(*unit, sign, unit->len);
	}
}
