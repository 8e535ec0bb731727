/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.h - the lines typed at the prompt, kept as plain text in a file of the user's. */
#ifndef BOTE_HISTORY_H
#define BOTE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Lines that are read, and that trimming leaves in the file. */
enum { HISTORY_KEPT = 2000 };

struct history_file;

/*
 * Where the lines go: BOTE_HISTORY, else $XDG_STATE_HOME/bote/history. NULL means nowhere: BOTE_HISTORY is
 * empty, or (*homeless) there is no home folder.
 */
const char *history_file_path(struct arena *a, bool *homeless);

/*
 * The lines kept under `path`; the file is made when there is none (0600, its folder 0700). Lines are remembered for
 * this run even when `path` is NULL or cannot be written.
 */
struct history_file *history_file_open(const char *path);
/* Read the lines there are: not before somebody may want them, so that the first prompt does not wait. */
void history_file_read(struct history_file *h);
void history_file_close(struct history_file *h);

/* An errno value when lines cannot be written, else 0. */
int history_file_error(const struct history_file *h);
/* Was there no file before? */
bool history_file_fresh(const struct history_file *h);

/* The oldest line is number 0. A line is good until history_file_close. */
size_t history_file_count(const struct history_file *h);
struct str history_file_line(const struct history_file *h, size_t i);

/*
 * Remember a line and append it to the file at once. Several lines become one. Blank lines, lines that begin with a
 * space and repeats of the last one are not kept: returns whether it was.
 */
bool history_file_add(struct history_file *h, struct str line);

#endif
