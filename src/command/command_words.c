/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_words.c - what `report` and `export` have in common: their words, the sheet, files. */
#include "command/command_words.h"

#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "command/command_all.h"
#include "session/console.h"

/* ---- words ---- */

struct reading {
	struct session *session;
	struct command_words *w;
	const struct command_option *options;
	unsigned option_count;
	void *ctx;
	bool (*is_file)(struct str word);
	size_t argc, at;
	const struct str *argv;
	struct outcome *o;
};

static bool words_take_file(void *ctx, struct str value, struct outcome *o)
{
	struct command_words *w = ctx;

	(void)o;
	w->files[w->file_count++] = value;
	return true;
}

static bool words_is_option(const struct command_option *x, struct str word, bool *glued)
{
	bool letter = x->letter && word.len >= 2 && word.p[0] == '-' && word.p[1] == x->letter;

	*glued = letter && word.len > 2;
	return letter || str_eq(word, str_from_c(x->name));
}

/* The option at hand, if it is one, with its value; moves to the last of its words. */
static bool try_option(struct reading *r, const struct command_option *x, void *ctx, bool *taken)
{
	struct str word = r->argv[r->at];
	bool glued;

	*taken = words_is_option(x, word, &glued);
	if (!*taken)
		return true;
	if (glued)
		return x->take(ctx, str_cut(word, 2, word.len), r->o);
	if (r->at + 1 == r->argc)
		return command_misused(r->o, "option '%.*s' needs a word after it", STR(word));
	return x->take(ctx, r->argv[++r->at], r->o);
}

static bool try_options(struct reading *r, bool *taken)
{
	static const struct command_option output = {'o', "--output", words_take_file};

	if (!try_option(r, &output, r->w, taken))
		return false;
	for (unsigned i = 0; i < r->option_count && !*taken; i++)
		if (!try_option(r, &r->options[i], r->ctx, taken))
			return false;
	return true;
}

/* A file that was not said to be one is not replaced. */
static bool words_add_file(struct reading *r, struct str word)
{
	const char *path = command_path(r->o, word);

	if (fs_is_file(path) || fs_is_folder(path)) {
		command_misused(r->o, "'%s' is there already", path);
		if (fs_is_file(path))
			diag_hint(&r->o->diag, "'-o %s' replaces it", path);
		return false;
	}
	return words_take_file(r->w, word, r->o);
}

static bool words_read_all(struct reading *r, struct str *params, size_t *count)
{
	bool known = sheet_entry_count(session_sheet(r->session)) > 0, taken;

	for (r->at = 0; r->at < r->argc; r->at++) {
		struct str word = r->argv[r->at];

		if (!try_options(r, &taken))
			return false;
		if (taken)
			continue;
		if (!*count && (known || r->w->name.len) && r->is_file(word)) {
			if (!words_add_file(r, word))
				return false;
		} else if (!r->w->name.len && !*count && str_find_char(word, '=', 0) == word.len) {
			r->w->name = word;
		} else {
			params[(*count)++] = word;
		}
	}
	return true;
}

bool command_read_words(struct session *s, struct command_words *w, size_t argc, const struct str *argv,
                        const struct command_option *options, unsigned option_count, void *ctx,
                        bool (*is_file)(struct str word), struct outcome *o)
{
	struct reading r = {s, w, options, option_count, ctx, is_file, argc, 0, argv, o};
	struct str *params = arena_array(&o->arena, struct str, argc + 1), joined;
	size_t count = 0;

	w->files = arena_array(&o->arena, struct str, argc + 1);
	if (!words_read_all(&r, params, &count))
		return false;
	joined = command_join(o, count, params);
	w->given = arena_array(&o->arena, struct given, joined.len / 2 + 1);
	return command_params(joined, w->given, &w->given_count, o);
}

/* ---- the sheet ---- */

struct sheet *command_open(struct session *s, const struct command_words *w, const char *what, struct outcome *o)
{
	struct sheet *sheet = session_sheet(s);

	if (w->name.len)
		return session_open(s, w->name, w->given, w->given_count, o);
	if (w->given_count || !sheet_entry_count(sheet)) {
		command_misused(o, "%s what? Give a formula or a file; 'formulas' lists them", what);
		return NULL;
	}
	return sheet_recalc(sheet, &o->diag) || session_fail(o) ? sheet : NULL;
}

/* ---- files ---- */

bool command_write_file(struct session *s, struct str file, struct str text, struct outcome *o)
{
	const char *path = command_path(o, file);
	int error = fs_write(path, text);

	if (error) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot write '%s': %s", path, strerror(error));
		return session_fail(o);
	}
	if (session_console(s)->is_terminal(STDOUT_FILENO) && !session_settings(s)->quiet)
		buf_printf(&o->output, "wrote %s\n", path);
	return true;
}
