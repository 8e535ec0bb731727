/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.h - what may stand at the cursor: a function of session, line and cursor alone. */
#ifndef BOTE_COMPLETE_H
#define BOTE_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "command/command.h"
#include "session/session.h"

struct candidate {
	struct str text;    /* to be in place of the bytes [from, cursor) of the line */
	struct str help;    /* what it is, in one line; may be empty */
	bool space;         /* a blank follows it: not after "ceil(", "dau=", "examples/", a unit */
	struct str heading; /* of those it is among: "Caching", "inputs"; empty: it is below none */
	unsigned order;     /* of that heading */
};

/* Candidates of one kind stand together, sorted; those of one heading too. The texts live in the arena. */
struct completion {
	struct arena arena;
	size_t from; /* where in the line the word begins that candidates stand for */
	struct candidate *items;
	size_t count, cap;
};
void completion_init(struct completion *c);
void completion_reset(struct completion *c);
void completion_release(struct completion *c);

/*
 * What may be at byte `point` of `line`, what is before it being given: units after a number, `to`, `in`, `per` and
 * `/`, arguments of a command by its kind, else names and functions. `where` says whose commands a line may begin with.
 */
void complete(struct session *s, enum command_where where, struct str line, size_t point, struct completion *out);

/* One candidate that stands for the whole line. */
void complete_add(struct completion *c, struct str line);

/* The longest text that all candidates begin with, if it is more than `typed`; else `typed`. */
struct str complete_common(const struct completion *c, struct str typed);

/*
 * The candidates as a list for a terminal: one a line with what it is, or, when they are many more than fit, in columns
 * and at most `rows` of those. Headings stand above what is theirs, or, when all are too many, in front of its names.
 */
void complete_list(const struct completion *c, size_t columns, size_t rows, struct buf *out);

/*
 * Options are the business of the command line, which lends what it knows of them: does the last word of `line` begin
 * an option, or stand for the value of one? `command` is the one that the line begins with, or NULL. What may be
 * there is given to `offer`. *unit: the value is a quantity or a unit: "" any unit, "s" a number of such, NULL none of
 * both. Returns false where an operand or expression may be.
 */
typedef void option_offer_fn(void *ctx, struct str text, struct str help, bool space);
typedef bool options_fn(struct str line, const char *command, bool shell, option_offer_fn *offer, void *ctx,
                        const char **unit);
void complete_lend_options(options_fn *options);

/*
 * For the completion scripts of shells: one candidate a line, a tab, what it is. `line` is what comes after the name
 * of the program; candidates stand for the whole shell word at `point`, so that what was typed before is in front. They
 * are not quoted; one that a blank is to follow ends with it.
 */
void complete_print(struct session *s, size_t point, struct str line, struct buf *out);

#endif
