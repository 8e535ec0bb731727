/* SPDX-License-Identifier: GPL-3.0-or-later */
/* advice.c - words that people type and bote has no use for: formulas/prelude/words.txt, read when one is met. */
#include <string.h>

#include "base/embed.h"
#include "lang/parse.h"

/* Is `word` one of a list with commas? */
static bool is_listed(struct str list, struct str word)
{
	while (list.len) {
		size_t end = str_find_char(list, ',', 0);

		if (str_eq_nocase(str_trim(str_cut(list, 0, end)), word))
			return true;
		list = str_cut(list, end + 1, list.len);
	}
	return false;
}

/* The next line `words: rest` of the text. */
static bool advice_next_row(struct str *text, struct str *words, struct str *rest)
{
	struct str line;

	while (str_next_line(text, &line)) {
		size_t colon = str_find_char(line, ':', 0);

		if (line.len == 0 || line.p[0] == '#' || colon == line.len)
			continue;
		*words = str_cut(line, 0, colon);
		*rest = str_trim(str_cut(line, colon + 1, line.len));
		return true;
	}
	return false;
}

static struct str words_text(void)
{
	const struct embedded *e = embedded_find(S("formulas/prelude/words.txt"));

	return e ? e->text : S("");
}

/* The hint with the word put in for each {}. */
static struct str advice_fill_in(struct arena *a, struct str hint, struct str word)
{
	struct buf out = {0};

	for (size_t i = 0; i < hint.len; i++) {
		if (hint.p[i] == '{')
			buf_add_str(&out, word);
		else if (hint.p[i] != '}')
			buf_char(&out, hint.p[i]);
	}
	return buf_take(&out, a);
}

struct str parse_advice(struct arena *a, struct str word)
{
	struct str text = words_text(), words, hint;
	bool factor = word.len > 1 && (word.p[0] == 'x' || word.p[0] == 'X') && word.p[1] >= '0' &&
	              word.p[1] <= '9'; /* 3x5 */

	if (factor)
		word.len = 1;
	while (advice_next_row(&text, &words, &hint))
		if (!str_eq(words, S("any case")) && is_listed(words, word))
			return advice_fill_in(a, hint, word);
	return S("");
}

bool parse_any_case(struct str word)
{
	struct str text = words_text(), words, rest;

	while (advice_next_row(&text, &words, &rest))
		if (str_eq(words, S("any case")))
			return is_listed(rest, word);
	return false;
}
