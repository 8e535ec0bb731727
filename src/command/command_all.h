/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_all.h - the functions of command_rows.h, command_NAME() each, and what those share. */
#ifndef BOTE_COMMAND_ALL_H
#define BOTE_COMMAND_ALL_H

#include "base/re.h"
#include "command/command.h"
#include "command/command_rows.h"
#include "sheet/library.h"
#include "show/grid.h"

#define DECLARE(word, function, args, where, complete, help) \
	bool command_##function(struct session *s, size_t argc, const struct str *argv, struct outcome *o);
COMMAND_ROWS(DECLARE, DECLARE)
#undef DECLARE

/* The command is used wrongly: fills o->diag and o->status; always false. */
bool command_misused(struct outcome *o, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* A search for `word` among the things called `what`, "formula", found none: as command_misused(), but the answer is
 * no. */
bool command_found_none(struct outcome *o, const char *what, struct str word);
/* The words with one blank between, in the outcome's arena. */
struct str command_join(struct outcome *o, size_t argc, const struct str *argv);

/*
 * `dau = 200M users, posts=5` taken apart: what belongs to no name belongs to the value before it. `given` has room for
 * half as many as `text` has bytes, and one more.
 */
bool command_params(struct str text, struct given *given, size_t *count, struct outcome *o);
/*
 * The value of the option argv[*at], "--word=value" or "--word value", whose last word argv[*at] is then; empty where
 * there is none.
 */
struct str command_value(size_t argc, const struct str *argv, size_t *at, struct str *word);
/* The path as the system wants it: nobody else puts a home in place of `~` at the prompt. */
const char *command_path(struct outcome *o, struct str word);

/* What a list is searched for: a word in any case, or a pattern between slashes. An empty one finds everything. */
struct filter {
	struct str word;
	struct re *re;
};
/* False with `o` filled when the pattern is faulty. */
bool filter_init(struct filter *f, struct str text, struct outcome *o);
bool filter_fits(const struct filter *f, struct str text);
void filter_release(struct filter *f);

/* `text` and blanks up to `width` columns, one at least. */
void list_column(struct buf *out, struct str text, size_t width);

/* All that a formula holds: parameters, domain, equations, an example with its answers, what goes with it. */
void help_formula(struct session *s, const struct listing *l, struct outcome *o);
/* The same of a lab; false when there is none of that name. */
bool help_lab(struct session *s, struct str name, struct outcome *o);
bool unknown_lab(struct outcome *o, struct str name);
/* `check-formulas lab`: every lab at its defaults, a line each; false when a result is off what is predicted. */
bool labs_hold(struct session *s, struct buf *out);
/*
 * Sections of the article by a heading, or by words of one: the labs that show them, and the formulas. False when none
 * fits. *exact: it is the heading, in other letters perhaps.
 */
bool help_section(struct session *s, struct str heading, bool *exact, struct outcome *o);
/* Published figures, or else the constants, that fit: in their groups, each with its value. Returns how many. */
unsigned list_facts(struct session *s, bool published, const struct filter *f, struct outcome *o);
/* What a word means as a unit: "1 MB = 1,000,000 B" and more. False when it is none. */
bool list_unit(struct session *s, struct str word, struct buf *out);

/* Is the word a counting noun, and nothing else? */
bool is_noun(struct session *s, struct str word);

#endif
