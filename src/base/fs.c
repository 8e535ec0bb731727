/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fs.c - files and folders. */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/interrupt.h"

enum { DEEPEST = 16, CHUNK = 16384, LOOK_MS = 50 };

const char *fs_error(int error)
{
	return error == FS_NO_FILE ? "it is no file" : error == EINTR ? "interrupted" : strerror(error);
}

int fs_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int flags = fd < 0 ? -1 : fcntl(fd, F_GETFL);

	if (flags >= 0)
		fcntl(fd, F_SETFL, flags & ~O_NONBLOCK); /* whoever it is handed on to waits as usual */
	return fd;
}

ssize_t fs_read_some(int fd, void *out, size_t n)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	ssize_t did = -1;

	errno = EINTR;
	while (did < 0 && errno == EINTR && !interrupt_came) {
		if (poll(&p, 1, LOOK_MS) != 0) /* also where that cannot be waited for: reading says why */
			did = read(fd, out, n);
		else
			errno = EINTR;
	}
	return did;
}

static int fs_read_all(int fd, size_t limit, struct buf *out)
{
	size_t total = 0;

	for (;;) {
		char chunk[CHUNK];
		ssize_t n = fs_read_some(fd, chunk, sizeof(chunk));

		if (n <= 0)
			return n < 0 ? errno : 0;
		if ((size_t)n > limit - total)
			return EFBIG;
		total += (size_t)n;
		buf_add(out, chunk, (size_t)n);
	}
}

static int fs_read_from(const char *path, size_t limit, bool kept, struct buf *out)
{
	int fd = fs_open(path), error;
	struct stat st;

	if (fd < 0)
		return errno;
	if (kept && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		error = FS_NO_FILE;
	else
		error = fs_read_all(fd, limit, out); /* EISDIR comes from read itself */
	close(fd);
	return error;
}

int fs_read(const char *path, size_t limit, struct buf *out)
{
	return strcmp(path, "-") == 0 ? fs_read_all(STDIN_FILENO, limit, out) : fs_read_from(path, limit, false, out);
}

int fs_read_kept(const char *path, size_t limit, struct buf *out)
{
	return fs_read_from(path, limit, true, out);
}

int fs_write_fd(int fd, struct str text)
{
	while (text.len > 0) {
		ssize_t n = write(fd, text.p, text.len);

		if (n >= 0)
			text = str_cut(text, (size_t)n, text.len);
		else if (errno == EAGAIN) /* somebody set it so; wait until there is room */
			poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
		else if (errno != EINTR)
			return errno;
	}
	return 0;
}

static int close_after(int fd, int error)
{
	if (close(fd) != 0 && !error)
		error = errno;
	return error;
}

/* A device or pipe is written to, only a file can be replaced; and what a link promises is made where it says. */
static int write_in_place(const char *path, int flags, struct str text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | flags, 0666);

	if (fd < 0)
		return errno;
	return close_after(fd, fs_write_fd(fd, text));
}

/* The mode a new file gets; umask can only be read by setting it. */
static mode_t default_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

#define TEMPORARY ".bote-XXXXXX"

/*
 * Whoever writes a temporary file holds a lock on it: one that nobody holds is of a bote that was killed.
 */
