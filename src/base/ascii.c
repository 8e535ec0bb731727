/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ascii.c - texts for those who have no characters beyond ASCII. */
#include "base/ascii.h"

#include "base/utf8.h"

/* Characters without a width of their own (accents, joiners) have nothing that stands for them. */
static const char *ascii_of(struct str rest, size_t *length)
{
	uint32_t cp;
	const char *way;

	*length = utf8_decode(rest, &cp);
	if (!*length) {
		*length = 1;
		return "?";
	}
	way = utf8_ascii(cp);
	return way ? way : utf8_columns(cp) ? "?" : "";
}

void ascii_text(struct buf *text, size_t from)
{
	struct buf out = {0};
	struct str rest = str_cut(buf_str(text), from, text->len);

	if (!rest.len)
		return;
	for (size_t n; rest.len; rest = str_cut(rest, n, rest.len)) {
		if ((unsigned char)rest.p[0] >= 0x80) {
			buf_add_c(&out, ascii_of(rest, &n));
			continue;
		}
		buf_char(&out, rest.p[0]);
		n = 1;
	}
	buf_cut(text, from);
	buf_add_str(text, buf_str(&out));
	buf_release(&out);
}

struct str ascii_str(struct arena *a, struct str text)
{
	struct buf out = {0};

	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.p[i] >= 0x80) {
			buf_add_str(&out, text);
			ascii_text(&out, 0);
			return buf_take(&out, a);
		}
	return text;
}
