/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unsaved.c - the sheet of a prompt, kept until it is saved.
 *
 * Each program has a file of its own, locked as long as it runs, so that one which is not locked was left behind. A
 * line more is one write at its end, and one that is undone is cut off there; any other change writes a new file, which
 * takes the place of the old one by its name.
 */
#include "command/unsaved.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/interrupt.h"

enum { LARGEST = 1 << 24, LEFT_MOST = 20 /* files nobody came back for: the oldest go */ };

#define OTHER ".new" /* ends the name of a file that is being written */

struct unsaved {
	struct arena arena;
	const char *folder, *path, *found; /* path: ours, once there is something in it */
	int fd;
	bool torn;    /* writing to it failed */
	size_t lines; /* of the session's that are in the file */
	uint64_t id;  /* of the last of them */
	size_t whole; /* the first of them were written as one text */
	struct kept_line {
		uint64_t id;
		off_t end;
	} * kept; /* where each ends: kept[0] is that text, kept[1] the line after it */
	size_t kept_cap;
	uint64_t rewrites;
	size_t saved_lines; /* what the user's own file holds */
	uint64_t saved_id;
	bool saved;
};

const char *unsaved_folder(struct arena *a)
{
	const char *history = getenv("BOTE_HISTORY");

	return history && !*history ? NULL : fs_user_path(a, "XDG_STATE_HOME", ".local/state", "sheets");
}

struct unsaved *unsaved_open(const char *folder)
{
	struct unsaved *u = xcalloc(1, sizeof(*u));

	arena_init(&u->arena);
	u->fd = -1;
	u->folder = folder ? arena_str(&u->arena, str_from_c(folder)).p : NULL;
	return u;
}

/* ---- ours ---- */

static int make_path(struct unsaved *u)
{
	int error = u->path ? 0 : fs_make_folder(u->folder);

	if (u->path || error)
		return error;
	u->path = arena_printf(&u->arena, "%s/%lld-%ld.bote", u->folder, (long long)time(NULL), (long)getpid()).p;
	return 0;
}

/* A file to write to, locked. Another bote may have taken it away before it was, as one that was left behind. */
static int open_other(const char *path)
{
	struct stat st;

	for (;;) {
		int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		if (fd < 0)
			return fd;
		flock(fd, LOCK_EX | LOCK_NB); /* a file system without locks is no reason to keep nothing */
		if (fstat(fd, &st) != 0 || st.st_nlink > 0)
			return fd;
		close(fd);
	}
}

/* A new file in place of the old one. It is locked before it has the name by which others find it. */
static int unsaved_write_whole(struct unsaved *u, struct str text)
{
	const char *other;
	int error = make_path(u), fd;

	if (error)
		return error;
	other = arena_printf(&u->arena, "%s" OTHER, u->path).p;
	fd = open_other(other);
	if (fd < 0)
		return errno;
	error = fs_write_fd(fd, text);
	if (!error && rename(other, u->path) != 0)
		error = errno;
	if (error) {
		unlink(other);
		close(fd);
		return error;
	}
	if (u->fd >= 0)
		close(u->fd);
	u->fd = fd;
	return 0;
}

static void note_end(struct unsaved *u, size_t at, uint64_t id, off_t end)
{
	u->kept = xgrow(u->kept, at, &u->kept_cap, sizeof *u->kept);
	u->kept[at] = (struct kept_line){id, end};
}

static int unsaved_write_all(struct unsaved *u, struct session *s, size_t count)
{
	struct buf text = {0};
	int error;

	interrupt_hold();
	session_save_text(s, &text);
	interrupt_release();
	error = unsaved_write_whole(u, buf_str(&text));
	u->whole = count;
	note_end(u, 0, session_log_id(s, count), (off_t)text.len);
	buf_release(&text);
	return error;
}

static int write_more(struct unsaved *u, struct session *s, size_t count)
{
	off_t end = u->kept[u->lines - u->whole].end;
	struct buf text = {0};
	int error;

	for (size_t i = u->lines; i < count; i++) {
		buf_printf(&text, "%.*s\n", STR(session_log_text(s, i)));
		note_end(u, i + 1 - u->whole, session_log_id(s, i + 1), end + (off_t)text.len);
	}
	error = fs_write_fd(u->fd, buf_str(&text));
	buf_release(&text);
	return error;
}

