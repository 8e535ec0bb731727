/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foreign.c - what people type who know other programs. */
#include "command/foreign.h"

#include "base/buf.h"
#include "command/command.h"

const struct foreign_word foreign_words[] = {
	{"list ls vars variables who whos dir .tables", "'cells' lists the sheet", false},
	{"print echo puts printf say display disp", "a name or an expression alone is printed", false},
	{"show", "a name or an expression alone is printed; 'cells' lists the sheet", false},
	{"rm del remove unset undef drop forget", "'delete NAME' takes a cell out of the sheet", false},
	{"mv move ren", "'rename OLD NEW' gives a cell another name", false},
	{"\\q :q :q! :wq q bye logout .quit .exit .q \\quit", "'quit' leaves; Ctrl-D does so too", false},
	{".help \\h \\? man info usage", "'help' explains the language, and anything by name", false},
	{"plot graph draw",
     "'chart growth(0.3, over = 5 years)' and 'sweep x = 1..10 : y' draw; help reports lists the kinds", false},
	{"bote",
     "this is its prompt: what comes after 'bote' in the shell stands alone here, and 'set' does what options do",
     false},
	{"var const def define dim local int float double auto", "a cell needs no word in front: name = expression", true},
	{"fn func function lambda fun", "a function of one's own: f(x, y) = x * y", true},
	{"import include source open read .load .read exec",
     "'load FILE' takes in a sheet, 'use NAME(PARAM = VALUE) as SHORT' another one", false},
	{"write .save dump store", "'save FILE' writes the sheet", false},
	{"convert conv", "write what to convert and 'to': 5 GiB to MB", false},
	{"calc calculate compute eval evaluate", "an expression alone is worked out", false},
	{"cls reset restart .clear", "'clear' starts with an empty sheet", false},
	{"assert expect ensure", "'check CONDITION' holds a design to it", false},
	{"input assume assumption parameter", "'param NAME = VALUE' is an input that a caller may set", true},
	{"montecarlo simulate simulation mc", "a range is sampled by itself: x = 5..10; 'histogram x' shows it", false},
	{"goalseek optimize optimise minimize maximise fit", "'solve CONDITION for NAME' finds the value of a cell", false},
	{"version .version ver", "'bote --version' in the shell says it", false},
	{"\\d \\dt desc describe type typeof", "'help NAME' says what a cell, unit or function is", false},
	{"date now today time", "bote has no dates; lengths of time are numbers: 3 weeks to days", false},
	{"hint skip again lesson", "'tutorial' teaches, 'quiz' asks; hint, skip and again are words of theirs", false},
	{NULL, NULL, false},
};

/* ---- words ---- */

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (!char_begins_name(c) && (i == 0 || (!char_is_digit(c) && c != '.' && c != '-')))
			return false;
	}
	return s.len > 0;
}

static struct str foreign_first_word(struct str line)
{
	size_t n = 0;

	while (n < line.len && !char_is_blank(line.p[n]))
		n++;
	return str_cut(line, 0, n);
}

/* What comes after `word` and a blank; empty when the line does not begin so. */
static struct str foreign_behind(struct str line, struct str word)
{
	if (!str_starts(line, word) || line.len <= word.len || !char_is_blank(line.p[word.len]))
		return S("");
	return str_trim(str_cut(line, word.len, line.len));
}

/* ---- lines ---- */

/* `?sum`, `?what if`, `?`, with which nothing else begins, and `sum?`. */
static struct str foreign_asked(struct arena *a, struct str line)
{
	struct str name = S("");

	if (str_starts(line, S("?")))
		return str_trim(arena_printf(a, "help %.*s", STR(str_trim(str_cut(line, 1, line.len)))));
	if (str_ends(line, S("?")))
		name = str_trim(str_cut(line, 0, line.len - 1));
	return is_name(name) ? arena_printf(a, "help %.*s", STR(name)) : S("");
}

/* `let x = 5`, `x := 5` */
static struct str assigned(struct arena *a, struct str line)
{
	struct str rest = foreign_behind(line, S("let"));
	size_t colon = str_find_char(line, ':', 0);
	struct str name = str_trim(str_cut(line, 0, colon));

