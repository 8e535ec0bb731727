/* SPDX-License-Identifier: GPL-3.0-or-later */
/* steps.c - derivations as lines of text. */
#include "show/steps.h"

#include "base/utf8.h"
#include "show/wrap.h"

enum { INDENT = 2 };

static void write_line(struct buf *out, const struct doc_step *s, const struct doc_line *line, bool first,
                       unsigned width)
{
	size_t lead = INDENT + (s->name.len ? utf8_width(s->name) + 1 : 0);
	size_t from = lead + utf8_width(line->sign) + 1;
	struct wrap w = {.width = width, .taken = (unsigned)from, .rest = (unsigned)from + INDENT};

	if (from > width / 2)
		w.rest = 2 * INDENT;
	buf_fill(out, ' ', first ? INDENT : lead);
	if (first && s->name.len)
		buf_printf(out, "%.*s ", STR(s->name));
	buf_printf(out, "%.*s ", STR(line->sign));
	wrap_text(out, line->text, &w);
}

void steps_write(struct buf *out, const struct doc_block *b, unsigned width)
{
	for (uint32_t i = 0; i < b->count; i++) {
		const struct doc_step *s = &b->steps[i];
		struct wrap w = {.width = width};

		if (i)
			buf_char(out, '\n');
		wrap_text(out, s->label, &w);
		for (uint32_t k = 0; k < s->count; k++)
			write_line(out, s, &s->lines[k], k == 0, width);
	}
}
