/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c - the lines typed at the prompt, kept as plain text in a file of the user's. */
#include "command/history.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"

enum {
	TRIM_ABOVE = HISTORY_KEPT + HISTORY_KEPT / 4, /* rewriting at each start would be a waste */
	TAIL_BYTES = 4 << 20,                         /* of a longer file only the end is read */
	REOPENS = 4,
	HISTORY_FLAGS = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY
};

struct history_file {
	struct arena arena;
	char *path; /* NULL: not kept */
	struct str *lines;
	size_t count, cap;
	int error;
	bool fresh, read;
};

const char *history_file_path(struct arena *a, bool *homeless)
{
	const char *path = getenv("BOTE_HISTORY");

	*homeless = false;
	if (path != NULL)
		return *path != '\0' ? arena_str(a, str_from_c(path)).p : NULL;
	path = fs_user_path(a, "XDG_STATE_HOME", ".local/state", "history");
	*homeless = path == NULL;
	return path;
}

static void history_remember(struct history_file *h, struct str line)
{
	h->lines = xgrow(h->lines, h->count, &h->cap, sizeof(*h->lines));
	h->lines[h->count++] = arena_str(&h->arena, line);
}

static void lock(int fd)
{
	/* A file system without locks is no reason to keep nothing. */
	while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
		;
}

/* Is `fd` still what is under `path`, or did another bote put a trimmed file there meanwhile? */
static bool still_there(int fd, const char *path)
{
	struct stat mine, theirs;

	return fstat(fd, &mine) != 0 ||
	       (stat(path, &theirs) == 0 && mine.st_ino == theirs.st_ino && mine.st_dev == theirs.st_dev);
}

/* The file, open to read and append, and locked. -1 with errno set. */
static int history_open_locked(const char *path)
{
	for (int tries = 0;; tries++) {
		int fd = open(path, HISTORY_FLAGS, 0600);

		if (fd < 0)
			return -1;
		lock(fd);
		if (tries == REOPENS || still_there(fd, path))
			return fd;
		close(fd);
	}
}

/* The end of the file, whole lines only, appended to `out`. Returns whether there was more in front of it. */
static bool read_tail(int fd, struct buf *out)
{
	struct stat st;
	off_t at = 0;
	size_t start = out->len;
	char block[16384];
	ssize_t n;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	if (st.st_size > TAIL_BYTES)
		at = st.st_size - TAIL_BYTES;
	if (at > 0 && lseek(fd, at, SEEK_SET) < 0)
		return false;
	while ((n = read(fd, block, sizeof(block))) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			buf_add(out, block, (size_t)n);
	if (at > 0) {
		struct str text = str_cut(buf_str(out), start, out->len);
		size_t cut = str_find_char(text, '\n', 0);
		size_t rest = cut < text.len ? text.len - cut - 1 : 0;

		memmove(out->p + start, out->p + out->len - rest, rest);
		buf_cut(out, start + rest);
	}
	return at > 0;
}

/* Put a shorter file in place of the one at `path`, which is locked; a symbolic link stays one. */
static void trim(const struct history_file *h)
{
	char *real = realpath(h->path, NULL);
	struct buf text = {0};

	if (real == NULL)
		return;
	for (size_t i = 0; i < h->count; i++)
		buf_printf(&text, "%.*s\n", STR(h->lines[i]));
	fs_replace(real, 0600, buf_str(&text));
	buf_release(&text);
	free(real);
}

/* Remember the last HISTORY_KEPT lines of `text`. Returns how many there were. */
static size_t history_take_lines(struct history_file *h, struct str text)
{
	struct str rest = text, line;
	size_t total = 0, skip;

	while (str_next_line(&rest, &line))
		total++;
	skip = total > HISTORY_KEPT ? total - HISTORY_KEPT : 0;
	for (rest = text; str_next_line(&rest, &line);) {
		if (skip > 0)
			skip--;
		else if (line.len > 0)
			history_remember(h, line);
	}
	return total;
}

/* Can lines be written there? */
static void history_try(struct history_file *h)
{
	struct stat st;
	int fd;

	h->fresh = stat(h->path, &st) != 0 && errno == ENOENT;
	fd = open(h->path, HISTORY_FLAGS, 0600);
	if (fd >= 0) {
		close(fd);
		return;
	}
	h->error = h->error ? h->error : errno;
	h->fresh = false;
}

void history_file_read(struct history_file *h)
{
	struct buf text = {0};
	bool long_file;
	int fd;

	if (h->read || !h->path)
		return;
	h->read = true;
	fd = history_open_locked(h->path);
	if (fd < 0)
		fd = open(h->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return;
	long_file = read_tail(fd, &text);
	if (history_take_lines(h, buf_str(&text)) > TRIM_ABOVE || long_file)
		if (h->error == 0)
			trim(h);
	close(fd);
	buf_release(&text);
}

struct history_file *history_file_open(const char *path)
{
	struct history_file *h = xcalloc(1, sizeof(*h));

	arena_init(&h->arena);
	if (path != NULL) {
		struct str folder = fs_folder_of(str_from_c(path));

		h->path = xmalloc(strlen(path) + 1);
		memcpy(h->path, path, strlen(path) + 1);
		h->error = fs_make_folder(arena_str(&h->arena, folder).p);
		history_try(h);
	}
	return h;
}

void history_file_close(struct history_file *h)
{
	if (h == NULL)
		return;
	arena_release(&h->arena);
	free(h->lines);
	free(h->path);
	free(h);
}

int history_file_error(const struct history_file *h)
{
	return h->error;
}

bool history_file_fresh(const struct history_file *h)
{
	return h->fresh;
}

size_t history_file_count(const struct history_file *h)
{
	return h->count;
}

struct str history_file_line(const struct history_file *h, size_t i)
{
	return h->lines[i];
}

/* Several lines, the later ones perhaps indented, as one; no control characters. */
static void flatten(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == '\n' || text.p[i] == '\r') {
			while (i + 1 < text.len && strchr(" \t\r\n", text.p[i + 1]) != NULL)
				i++;
			buf_char(out, ' ');
		} else {
			buf_char(out, (unsigned char)text.p[i] < ' ' || text.p[i] == 0x7f ? ' ' : text.p[i]);
		}
	}
	while (out->len > 0 && out->p[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}

/*
 * One write for the whole line, so that two programs never mix theirs. A line torn off by a full disk is ended first.
 */
static int history_append(const char *path, struct str line)
{
	struct buf text = {0};
	struct stat st;
	char last;
	int error = 0, fd = history_open_locked(path);

	if (fd < 0)
		return errno;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && pread(fd, &last, 1, st.st_size - 1) == 1 &&
	    last != '\n')
		buf_char(&text, '\n');
	buf_printf(&text, "%.*s\n", STR(line));
	if (fs_write_fd(fd, buf_str(&text)) != 0)
		error = errno;
	if (close(fd) != 0 && error == 0)
		error = errno;
	buf_release(&text);
	return error;
}

bool history_file_add(struct history_file *h, struct str line)
{
	struct buf flat = {0};
	bool kept = false;

	if (line.len == 0 || line.p[0] == ' ')
		return false;
	history_file_read(h);
	flatten(&flat, line);
	if (flat.len > 0 && !(h->count > 0 && str_eq(h->lines[h->count - 1], buf_str(&flat)))) {
		history_remember(h, buf_str(&flat));
		if (h->path != NULL && h->error == 0)
			h->error = history_append(h->path, buf_str(&flat));
		kept = true;
	}
	buf_release(&flat);
	return kept;
}
