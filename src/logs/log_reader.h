/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_reader.h - the lines of a log, from a file or pipe, packed or not, in constant memory. */
#ifndef BOTE_LOG_READER_H
#define BOTE_LOG_READER_H

#include "base/arena.h"
#include "logs/forms.h"
#include "logs/profile.h"

/* What reading came to. */
struct log_reading {
	uint64_t lines, bytes;  /* read, of all files so far */
	uint64_t bad[LOG_BADS]; /* lines by reason */
	uint64_t bad_total;
	uint64_t first_bad; /* number of the line; 0: none */
	enum log_bad first_why;
	bool stopped;     /* Ctrl-C */
	unsigned threads; /* that may be used; 0 and 1: this one alone */
	/* Called now and then; returns false to stop. May be NULL. */
	bool (*progress)(void *ctx, const struct log_reading *r);
	/* Called for each line that was not read. May be NULL. */
	void (*show_bad)(void *ctx, uint64_t line, enum log_bad why, struct str text);
	void *ctx;
};

/*
 * Read a log ("-": standard input) into a profile. `unpacker` is the path of bote-unpack, or NULL. NULL when all is
 * well; else what is wrong, in words that follow "FILE: ", in `a`.
 */
const char *log_read_file(const char *path, const char *unpacker, struct log_format *f, struct log_profile *p,
                          struct log_reading *r, struct arena *a);
/* The same of a text in memory, for tests. */
const char *log_read_text(struct str text, struct log_format *f, struct log_profile *p, struct log_reading *r,
                          struct arena *a);
/* The first bytes of a file; how many. Nothing is taken from it: it is opened anew. For partials. */
size_t log_peek(const char *path, char *out, size_t n);

#endif
