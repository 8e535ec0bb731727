/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wrap.c - breaking lines between words. */
#include "show/wrap.h"

#include "base/utf8.h"

/* A % stays with its number. */
static struct str wrap_take_word(struct str *rest)
{
	struct str word;
	size_t end;

	while (rest->len && rest->p[0] == ' ')
		*rest = str_cut(*rest, 1, rest->len);
	end = str_find_char(*rest, ' ', 0);
	if (str_starts(str_cut(*rest, end, rest->len), S(" %")))
		end = str_find_char(*rest, ' ', end + 1);
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
	struct str word = wrap_take_word(&text);
	size_t column = w->taken;

	if (!word.len)
		return;
	for (bool starts = true; word.len; word = wrap_take_word(&text), starts = false) {
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
		struct str word = wrap_take_word(&text);
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

size_t wrap_longest(struct str text)
{
	size_t most = 0;

	for (struct str word; (word = wrap_take_word(&text)).len;)
		most = utf8_width(word) > most ? utf8_width(word) : most;
	return most;
}

/* ---- lines that are there ---- */

enum { NARROWEST = 20 /* columns of a line broken at blanks */ };

/* The column at which the continuation of a line begins: below its last column if all words fit there. */
static size_t hang_of(struct str line, unsigned width)
{
	size_t start = 0, hang = 0, at = 0;

	while (start < line.len && line.p[start] == ' ')
		start++;
	for (size_t i = start; i + 2 < line.len; i++)
		if (line.p[i] == ' ' && line.p[i + 1] == ' ' && line.p[i + 2] != ' ')
			hang = utf8_width(str_cut(line, 0, at = i + 2));
	if (hang && hang < width * 2 / 3 && hang + NARROWEST <= width &&
	    hang + wrap_longest(str_cut(line, at, line.len)) <= width)
		return hang;
	return start + 4;
}

static void wrap_line(struct str line, unsigned width, struct buf *out)
{
	size_t hang = hang_of(line, width), room = width, start = 0;

	while (start < line.len && line.p[start] == ' ')
		start++;
	if (utf8_width(line) > width) {
		buf_fill(out, ' ', start);
		line = str_cut(line, start, line.len);
		room = width > start + NARROWEST ? width - start : NARROWEST;
	}
	while (utf8_width(line) > room) {
		buf_add_str(out, wrap_take(&line, room));
		if (!line.len)
			break;
		buf_char(out, '\n');
		buf_fill(out, ' ', hang);
		room = width > hang + NARROWEST ? width - hang : NARROWEST;
	}
	buf_add_str(out, line);
	buf_char(out, '\n');
}

void wrap_lines(struct buf *text, unsigned width)
{
	struct buf out = {0};
	struct str rest = buf_str(text), line;

	if (!width || !text->len)
		return;
	while (str_next_line(&rest, &line))
		wrap_line(line, width, &out);
	buf_reset(text);
	buf_add_str(text, buf_str(&out));
	buf_release(&out);
}
