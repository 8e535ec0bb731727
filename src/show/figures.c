/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures.c - numbers and their ranges in a column. */
#include "show/figures.h"

#include "base/utf8.h"

/* Where the blanks before the range begin; the length of the text when there is none. */
static size_t range_at(struct str text)
{
	size_t at = str_find_char(text, '(', 0);

	if (at == text.len || at == 0 || text.p[at - 1] != ' ' || !str_ends(text, S(")")))
		return text.len;
	while (at > 0 && text.p[at - 1] == ' ')
		at--;
	return at;
}

void figures_measure(struct figures *f, struct str text)
{
	size_t at = range_at(text), number = utf8_width(str_cut(text, 0, at)), range = utf8_width(str_cut(text, at, text.len));

	f->number = number > f->number ? number : f->number;
	f->range = range > f->range ? range : f->range;
}

void figures_measure_head(struct figures *f, struct str head)
{
	size_t width = utf8_width(head);

	if (width > figures_width(f))
		f->number += width - figures_width(f);
}

void figures_write(struct buf *out, const struct figures *f, struct str text)
{
	size_t at = range_at(text), range = utf8_width(str_cut(text, at, text.len));

	buf_fill(out, ' ', f->number - utf8_width(str_cut(text, 0, at)));
	buf_add_str(out, text);
	buf_fill(out, ' ', f->range - range);
}
