/* SPDX-License-Identifier: GPL-3.0-or-later */
/* derived.c - the lines of a derivation, broken where the terminal ends. */
#include "session/derived.h"

#include "base/utf8.h"
#include "show/wrap.h"

enum { SET_IN = 2, FURTHER = 2 /* what goes on stands behind the "= " */ };

/* A line without its name, or the blanks in place of it: the columns that these take, and what is behind. */
static size_t derived_lead(struct str line, struct str name, struct str *rest)
{
	size_t blanks = 0;

	if (name.len && str_starts(line, name) && line.len > name.len && line.p[name.len] == ' ') {
		*rest = str_cut(line, name.len + 1, line.len);
		return utf8_width(name) + 1;
	}
	while (blanks < line.len && line.p[blanks] == ' ')
		blanks++;
	*rest = str_cut(line, blanks, line.len);
	return blanks;
}

size_t derived_column(struct str steps, struct str name, size_t indent, unsigned width)
{
	size_t column = indent + utf8_width(name) + 1;

	for (struct str line, rest; width && str_next_line(&steps, &line);) {
		derived_lead(line, name, &rest);
		if (column + FURTHER + wrap_longest(rest) > width)
			return column < indent + SET_IN ? column : indent + SET_IN;
	}
	return column;
}

void derived_put(struct buf *out, struct str text, size_t column, unsigned width)
{
	size_t rest = column + FURTHER;

	if (width && column + utf8_width(text) > width)
		wrap_text(out, text, &(struct wrap){.width = width, .taken = (unsigned)column, .rest = (unsigned)rest});
	else
		buf_printf(out, "%.*s\n", STR(text));
}

void derived_write(struct buf *out, struct str steps, struct str name, size_t indent, unsigned width)
{
	size_t column = derived_column(steps, name, indent, width), behind = indent + utf8_width(name) + 1;

	for (struct str line, rest; str_next_line(&steps, &line);) {
		size_t at = indent + derived_lead(line, name, &rest);
		bool named = name.len && rest.p != line.p && line.p[0] != ' ';

		if (at == behind && at != column) { /* the name has its own line */
			if (named) {
				buf_fill(out, ' ', indent);
				buf_printf(out, "%.*s\n", STR(name));
			}
			at = column;
			named = false;
		}
		buf_fill(out, ' ', named ? indent : at);
		if (named)
			buf_printf(out, "%.*s ", STR(name));
		derived_put(out, rest, at, width);
	}
}
