/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_call.c - a command with its words: what the rows of the table do. */
#include "base/utf8.h"
#include "command/command_all.h"
#include "command/command_rows.h"

#define ROW(word, fn, argument, place, completion, text) command_##fn,
#define MOVING_ROW ROW

bool command_call(struct session *s, const struct command *c, size_t argc, const struct str *argv, struct outcome *o)
{
	static bool (*const functions[])(struct session *, size_t, const struct str *,
	                                 struct outcome *) = {COMMAND_ROWS(ROW, MOVING_ROW)};

	return functions[c - commands](s, argc, argv, o);
}

/* Past the closing quote of the one at `at`, or the end. */
static size_t past_quote(struct str s, size_t at)
{
	size_t end = str_find_char(s, s.p[at], at + 1);

	return end < s.len ? end + 1 : s.len;
}

/* Take a word off the front of *rest: quotes and a pattern between slashes hold blanks together. */
static struct str call_take_word(struct str *rest)
{
	struct str s = *rest;
	size_t n = 0;

	if (s.p[0] == '/' && str_find_char(s, '/', 1) < s.len &&
	    (past_quote(s, 0) == s.len || char_is_space(s.p[past_quote(s, 0)])))
		n = past_quote(s, 0);
	else
		while (n < s.len && !char_is_space(s.p[n]))
			n = s.p[n] == '"' ? past_quote(s, n) : n + 1;
	*rest = str_trim(str_cut(s, n, s.len));
	return str_cut(s, 0, n);
}

/* `save "my sheet.bote"`; but a text given to a parameter (`kind = "cpu"`) keeps its quotes. */
static struct str without_quotes(struct str word, struct str before)
{
	bool quoted = word.len >= 2 && word.p[0] == '"' && word.p[word.len - 1] == '"';

	return quoted && !str_ends(before, S("=")) ? str_cut(word, 1, word.len - 1) : word;
}

/* What is echoed in a message or a list must be text. */
static bool check_text(struct str text, struct outcome *o)
{
	size_t at = utf8_unfit(text);

	return at == text.len ||
	       diag_fail(&o->diag, DIAG_SYNTAX, (struct span){0, 0},
	                 "byte 0x%02X of this is a control character, or no valid UTF-8", (unsigned char)text.p[at]);
}

/* "explain dau?" asks what "explain dau" does; "help ?" is about the sign, and in "..." or /.../ it is part of the
 * text. */
static struct str without_question(struct str rest)
{
	struct str bare = str_trim(rest);

	while (str_ends(bare, S("?")))
		bare = str_trim(str_cut(bare, 0, bare.len - 1));
	return bare.len ? bare : rest;
}

static bool run_words(struct session *s, const struct command *c, struct str rest, struct outcome *o)
{
	struct str *argv = arena_array(&o->arena, struct str, rest.len / 2 + 2);
	struct str before = {0};
	size_t argc = 0;

	if (!check_text(rest, o))
		return false;
	rest = without_question(str_trim(rest));
	if (command_takes_expression(c)) {
		argv[0] = rest;
		return command_call(s, c, rest.len ? 1 : 0, argv, o);
	}
	while (rest.len) {
		struct str word = call_take_word(&rest);

		argv[argc++] = without_quotes(word, before);
		before = word;
	}
	return command_call(s, c, argc, argv, o);
}

bool command_run_line(struct session *s, const struct command *c, struct str rest, struct outcome *o)
{
	struct sheet_values *before = c->moves ? sheet_values_take(session_sheet(s)) : NULL;
	bool fine = run_words(s, c, rest, o);

	if (before && fine)
		o->moved = sheet_values_moved(before, session_sheet(s), &o->arena, &o->moved_count);
	sheet_values_free(before);
	return fine;
}
