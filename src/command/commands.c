/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commands.c - the table of commands: what each is. */
#include "command/command.h"
#include "command/command_rows.h"

#define ROW(word, fn, argument, place, completion, text) \
	{.name = word, .args = argument, .where = place, .complete = completion, .help = text},
#define MOVING_ROW(word, fn, argument, place, completion, text) \
	{.name = word, .args = argument, .where = place, .complete = completion, .help = text, .moves = true},

const struct command commands[] = {COMMAND_ROWS(ROW, MOVING_ROW)};
const unsigned command_count = sizeof(commands) / sizeof(commands[0]);

const struct command *command_find(struct str name, enum command_where where)
{
	for (unsigned i = 0; i < command_count; i++)
		if ((commands[i].where & where) && str_eq(str_from_c(commands[i].name), name))
			return &commands[i];
	return NULL;
}
