/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mend.c - a line that failed as its error says it was meant. */
#include "repl/mend.h"

/* The one word that a hint offers; empty when it offers none, or several. */
static struct str offered(struct str hint)
{
	static const struct str starts[] = {S("did you mean '"), S("did you mean the command '")};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(hint, starts[i]) && str_ends(hint, S("'?")) &&
		    str_find_char(hint, '\'', starts[i].len) == hint.len - 2)
			return str_cut(hint, starts[i].len, hint.len - 2);
	return S("");
}

/* Where the text of the error is in the line: it may have been cut, or gone on from the last answer. */
static size_t mend_place(struct str line, const struct diag_item *e)
{
	struct str source = e->source.text, word = source_text(&e->source, e->at);
	size_t shift = str_starts(source, S("_ ")) && !str_starts(line, S("_ ")) ? 2 : 0, at = e->at.start - shift;

	if (e->at.end == 0 || e->at.start < shift || at + word.len > line.len ||
	    !str_eq(str_cut(line, at, at + word.len), word))
		return line.len;
	return at;
}

bool mend_line(struct str line, const struct diag_item *error, struct buf *out)
{
	struct str word = error ? offered(error->hint) : S("");
	size_t at = word.len ? mend_place(line, error) : line.len;

	buf_reset(out);
	if (word.len && str_ends(word, line) && word.len > line.len) /* a command in front of the line */
		buf_add_str(out, word);
	else if (at < line.len)
		buf_printf(out, "%.*s%.*s%.*s", STR(str_cut(line, 0, at)), STR(word),
		           STR(str_cut(line, at + source_text(&error->source, error->at).len, line.len)));
	else if (word.len && error->at.end == 0 && str_find_char(word, ' ', 0) < word.len) /* a whole line: help numbers */
		buf_add_str(out, word);
	return out->len > 0;
}
