/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_file.h - requests of one's own: a key a line, or time,key and what else there may be. */
#ifndef BOTE_TRACE_FILE_H
#define BOTE_TRACE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "diag/diag.h"

/* Keys are numbers from 0 on: what was asked for most has the lowest, and of equals what came first. */
struct trace_file {
	uint32_t *key;
	uint64_t *at; /* ns from the first request; NULL where the file has no times */
	uint64_t count;
	uint32_t keys;
};

/*
 * Read a file whole. Its first line may be names of columns: "key", or a first column that is no number. Keys are told
 * apart by 64 bits of a hash. False with `d` filled: "visits.csv:17: a key is missing". At most 100 million lines of 64
 * KiB, and 50 million keys. To be released either way.
 */
bool trace_file_read(struct trace_file *t, const char *path, const volatile int *stop, struct diag *d);
void trace_file_release(struct trace_file *t);

#endif
