/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_edit.c - commands for a person at the prompt: history, edit. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "command/command_all.h"
#include "command/history.h"
#include "command/unsaved.h"
#include "session/console.h"

enum { LINES_LISTED = 20, LARGEST_SHEET = 1 << 24 };

static struct buf failed_text; /* what was edited, and had an error */

void command_edit_close(void)
{
	buf_release(&failed_text);
}

/* ---- history [N] ---- */

/* Lines that hold a word, or fit a pattern. */
static bool list_fitting(const struct history_file *typed, struct str word, struct outcome *o)
{
	size_t count = typed ? history_file_count(typed) : 0;
	struct filter f;

	if (!filter_init(&f, word, o))
		return false;
	for (size_t i = 0; i < count; i++)
		if (filter_fits(&f, history_file_line(typed, i)))
			buf_printf(&o->output, "%5zu  %.*s\n", i + 1, STR(history_file_line(typed, i)));
	filter_release(&f);
	return o->output.len || command_found_none(o, "line", word);
}

bool command_history(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	const struct history_file *typed = session_typed(s);
	uint64_t n = LINES_LISTED, count = typed ? history_file_count(typed) : 0;

	if (argc == 1 && argv[0].len > 2 && argv[0].p[0] == '/')
		return list_fitting(typed, argv[0], o);
	if (argc > 1 || (argc == 1 && !str_whole(argv[0], 0, 1000000, &n)))
		return command_misused(o, "history takes the number of lines to list, or a /PATTERN/");
	for (size_t i = count > n ? count - n : 0; i < count; i++)
		buf_printf(&o->output, "%5zu  %.*s\n", i + 1, STR(history_file_line(typed, i)));
	return true;
}

/* ---- edit ---- */

static const char *editor(void)
{
	static const char *const variables[] = {"VISUAL", "EDITOR"};

	for (size_t i = 0; i < 2; i++) {
		const char *value = getenv(variables[i]);

		if (value && *value)
			return value;
	}
	return "vi";
}

/* A folder of its own, so that the file can have a name that says what it is. `folder` gets its path. */
static bool make_folder(struct buf *folder)
{
	const char *base = getenv("TMPDIR");

	if (!base || base[0] != '/' || strchr(base, '\''))
		base = "/tmp";
	buf_printf(folder, "%s/bote.XXXXXX", base);
	return mkdtemp(folder->p);
}

static bool edit_file_failed(struct outcome *o, const char *what, const char *path, int error)
{
	o->status = STATUS_FILE;
	return diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot %s '%s': %s", what, path, fs_error(error));
}

/* All statements of a text, one by one, in place of those the sheet has. */
static bool take_all(struct session *s, struct str name, struct str text, struct outcome *o)
{
	struct chapter *ch = chapter_new(name, S(""), text, 1);
	uint32_t at = 0;
	struct str rest;
	bool ok = true;

	session_clear(s);
	while (ok && at < text.len) {
		outcome_reset(o);
		if (command_of_line(str_cut(text, at, str_find_char(text, '\n', at)), &rest))
			ok = command_misused(o, "a command has no place in a sheet");
		else
			ok = session_take(s, SESSION_PROMPT, ch, &at, o);
	}
	if (ok)
		outcome_reset(o);
	chapter_drop(ch);
	return ok;
}

/* The sheet becomes what was edited; it stays as it was when there is an error in that. */
static bool take_in(struct session *s, const struct buf *old, const struct buf *new, struct outcome *o)
{
	struct outcome quiet;

	if (take_all(s, S("sheet"), buf_str(new), o)) {
		buf_reset(&failed_text);
		return command_cells(s, 0, NULL, o);
	}
	diag_note(&o->diag, (struct span){0, 0},
	          "the sheet is as it was; 'edit' opens your text again, 'edit sheet' the sheet");
	if (new != &failed_text) {
		buf_reset(&failed_text);
		buf_add_str(&failed_text, buf_str(new));
	}
	outcome_init(&quiet);
	take_all(s, S(""), buf_str(old), &quiet);
	outcome_release(&quiet);
	return false;
}

