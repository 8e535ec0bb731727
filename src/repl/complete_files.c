/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_files.c - files and folders as candidates. */
#include "repl/complete_from.h"

#include <dirent.h>

#include "base/fs.h"

/* At the prompt quotes group, as in the shell. */
static bool needs_quotes(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.p[i] == ' ' || path.p[i] == '\'')
			return true;
	return false;
}

static void add_path(struct wanted *w, struct str path, char quote)
{
	struct buf text = {0};
	bool folder = str_ends(path, S("/"));

	if (!quote && needs_quotes(path))
		quote = '"';
	if (quote)
		buf_char(&text, quote);
	buf_add_str(&text, path);
	if (quote && !folder)
		buf_char(&text, quote);
	from_add(w, buf_str(&text), folder ? S("folder") : S("file"), false);
	buf_release(&text);
}

static void visit_entry(struct wanted *w, struct str folder, const char *name, const char *suffix, char quote)
{
	struct buf path = {0};
	struct str part = str_cut(w->typed, folder.len, w->typed.len);

	buf_printf(&path, "%.*s%s", STR(folder), name);
	if (!from_fits(w, buf_str(&path)) || (name[0] == '.' && part.len == 0)) {
		buf_release(&path);
		return;
	}
	if (fs_is_folder(buf_c(&path))) {
		buf_char(&path, '/');
		add_path(w, buf_str(&path), quote);
	} else if (str_ends(buf_str(&path), str_from_c(suffix))) {
		add_path(w, buf_str(&path), quote);
	}
	buf_release(&path);
}

static void complete_files_walk(struct wanted *w, const char *suffix, char quote)
{
	size_t cut = w->typed.len;
	struct str folder;
	struct dirent *entry;
	DIR *dir;

	while (cut > 0 && w->typed.p[cut - 1] != '/')
		cut--;
	folder = str_cut(w->typed, 0, cut);
	dir = opendir(cut ? arena_str(&w->out->arena, folder).p : ".");
	if (!dir)
		return;
	while ((entry = readdir(dir)) != NULL) {
		struct str name = str_from_c(entry->d_name);

		if (!str_eq(name, S(".")) && !str_eq(name, S("..")))
			visit_entry(w, folder, entry->d_name, suffix, quote);
	}
	closedir(dir);
}

/* Is there one that is not a folder? */
static bool has_file(const struct wanted *w)
{
	for (size_t i = w->group; i < w->out->count; i++)
		if (!str_ends(w->out->items[i].text, S("/")))
			return true;
	return false;
}

void from_files(struct wanted *w, const char *suffix, bool any)
{
	struct str typed = w->typed;
	char quote = 0;

	if (typed.len && (typed.p[0] == '"' || typed.p[0] == '\'')) {
		quote = typed.p[0];
		w->typed = str_cut(typed, 1, typed.len);
	}
	complete_files_walk(w, suffix, quote);
	if (any && !has_file(w)) {
		w->out->count = w->group;
		complete_files_walk(w, "", quote);
	}
	w->typed = typed;
	from_sort(w);
}
