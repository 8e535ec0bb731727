/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - the table of commands, shared by prompt and shell. */
#ifndef BOTE_COMMAND_H
#define BOTE_COMMAND_H

#include "lang/parse.h"
#include "session/session.h"

enum command_where { COMMAND_PROMPT = 1, COMMAND_SHELL = 2, COMMAND_BOTH = 3 };

/* What an argument of a command is, for completion. */
enum complete_kind {
	COMPLETE_NOTHING,
	COMPLETE_FORMULA,
	COMPLETE_CELL,
	COMPLETE_FILE,
	COMPLETE_TOPIC,
	COMPLETE_SETTING,
	COMPLETE_UNIT,
	COMPLETE_REF,
	COMPLETE_TABLE,
	COMPLETE_LAB,
	COMPLETE_TOPICS,
	COMPLETE_SHELL,
	COMPLETE_BENCH,
	/* expressions are in all of these, see command_takes_expression() */
	COMPLETE_EXPRESSION,
	COMPLETE_SWEEP,
	COMPLETE_SOLVE,
	COMPLETE_WHAT_IF,
	COMPLETE_ANSWER,
	COMPLETE_SPREAD /* answers, or uncertain ones, first */
};

struct command {
	const char *name;
	const char *args; /* "[WORD] [-l]" */
	enum command_where where;
	enum complete_kind complete;
	const char *help; /* one line */
	bool moves;       /* the sheet may be another one after it: what moved is shown */
};

/* Is what comes after the command an expression, or made of such? */
static inline bool command_takes_expression(const struct command *c)
{
	return c->complete >= COMPLETE_EXPRESSION;
}

extern const struct command commands[];
extern const unsigned command_count;
const struct command *command_find(struct str name, enum command_where where);

/*
 * The command a prompt line begins with, or NULL: the first word is one, with or without `:` before it, and what
 * follows is not `=` or an operator. *rest is what comes after it.
 */
const struct command *command_of_line(struct str line, struct str *rest);
/* parse_goes_on, of what is typed: a command ends with its line, `help *` and `help what-if` too. */
bool command_goes_on(struct continued *c, struct str statement, struct str line);
/*
 * When the outcome is an unknown name and that is the first word of `line`: a hint at the command that was meant. A
 * shell word that only the prompt has is told so.
 */
void command_hint(struct outcome *o, struct str line, enum command_where where);
/*
 * Run a row of `commands`. `argv` are the words after it: shell operands, or the line split at blanks (quotes group).
 */
bool command_call(struct session *s, const struct command *c, size_t argc, const struct str *argv, struct outcome *o);
/* Run a command with an unsplit rest of line. */
bool command_run_line(struct session *s, const struct command *c, struct str rest, struct outcome *o);

/* Give back what `edit` remembers. */
void command_edit_close(void);

/* The tables of `table`, by name. `visit` returns false to stop. */
bool each_table(bool (*visit)(void *ctx, struct str name, struct str title), void *ctx);

#endif
