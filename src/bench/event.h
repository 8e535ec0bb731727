/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event.h - what bote-bench says on its standard output: one JSON object a line. */
#ifndef BOTE_EVENT_H
#define BOTE_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Fields go after those already there; a NULL key is for elements of a list. */
void event_open(struct buf *out, const char *key, char bracket);
void event_close(struct buf *out, char bracket);
void event_text(struct buf *out, const char *key, const char *text); /* NULL: null */
void event_number(struct buf *out, const char *key, double value);   /* not finite: null */
void event_truth(struct buf *out, const char *key, bool value);

/* Write a line at once. The reader gone: bench_stop. */
void event_line(struct buf *line);

/* Events. */
void event_note(const char *fmt, ...) PRINTF_LIKE(1, 2);
void event_skip(const char *op, bool failed, const char *why);
void event_folder(const char *path);
void event_progress(unsigned pass, unsigned passes, const char *op, double done, double left);

#endif
