/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed.c - what a person types, or a stream says: a command, or statements for the session. */
#include "command/typed.h"

#include "command/command.h"

/* Commands are words of the prompt and of the shell, not of a stream of statements. */
static void hint_command(struct outcome *o, struct str line)
{
	struct str rest;
	const struct command *c = command_of_line(str_trim(line), &rest);

	if (!c || !o->diag.error)
		return;
	o->diag.error->hint = arena_printf(&o->arena, "'%s' is a command: of the prompt, and of the shell where it has a use there (bote %s ...)", c->name, c->name);
}

static bool stream_line(struct session *s, const struct source *src, uint32_t *at, struct outcome *o)
{
	uint32_t start = *at;
	bool ok = session_line(s, SESSION_STREAM, src, at, o);

	if (!ok)
		hint_command(o, str_cut(src->text, start, str_find_char(src->text, '\n', start)));
	return ok;
}

bool typed_line(struct session *s, enum session_mode mode, const struct source *src, uint32_t *at, struct outcome *o)
{
	struct str rest = str_cut(src->text, *at, src->text.len), line, args;
	const struct command *c;

	if (mode == SESSION_STREAM)
		return stream_line(s, src, at, o);
	c = str_next_line(&rest, &line) ? command_of_line(line, &args) : NULL;
	if (!c)
		return session_line(s, mode, src, at, o);
	*at = (uint32_t)(src->text.len - rest.len);
	struct unit_registry *units = session_engine(s)->units;
	size_t changes = unit_changes(units);
	if (command_run_line(s, c, args, o))
		return true;
	if (unit_changes(units) > changes)
		unit_take_back(units, changes); /* nouns that were counted in it */
	return o->status ? false : session_fail(o);
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
