/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_list.c - candidates as text: what they share, a list for the terminal, lines for shells. */
#include "base/utf8.h"
#include "diag/neutral.h"
#include "repl/complete.h"
#include "repl/complete_word.h"

enum { WIDEST = 32, GAP = 2, LEAST_COLUMNS = 20 };

struct str complete_common(const struct completion *c, struct str typed)
{
	struct str common = c->count > 0 ? c->items[0].text : typed;

	for (size_t i = 1; i < c->count; i++) {
		size_t n = 0;

		while (n < common.len && n < c->items[i].text.len && common.p[n] == c->items[i].text.p[n])
			n++;
		common.len = n;
	}
	while (common.len > 0 && utf8_invalid(common) < common.len)
		common.len--;
	return common.len >= typed.len ? common : typed;
}

static size_t complete_list_widest(const struct completion *c)
{
	size_t width = 0;

	for (size_t i = 0; i < c->count; i++)
		width = utf8_wider(width, c->items[i].text);
	return width;
}

static void list_described(const struct completion *c, size_t columns, struct buf *out)
{
	size_t width = complete_list_widest(c) + GAP;
	struct buf line = {0};

	if (width > WIDEST + GAP)
		width = WIDEST + GAP;
	for (size_t i = 0; i < c->count; i++) {
		buf_reset(&line);
		utf8_put(&line, c->items[i].text, c->items[i].help.len ? width : 0, false);
		if (c->items[i].help.len && line.len > 0 && line.p[line.len - 1] != ' ')
			buf_fill(&line, ' ', GAP);
		buf_add_str(&line, c->items[i].help);
		/* A line as wide as the terminal would be followed by an empty one. */
		buf_add_str(out, utf8_clip(buf_str(&line), columns - 1));
		buf_char(out, '\n');
	}
	buf_release(&line);
}

/* Down the columns, as ls does. */
static void list_columns(const struct completion *c, size_t columns, size_t rows, struct buf *out)
{
	size_t width = complete_list_widest(c) + GAP, across = columns / width > 0 ? columns / width : 1;
	size_t lines = (c->count + across - 1) / across, shown = c->count;

	if (lines > rows) {
		lines = rows;
		shown = lines * across;
	}
	for (size_t row = 0; row < lines; row++) {
		for (size_t i = row; i < shown; i += lines)
			utf8_put(out, utf8_clip(c->items[i].text, columns - 1), i + lines < shown ? width : 0, false);
		buf_char(out, '\n');
	}
	if (shown < c->count)
		buf_printf(out, "and %zu more: type a letter\n", c->count - shown);
}

/* ---- with headings ---- */

static bool begins_heading(const struct completion *c, size_t i)
{
	return i == 0 || !str_eq(c->items[i].heading, c->items[i - 1].heading);
}

static size_t count_headings(const struct completion *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->count; i++)
		n += begins_heading(c, i);
	return n;
}

/* The candidates from `first` to `end`, as a completion of their own that owns nothing. */
static struct completion complete_list_part(const struct completion *c, size_t first, size_t end)
{
	struct completion p = {.items = c->items + first, .count = end - first};

	return p;
}

static size_t heading_end(const struct completion *c, size_t first)
{
	size_t end = first + 1;

	while (end < c->count && !begins_heading(c, end))
		end++;
	return end;
}

static void list_below_headings(const struct completion *c, size_t columns, struct buf *out)
{
	for (size_t i = 0, end; i < c->count; i = end) {
		struct completion p = complete_list_part(c, i, end = heading_end(c, i));

		if (i)
			buf_char(out, '\n');
		if (c->items[i].heading.len)
			buf_printf(out, "%.*s\n", STR(utf8_clip(c->items[i].heading, columns - 1)));
		list_described(&p, columns, out);
	}
}

/* As much of a heading as there is room for, and no part of a word. */
static struct str clip_heading(struct str heading, size_t width)
{
	struct str shown = utf8_clip(heading, width);
	size_t end = shown.len;

	if (end < heading.len && heading.p[end] != ' ')
		while (end && shown.p[end - 1] != ' ')
			end--;
	return end ? str_trim(str_cut(shown, 0, end)) : shown;
}

/* "Caching  fifo_hit lru_time and 7 more": as many names as there is room for. */
static void complete_list_names(const struct completion *c, size_t first, size_t end, size_t width, size_t columns,
                                struct buf *out)
{
	struct buf line = {0};
	size_t left = end - first, at = first;

	utf8_put(&line, clip_heading(c->items[first].heading, width - GAP), width, false);
	for (; at < end; at++, left--) {
		size_t more = left > 1 ? sizeof(" and 99 more") : 0;

		if (utf8_width(buf_str(&line)) + utf8_width(c->items[at].text) + 1 + more >= columns)
			break;
		if (at > first)
			buf_char(&line, ' ');
		buf_add_str(&line, c->items[at].text);
	}
	if (left)
		buf_printf(&line, "%s%zu%s", at > first ? " and " : "", left, at > first ? " more" : "");
	buf_printf(out, "%.*s\n", STR(utf8_clip(buf_str(&line), columns - 1)));
	buf_release(&line);
}

static void list_headings(const struct completion *c, size_t columns, size_t rows, struct buf *out)
{
	size_t width = 0, shown = 0, i = 0;

	for (size_t k = 0; k < c->count; k++)
		width = utf8_wider(width, c->items[k].heading);
	width += GAP;
	if (width > columns * 2 / 5)
		width = columns * 2 / 5;
	for (size_t end; i < c->count && shown < rows; i = end, shown++) {
		end = heading_end(c, i);
		complete_list_names(c, i, end, width, columns, out);
	}
	if (i < c->count)
		buf_printf(out, "and %zu more: type a letter\n", c->count - i);
}

void complete_list(const struct completion *c, size_t columns, size_t rows, struct buf *out)
{
	size_t before = out->len, headings = count_headings(c);

	if (columns < LEAST_COLUMNS)
		columns = LEAST_COLUMNS;
	if (rows < 4)
		rows = 4;
	if (headings > 1 && c->count + 2 * headings <= 2 * rows)
		list_below_headings(c, columns, out);
	else if (headings > 1 && c->count > 2 * rows)
		list_headings(c, columns, rows - 2, out);
	else if (c->count <= 2 * rows)
		list_described(c, columns, out);
	else
		list_columns(c, columns, rows - 2, out);
	neutral_text(out, before);
}

/* Where the shell word begins that `line` ends with, after the quote that it may begin with. */
static size_t shell_word(struct str line)
{
	size_t start = 0;
	char quote = 0;

	for (size_t i = 0; i < line.len; i++) {
		char c = line.p[i];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
			if (i == start)
				start++;
		} else if (word_blank(c)) {
			start = i + 1;
		}
	}
	return start;
}

void complete_print(struct session *s, size_t point, struct str line, struct buf *out)
{
	struct completion c;
	size_t start, before = out->len;

	completion_init(&c);
	line = str_cut(line, 0, point);
	start = shell_word(line);
	complete(s, COMMAND_SHELL, line, line.len, &c);
	for (size_t i = 0; i < c.count; i++) {
		buf_add_str(out, str_cut(line, start, c.from));
		buf_printf(out, "%.*s%s\t%.*s\n", STR(c.items[i].text), c.items[i].space ? " " : "", STR(c.items[i].help));
	}
	neutral_text(out, before);
	completion_release(&c);
}
