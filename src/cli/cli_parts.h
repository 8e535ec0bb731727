/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_parts.h - one run of `bote`: what main.c, stream.c and operands.c share. */
#ifndef BOTE_CLI_PARTS_H
#define BOTE_CLI_PARTS_H

#include "cli/args.h"
#include "cli/output.h"

struct program {
	struct arena arena; /* of the command line */
	struct args args;
	struct session *session;
	struct outcome outcome; /* of the statement at hand */
	struct output output;
	enum status status; /* the worst so far */
	int signal;         /* that a command was stopped by, to be raised again at the end; or 0 */
	struct outcome_style style;
	bool style_known, style_err_known; /* what is so of answers; of messages, which few runs have */
	int style_color;                   /* `color` and `width` as they were when the style was found */
	unsigned style_width;
};

/*
 * Print the outcome at hand, count its status, and make room for the next. Returns whether to continue: no error, or
 * --keep-going, and standard output works.
 */
bool program_show(struct program *p, struct str input);
/* An error: the file or stream `name` cannot be read, with an errno. Returns what program_show() does. */
bool program_file_failed(struct program *p, const char *name, int error);
/* Statements read from a descriptor, each answered as soon as it is there. */
bool program_stream(struct program *p, int fd, struct str name);
/* Statements in memory. `first_line` is the number of its first line. */
bool program_text(struct program *p, struct str text, struct str name);
/* Standard input as if typed at the prompt, echoed: for tests. */
void program_transcript(struct program *p);
/* A command, or an expression made of the operands. */
bool program_operands(struct program *p);
/* Is it a command that takes the values of -D for the parameters of what it is about, as its own words? */
bool operands_take_defines(const struct args *a);

#endif
