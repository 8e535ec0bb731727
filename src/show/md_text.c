/* SPDX-License-Identifier: GPL-3.0-or-later */
/* md_text.c - escaping for GitHub's Markdown, with no more backslashes than needed: it is read as plain text too. */
#include "show/md_text.h"

static bool is_word_char(char c)
{
	return char_is_name(c) && c != '_';
}

static char md_text_at(struct str s, size_t i)
{
	return i < s.len ? s.p[i] : ' ';
}

static unsigned count_char(struct str s, char c)
{
	unsigned n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.p[i] == c;
	return n;
}

/* An underscore within a word (photo_share) is not markup. */
static bool is_inner(struct str s, size_t i)
{
	return i > 0 && is_word_char(s.p[i - 1]) && is_word_char(md_text_at(s, i + 1));
}

/* Two dollars are a formula to GitHub. */
static bool is_markup(struct str s, size_t i, bool math, bool heading)
{
	switch (s.p[i]) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '|':
	case '~': return true;
	case '_': return !is_inner(s, i);
	case '$': return math;
	case '#': return heading;
	default: return false;
	}
}

/* "20 < 30" is not a tag, to any reader of Markdown. */
static bool opens_tag(char next)
{
	return is_word_char(next) || next == '/' || next == '!' || next == '?' || next == '<';
}

void md_inline(struct buf *out, struct str text, bool heading)
{
	bool math = count_char(text, '$') > 1;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		if (c == '<' && opens_tag(md_text_at(text, i + 1)))
			buf_add_c(out, "&lt;");
		else if (c == '&' && (is_word_char(md_text_at(text, i + 1)) || md_text_at(text, i + 1) == '#'))
			buf_add_c(out, "&amp;");
		else
			buf_printf(out, is_markup(text, i, math, heading) ? "\\%c" : "%c", c);
	}
}

static size_t longest_run(struct str s)
{
	size_t run = 0, most = 0;

	for (size_t i = 0; i < s.len; i++) {
		run = s.p[i] == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most;
}

void md_code(struct buf *out, struct str text, bool table)
{
	size_t ticks = longest_run(text) + 1;
	bool pad = text.len && (text.p[0] == '`' || text.p[text.len - 1] == '`');

	if (!text.len)
		return;
	buf_fill(out, '`', ticks);
	if (pad)
		buf_char(out, ' ');
	for (size_t i = 0; i < text.len; i++)
		buf_printf(out, table && text.p[i] == '|' ? "\\%c" : "%c", text.p[i]);
	if (pad)
		buf_char(out, ' ');
	buf_fill(out, '`', ticks);
}

/* A row of one of these alone makes a heading of the line above, or a rule. */
static bool is_row_of(struct str word, char c)
{
	return word.len && count_char(word, c) == word.len;
}

/* "12." and "12)" begin a list. */
static size_t md_text_list_number(struct str word)
{
	size_t n = 0;

	while (n < word.len && char_is_digit(word.p[n]))
		n++;
	return n && n + 1 == word.len && (word.p[n] == '.' || word.p[n] == ')') ? n : 0;
}

void md_guard(void *ctx, struct str word, bool starts, struct buf *out)
{
	size_t number = md_text_list_number(word);

	(void)ctx;
	if (starts &&
	    (word.p[0] == '#' || word.p[0] == '>' || is_row_of(word, '-') || is_row_of(word, '+') || is_row_of(word, '=')))
		buf_printf(out, "\\%.*s", STR(word));
	else if (starts && number)
		buf_printf(out, "%.*s\\%c", (int)number, word.p, word.p[number]);
	else
		buf_add_str(out, word);
}

void md_fence(struct buf *out, struct str text)
{
	size_t run = longest_run(text);

	buf_fill(out, '`', run < 3 ? 3 : run + 1);
}
