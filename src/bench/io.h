/* SPDX-License-Identifier: GPL-3.0-or-later */
/* io.h - whole reads and writes, and sockets on this machine alone. */
#ifndef BOTE_IO_H
#define BOTE_IO_H

#include <stdbool.h>
#include <stddef.h>

/* Seconds without an answer after which a server is given up. */
enum { IO_PATIENCE = 10 };

/*
 * All `n` bytes, within IO_PATIENCE once the first of them came. False at the end of file, on an error, or when
 * bench_stop was set while waiting.
 */
bool io_read(int fd, void *bytes, size_t n);
bool io_write(int fd, const void *bytes, size_t n);

/* A socket that listens on 127.0.0.1, on a port that the system chose; -1: errno. */
int io_listen(unsigned *port);
/* A connection to 127.0.0.1, without delay, that gives up after some seconds of silence; -1: errno. */
int io_connect(unsigned port);
/* Without delay, and giving up after some seconds of silence. */
void io_prepare(int fd);

#endif
