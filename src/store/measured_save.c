/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measured_save.c - adding to the store, also while another bote does. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/map.h"
#include "store/measured.h"

enum { LARGE = 4 << 20, KEPT = 8, TRIES = 100 };

/* ---- opening ---- */

/*
 * The file, locked, for adding. Another bote may have replaced it between open and lock: then the lock is on a file
 * that is gone, and it is tried again. Below 0: errno, which may be FS_NO_FILE.
 */
static int measured_save_open_locked(const char *path)
{
	for (int i = 0; i < TRIES; i++) {
		struct stat mine, there;
		int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600), error;

		if (fd < 0)
			return -1;
		if (fstat(fd, &mine) == 0 && !S_ISREG(mine.st_mode)) {
			close(fd);
			errno = FS_NO_FILE;
			return -1;
		}
		if (flock(fd, LOCK_EX) == 0 && fstat(fd, &mine) == 0 && stat(path, &there) == 0 &&
		    mine.st_ino == there.st_ino && mine.st_dev == there.st_dev)
			return fd;
		error = errno;
		close(fd);
		errno = error;
	}
	errno = EAGAIN;
	return -1;
}

/* ---- making it small ---- */

/* The operation a line is about, without reading all of it; empty for one that is not like ours. */
static struct str op_of(struct str line)
{
	static const char key[] = "\"op\":\"";
	const char *p = memmem(line.p, line.len, key, sizeof(key) - 1);
	struct str rest;

	if (!p)
		return (struct str){0};
	p += sizeof(key) - 1;
	rest = (struct str){p, line.len - (size_t)(p - line.p)};
	return str_cut(rest, 0, str_find_char(rest, '"', 0));
}

/* The last lines of each operation, in their order: from the end, those over the count are left out. */
static void keep_newest(struct str text, struct buf *out)
{
	struct map seen = {0};
	struct str rest = text, line, *lines = NULL;
	size_t count = 0, cap = 0;
	unsigned *counts;

	while (str_next_line(&rest, &line)) {
		lines = xgrow(lines, count, &cap, sizeof(*lines));
		lines[count++] = line;
	}
	counts = xcalloc(count + 1, sizeof(*counts));
	for (size_t i = count; i-- > 0;) {
		struct str op = op_of(lines[i]);
		unsigned *n = op.len ? map_get(&seen, op) : NULL;

		if (op.len && !n) {
			n = &counts[i];
			map_put(&seen, op, n);
		}
		if (!n || ++*n > KEPT)
			lines[i].len = 0;
	}
	for (size_t i = 0; i < count; i++)
		if (lines[i].len)
			buf_printf(out, "%.*s\n", STR(lines[i]));
	map_release(&seen);
	free(counts);
	free(lines);
}

/* There is always a whole one; a failure leaves the large one, which is no harm. */
static void compact(const char *path)
{
	struct buf text = {0}, small = {0};

	if (fs_read_kept(path, 1u << 30, &text) == 0) {
		keep_newest(buf_str(&text), &small);
		fs_replace(path, 0600, buf_str(&small));
	}
	buf_release(&small);
	buf_release(&text);
}

/* ---- adding ---- */

/* A last line without its newline is a damaged one: it must not spoil ours. */
static bool measured_save_ends_open(int fd, off_t size)
{
	char last = '\n';

	return size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

static int measured_save_add(int fd, struct str lines, off_t *size)
{
	struct stat st;
	int error = 0;

	if (fstat(fd, &st) != 0)
		return errno;
	*size = st.st_size;
	if (measured_save_ends_open(fd, st.st_size))
		error = fs_write_fd(fd, S("\n"));
	if (!error)
		error = fs_write_fd(fd, lines);
	if (!error && fsync(fd) != 0)
		error = errno;
	if (error && ftruncate(fd, st.st_size) != 0)
		error = errno; /* it ends with a damaged line then, which is left out when it is read */
	return error;
}

static int open_in(const char *folder, const char *machine_id, struct arena *a, const char **path, int *fd)
{
	int error = fs_make_folder(folder);

	if (error)
		return error;
	*path = measured_path(a, folder, machine_id);
	*fd = measured_save_open_locked(*path);
	return *fd < 0 ? errno : 0;
}

int measured_append(const char *folder, const char *machine_id, struct str lines)
{
	struct arena a;
	const char *path;
	off_t size = 0;
	int fd, error;

	arena_init(&a);
	error = open_in(folder, machine_id, &a, &path, &fd);
	if (!error) {
		error = measured_save_add(fd, lines, &size);
		if (!error && size > LARGE)
			compact(path);
		close(fd);
	}
	arena_release(&a);
	return error;
}

/* The text without the lines of `op`. */
static void measured_save_leave_out(struct str text, struct str op, struct buf *out, unsigned *gone)
{
	struct map seen = {0};
	struct str rest = text, line;

	while (str_next_line(&rest, &line)) {
		struct str is = op_of(line);

		if (!is.len || (op.len && !str_eq(is, op)))
			buf_printf(out, "%.*s\n", STR(line));
		else if (!map_get(&seen, is))
			map_put(&seen, is, out);
	}
	*gone = seen.used;
	map_release(&seen);
}

int measured_forget(const char *folder, const char *machine_id, struct str op, unsigned *gone)
{
	struct arena a;
	struct buf text = {0}, left = {0};
	const char *path;
	struct stat st;
	bool there;
	int fd, error;

	*gone = 0;
	arena_init(&a);
	path = measured_path(&a, folder, machine_id);
	there = lstat(path, &st) == 0;
	fd = there ? measured_save_open_locked(path) : -1;
	error = !there ? 0 : fd < 0 ? errno : fs_read_kept(path, 1u << 30, &text);
	if (fd >= 0 && !error) {
		measured_save_leave_out(buf_str(&text), op, &left, gone);
		error = *gone ? fs_replace(path, 0600, buf_str(&left)) : 0;
	}
	if (fd >= 0)
		close(fd);
	buf_release(&left);
	buf_release(&text);
	arena_release(&a);
	return error;
}

int measured_try(const char *folder, const char *machine_id)
{
	struct arena a;
	const char *path;
	struct stat st;
	int fd, error;

	arena_init(&a);
	error = open_in(folder, machine_id, &a, &path, &fd);
	if (!error) {
		if (fstat(fd, &st) == 0 && st.st_size == 0)
			unlink(path);
		close(fd);
	}
	arena_release(&a);
	return error;
}
