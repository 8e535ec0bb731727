/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.h - the command line taken apart. */
#ifndef BOTE_ARGS_H
#define BOTE_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "repl/complete.h"
#include "session/session.h"

/* -e and -f, in the order given. */
struct script {
	bool file;
	struct str text; /* an expression or a path */
};

struct change {
	struct str name, value;
};

/* All is borrowed from argv or lives in the arena given. */
struct args {
	struct script *scripts;
	size_t script_count;
	struct given *defines;
	size_t define_count;
	struct change *changes; /* of settings, already known to be valid */
	size_t change_count;
	struct str *operands;
	size_t operand_count;
	bool operands_only; /* `--` stood before the first operand: it is not a command */
	struct str to;
	bool raw, json, csv, quiet;
	unsigned about; /* 0, or 1: one digit, 2: a power of ten */
	bool keep_going, interactive, resume, no_init, transcript, help, version;
};

/*
 * Take a command line apart. Options may follow operands; `-` before anything but a letter or a second `-` begins an
 * operand, so `bote -5 + 3` needs no care. Returns false with a one-line message in `error`.
 */
bool args_parse(struct args *out, struct arena *a, int argc, char **argv, struct buf *error);

/* The text of --help. */
void args_usage(struct buf *out);

/* What completes an option at the end of a line, or its value: an options_fn, see complete.h. */
bool options_complete(struct str line, const char *command, bool shell, option_offer_fn *offer, void *ctx,
                      const char **unit);

#endif
