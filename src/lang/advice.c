/* SPDX-License-Identifier: GPL-3.0-or-later */
/* advice.c - words that people type and bote has no use for: formulas/prelude/words.txt, read when one is met. */
#include <stdint.h>
#include <string.h>

#include "base/embed.h"
#include "lang/parse.h"
#include "lang/token.h"

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

/* Words of a list by their first letter: a bit for each length of those that begin so. Nearly all names are ruled out
 * by that. */
struct lengths {
	uint64_t of[256];
};

static unsigned first_letter(struct str word)
{
	return (unsigned char)(word.p[0] >= 'A' && word.p[0] <= 'Z' ? word.p[0] + 'a' - 'A' : word.p[0]);
}

static uint64_t length_bit(struct str word)
{
	return UINT64_C(1) << (word.len < 63 ? word.len : 63);
}

static void lengths_note(struct lengths *l, struct str list)
{
	while (list.len) {
		size_t end = str_find_char(list, ',', 0);
		struct str word = str_trim(str_cut(list, 0, end));

		if (word.len)
			l->of[first_letter(word)] |= length_bit(word);
		list = str_cut(list, end + 1, list.len);
	}
}

static bool lengths_allow(const struct lengths *l, struct str word)
{
	return word.len && (l->of[first_letter(word)] & length_bit(word));
}

/* Rows that are another thing than words and what to write for them: the words behind the colon are of a kind. */
enum { KIND_ANY_CASE, KIND_HAS_SIZE, KIND_COMPARES, KINDS };

static const char *const kind_names[KINDS] = {"any case", "has a size", "compares"};

/* All that stands in the text, as far as it tells which words do not. */
static struct {
	bool read;
	struct lengths advised, of_kind[KINDS];
	struct str kinds[KINDS];
} rows;

static int kind_called(struct str name)
{
	for (int i = 0; i < KINDS; i++)
		if (str_eq(name, str_from_c(kind_names[i])))
			return i;
	return -1;
}

static void rows_read(void)
{
	struct str text, words, rest;

	if (rows.read)
		return;
	text = words_text();
	while (advice_next_row(&text, &words, &rest)) {
		int kind = kind_called(words);

		if (kind >= 0)
			rows.kinds[kind] = rest;
		lengths_note(kind >= 0 ? &rows.of_kind[kind] : &rows.advised, kind >= 0 ? rest : words);
	}
	rows.read = true;
}

struct str parse_advice(struct arena *a, struct str word)
{
	struct str text, words, hint, magnitude;
	bool factor = word.len > 1 && (word.p[0] == 'x' || word.p[0] == 'X') && char_is_digit(word.p[1]);

	if (factor)
		word.len = 1;
	rows_read();
	text = lengths_allow(&rows.advised, word) ? words_text() : S("");
	while (advice_next_row(&text, &words, &hint))
		if (kind_called(words) < 0 && is_listed(words, word))
			return advice_fill_in(a, hint, word);
	magnitude = word_slip_of_magnitude(word);
	return magnitude.len ? arena_printf(a, "did you mean '%.*s'?", STR(magnitude)) : magnitude;
}

static bool is_of_kind(int kind, struct str word)
{
	rows_read();
	return lengths_allow(&rows.of_kind[kind], word) && is_listed(rows.kinds[kind], word);
}

bool parse_any_case(struct str word)
{
	return is_of_kind(KIND_ANY_CASE, word);
}

bool parse_has_size(struct str word)
{
	return is_of_kind(KIND_HAS_SIZE, word);
}

bool parse_compares(struct str word)
{
	return is_of_kind(KIND_COMPARES, word);
}
