/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_words.h - the words after a command that writes a sheet out: which sheet, its parameters, options, files. */
#ifndef BOTE_COMMAND_WORDS_H
#define BOTE_COMMAND_WORDS_H

#include "command/command.h"

struct command_words {
	struct str name;     /* of the sheet; empty: that of the prompt */
	struct given *given; /* "dau=200M users posts=5" */
	size_t given_count;
	struct str *files; /* -o, and names that say what they are */
	size_t file_count;
};

/* An option with a value. `take` fills the outcome and returns false when the value will not do. */
struct command_option {
	char letter;      /* 0 for none */
	const char *name; /* "--paper" */
	bool (*take)(void *ctx, struct str value, struct outcome *o);
};

/*
 * Take the words apart. `is_file` says of a word whether it can only be a file to write ("out.pdf"): it is one when the
 * sheet is known already, and must not be there yet, since -o was not said. False with `o` filled on wrong use.
 */
bool command_read_words(struct session *s, struct command_words *w, size_t argc, const struct str *argv,
                        const struct command_option *options, unsigned option_count, void *ctx,
                        bool (*is_file)(struct str word), struct outcome *o);

/*
 * The sheet, computed: the session's own, or one to be freed. `what` is the command, for the message. NULL with `o`
 * filled.
 */
struct sheet *command_open(struct session *s, const struct command_words *w, const char *what, struct outcome *o);

/* Write a file as a whole or not at all; on a terminal it is said, unless `quiet` is set. */
bool command_write_file(struct session *s, struct str file, struct str text, struct outcome *o);

#endif
