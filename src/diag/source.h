/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - a text with a name, and places in it. */
#ifndef BOTE_SOURCE_H
#define BOTE_SOURCE_H

#include <stdint.h>

#include "base/str.h"

/* A half-open byte range [start, end) of a source. */
struct span {
	uint32_t start, end;
};

/* Borrows its text. `name` is empty for what was typed at the prompt or as an argument. */
struct source {
	struct str name;
	struct str text;
	uint32_t first_line; /* number of its first line: 1, or more for a piece of a file */
};

struct place {
	uint32_t line, column; /* from 1; the column counts characters */
	struct str text;       /* the whole line, without its end */
	uint32_t offset;       /* of the place within that line, in bytes */
};

struct place source_place(const struct source *src, uint32_t offset);
struct str source_text(const struct source *src, struct span at);

#endif
