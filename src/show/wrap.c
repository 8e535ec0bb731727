/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wrap.c - breaking lines between words. */
#include "show/wrap.h"

#include "base/utf8.h"

static struct str take_word(struct str *rest)
{
	struct str word;
	size_t end;

	while (rest->len && rest->p[0] == ' ')
		*rest = str_cut(*rest, 1, rest->len);
	end = str_find_char(*rest, ' ', 0);
	word = str_cut(*rest, 0, end);
	*rest = str_cut(*rest, end, rest->len);
	return word;
}

static void put_word(const struct wrap *w, struct str word, bool starts, struct buf *out)
{
	if (w->word)
		w->word(w->ctx, word, starts, out);
	else
		buf_add_str(out, word);
}

void wrap_text(struct buf *out, struct str text, const struct wrap *w)
{
	struct buf piece = {0};
	struct str word = take_word(&text);
	size_t column = w->taken;

	if (!word.len)
		return;
	for (bool starts = true; word.len; word = take_word(&text), starts = false) {
		size_t wide;

		buf_reset(&piece);
		put_word(w, word, starts, &piece);
		wide = utf8_width(buf_str(&piece));
		if (!starts && w->width && column + 1 + wide > w->width) {
			buf_char(out, '\n');
			buf_fill(out, ' ', w->rest);
			buf_reset(&piece);
			put_word(w, word, true, &piece);
			column = w->rest + utf8_width(buf_str(&piece));
		} else {
			if (!starts)
				buf_char(out, ' ');
			column += wide + !starts;
		}
		buf_add_str(out, buf_str(&piece));
	}
	buf_char(out, '\n');
	buf_release(&piece);
}

struct str wrap_take(struct str *rest, size_t width)
{
	struct str line = {rest->p, 0};
	struct str text = *rest;

	for (;;) {
		struct str word = take_word(&text);
		size_t end = word.len ? (size_t)(word.p + word.len - line.p) : 0;

		if (!word.len || (line.len && utf8_width((struct str){line.p, end}) > width))
			break;
		line.len = end;
		*rest = text;
	}
	while (rest->len && rest->p[0] == ' ')
		*rest = str_cut(*rest, 1, rest->len);
	return str_trim(line);
}
