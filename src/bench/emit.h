/* SPDX-License-Identifier: GPL-3.0-or-later */
/* emit.h - what bote-bench says on its standard output: one JSON object a line. */
#ifndef BOTE_EMIT_H
#define BOTE_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Fields go behind those already there; a NULL key is for elements of a list. */
void emit_open(struct buf *out, const char *key, char bracket);
void emit_close(struct buf *out, char bracket);
void emit_text(struct buf *out, const char *key, const char *text); /* NULL: null */
void emit_number(struct buf *out, const char *key, double value);   /* not finite: null */
void emit_truth(struct buf *out, const char *key, bool value);

/* Write a line at once. The reader gone: bench_stop. */
void emit_line(struct buf *line);

/* Events. */
void emit_note(const char *fmt, ...) PRINTF_LIKE(1, 2);
void emit_skip(const char *op, bool failed, const char *why);
void emit_folder(const char *path);
void emit_progress(unsigned pass, unsigned passes, const char *op, double done, double left);

#endif
