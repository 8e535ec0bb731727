/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * script.h - what is to happen when, a line each: `12 s: cut B`. Lines end with a semicolon or with their line; #
 * begins a comment.
 */
#ifndef BOTE_SCRIPT_H
#define BOTE_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "diag/diag.h"

struct script_line {
	uint64_t at;      /* ns */
	struct str verb;  /* "cut" */
	const char *what; /* "B", or empty */
	uint32_t number;  /* from 1 */
};

struct script {
	struct arena a;
	struct script_line *line; /* in the order of time; equal times in the order of lines */
	uint32_t count;
	/* What is wrong, or NULL, and where it is in the text. */
	const char *fault;
	struct span fault_at;
};

/* Is a line what the lab knows? NULL, or what is expected. */
typedef const char *script_check(const void *ctx, const struct script_line *l);

/*
 * Read all of it, and check each line: false at the first that is wrong, with `fault` and its kin set. At most so many
 * lines. To be released either way.
 */
bool script_read(struct script *s, const char *text, uint32_t most, script_check *check, const void *ctx);
void script_release(struct script *s);
/* Say what is wrong, below the line. Always false. */
bool script_fail(const struct script *s, const char *text, struct diag *d);
/* The same of any text whose lines end with semicolons, named SCRIPT_NAME as what was typed. Always false. */
#define SCRIPT_NAME "script"
bool script_blame(const char *text, struct span at, const char *why, struct diag *d);

#endif
