/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack.h - packed files, by the program bote-unpack, which alone has zlib and zstd. */
#ifndef BOTE_UNPACK_H
#define BOTE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { UNPACK_MAGIC = 4 };

/* Do the first bytes of a file say that it is packed by gzip or zstd? */
bool unpack_is_packed(const char *bytes, size_t n);
/*
 * Start unpacking what `fd` gives, of which the first `n` bytes were read already. Returns a descriptor to read from,
 * or -1 with errno set; *child is to be waited for by unpack_end(). `program` is the path of bote-unpack.
 */
int unpack_start(const char *program, int fd, const char *bytes, size_t n, pid_t *child);
/*
 * Wait for it. NULL: it was well; else why not: "it is damaged", or what this build lacks. With `stopped`, it is
 * ended first.
 */
const char *unpack_end(pid_t child, bool stopped);

#endif
