/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args_complete.c - options and their values, for completion. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"
#include "session/setting.h"
#include "show/writer.h"

/* Words that an option takes and no other table has. */
static const struct value_row {
	const char *option, *value, *help;
} value_rows[] = {
	{"paper", "a4", "210 mm by 297 mm"},
	{"paper", "letter", "8.5 by 11 inches"},
	{"for", "interview", "problem, overview, each sub-problem; whiteboard digits"},
	{"for", "review", "checks and scenarios first, steps last"},
	{"for", "finance", "cost lines, three years, prices"},
	{"pay", "demand", "by the hour, bound to nothing"},
	{"pay", "1y", "reserved for a year"},
	{"pay", "3y", "reserved for three years"},
	{"pay", "spot", "what may be taken away at any time"},
	{"arrivals", "random", "as independent users come"},
	{"arrivals", "even", "one after the other, at equal distances"},
	{"http", "1.1", "a connection for each request at a time"},
	{"http", "2", "many requests at once on a connection"},
	{"time-unit", "ns", "nanoseconds"},
	{"time-unit", "us", "microseconds"},
	{"time-unit", "ms", "milliseconds"},
	{"time-unit", "s", "seconds"},
};

/* What the value of an option is, by the name that the table gives it. */
static const struct {
	const char *value, *unit;
} quantities[] = {{"UNIT", ""}, {"TIME", "s"}, {"RATE", "/s"}};

struct offered {
	option_offer_fn *offer;
	void *ctx;
	struct str before, typed; /* what comes before the value in its word, and the value so far */
};

static void args_complete_put(const struct offered *to, struct str text, const char *help)
{
	struct buf whole = {0};

	if (!str_starts(text, to->typed))
		return;
	buf_printf(&whole, "%.*s%.*s", STR(to->before), STR(text));
	to->offer(to->ctx, buf_str(&whole), str_from_c(help), true);
	buf_release(&whole);
}

/* A range of numbers is nothing to choose. */
static void put_setting(const struct offered *to, const struct setting *setting)
{
	for (const char *words = setting->values; *words; words += strspn(words, " ")) {
		struct str word = {words, strcspn(words, " ")};

		if (str_find_char(word, '.', 0) == word.len)
			args_complete_put(to, word, setting_meaning(setting, word));
		words += word.len;
	}
}

/* Values of an option; false where an expression may be. */
static bool put_values(const struct option_row *row, const struct offered *to, const char **unit)
{
	const struct setting *setting = row->id == OPTION_SETTING ? setting_find(str_from_c(row->setting)) : NULL;

	if (row->id == OPTION_EXPR || row->id == OPTION_DEFINE)
		return false;
	if (setting)
		put_setting(to, setting);
	for (unsigned i = 0; strcmp(row->name, "format") == 0 && i < report_format_count; i++)
		args_complete_put(to, str_from_c(report_formats[i].name), report_formats[i].help);
	for (size_t i = 0; i < sizeof(value_rows) / sizeof(value_rows[0]); i++)
		if (strcmp(value_rows[i].option, row->name) == 0)
			args_complete_put(to, str_from_c(value_rows[i].value), value_rows[i].help);
	for (size_t i = 0; i < sizeof(quantities) / sizeof(quantities[0]); i++)
		if (strcmp(quantities[i].value, row->value) == 0)
			*unit = quantities[i].unit;
	return true; /* files and what is one's own: the shell's business */
}

/* Is the option one of this command, or, in a shell, of the program? Without a command any may be meant. */
static bool args_complete_belongs(const struct option_row *row, const char *command, bool shell)
{
	const char *words = row->setting;
	size_t len = command ? strlen(command) : 0;

	if (!row->group)
		return false;
	if (row->id != OPTION_COMMAND)
		return shell;
	for (; command && *words; words += strcspn(words, " "), words += strspn(words, " "))
		if (strcspn(words, " ") == len && memcmp(words, command, len) == 0)
			return true;
	return !command;
}

static void put_options(struct str typed, const char *command, bool shell, const struct offered *to)
{
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];
		struct buf text = {0};

		buf_printf(&text, "--%s%s", row->name, row->value && shell ? "=" : "");
		if (args_complete_belongs(row, command, shell) && str_starts(buf_str(&text), typed))
			to->offer(to->ctx, buf_str(&text), str_from_c(row->help), !row->value || !shell);
		buf_release(&text);
	}
}

/* The row of an option that wants a value, by "-F", "--format"; NULL for another word. */
static const struct option_row *wanting(struct str word)
{
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];
		bool letter = word.len == 2 && word.p[0] == '-' && row->letter == word.p[1];

		if (row->value &&
		    (letter || (str_starts(word, S("--")) && str_eq(str_cut(word, 2, word.len), str_from_c(row->name)))))
			return row;
	}
	return NULL;
}

static size_t args_complete_last_word(struct str line)
{
	size_t at = line.len;

	while (at > 0 && line.p[at - 1] != ' ' && line.p[at - 1] != '\t')
		at--;
	return at;
}

bool options_complete(struct str line, const char *command, bool shell, option_offer_fn *offer, void *ctx,
                      const char **unit)
{
	size_t start = args_complete_last_word(line), equals = str_find_char(str_cut(line, start, line.len), '=', 0);
	struct str word = str_cut(line, start, line.len), before = str_trim(str_cut(line, 0, start));
	const struct option_row *row = wanting(str_cut(before, args_complete_last_word(before), before.len));
	struct offered to = {.offer = offer, .ctx = ctx, .typed = word};

	if (row)
		return put_values(row, &to, unit);
	if (!str_starts(word, S("-")) || (word.len > 1 && !str_starts(word, S("--"))))
		return false;
	if (equals == word.len) {
		put_options(word, command, shell, &to);
		return true;
	}
	row = wanting(str_cut(word, 0, equals));
	to.before = str_cut(word, 0, equals + 1);
	to.typed = str_cut(word, equals + 1, word.len);
	return !row || put_values(row, &to, unit);
}
