/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl_lesson.c - `tutorial` and `quiz` at the prompt. */
#include "repl/repl_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/now.h"
#include "command/command.h"
#include "session/console.h"

static void leave_lesson(struct repl *r)
{
	struct buf text = {0};

	r->lesson->end(r->lesson, &text);
	r->lesson = NULL;
	r->session = r->own;
	repl_say(r, &text);
}

void repl_end_lesson(struct repl *r)
{
	r->quit = r->quit || r->only_lesson;
	leave_lesson(r);
}

/* Where it is kept how far one got, in `a`; NULL where nothing is kept. */
static const char *lesson_state(struct repl *r, struct arena *a, const char *name)
{
	const char *history = getenv("BOTE_HISTORY");

	return !r->person || (history && !*history) ? NULL : fs_user_path(a, "XDG_STATE_HOME", ".local/state", name);
}

/* NULL where the line begins none, or there is nothing to ask about, which `out` says then. */
static struct lesson *lesson_of_line(struct repl *r, const struct command *c, struct str rest, struct buf *out)
{
	const char *path = getenv("BOTE_PATH");
	struct str folders = str_from_c(path ? path : "");
	struct lesson *lesson = NULL;
	struct quiz_wish wish;
	struct arena a;

	arena_init(&a);
	if (strcmp(c->name, "tutorial") == 0 && !rest.len)
		lesson = lesson_tutorial(folders, lesson_state(r, &a, "tutorial"), out);
	else if (strcmp(c->name, "quiz") == 0 && quiz_wish_read(rest, now_seconds(), &wish))
		lesson = lesson_quiz(folders, lesson_state(r, &a, "quiz"), &wish, out);
	arena_release(&a);
	return lesson;
}

bool repl_begin_lesson(struct repl *r, struct str text)
{
	struct str rest;
	const struct command *c = command_of_line(text, &rest);
	struct lesson *next;
	struct buf out = {0};
	bool taken;

	if (!c)
		return false;
	if (r->lesson && !rest.len && strcmp(c->name, r->lesson->command) == 0)
		return repl_lesson_word(r, S("again"));
	next = lesson_of_line(r, c, rest, &out);
	if (next) {
		if (r->lesson)
			leave_lesson(r);
		r->lesson = next;
		r->session = next->session;
		session_set_console(r->session, session_console(r->own));
	} else if (!r->lesson) {
		r->quit = r->quit || (out.len && r->only_lesson);
	}
	taken = next || out.len;
	repl_say(r, &out);
	return taken;
}

/* What a line led to, for the lesson to look at. */
void repl_follow_lesson(struct repl *r, struct str text)
{
	struct buf out = {0};

	r->lesson->after(r->lesson, text, &r->outcome, &out);
	repl_say(r, &out);
	if (r->outcome.quit || r->lesson->done)
		repl_end_lesson(r);
}

bool repl_lesson_word(struct repl *r, struct str text)
{
	struct buf out = {0};
	bool taken = r->lesson->word(r->lesson, str_trim(text), &out);

	repl_say(r, &out);
	if (r->lesson->done)
		repl_end_lesson(r);
	return taken;
}
