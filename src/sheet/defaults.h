/* SPDX-License-Identifier: GPL-3.0-or-later */
/* defaults.h - a number that nobody gave, and that moves an answer, is said. */
#ifndef BOTE_DEFAULTS_H
#define BOTE_DEFAULTS_H

#include "sheet/sheet.h"

/*
 * Note in `d` the parameters that `roots` rest on and that are what their sheet says: "with target_util = 70%". Those
 * among `varied` are left out: a question gives them values of its own. Nothing of it stays in `a` that is of use.
 */
void sheet_note_defaults(struct sheet *s, struct cell *const *roots, uint32_t root_count, struct cell *const *varied,
                         uint32_t varied_count, struct arena *a, struct diag *d);

#endif
