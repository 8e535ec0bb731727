/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_sheet.c - commands that run, ask or change a sheet. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "command/command_all.h"
#include "report/build.h"
#include "session/setting.h"

/* ---- run NAME|FILE [PARAM=VALUE]... ---- */

bool command_run(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str text;
	struct given *given;
	size_t count;

	if (!argc)
		return command_misused(o, "run what? Give a formula or a file; 'formulas' lists them");
	text = command_join(o, argc - 1, argv + 1);
	given = arena_array(&o->arena, struct given, text.len / 2 + 1);
	return command_params(text, given, &count, o) && session_run(s, argv[0], given, count, report_prose_holds, o);
}

/* ---- questions ---- */

bool command_check(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return command_misused(o, "check what? Give a condition, such as '3 * 20 ms < 100 ms'");
	return session_check(s, command_join(o, argc, argv), o);
}

bool command_explain(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return command_misused(o, "explain what? Give a cell or an expression");
	return session_explain(s, command_join(o, argc, argv), o);
}

/* One formula's examples, each in a line. Returns whether all hold. */
static bool sheet_try_one(struct session *s, struct str name, struct buf *out)
{
	struct outcome o;
	bool fine;

	outcome_init(&o);
	fine = session_try_examples(s, name, &o);
	for (size_t i = 0; i < o.answer_count; i++) {
		const struct answer *a = &o.answers[i];

		buf_printf(out, "%s  %.*s: %.*s\n", a->holds ? "holds" : "fails", STR(name),
		           STR(a->text.len ? a->text : a->input));
		fine &= a->holds;
	}
	if (o.diag.error)
		buf_printf(out, "fails  %.*s: %.*s\n", STR(name), STR(o.diag.error->text));
	else if (!o.answer_count)
		buf_printf(out, "none   %.*s: has no examples\n", STR(name));
	outcome_release(&o);
	return fine;
}

bool command_check_formulas(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	unsigned count = 0, failed = 0;
	const struct listing *list = argc ? NULL : library_list(session_library(s), &count);

	for (size_t i = 0; i < argc; i++)
		failed += str_eq(argv[i], S("lab")) ? !labs_hold(s, &o->output) : !sheet_try_one(s, argv[i], &o->output);
	for (unsigned i = 0; i < count; i++)
		failed += !sheet_try_one(s, list[i].name, &o->output);
	if (failed)
		o->status = STATUS_NO;
	return true;
}

/* ---- settings ---- */

static void write_setting(struct session *s, const struct setting *row, struct buf *out)
{
	struct buf value = {0};

	row->get(session_settings(s), &value);
	list_column(out, str_from_c(row->name), 10);
	list_column(out, buf_str(&value), 7);
	buf_printf(out, "%s (", row->help);
	setting_choice(row, out);
	buf_add_c(out, ")\n");
	buf_release(&value);
}

/* `set NAME VALUE`; an `=` between the two does no harm. */
static bool change_setting(struct session *s, struct str name, struct str value, struct outcome *o)
{
	if (setting_change(s, name, value, &o->diag, (struct span){0, 0}))
		return true;
	o->status = STATUS_INPUT;
	return false;
}

bool command_set(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	const struct setting *row = argc ? setting_find(argv[0]) : NULL;
	size_t value = argc == 3 && str_eq(argv[1], S("=")) ? 2 : 1;

	if (argc > value + 1)
		return command_misused(o, "set takes a name and one value");
	if (argc == value + 1 || (argc && !row))
		return change_setting(s, argv[0], argc > value ? argv[value] : S(""), o);
	if (row)
		write_setting(s, row, &o->output);
	else
		for (unsigned i = 0; i < setting_count; i++)
			write_setting(s, &settings_table[i], &o->output);
	return true;
}

/* ---- files ---- */

static bool sheet_file_failed(struct outcome *o, const char *what, const char *path, int error)
{
	o->status = STATUS_FILE;
	return diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot %s '%s': %s", what, path, strerror(error));
}

