/* SPDX-License-Identifier: GPL-3.0-or-later */
/* re.h - patterns given as data: the one place that knows PCRE2. */
#ifndef BOTE_RE_H
#define BOTE_RE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct re;

/* RE_FAST: compiled to machine code where the system allows it, and the text is bytes: for millions of matches. */
enum re_flags { RE_NOCASE = 1, RE_FAST = 2 };

/*
 * Compile a pattern (UTF-8; matching is bounded, so no pattern of a user's can
 * hang). On failure returns NULL with *offset where in the pattern and a message
 * in `message`. Free with re_free.
 */
struct re *re_new(struct str pattern, unsigned flags, size_t *offset, char message[128]);
void re_free(struct re *re);

/*
 * First match in `text` at or after byte `from`: the whole match in *whole and, when
 * `group` is not NULL, the first group (empty if it took no part). Returns false when
 * there is none, or when the match limit was reached.
 */
bool re_match(struct re *re, struct str text, size_t from, struct str *whole, struct str *group);

/*
 * Call `each` for every piece of `text`: the stretches between matches with
 * `group` NULL, and the matches with their first group. This is how `{cell}` placeholders
 * become text that only our own code can compute.
 */
void re_split(struct re *re, struct str text, void (*each)(void *ctx, struct str piece, const struct str *group),
              void *ctx);

/* The number of a named group (?<name>...), or -1. */
int re_group_number(const struct re *re, const char *name);
/* Match once; then re_group() gives the text of a group, false for one that took no part. */
bool re_groups_match(struct re *re, struct str text);
bool re_group(const struct re *re, struct str text, int number, struct str *out);

#endif
