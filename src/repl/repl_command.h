/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl_command.h - commands that only the prompt has. */
#ifndef BOTE_REPL_COMMAND_H
#define BOTE_REPL_COMMAND_H

#include "command/command.h"
#include "repl/history.h"
#include "repl/unsaved.h"

/* Rows in the shape of command.h; ends with one without name. */
extern const struct command repl_commands[];

/* The history that `history` lists. It must outlive all calls. */
void repl_command_history(const struct history_file *h);
/* Where `resume` finds what earlier prompts left; borrowed. */
void repl_command_unsaved(struct unsaved *u);
/* Give back what the commands remember. */
void repl_command_close(void);

/* Is it a line of one of these? */
bool repl_command_is(struct str line);

/* Carry out a line that is a command of the prompt alone, or asks `help` for one. False when it is none: nothing happened then. */
bool repl_command_line(struct session *s, struct str line, struct outcome *o);

#endif
