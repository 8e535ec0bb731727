/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_word.c - the words round the cursor, without any tree. */
#include "repl/complete_word.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "lang/parse.h"
#include "lang/token.h"

bool word_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Letters, digits, _ and the point of "fleet.servers"; beyond ASCII all but operators. */
static bool in_word(struct str c)
{
	uint32_t cp;

	if (c.len == 1)
		return (char_is_name(*c.p) && (unsigned char)*c.p < 0x80) || *c.p == '.';
	if (utf8_decode(c, &cp) == 0)
		return false;
	switch (cp) {
	case 0xa0:
	case 0xb1:
	case 0xb7:
	case 0xd7:
	case 0xf7: /* no-break space, ± · × ÷ */
	case 0x2013:
	case 0x2192:
	case 0x2212: /* – → − */ return false;
	default: return true;
	}
}

/* Where the word begins that `text` ends with. */
size_t word_start(struct str text)
{
	size_t at = text.len;

	while (at > 0) {
		size_t back = at - 1;

		while (back > 0 && ((unsigned char)text.p[back] & 0xc0) == 0x80)
			back--;
		if (!in_word(str_cut(text, back, at)) || str_ends(str_cut(text, 0, at), S("..")))
			break;
		at = back;
	}
	return at;
}

struct str word_last(struct str text)
{
	return str_cut(text, word_start(text), text.len);
}

struct str word_trim(struct str text)
{
	while (text.len > 0 && word_blank(text.p[text.len - 1]))
		text.len--;
	return text;
}

bool word_number(struct str word)
{
	return word.len > 0 && (char_is_digit(word.p[0]) || (word.p[0] == '.' && word.len > 1 && char_is_digit(word.p[1])));
}

/* The letters after the last digit: "Gi" of "5Gi". */
struct str word_letters(struct str number)
{
	size_t at = number.len;

	while (at > 0 && !char_is_digit(number.p[at - 1]))
		at--;
	return str_cut(number, at, number.len);
}

/* Does `text` end with a number that a unit may follow: 5, 100M, 100 million? */
bool word_ends_number(struct str text)
{
	struct str word = word_last(text), letters;

	if (word_number(word)) {
		letters = word_letters(word);
		return letters.len == 0 || parse_magnitude(letters) != 0;
	}
	if (word.len == 0 || parse_magnitude(word) == 0)
		return false;
	return word_number(word_last(word_trim(str_cut(text, 0, text.len - word.len))));
}

/* Is one of the words, separated by blanks, the last one of `text`? */
bool word_ends(struct str text, const char *words)
{
	struct str word = word_last(text);

	while (word.len && *words) {
		size_t len = strcspn(words, " ");

		if (str_eq(word, (struct str){words, len}))
			return true;
		words += len + (words[len] == ' ');
	}
	return false;
}

bool word_within(struct str text, struct str word)
{
	while (text.len) {
		struct str last = word_last(text);

		if (str_eq(last, word))
			return true;
		text.len -= last.len ? last.len : 1;
	}
	return false;
}

/* Does it end with a value: a name, a unit, a bracket, per cent? Not with a word that begins a statement, or joins. */
static bool ends_value(struct str text)
{
	struct str word = word_last(text);

	if (!word.len)
		return text.len && (str_ends(text, S(")")) || str_ends(text, S("]")) || str_ends(text, S("%")));
	if (word_number(word) || str_ends(word, S(".")) || token_table[token_keyword(word)].joins)
		return false;
	return word.len < text.len || !str_in_list(word, parse_statement_words);
}

/* What the text before the word at the cursor calls for. */
enum word_place word_place(struct str before)
{
	struct str text = word_trim(before);
	bool blank = text.len < before.len;

	if (str_ends(text, S("/")) && !blank) {
		struct str above = str_cut(text, 0, text.len - 1);
		char last = above.len ? above.p[above.len - 1] : ' ';

		if (!word_blank(last))
			return last == ')' ? AT_NAME : word_number(word_last(above)) ? AT_UNIT : AT_UNIT_OR_NAME;
		return word_ends(word_trim(above), "to in as per") ? AT_UNIT : AT_NAME;
	}
	if (str_ends(text, S("->")) || str_ends(text, S("→")))
		return AT_TARGET;
	if (str_ends(text, S("["))) /* param size in [ms] */
		return word_ends(word_trim(str_cut(text, 0, text.len - 1)), "in") ? AT_UNIT : AT_NAME;
	if (!blank)
		return AT_NAME;
	if (word_ends(text, "to in as"))
		return AT_TARGET;
	if (word_ends(text, "per") || word_ends_number(text))
		return AT_UNIT;
	return ends_value(text) ? AT_OPERATOR : AT_NAME;
}
