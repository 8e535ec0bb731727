/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.h - code points and display columns. */
#ifndef BOTE_UTF8_H
#define BOTE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

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
/* Columns on a terminal: 0 for combining marks, 2 for wide ones, 1 for the rest and for bad bytes. A tab counts 1. */
size_t utf8_width(struct str s);
/* The longest prefix of `s` that fits in `columns`. */
struct str utf8_clip(struct str s, size_t columns);
/* Does the locale set by setlocale(LC_CTYPE) use UTF-8? */
bool utf8_locale(void);

#endif
