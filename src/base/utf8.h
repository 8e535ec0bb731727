/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.h - code points and display columns. */
#ifndef BOTE_UTF8_H
#define BOTE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct buf;

/*
 * Decode the code point at the start of `s` into *cp. Returns its length in bytes,
 * or 0 when `s` is empty or the bytes are not valid UTF-8 (overlong forms,
 * surrogates and values over U+10FFFF are not).
 */
size_t utf8_decode(struct str s, uint32_t *cp);
/* Write `cp` as UTF-8 into `out`; returns its length (1 to 4). */
size_t utf8_encode(uint32_t cp, char out[4]);
/* Offset of the first byte that is not valid, or s.len. */
size_t utf8_invalid(struct str s);
/*
 * The same; control characters other than tab and line end (to a terminal they are orders, those from U+0080 to U+009F
 * too) are not valid.
 */
size_t utf8_unfit(struct str s);
/*
 * Might a terminal obey this character, or turn the text around it? Controls of C0 and C1, marks and overrides of
 * direction, line and paragraph separators.
 */
bool utf8_is_order(uint32_t cp);
/* Columns of one code point on a terminal: 0, 1 or 2. */
unsigned utf8_columns(uint32_t cp);
/*
 * Step over the code point (or bad byte, of one column) at `at`, which is before the end; returns where the next one
 * starts.
 */
size_t utf8_next(struct str s, size_t at, unsigned *columns);
/* Columns on a terminal: 0 for combining marks, 2 for wide ones, 1 for the rest and for bad bytes. A tab counts 1. */
size_t utf8_width(struct str s);
/* The same, or `width` where that is more: for the widest of several texts. */
size_t utf8_wider(size_t width, struct str s);
/* `s` in so many columns: blanks follow it, or with `right` are in front of it. All of it where it is wider. */
void utf8_put(struct buf *out, struct str s, size_t columns, bool right);
/* The longest prefix of `s` that fits in `columns`. */
struct str utf8_clip(struct str s, size_t columns);
/*
 * Does the locale that the environment names use UTF-8? Told by its name alone: loading it takes as long as working out
 * an answer.
 */
bool utf8_locale(void);
/* What to print for a code point where only ASCII can be ("->" for an arrow), or NULL if there is no good way. */
const char *utf8_ascii(uint32_t cp);

#endif
