/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args_complete.c - options and their values, for the completion of shells. */
#include <string.h>

#include "cli/args.h"
#include "session/setting.h"
#include "show/writer.h"

static void put(struct buf *out, const char *before, struct str text, const char *help)
{
	buf_printf(out, "%s%.*s \t%s\n", before, STR(text), help);
}

/* Words with blanks between; a range of numbers is nothing to choose. */
static void put_words(struct buf *out, const char *before, struct str typed, const char *words)
{
	for (words += strspn(words, " "); *words; words += strspn(words, " ")) {
		struct str word = {words, strcspn(words, " ")};

		if (str_starts(word, typed) && str_find_char(word, '.', 0) == word.len)
			put(out, before, word, "");
		words += word.len;
	}
}

static void put_formats(struct buf *out, const char *before, struct str typed)
{
	for (unsigned i = 0; i < report_format_count; i++)
		if (str_starts(str_from_c(report_formats[i].name), typed))
			put(out, before, str_from_c(report_formats[i].name), report_formats[i].help);
}

/* Values of an option; false where an expression may stand. `before` is what stands before the value in its word. */
static bool put_values(struct buf *out, const struct option_row *row, const char *before, struct str typed)
{
	const struct setting *setting = row->id == OPTION_SETTING ? setting_find(str_from_c(row->setting)) : NULL;

	if (strcmp(row->name, "expr") == 0 || strcmp(row->name, "define") == 0 || strcmp(row->name, "to") == 0)
		return false;
	if (setting)
		put_words(out, before, typed, setting->values);
	else if (strcmp(row->name, "format") == 0)
		put_formats(out, before, typed);
	else if (strcmp(row->name, "paper") == 0)
		put_words(out, before, typed, "a4 letter");
	else if (strcmp(row->name, "pay") == 0)
		put_words(out, before, typed, "demand 1y 3y spot");
	return true; /* files and what is one's own: the shell's business */
}

static void put_options(struct buf *out, struct str typed)
{
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];
		struct str name = str_from_c(row->name);

		if (row->group && str_starts(typed, S("-")) && str_starts(name, str_cut(typed, typed.len > 1 ? 2 : 1, typed.len)))
			buf_printf(out, "--%s%s\t%s\n", row->name, row->value ? "=" : " ", row->help);
	}
}

/* The row of an option that wants a value, by "-F", "--format"; NULL for another word. */
static const struct option_row *wanting(struct str word)
{
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];
		bool letter = word.len == 2 && word.p[0] == '-' && row->letter == word.p[1];

		if (row->value && (letter || (str_starts(word, S("--")) && str_eq(str_cut(word, 2, word.len), str_from_c(row->name)))))
			return row;
	}
	return NULL;
}

static size_t last_word(struct str line)
{
	size_t at = line.len;

	while (at > 0 && line.p[at - 1] != ' ' && line.p[at - 1] != '\t')
		at--;
	return at;
}

bool options_complete(struct str line, struct buf *out)
{
	size_t start = last_word(line), equals = str_find_char(str_cut(line, start, line.len), '=', 0);
	struct str word = str_cut(line, start, line.len), before = str_trim(str_cut(line, 0, start));
	const struct option_row *row = wanting(str_cut(before, last_word(before), before.len));

	if (row)
		return put_values(out, row, "", word);
	if (!str_starts(word, S("-")) || (word.len > 1 && !str_starts(word, S("--"))))
		return false;
	row = equals < word.len ? wanting(str_cut(word, 0, equals)) : NULL;
	if (row) {
		struct buf name = {0};
		bool done;

		buf_printf(&name, "%.*s", STR(str_cut(word, 0, equals + 1)));
		done = put_values(out, row, buf_c(&name), str_cut(word, equals + 1, word.len));
		buf_release(&name);
		return done;
	}
	if (equals == word.len)
		put_options(out, word);
	return true;
}