	if (rest.len && !str_starts(rest, S("=")))
		return rest;
	if (colon + 1 < line.len && line.p[colon + 1] == '=' && is_name(name))
		return arena_printf(a, "%.*s =%.*s", STR(name), STR(str_cut(line, colon + 2, line.len)));
	return S("");
}

/* Quotes that stood there for the shell. */
static struct str foreign_unquoted(struct str text)
{
	bool quoted = text.len >= 2 && (text.p[0] == '\'' || text.p[0] == '"') && text.p[text.len - 1] == text.p[0] &&
	              str_find_char(text, text.p[0], 1) == text.len - 1;

	return quoted ? str_cut(text, 1, text.len - 1) : text;
}

/* What the shell would not take for an expression: `-p 3`, `--version`. */
static bool is_option(struct str text)
{
	return str_starts(text, S("--")) || (text.len > 1 && text.p[0] == '-' && char_is_letter(text.p[1]));
}

/* `bote 5 GB to MB`, `$ bote run twitter` */
static struct str foreign_called(struct str line)
{
	struct str rest = foreign_behind(line, S("$"));

	rest = foreign_behind(rest.len ? rest : line, S("bote"));
	return rest.len && rest.p[0] != '=' && !str_starts(rest, S(":=")) && !is_option(rest) ? foreign_unquoted(rest)
	                                                                                      : S("");
}

/* `help()` and its kin, as Python has them. A command that takes more may share its name with a formula: `fleet()`. */
static struct str without_brackets(struct str line)
{
	struct str word = str_ends(line, S("()")) ? str_cut(line, 0, line.len - 2) : S("");

	const struct command *c = command_find(word, COMMAND_PROMPT);

	return c && (!*c->args || str_eq(word, S("help"))) ? word : S("");
}

static struct str prompted(struct str line)
{
	if (str_starts(line, S("bote>")))
		return str_trim(str_cut(line, 5, line.len));
	return str_starts(line, S("....>")) ? str_trim(str_cut(line, 5, line.len)) : S("");
}

struct str foreign_line(struct arena *a, struct str line)
{
	struct str text = str_trim(line), ours = prompted(text);

	if (ours.len)
		text = ours;
	ours = foreign_called(text);
	if (ours.len)
		text = ours;
	ours = foreign_asked(a, text);
	if (!ours.len)
		ours = assigned(a, text);
	if (!ours.len)
		ours = without_brackets(text);
	if (ours.len)
		return ours;
	return text.p == str_trim(line).p && text.len == str_trim(line).len ? line : text;
}

struct str foreign_transcript(struct arena *a, struct str text)
{
	struct str rest = text, line, out;
	struct buf kept = {0};

	while (str_next_line(&rest, &line)) {
		struct str typed = prompted(str_trim(line));

		if (typed.len)
			buf_printf(&kept, "%.*s\n", STR(typed));
	}
	out = kept.len ? arena_str(a, buf_str(&kept)) : text;
	buf_release(&kept);
	return out;
}

/* ---- hints ---- */

static bool foreign_holds(const char *words, struct str word)
{
	struct str rest = str_from_c(words);

	while (rest.len) {
		struct str one = foreign_first_word(rest);

		if (str_eq(one, word))
			return true;
		rest = str_trim(str_cut(rest, one.len, rest.len));
	}
	return false;
}

/* "write rate = 5k/s", "write bandwidth: 5 GB": the word begins a name. */
static bool begins_definition(struct str line)
{
	size_t at = str_find_char(line, '=', 0), colon = str_find_char(line, ':', 0);

	return (at < line.len && !str_starts(str_cut(line, at, line.len), S("=="))) ||
	       (colon > 0 && colon < line.len); /* `:q` is none */
}

const char *foreign_hint(struct str line)
{
	struct str word = foreign_first_word(str_trim(line));
	bool definition = begins_definition(str_trim(line)) && str_find_char(word, '(', 0) == word.len;

	if (str_ends(word, S("(")) || !word.len)
		return NULL;
	word = str_cut(word, 0, str_find_char(word, '(', 0));
	for (const struct foreign_word *row = foreign_words; row->words; row++)
		if (foreign_holds(row->words, word) && (row->defines || !definition))
			return row->hint;
	return NULL;
}
