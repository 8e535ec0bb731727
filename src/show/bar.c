/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bar.c - bars in characters. */
#include "show/bar.h"

#include "base/utf8.h"

/* U+2588 is the full block, the seven after it have an eighth less each. */
static void bar_put_block(struct buf *out, unsigned eighths)
{
	char text[4];

	buf_add(out, text, utf8_encode(0x2590 - eighths, text));
}

void bar_length(struct buf *out, unsigned eighths, unsigned room, bool ascii)
{
	unsigned used = 0;

	for (; eighths >= 8 && used < room; eighths -= 8, used++) {
		if (ascii)
			buf_char(out, '#');
		else
			bar_put_block(out, 8);
	}
	if (used >= room || !eighths)
		return;
	if (!ascii)
		bar_put_block(out, eighths);
	else if (eighths >= 4 || !used)
		buf_char(out, '#');
}

void bar_span(struct buf *out, unsigned from, unsigned to, unsigned base, bool ascii)
{
	for (unsigned i = 0; i <= to || i <= base; i++) {
		if (i == base)
			buf_add_c(out, ascii ? "|" : "│");
		else if (i < from || i > to)
			buf_char(out, ' ');
		else
			buf_add_c(out, ascii ? "#" : i < base ? "█" : "▓");
	}
}
