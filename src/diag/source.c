/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - places in a named text. */
#include "diag/source.h"

#include "base/utf8.h"

static uint32_t source_characters(struct str s)
{
	uint32_t n = 0;

	for (size_t at = 0; at < s.len; n++) {
		unsigned columns;

		at = utf8_next(s, at, &columns);
	}
	return n;
}

struct place source_place(const struct source *src, uint32_t offset)
{
	struct place place = {.line = src->first_line};
	size_t at = offset < src->text.len ? offset : src->text.len;
	size_t start = 0, end;

	for (;;) {
		end = str_find_char(src->text, '\n', start);
		if (at <= end)
			break;
		start = end + 1;
		place.line++;
	}
	if (end > start && src->text.p[end - 1] == '\r')
		end--;
	place.text = str_cut(src->text, start, end);
	place.offset = (uint32_t)((at < end ? at : end) - start);
	place.column = source_characters(str_cut(place.text, 0, place.offset)) + 1;
	return place;
}

struct str source_text(const struct source *src, struct span at)
{
	return str_cut(src->text, at.start, at.end);
}
