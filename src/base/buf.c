/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.c - growable text. */
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}

struct str buf_take(struct buf *b, struct arena *a)
{
	struct str text = arena_str(a, buf_str(b));

	buf_release(b);
	return text;
}

void buf_reset(struct buf *b)
{
	buf_cut(b, 0);
}

/* Room for `n` more bytes and the NUL. */
static char *reserve(struct buf *b, size_t n)
{
	if (n >= b->cap - b->len) {
		size_t need = b->len + n + 1;

		if (need <= n) /* wrapped: let xrealloc say so */
			need = SIZE_MAX;
		b->cap = need < SIZE_MAX / 2 ? need + need / 2 + 32 : need;
		b->p = xrealloc(b->p, b->cap);
	}
	return b->p + b->len;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	char *end = reserve(b, n);

	if (n)
		memcpy(end, bytes, n);
	end[n] = '\0';
	b->len += n;
}

void buf_add_c(struct buf *b, const char *c)
{
	buf_add(b, c, strlen(c));
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_quoted(struct buf *b, struct str s)
{
	buf_char(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_char(b, '\\');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
}

void buf_name(struct buf *b, struct str text, size_t most)
{
	for (size_t i = 0; i < text.len && b->len < most; i++) {
		char c = char_lower(text.p[i]);

		if (char_is_letter(c) || char_is_digit(c))
			buf_char(b, c);
		else if (b->len && b->p[b->len - 1] != '_')
			buf_char(b, '_');
	}
	while (b->len && b->p[b->len - 1] == '_')
		buf_cut(b, b->len - 1);
}

void buf_fill(struct buf *b, char c, size_t n)
{
	char *end = reserve(b, n);

	memset(end, c, n);
	end[n] = '\0';
	b->len += n;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_clause(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	if (b->len)
		buf_add_c(b, "; ");
	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	char *end = reserve(b, 64);
	int n;

	va_copy(again, ap);
	n = vsnprintf(end, b->cap - b->len, fmt, ap);
	if (n >= 0 && (size_t)n >= b->cap - b->len) {
		end = reserve(b, (size_t)n);
		vsnprintf(end, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	if (n >= 0)
		b->len += (size_t)n;
	b->p[b->len] = '\0';
}

void buf_end_line(struct buf *b)
{
	while (b->len && b->p[b->len - 1] == ' ')
		buf_cut(b, b->len - 1);
	buf_char(b, '\n');
}

void buf_cut(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->p[len] = '\0';
}

struct str buf_str(const struct buf *b)
{
	return (struct str){buf_c(b), b->len};
}

const char *buf_c(const struct buf *b)
{
	return b->p ? b->p : "";
}