/* Is the last line that is in the file still the session's? */
static bool last_is_there(const struct unsaved *u, const struct session *s, size_t count)
{
	return u->lines <= count && u->kept[u->lines - u->whole].id == session_log_id(s, u->lines);
}

/* Lines that were undone leave the file at its end. False where they are part of the text before them. */
static bool take_off(struct unsaved *u, const struct session *s, size_t count)
{
	size_t before = u->lines;

	while (u->lines > u->whole && !last_is_there(u, s, count))
		u->lines--;
	return last_is_there(u, s, count) &&
	       (u->lines == before || ftruncate(u->fd, u->kept[u->lines - u->whole].end) == 0);
}

static void drop(struct unsaved *u)
{
	if (u->fd < 0)
		return;
	unlink(u->path);
	close(u->fd);
	u->fd = -1;
}

int unsaved_keep(struct unsaved *u, struct session *s)
{
	size_t count = session_log_length(s);
	uint64_t rewrites = session_log_rewrites(s);
	int error = 0;

	if (!u->folder || (count == u->lines && rewrites == u->rewrites && u->id == session_log_id(s, count)))
		return 0;
	if (sheet_cell_count(session_sheet(s)) == 0)
		drop(u);
	else if (u->fd >= 0 && !u->torn && rewrites == u->rewrites && take_off(u, s, count))
		error = write_more(u, s, count);
	else
		error = unsaved_write_all(u, s, count);
	u->torn = error != 0;
	u->lines = count;
	u->id = session_log_id(s, count);
	u->rewrites = rewrites;
	return error;
}

void unsaved_saved(struct unsaved *u, struct session *s)
{
	u->saved = true;
	u->saved_lines = session_log_length(s);
	u->saved_id = session_log_id(s, u->saved_lines);
}

bool unsaved_close(struct unsaved *u, struct session *s)
{
	size_t count = session_log_length(s);
	bool saved = u->saved && u->saved_lines == count && u->saved_id == session_log_id(s, count);
	bool kept = u->fd >= 0 && !saved && sheet_cell_count(session_sheet(s)) > 0;

	if (!kept)
		drop(u);
	if (u->fd >= 0)
		close(u->fd);
	arena_release(&u->arena);
	free(u->kept);
	free(u);
	return kept;
}

/* ---- what others left ---- */

/* Nobody has it open: then it was left. */
static bool unsaved_is_left(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool left;

	if (fd < 0)
		return false;
	left = flock(fd, LOCK_EX | LOCK_NB) == 0;
	close(fd);
	return left;
}

static int unsaved_by_name(const void *a, const void *b)
{
	return -strcmp(*(const char *const *)a, *(const char *const *)b); /* the newest first: names begin with the time */
}

/* Paths of all that were left, the newest first. What was being written when its bote was killed goes. */
static const char **list_left(struct unsaved *u, size_t *count)
{
	const char **paths = NULL;
	size_t cap = 0;
	struct dirent *entry;
	DIR *dir = u->folder ? opendir(u->folder) : NULL;

	*count = 0;
	while (dir && (entry = readdir(dir)) != NULL) {
		const char *path = fs_join(&u->arena, str_from_c(u->folder), str_from_c(entry->d_name));

		if (str_ends(str_from_c(path), S(".bote" OTHER)) && unsaved_is_left(path))
			unlink(path);
		if (!str_ends(str_from_c(path), S(".bote")) || !unsaved_is_left(path))
			continue;
		paths = xgrow(paths, *count, &cap, sizeof(*paths));
		paths[(*count)++] = path;
	}
	if (dir)
		closedir(dir);
	if (*count)
		qsort(paths, *count, sizeof(*paths), unsaved_by_name);
	return paths;
}

bool unsaved_found(struct unsaved *u, struct buf *out, unsigned *lines, time_t *when)
{
	size_t count;
	const char **paths = list_left(u, &count);
	struct stat st;

	u->found = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!u->found && fs_read_kept(paths[i], LARGEST, out) == 0 && out->len > 0 && stat(paths[i], &st) == 0)
			u->found = paths[i];
		else if (i >= LEFT_MOST)
			unlink(paths[i]);
	}
	free(paths);
	if (!u->found)
		return false;
	*when = st.st_mtime;
	*lines = 0;
	for (size_t i = 0; i < out->len; i++)
		*lines += out->p[i] == '\n';
	return true;
}

void unsaved_taken(struct unsaved *u)
{
	if (u->found)
		unlink(u->found);
	u->found = NULL;
}
