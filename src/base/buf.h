/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.h - growable text; all output is composed in one before it is written. */
#ifndef BOTE_BUF_H
#define BOTE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/* All zero is an empty buffer. When `p` is set, p[len] is NUL. */
struct buf {
	char *p;
	size_t len, cap;
};

void buf_release(struct buf *b);
/* What is in it as a text in `a`; the buffer is released. */
struct str buf_take(struct buf *b, struct arena *a);
/* Empty it, keep the memory. */
void buf_reset(struct buf *b);

void buf_add(struct buf *b, const void *bytes, size_t n);
static inline void buf_add_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.len);
}
void buf_add_c(struct buf *b, const char *c);
void buf_char(struct buf *b, char c);
/* In double quotes, as the language reads a text: a backslash before each of its quotes and backslashes. */
void buf_quoted(struct buf *b, struct str s);
/* As a name: small letters and digits, one _ for what is between; until the buffer has `most` bytes. */
void buf_name(struct buf *b, struct str text, size_t most);
/* `n` times the same character. */
void buf_fill(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
/* One more of several things to say: "; " goes before it, unless it is the first in this buffer. */
void buf_clause(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Blanks at the end go, and the line ends. */
void buf_end_line(struct buf *b);
/* Shorten to `len` bytes (nothing happens when it is shorter). */
void buf_cut(struct buf *b, size_t len);

/* What it holds; good until the next change. */
struct str buf_str(const struct buf *b);
/* The same as a C string, never NULL. */
const char *buf_c(const struct buf *b);

#endif