static bool edit_file(struct session *s, const char *path, bool again, struct outcome *o)
{
	struct buf old = {0}, new = {0}, command = {0};
	bool fine = true;
	int error;

	session_save_text(s, &old);
	if (!diag_goes_on(&o->diag)) {
		buf_release(&old);
		return session_fail(o);
	}
	error = fs_write(path, again ? buf_str(&failed_text) : buf_str(&old));
	if (error)
		fine = edit_file_failed(o, "write", path, error);
	buf_printf(&command, "%s '%s'", editor(), path);
	if (fine && system(buf_c(&command)) != 0)
		fine = edit_file_failed(o, "edit with", editor(), ECANCELED);
	error = fine ? fs_read(path, LARGEST_SHEET, &new) : 0;
	if (error)
		fine = edit_file_failed(o, "read", path, error);
	if (fine && str_eq(buf_str(&old), buf_str(&new)))
		buf_add_c(&o->output, "nothing changed\n");
	else if (fine)
		fine = take_in(s, &old, &new, o);
	buf_release(&old);
	buf_release(&new);
	buf_release(&command);
	return fine;
}

bool command_edit(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct buf folder = {0}, path = {0}; /* the outcome's arena ends with each statement that is taken in */
	bool fine, sheet = argc == 1 && str_eq(argv[0], S("sheet"));

	if (!session_typed(s))
		return command_misused(o, "edit is for a person at the prompt");
	if (!session_console(s)->is_terminal(STDIN_FILENO) || !session_console(s)->is_terminal(STDOUT_FILENO))
		return command_misused(o, "edit needs a terminal: '%s' would have none", editor());
	if (argc && !sheet)
		return command_misused(
			o, "edit opens the sheet, or what was edited and had an error; 'edit sheet' the sheet alone");
	fine = make_folder(&folder);
	if (!fine)
		edit_file_failed(o, "make the folder", buf_c(&folder), errno);
	buf_printf(&path, "%s/sheet.bote", buf_c(&folder));
	fine = fine && edit_file(s, buf_c(&path), !sheet && failed_text.len > 0, o);
	unlink(buf_c(&path));
	rmdir(buf_c(&folder));
	buf_release(&folder);
	buf_release(&path);
	return fine;
}

/* ---- resume ---- */

/* Line by line, so that one that no longer fits loses nothing but itself. `lost` gets what is left out. */
static void take_what_fits(struct session *s, struct str text, struct outcome *o, struct buf *lost)
{
	struct chapter *ch = chapter_new(S("sheet"), S(""), text, 1);
	uint32_t at = 0;

	while (at < text.len) {
		uint32_t line = at;

		outcome_reset(o);
		if (session_take(s, SESSION_PROMPT, ch, &at, o))
			continue;
		at = at > line ? at : (uint32_t)str_find_char(text, '\n', line) + 1;
		buf_printf(lost, "left out: %.*s: %.*s\n", STR(str_trim(str_cut(text, line, at))), STR(o->diag.error->text));
	}
	chapter_drop(ch);
	outcome_reset(o);
}

bool command_resume(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct unsaved *kept = session_unsaved(s);
	struct buf text = {0}, lost = {0};
	unsigned lines;
	time_t when;
	bool fine;

	(void)argv;
	if (argc)
		return command_misused(o, "resume takes nothing after it");
	if (sheet_cell_count(session_sheet(s)) > 0)
		return command_misused(o, "the sheet has cells already: save them, and 'clear' before 'resume'");
	if (!kept || !unsaved_found(kept, &text, &lines, &when)) {
		buf_release(&text);
		return command_misused(o, "there is no unsaved sheet of an earlier prompt");
	}
	take_what_fits(s, buf_str(&text), o, &lost);
	if (unsaved_keep(kept, s) == 0)
		unsaved_taken(kept);
	fine = command_cells(s, 0, NULL, o);
	buf_add_str(&o->output, buf_str(&lost));
	buf_release(&text);
	buf_release(&lost);
	return fine;
}
