/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.h - a whole text to statements. */
#ifndef BOTE_READER_H
#define BOTE_READER_H

#include "eval/eval.h"
#include "lang/parse.h"

/*
 * Carry out the `unit`, `alias` and `noun` lines of `src`, so that their words are known from its first line on, then
 * read the other statements into *first, in order. Trees live in `a`.
 */
bool read_text(const struct engine *e, const struct vocabulary *v, const struct source *src, struct arena *a,
               struct diag *d, struct statement **first);

#endif
