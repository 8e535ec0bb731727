/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl_keep.c - what the prompt keeps: the lines typed, and the sheet that was not saved. */
#include "repl/repl_parts.h"

#include <string.h>
#include <time.h>

#include "command/command.h"
#include "show/wrap.h"

/* ---- lines typed ---- */

static void warn_history(struct repl *r, const char *path, const char *why)
{
	struct buf text = {0};

	if (!r->warned) {
		buf_printf(&text, "bote: warning: lines typed are not kept: %s%s%s\n", path, *path ? ": " : "", why);
		wrap_lines(&text, r->style.width_err);
		repl_put(r, stderr, &text);
	}
	buf_release(&text);
	r->warned = true;
}

void repl_open_history(struct repl *r)
{
	struct arena a;
	const char *path;
	bool homeless;

	arena_init(&a);
	path = r->person ? history_file_path(&a, &homeless) : NULL;
	r->history = history_file_open(path);
	if (r->person && homeless)
		warn_history(r, "", "there is no home folder");
	else if (history_file_error(r->history))
		warn_history(r, path, strerror(history_file_error(r->history)));
	session_lend_history(r->session, r->history);
	arena_release(&a);
}

void repl_keep(struct repl *r, struct str line)
{
	size_t count = history_file_count(r->history);

	if (!history_file_add(r->history, line))
		return;
	if (r->recalled)
		line_history(history_file_line(r->history, count));
	if (history_file_error(r->history))
		warn_history(r, "", strerror(history_file_error(r->history)));
}

/* ---- the sheet of an earlier prompt ---- */

void repl_open_unsaved(struct repl *r)
{
	struct arena a;

	arena_init(&a);
	r->unsaved = unsaved_open(r->person ? unsaved_folder(&a) : NULL);
	session_lend_unsaved(r->session, r->unsaved);
	arena_release(&a);
}

void repl_offer_unsaved(struct repl *r)
{
	struct buf text = {0}, offer = {0};
	unsigned lines;
	char day[32];
	time_t when;

	if (r->person && unsaved_found(r->unsaved, &text, &lines, &when)) {
		strftime(day, sizeof(day), "%e %b %H:%M", localtime(&when));
		buf_printf(&offer, "a sheet of %u line%s of %s was not saved: resume brings it back\n", lines,
		           lines == 1 ? "" : "s", day + (*day == ' '));
	}
	buf_release(&text);
	repl_say(r, &offer);
}

/* After a line: is there something to keep, or has the user a file of it? */
void repl_keep_sheet(struct repl *r, struct str line)
{
	struct str rest;
	const struct command *c = command_of_line(line, &rest);
	int error = unsaved_keep(r->unsaved, r->session);

	if (error && !r->warned)
		fprintf(stderr, "bote: warning: the sheet is not kept: %s\n", strerror(error));
	r->warned = r->warned || error;
	if (c && strcmp(c->name, "save") == 0 && !r->outcome.diag.error)
		unsaved_saved(r->unsaved, r->session);
}

void repl_close_unsaved(struct repl *r)
{
	bool kept = unsaved_close(r->unsaved, r->session);
	struct buf text = {0};

	if (kept && r->person)
		buf_add_c(&text, "the sheet was not saved; at the next start resume brings it back\n");
	repl_say(r, &text);
}
