/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.h - rows of a CSV text (RFC 4180), with the place of each field, so that an error can point to it. */
#ifndef BOTE_CSV_H
#define BOTE_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* One field: its text without quotes, and the bytes it takes in the whole text, quotes included. */
struct csv_field {
	struct str text;
	uint32_t start, end;
};

/* A text of at most 4 GB, read row by row. Private, but for `error` and `error_at`. */
struct csv {
	struct str text;
	char separator;
	size_t at;
	const char *error; /* what is wrong, in words that follow a place: "this quote is not closed"; else NULL */
	uint32_t error_at; /* byte offset of it */
};

/*
 * Begin to read. A byte order mark is skipped. `separator` is ',' or what csv_separator() said. The text is borrowed.
 */
void csv_init(struct csv *c, struct str text, char separator);

/* The separator that a header line uses: the one of , ; and tab that it holds most often outside of quotes. */
char csv_separator(struct str line);

/*
 * Read the next row: *fields in `a`, *count of them. Lines end with LF or CRLF; empty lines are skipped. A field in
 * quotes may hold separators, line ends and doubled quotes. False at the end of the text, or when something is wrong
 * (c->error).
 */
bool csv_row(struct csv *c, struct arena *a, struct csv_field **fields, uint32_t *count);

/* The next line as it is, and continue after it: for comments before a header. False at the end. */
bool csv_line(struct csv *c, struct str *line);

#endif
