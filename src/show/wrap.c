/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wrap.c - breaking lines between words. */
#include "show/wrap.h"

#include "base/utf8.h"
#include "diag/neutral.h"

size_t wrap_width(struct str s)
{
	size_t width = 0;

	while (s.len) {
		size_t plain = str_find_char(s, NEUTRAL_MARK[0], 0), colour = neutral_colour(str_cut(s, plain, s.len));

		if (!colour && plain < s.len)
			plain++;
		width += utf8_width(str_cut(s, 0, plain));
		s = str_cut(s, plain + colour, s.len);
	}
	return width;
}

/* "... 3", "... 5 million"; colours stand around its digits. */
static bool ends_in_number(struct str text)
{
	bool digit = false;

	for (size_t i = text.len; i > 0 && text.p[i - 1] != ' ' && !digit; i--)
		digit = char_is_digit(text.p[i - 1]);
	return digit || str_ends(text, S("illion"));
}

bool wrap_belongs(struct str before, struct str behind)
{
	return str_starts(behind, S("%")) ||
	       (str_starts(behind, S("/")) && behind.len > 1 && char_is_letter(behind.p[1]) && ends_in_number(before));
}

struct str wrap_take_word(struct str *rest)
{
	struct str word;
	size_t end;

	while (rest->len && rest->p[0] == ' ')
		*rest = str_cut(*rest, 1, rest->len);
	end = str_find_char(*rest, ' ', 0);
	if (wrap_belongs(str_cut(*rest, 0, end), str_cut(*rest, end + 1, rest->len)))
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

		if (!word.len || (line.len && wrap_width((struct str){line.p, end}) > width))
			break;
		line.len = end;
		*rest = text;
	}
	while (rest->len && rest->p[0] == ' ')
		*rest = str_cut(*rest, 1, rest->len);
	return str_trim(line);
}

struct str wrap_cut(struct arena *a, struct str text, size_t columns, bool ascii)
{
	size_t sign = ascii ? 2 : 1;

	if (utf8_width(text) <= columns)
		return text;
	return columns < sign
	           ? S("")
	           : arena_printf(a, "%.*s%s", STR(str_trim(utf8_clip(text, columns - sign))), ascii ? ".." : "…");
}

size_t wrap_longest(struct str text)
{
	size_t most = 0;

	for (struct str word; (word = wrap_take_word(&text)).len;)
		most = wrap_width(word) > most ? wrap_width(word) : most;
	return most;
}

/* ---- lines that are there ---- */

enum {
	NARROWEST = 20,  /* columns of a line broken at blanks */
	INDENT_LEAST = 8 /* what stays of an indent that leaves fewer */
};

/* The bytes before the first word: blanks, and colours between them. */
static size_t wrap_indent(struct str line)
{
	size_t n = 0, more = 1;

	while (n < line.len && more) {
		more = line.p[n] == ' ' ? 1 : neutral_colour(str_cut(line, n, line.len));
		n += more;
	}
	return n;
}

/* Where the last column of the line begins, which has two blanks before it; its end when it has no columns. */
static size_t last_column(struct str line, size_t from)
{
	size_t at = line.len;

	for (size_t i = from; i + 2 < line.len; i++)
		if (line.p[i] == ' ' && line.p[i + 1] == ' ' && line.p[i + 2] != ' ')
			at = i + 2;
	return at;
}

/* Can the words of the last column stand below one another? */
static bool may_hang(struct str line, size_t last, unsigned width)
{
	size_t hang = wrap_width(str_cut(line, 0, last));

	return last < line.len && hang < width * 2 / 3 && hang + NARROWEST <= width &&
	       hang + wrap_longest(str_cut(line, last, line.len)) <= width;
}

/* Words until `line` is at its end; `hang` blanks in front of all but the first line, which has `room` columns. */
static void wrap_words(struct str line, size_t room, size_t hang, unsigned width, struct buf *out)
{
	while (wrap_width(line) > room) {
		buf_add_str(out, wrap_take(&line, room));
		if (!line.len)
			break;
		buf_char(out, '\n');
		buf_fill(out, ' ', hang);
		room = width > hang + NARROWEST ? width - hang : NARROWEST;
	}
	buf_add_str(out, line);
}

/* An indent that leaves no room for words: `line` without most of its blanks. */
static struct str wrap_nearer(struct str line, unsigned width)
{
	size_t blanks = 0, start = wrap_width(str_cut(line, 0, wrap_indent(line)));

	if (start <= INDENT_LEAST || start + NARROWEST <= width || wrap_width(line) <= width)
		return line;
	while (blanks < start - INDENT_LEAST && line.p[blanks] == ' ')
		blanks++;
	return str_cut(line, blanks, line.len);
}

static void wrap_line(struct str line, unsigned width, struct buf *out)
{
	size_t indent = wrap_indent(line), start = wrap_width(str_cut(line, 0, indent)), last = last_column(line, indent);
	struct str before = str_trim(str_cut(line, indent, last)), behind = str_cut(line, last, line.len);
	size_t further = start + 4 + NARROWEST <= width ? start + 4 : start;
	size_t hang = may_hang(line, last, width) ? wrap_width(str_cut(line, 0, last)) : further;
	size_t room = width > start + NARROWEST ? width - start : NARROWEST;

	if (wrap_width(line) <= width) {
		buf_add_str(out, line);
	} else if (hang == further && behind.len && wrap_width(before) <= room && hang + wrap_width(behind) <= width) {
		/* the last column has a line of its own */
		buf_printf(out, "%.*s%.*s\n", STR(str_cut(line, 0, indent)), STR(before));
		buf_fill(out, ' ', hang);
		buf_add_str(out, behind);
	} else {
		buf_add_str(out, str_cut(line, 0, indent));
		wrap_words(str_cut(line, indent, line.len), room, hang, width, out);
	}
	buf_char(out, '\n');
}

void wrap_lines(struct buf *text, unsigned width)
{
	struct buf out = {0};
	struct str rest = buf_str(text), line;

	if (!width || !text->len)
		return;
	while (str_next_line(&rest, &line))
		wrap_line(wrap_nearer(line, width), width, &out);
	buf_reset(text);
	buf_add_str(text, buf_str(&out));
	buf_release(&out);
}
