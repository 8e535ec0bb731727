/* SPDX-License-Identifier: GPL-3.0-or-later */
/* neutral.h - text of others on its way to a terminal: nothing in it is an order to the terminal. */
#ifndef BOTE_NEUTRAL_H
#define BOTE_NEUTRAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * What begins a colour of our own in text that is not yet written: NEUTRAL_MARK "1;31m". It stands for ESC [ and
 * becomes that in neutral_text(), so that an ESC that is there before then is somebody else's.
 */
#define NEUTRAL_MARK "\x0e"
/* The length in bytes of a colour of our own at the start of `s`; 0 when none is there. */
size_t neutral_colour(struct str s);

/*
 * Make what `b` holds from byte `from` on fit for a terminal: our own colours become escape sequences, and each other
 * character that a terminal might obey a "?". Line ends (with or without a carriage return) and tabs stay.
 */
void neutral_text(struct buf *b, size_t from);

#endif
