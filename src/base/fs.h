/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fs.h - files, folders and where the user keeps them. Errors come back as errno values. */
#ifndef BOTE_FS_H
#define BOTE_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { FS_NO_FILE = -1 }; /* beside errno values: a pipe or device where a file is wanted */

/* What an error of these functions is, in words; EINTR is Ctrl-C. */
const char *fs_error(int error);

/*
 * Read a whole file into `out` (appended). "-" is standard input. Returns 0 or an
 * errno value; EFBIG when it holds more than `limit` bytes, EISDIR for a folder,
 * EINTR when Ctrl-C came (base/interrupt.h), as it may where a pipe keeps us waiting.
 */
int fs_read(const char *path, size_t limit, struct buf *out);
/* The same of what bote keeps, which has to be a file: FS_NO_FILE for what would keep us waiting. */
int fs_read_kept(const char *path, size_t limit, struct buf *out);

/* open() to read, which waits for nobody at the other end of a pipe. -1 with errno. */
int fs_open(const char *path);
/* read(), but Ctrl-C ends it while it waits, and at once when it came before: -1 with EINTR. */
ssize_t fs_read_some(int fd, void *out, size_t n);

/*
 * Write `text` to a temporary file beside `path` and rename it over it, so that
 * an old file survives any failure and keeps its mode; a link stays, what it points
 * to is replaced, or made where it was not there. A device or pipe is simply written
 * to. Returns 0 or an errno value, and leaves no temporary file; nor does it when it is killed meanwhile, where the
 * file system has files without a name.
 */
int fs_write(const char *path, struct str text);

/* The same for what is known to be a file, or not to be there. */
int fs_replace(const char *path, mode_t mode, struct str text);
/* All of `text` to an open file, pipe or terminal, however often that takes. Returns 0 or an errno value. */
int fs_write_fd(int fd, struct str text);

bool fs_is_file(const char *path);
bool fs_is_folder(const char *path);
/* Make a folder and its parents with mode 0700. Returns 0 or an errno value. */
int fs_make_folder(const char *path);

/* `folder`/`name`, allocated in `a`. */
const char *fs_join(struct arena *a, struct str folder, struct str name);
/* Is there something at `path`, and does it lie outside of `folder` once links have been followed? */
bool fs_leads_out(const char *path, const char *folder);
/* The folder part of `path` ("." when there is none), and the name without folder. */
struct str fs_folder_of(struct str path);
struct str fs_name_of(struct str path);

/*
 * Call `visit` with the path of each regular file under `folder` whose name ends
 * with `suffix`, depth first and in byte order at each level; at most 16 levels.
 * Links are followed, names that start with a dot and folders that cannot be read
 * are passed over. `visit` returns false to stop.
 */
void fs_walk(const char *folder, struct str suffix, bool (*visit)(void *ctx, const char *path), void *ctx);

/*
 * A user's file under an XDG base folder (XDG Base Directory 0.8): `variable` is
 * "XDG_STATE_HOME", `fallback` ".local/state" below $HOME, and the result
 * `.../bote/name`. A relative value of the variable is ignored. NULL when there is
 * no home.
 */
const char *fs_user_path(struct arena *a, const char *variable, const char *fallback, const char *name);

#endif
