/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isolate.h - sentences in which words from right to left, as of Hebrew and Arabic, stand beside others. */
#ifndef BOTE_ISOLATE_H
#define BOTE_ISOLATE_H

#include <stdbool.h>

#include "base/buf.h"

/* Marks of Unicode around what has an order of its own; and what says from which side a paragraph is read. */
#define ISOLATE_FIRST "\u2068"
#define ISOLATE_LAST "\u2069"
#define ISOLATE_FROM_LEFT "\u200e"
#define ISOLATE_FROM_RIGHT "\u200f"

/* Is anything in it written from right to left? */
bool isolate_needed(struct str text);
/* The text with marks around each number, with its unit and signs, and around what stands in “quotes”. */
void isolate_write(struct buf *out, struct str text);
/* Is such a text, with its marks, read from the right? What is within marks says nothing of that. */
bool isolate_is_right(struct str marked);

#endif
