/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed.c - what a person types, or a stream says: a command, or statements for the session. */
#include "command/typed.h"

#include "command/command.h"
#include "command/foreign.h"

/* Commands are words of the prompt and of the shell, not of a stream of statements. */
static void hint_command(struct outcome *o, struct str line)
{
	struct str rest;
	const struct command *c = command_of_line(str_trim(line), &rest);

	if (!c || !o->diag.error)
		return;
	o->diag.error->hint = arena_printf(
		&o->arena, "'%s' is a command: of the prompt, and of the shell where it has a use there (bote %s ...)", c->name,
		c->name);
}

/* As with bc, `quit` ends a stream too, unless a cell has the name. */
static bool is_quit(struct session *s, struct str line)
{
	line = str_trim(line);
	return (str_eq(line, S("quit")) || str_eq(line, S("exit"))) && !sheet_find(session_sheet(s), line);
}

/* Leave if the line at *at says so. */
static bool take_quit(struct session *s, const struct source *src, uint32_t *at, struct outcome *o)
{
	struct str rest = str_cut(src->text, *at, src->text.len), line;

	if (!str_next_line(&rest, &line) || !is_quit(s, line))
		return false;
	*at = (uint32_t)(src->text.len - rest.len);
	o->quit = true;
	return true;
}

static bool stream_line(struct session *s, const struct source *src, uint32_t *at, struct outcome *o)
{
	uint32_t start = *at;
	char first = start < src->text.len ? src->text.p[start] : 0;

	/* Told by the first letter in most cases, for all lines of a stream come by here. */
	if ((first == 'q' || first == 'e' || first == ' ') && take_quit(s, src, at, o))
		return true;
	bool ok = session_line(s, SESSION_STREAM, src, at, o);

	if (!ok)
		hint_command(o, str_cut(src->text, start, str_find_char(src->text, '\n', start)));
	return ok;
}

/* The name of a sheet and nothing else: it is to be run. */
static bool is_sheet_name(struct str line)
{
	return str_ends(line, S(".bote")) && str_find_char(line, ' ', 0) == line.len;
}

/* Is a cell near, which comes before a command? */
static bool is_near_cell(struct session *s, struct str word)
{
	struct str near;

	return sheet_nearest(session_sheet(s), word, &near, 1) && sheet_find(session_sheet(s), near);
}

/* At the prompt an error at the first word may be that of a person who knows other programs, or a slip in a command. */
static void hint_typed(struct outcome *o, struct session *s, struct str line)
{
	const char *hint = o->diag.error && (o->diag.error->kind == DIAG_NAME || o->diag.error->kind == DIAG_SYNTAX)
	                       ? foreign_hint(line)
	                       : NULL;
	struct str whole = str_trim(line), word = str_cut(whole, 0, str_find_char(whole, ' ', 0));

	if (o->diag.error && is_sheet_name(whole))
		o->diag.error->hint = arena_printf(&o->arena, "did you mean 'run %.*s'?", STR(whole));
	else if (hint && !sheet_find(session_sheet(s), word))
		o->diag.error->hint = str_from_c(hint);
	else if (!is_near_cell(s, word))
		command_hint(o, whole, COMMAND_PROMPT);
}

/* Nouns that were counted in one that failed are forgotten. */
static bool typed_run_command(struct session *s, const struct command *c, struct str args, struct outcome *o)
{
	struct unit_registry *units = session_engine(s)->units;
	size_t changes = unit_changes(units);

	if (command_run_line(s, c, args, o))
		return true;
	if (unit_changes(units) > changes)
		unit_take_back(units, changes);
	return o->status ? false : session_fail(o);
}

static bool typed_prompt_line(struct session *s, const struct source *src, uint32_t *at, struct outcome *o)
{
	struct str rest = str_cut(src->text, *at, src->text.len), line = S(""), args;
	const struct command *c = str_next_line(&rest, &line) ? command_of_line(line, &args) : NULL;
	bool ok;

	if (c) {
		*at = (uint32_t)(src->text.len - rest.len);
		return typed_run_command(s, c, args, o);
	}
	ok = session_line(s, SESSION_PROMPT, src, at, o);
	if (!ok)
		hint_typed(o, s, line);
	return ok;
}

/* Options are the shell's; `--x` is a cell negated twice only for who has that cell, and `-h` hours for who means them.
 */
static bool is_option_alone(struct session *s, struct str line)
{
	struct str text = str_trim(line), name = str_cut(text, 2, str_find_char(text, '=', 0));

	if (str_eq(text, S("-h")) || str_eq(text, S("-V")))
		return !sheet_find(session_sheet(s), str_cut(text, 1, 2));
	if (!str_starts(text, S("--")) || !name.len || !char_is_letter(name.p[0]) || sheet_find(session_sheet(s), name))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_name(name.p[i]) && name.p[i] != '-')
			return false;
	return true;
}

static bool take_option(struct str line, const struct source *src, uint32_t *at, struct outcome *o)
{
	struct str text = str_trim(line);
	bool version = str_eq(text, S("--version")) || str_eq(text, S("-V"));

	*at = (uint32_t)(*at + line.len < src->text.len ? *at + line.len + 1 : src->text.len);
	o->status = STATUS_USAGE;
	diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "%.*s is an option, and options are for the shell", STR(text));
	if (version)
		diag_hint(&o->diag, "'bote --version' in the shell says it");
	else
		diag_hint(&o->diag, "here 'set' lists and changes what they say");
	return false;
}

/* The line in words of ours, and what is below it. */
static bool foreign_prompt_line(struct session *s, struct str line, const struct source *src, uint32_t *at,
                                struct outcome *o)
{
	struct str all = str_cut(src->text, *at, src->text.len), below = all, typed;
	struct source *whole = arena_new(&o->arena, struct source);
	uint32_t from = 0;
	bool ok;

	str_next_line(&below, &typed);
	*whole = (struct source){src->name, arena_printf(&o->arena, "%.*s\n%.*s", STR(line), STR(below)), src->first_line};
	ok = typed_prompt_line(s, whole, &from, o);
	*at = from > line.len ? (uint32_t)(src->text.len - (whole->text.len - from))
	                      : (uint32_t)(src->text.len - below.len);
	return ok;
}

/* At the prompt, where what people know from other programs is put in words of ours. */
static __attribute__((noinline)) bool typed_at_prompt(struct session *s, const struct source *src, uint32_t *at,
                                                      struct outcome *o)
{
	struct str rest = str_cut(src->text, *at, src->text.len), line = S(""), ours;

	str_next_line(&rest, &line);
	ours = foreign_line(&o->arena, line);
	if (is_option_alone(s, ours)) {
		if (!str_eq(str_trim(ours), S("-h")) && !str_eq(str_trim(ours), S("--help")))
			return take_option(line, src, at, o);
		ours = S("help");
	}
	return str_eq(ours, line) ? typed_prompt_line(s, src, at, o) : foreign_prompt_line(s, ours, src, at, o);
}

bool typed_line(struct session *s, enum session_mode mode, const struct source *src, uint32_t *at, struct outcome *o)
{
	return mode == SESSION_STREAM ? stream_line(s, src, at, o) : typed_at_prompt(s, src, at, o);
}

bool typed_text(struct session *s, enum session_mode mode, struct str text, struct outcome *o)
{
	struct source *src = arena_new(&o->arena, struct source);
	uint32_t at = 0;
	bool ok = true;

	*src = (struct source){.text = arena_str(&o->arena, text), .first_line = 1};
	while (ok && at < src->text.len)
		ok = typed_line(s, mode, src, &at, o);
	return ok;
}
