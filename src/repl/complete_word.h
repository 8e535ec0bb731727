/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_word.h - the words round the cursor, without any tree: a line that is being typed seldom parses. */
#ifndef BOTE_COMPLETE_WORD_H
#define BOTE_COMPLETE_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

bool word_blank(char c);
struct str word_trim(struct str text); /* without blanks at its end */

/* Where the word begins that `text` ends with, and that word: letters, digits, _ and the point of "fleet.servers". */
size_t word_start(struct str text);
struct str word_last(struct str text);

/* Does the word begin as a number does? The letters after its last digit: "Gi" of "5Gi". */
bool word_number(struct str word);
struct str word_letters(struct str number);

/* Is the last word of `text` among `words`, which blanks separate? */
bool word_ends(struct str text, const char *words);
/* Does `word` stand in `text`, by itself? */
bool word_within(struct str text, struct str word);
/* Does `text` end with a number that a unit may follow: 5, 100M, 100 million? */
bool word_ends_number(struct str text);

/* What the text before a word calls for. */
enum word_place {
	AT_NAME,
	AT_OPERATOR, /* after a value and a blank */
	AT_UNIT,
	AT_UNIT_OR_NAME, /* after the slash of "writes/" */
	AT_TARGET        /* after `to`: a unit or a form */
};
enum word_place word_place(struct str before);

#endif
