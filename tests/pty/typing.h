/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typing.h - keys as a hand types them: all at once, or one by one with pauses between them. */
#ifndef BOTE_TESTS_TYPING_H
#define BOTE_TESTS_TYPING_H

#include "terminal.h"

/* Pauses of `least` to `most` ms come before each key from here on; 0 0: none. `seed` decides how long each is. */
void typing_pace(int least, int most);
void typing_seed(unsigned seed);
int typing_least(void);

/* Type a text. What a key sends as several bytes (an arrow, µ) and what is pasted in brackets goes out at once. */
bool typing_text(struct terminal *t, const char *text, size_t len);

/* Press C-x, Enter, Up ...; false when there is no such key. *sent: whether the terminal took it. */
bool typing_key(struct terminal *t, const char *name, bool *sent);

#endif
