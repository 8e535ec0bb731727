/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setting.h - the table of settings: name, type, bounds, default, help. */
#ifndef BOTE_SETTING_H
#define BOTE_SETTING_H

#include "session/session.h"

struct setting {
	const char *name;   /* "precision" */
	const char *values; /* "0..17", "on off", "auto always never", "1000 1024": for help and completion */
	const char *help;
	bool numbers;                                      /* answers rest on it: `save` writes it */
	bool (*set)(struct settings *s, struct str value); /* false: not a value */
	void (*get)(const struct settings *s, struct buf *out);
};

extern const struct setting settings_table[];
extern const unsigned setting_count;
const struct setting *setting_find(struct str name);
/* What a value of a setting is for, in a few words; "" when there is nothing to say. */
const char *setting_meaning(const struct setting *row, struct str value);
/* The values in words: "auto, always or never". */
void setting_choice(const struct setting *row, struct buf *out);
void settings_default(struct settings *s);
/* `set NAME VALUE`: false with `d` filled for an unknown name (nearest named) or a value out of bounds. */
bool setting_change(struct session *s, struct str name, struct str value, struct diag *d, struct span at);

#endif