static bool save_to(struct session *s, const char *path, bool force, struct outcome *o)
{
	struct buf text = {0};
	unsigned lines = 0, left_out;
	int error;

	if (!force && (fs_is_file(path) || fs_is_folder(path))) {
		sheet_file_failed(o, "write", path, EEXIST);
		if (fs_is_file(path))
			diag_hint(&o->diag, "'save %s -f' replaces it", path);
		return false;
	}
	left_out = session_save_text(s, &text);
	for (size_t i = 0; i < text.len; i++)
		lines += text.p[i] == '\n';
	error = diag_goes_on(&o->diag) ? fs_write(path, buf_str(&text)) : 0;
	buf_release(&text);
	if (o->diag.error)
		return session_fail(o);
	if (error)
		return sheet_file_failed(o, "write", path, error);
	buf_printf(&o->output, "saved %u line%s to %s\n", lines, lines == 1 ? "" : "s", path);
	if (left_out)
		buf_printf(&o->output, "%u of them would be an error now, and %s there as %s\n", left_out,
		           left_out == 1 ? "is" : "are", left_out == 1 ? "a comment" : "comments");
	return true;
}

bool command_save(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str file = {0};
	bool force = false;

	for (size_t i = 0; i < argc; i++)
		if (str_eq(argv[i], S("-f")))
			force = true;
		else if (!file.len)
			file = argv[i];
		else
			return command_misused(o, "save takes one file; put quotes round a name with blanks");
	if (!file.len)
		return command_misused(o, "save where? Give a file name");
	return save_to(s, command_path(o, file), force, o);
}

/* `load iv`: iv.bote, where there is no iv. */
static const char *sheet_path(struct outcome *o, struct str word)
{
	const char *path = command_path(o, word), *full = arena_printf(&o->arena, "%s.bote", path).p;

	return !fs_is_file(path) && fs_is_file(full) ? full : path;
}

bool command_load(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	uint32_t before = sheet_cell_count(session_sheet(s));
	const char *path;

	if (argc != 1)
		return command_misused(o, argc ? "load takes one file; put quotes round a name with blanks"
		                               : "load what? Give a file name");
	path = sheet_path(o, argv[0]);
	if (!session_file(s, SESSION_PROMPT, path, NULL, 0, o))
		return false;
	if (sheet_cell_count(session_sheet(s)) > before) /* else what moved is said */
		buf_printf(&o->output, "loaded %s; 'cells' lists what there is now\n", path);
	return true;
}

/* A starting sheet, without the line about its licence: what a person makes of it is theirs. */
static struct str starting_sheet(bool interview)
{
	const struct embedded *file = embedded_find(interview ? S("share/interview.bote") : S("share/short.bote"));
	struct str text = file ? file->text : S(""), rest = text, line;

	if (str_next_line(&rest, &line) && str_starts(line, S("// SPDX-")))
		return rest;
	return text;
}

bool command_new(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	bool interview = false;
	struct str name = {0};
	const char *path;
	size_t names = 0;
	int error;

	(void)s;
	for (size_t i = 0; i < argc; i++) {
		if (str_eq(argv[i], S("--interview"))) {
			interview = true;
		} else {
			name = argv[i];
			names++;
		}
	}
	if (names != 1)
		return command_misused(o, names ? "new takes one file; put quotes round a name with blanks"
		                                : "new what? Give a file name");
	path = command_path(o, name);
	if (!str_ends(name, S(".bote")))
		path = arena_printf(&o->arena, "%s.bote", path).p;
	if (fs_is_file(path) || fs_is_folder(path)) {
		sheet_file_failed(o, "write", path, EEXIST);
		diag_hint(&o->diag, "choose another name, or look at it: 'run %s'", path);
		return false;
	}
	error = fs_write(path, starting_sheet(interview));
	if (error)
		return sheet_file_failed(o, "write", path, error);
	buf_printf(
		&o->output,
		"%s is there: put in your numbers, then 'bote run %s' or 'bote report %s'; at the prompt without 'bote'\n",
		path, path, path);
	return true;
}

/* ---- back and forth ---- */

/* How often: once without a number. */
static bool read_times(size_t argc, const struct str *argv, unsigned *times)
{
	uint64_t n = 1;

	if (argc > 1 || (argc == 1 && !str_whole(argv[0], 1, 99999, &n)))
		return false;
	*times = (unsigned)n;
	return true;
}

bool command_undo(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	unsigned times;

	return read_times(argc, argv, &times) ? session_undo(s, times, o)
	                                      : command_misused(o, "undo takes how many changes to take back");
}

bool command_redo(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	unsigned times;

	return read_times(argc, argv, &times) ? session_redo(s, times, o)
	                                      : command_misused(o, "redo takes how many changes to bring back");
}

bool command_clear(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	(void)argv;
	if (argc)
		return command_misused(o, "clear takes nothing after it");
	session_clear(s);
	return true;
}

bool command_quit(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	(void)s;
	(void)argv;
	if (argc)
		return command_misused(o, "quit takes nothing after it");
	o->quit = true;
	return true;
}