static void remove_left_behind(const char *folder, const char *name)
{
	struct buf path = {0};
	int fd;

	buf_printf(&path, "%s/%s", folder, name);
	fd = open(buf_c(&path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlink(buf_c(&path));
	if (fd >= 0)
		close(fd);
	buf_release(&path);
}

/* "FILE.bote-" and six more, as mkstemp makes them. */
static bool is_temporary_of(const char *name, struct str file)
{
	struct str whole = str_from_c(name), begin = str_cut(whole, 0, file.len);

	return whole.len == file.len + sizeof(TEMPORARY) - 1 && str_eq(begin, file) &&
	       strncmp(name + file.len, TEMPORARY, sizeof(TEMPORARY) - 7) == 0;
}

static void clean_up_beside(const char *path)
{
	struct str whole = str_from_c(path), folder = fs_folder_of(whole), file = fs_name_of(whole);
	struct buf text = {0};
	struct dirent *e;
	DIR *d;

	buf_add_str(&text, folder);
	d = opendir(buf_c(&text));
	while (d && (e = readdir(d)) != NULL)
		if (is_temporary_of(e->d_name, file))
			remove_left_behind(buf_c(&text), e->d_name);
	if (d)
		closedir(d);
	buf_release(&text);
}

/* A temporary file that is locked, -1 with errno; another bote may have cleaned it up before it was. */
static int make_temporary(const char *path, struct buf *temporary)
{
	struct stat st;
	int fd;

	for (;;) {
		buf_reset(temporary);
		buf_printf(temporary, "%s" TEMPORARY, path);
		fd = mkstemp(temporary->p);
		if (fd < 0 || flock(fd, LOCK_EX) != 0 || fstat(fd, &st) != 0 || st.st_nlink > 0)
			return fd;
		close(fd);
	}
}

/* A file without a name, locked: killed, its writer leaves nothing behind. -1 where there is no such thing. */
static int fs_open_nameless(const char *path)
{
	struct buf folder = {0};
	int fd;

	buf_add_str(&folder, fs_folder_of(str_from_c(path)));
	fd = open(buf_c(&folder), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	buf_release(&folder);
	if (fd >= 0)
		flock(fd, LOCK_EX);
	return fd;
}

/* Now that it is whole it gets the name of a temporary file, as only a name can take the place of another. */
static bool name_temporary(int fd, const char *path, struct buf *temporary)
{
	enum { TRIES = 100 };
	char self[40];

	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	for (unsigned i = 0; i < TRIES; i++) {
		buf_reset(temporary);
		buf_printf(temporary, "%s.bote-%06x", path, ((unsigned)getpid() + i) & 0xffffff);
		if (linkat(AT_FDCWD, self, AT_FDCWD, temporary->p, AT_SYMLINK_FOLLOW) == 0)
			return true;
		if (errno != EEXIST)
			return false;
	}
	return false;
}

static int fill(int fd, mode_t mode, struct str text)
{
	int error = fs_write_fd(fd, text);

	return !error && (fchmod(fd, mode) != 0 || fsync(fd) != 0) ? errno : error;
}

/* A temporary file that is written. Returns its descriptor, or -1 with *error. */
static int write_temporary(const char *path, mode_t mode, struct str text, struct buf *temporary, int *error)
{
	int fd = fs_open_nameless(path);

	*error = fd < 0 ? 0 : fill(fd, mode, text);
	if (fd >= 0 && (*error || name_temporary(fd, path, temporary)))
		return fd;
	if (fd >= 0)
		close(fd);
	fd = make_temporary(path, temporary);
	*error = fd < 0 ? errno : fill(fd, mode, text);
	return fd;
}

int fs_replace(const char *path, mode_t mode, struct str text)
{
	struct buf temporary = {0};
	int fd, error;

	clean_up_beside(path);
	fd = write_temporary(path, mode, text, &temporary, &error);
	if (fd >= 0)
		error = close_after(fd, error);
	if (!error && rename(temporary.p, path) != 0)
		error = errno;
	if (error && fd >= 0 && temporary.len)
		unlink(temporary.p);
	buf_release(&temporary);
	return error;
}

/* There is nothing at `path`, or it is a link to nothing. */
static int write_new(const char *path, struct str text)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return write_in_place(path, O_CREAT, text);
	return fs_replace(path, default_mode(), text);
}

int fs_write(const char *path, struct str text)
{
	struct stat st;
	char *real;
	int error;

	if (stat(path, &st) != 0)
		return errno == ENOENT ? write_new(path, text) : errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	if (!S_ISREG(st.st_mode))
		return write_in_place(path, 0, text);
	if (access(path, W_OK) != 0) /* rename would not ask */
		return errno;
	real = realpath(path, NULL); /* a link stays a link */
	if (!real)
		return errno;
	error = fs_replace(real, st.st_mode & 0777, text);
	free(real);
	return error;
}

bool fs_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool fs_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int fs_make_folder(const char *path)
{
	struct buf part = {0};
	int error = 0;

	if (!*path)
		return ENOENT;
	buf_add_c(&part, path);
	for (size_t i = 1; i <= part.len && !error; i++) {
		if (i < part.len && part.p[i] != '/')
			continue;
		part.p[i] = '\0';
		if (mkdir(part.p, 0700) != 0) {
			error = errno;
			if (fs_is_folder(part.p))
				error = 0;
			else if (error == EEXIST)
				error = ENOTDIR;
		}
		if (i < part.len)
			part.p[i] = '/';
	}
	buf_release(&part);
	return error;
}

const char *fs_join(struct arena *a, struct str folder, struct str name)
{
	if (folder.len == 0)
		return arena_str(a, name).p;
	return arena_printf(a, "%.*s%s%.*s", STR(folder), str_ends(folder, S("/")) ? "" : "/", STR(name)).p;
}

bool fs_leads_out(const char *path, const char *folder)
{
	char *real = realpath(path, NULL), *inside = realpath(folder, NULL);
	size_t n = inside ? strlen(inside) : 0;
	bool out = real && (!inside || strncmp(real, inside, n) != 0 || (n > 1 && real[n] != '/'));

	free(real);
	free(inside);
	return out;
}

/* Length of the part of `path` up to and with its last slash. */
static size_t folder_len(struct str path)
{
	size_t n = path.len;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return n;
}

struct str fs_folder_of(struct str path)
{
	size_t n = folder_len(path);

	if (n == 0)
		return S(".");
	while (n > 1 && path.p[n - 1] == '/')
		n--;
	return str_cut(path, 0, n);
}

struct str fs_name_of(struct str path)
{
	return str_cut(path, folder_len(path), path.len);
}

/* A folder being walked, and how it was reached: a link back to one of those is not followed. */
struct walk {
	const struct walk *parent;
	dev_t dev;
	ino_t ino;
	unsigned depth;
};

struct walker {
	struct str suffix;
	bool (*visit)(void *ctx, const char *path);
	void *ctx;
	struct buf path;
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in the folder w->path but those that start with a dot; `*count` of them, to be freed. */
static char **fs_list_names(const struct walker *w, size_t *count)
{
	char **names = NULL;
	size_t cap = 0;
	struct dirent *entry;
	DIR *folder = opendir(w->path.p);

	*count = 0;
	if (!folder)
		return NULL;
	while ((entry = readdir(folder)) != NULL) {
		struct buf name = {0};

		if (entry->d_name[0] == '.')
			continue;
		buf_add_c(&name, entry->d_name);
		names = xgrow(names, *count, &cap, sizeof(*names));
		names[(*count)++] = name.p;
	}
	closedir(folder);
	if (names)
		qsort(names, *count, sizeof(*names), compare_names);
	return names;
}

static bool is_circle(const struct walk *from, const struct stat *st)
{
	for (; from; from = from->parent)
		if (from->dev == st->st_dev && from->ino == st->st_ino)
			return true;
	return false;
}

static bool walk_folder(struct walker *w, const struct walk *parent, const struct stat *st);

static bool walk_entry(struct walker *w, const struct walk *here, const char *name)
{
	size_t len = w->path.len;
	bool more = true;
	struct stat st;

	if (!str_ends(buf_str(&w->path), S("/")))
		buf_char(&w->path, '/');
	buf_add_c(&w->path, name);
	if (stat(w->path.p, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			more = is_circle(here, &st) || walk_folder(w, here, &st);
		else if (S_ISREG(st.st_mode) && str_ends(str_from_c(name), w->suffix))
			more = w->visit(w->ctx, w->path.p);
	}
	buf_cut(&w->path, len);
	return more;
}

static bool walk_folder(struct walker *w, const struct walk *parent, const struct stat *st)
{
	struct walk here = {parent, st->st_dev, st->st_ino, parent ? parent->depth + 1 : 1};
	bool more = true;
	size_t count;
	char **names;

	if (here.depth > DEEPEST)
		return true;
	names = fs_list_names(w, &count);
	for (size_t i = 0; i < count; i++) {
		more = more && walk_entry(w, &here, names[i]);
		free(names[i]);
	}
	free(names);
	return more;
}

void fs_walk(const char *folder, struct str suffix, bool (*visit)(void *ctx, const char *path), void *ctx)
{
	struct walker w = {.suffix = suffix, .visit = visit, .ctx = ctx};
	struct stat st;

	if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
		return;
	buf_add_c(&w.path, folder);
	walk_folder(&w, NULL, &st);
	buf_release(&w.path);
}

const char *fs_user_path(struct arena *a, const char *variable, const char *fallback, const char *name)
{
	const char *base = getenv(variable);

	if (base && base[0] == '/')
		return arena_printf(a, "%s/bote/%s", base, name).p;
	base = getenv("HOME");
	if (!base || base[0] != '/')
		return NULL;
	return arena_printf(a, "%s/%s/bote/%s", base, fallback, name).p;
}
