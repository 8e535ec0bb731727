/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_from.h - where candidates come from; for complete.c only. */
#ifndef BOTE_COMPLETE_FROM_H
#define BOTE_COMPLETE_FROM_H

#include "base/map.h"
#include "repl/complete.h"

/* Candidates for the word `typed` are added to `out`; sources that are asked one after the other keep that order. */
struct wanted {
	struct session *session;
	struct completion *out;
	struct str typed;
	bool nocase;     /* letters of either case alike */
	bool shell;      /* quoting is the shell's business */
	bool below;      /* below a fraction line, where nouns are singular */
	size_t group;    /* where the candidates of the source at work begin */
	struct map seen; /* the texts of the first `seen_count` candidates */
	size_t seen_count;
	struct str heading; /* of candidates from here on */
	unsigned order;
	const struct template *sheet;        /* whose cells they are, if not the session's */
	bool (*first)(const struct cell *c); /* cells that are above the others, below `first_heading` */
	struct str first_heading;
	bool solving; /* an expression that `for` may follow */
};

/* Does `name` begin with what is typed? */
bool from_fits(const struct wanted *w, struct str name);
/*
 * Add a candidate without looking; text and help are copied. What a terminal might obey is not offered, since it would
 * stand on the line.
 */
void from_add(struct wanted *w, struct str text, struct str help, bool space);
/* The same, if it begins with what is typed. */
void from_offer(struct wanted *w, struct str name, struct str help, bool space);
/* What the table of keywords says of a word, or an empty text. */
struct str from_help_of(const char *word);
/* Sort the candidates since the last call and drop those that are there already. */
void from_sort(struct wanted *w);

void from_commands(struct wanted *w, enum command_where where);
void from_statements(struct wanted *w);
void from_cells(struct wanted *w);
/* The same with `tail` after each, "" or "=": those that rest on no others first. */
void from_inputs(struct wanted *w, const char *tail);
/* Is it worked out from nothing else? */
bool cell_is_input(const struct cell *c);
/* What may follow a value of that type; NULL: of any. `text` is what is before. */
void from_operators(struct wanted *w, const struct type *type, struct str text);
/* Constants and published figures. */
void from_facts(struct wanted *w);
/* Published figures without their "ref.", and the tables. */
void from_refs(struct wanted *w);
void from_tables(struct wanted *w);
void from_shells(struct wanted *w);
/* What `bench` can measure. */
void from_operations(struct wanted *w);
/* Topics of formulas. */
void from_formula_topics(struct wanted *w);
void from_functions(struct wanted *w);
/* Kinds of charts. */
void from_charts(struct wanted *w);
/* The functions that make an uncertain number. */
void from_distributions(struct wanted *w);
void from_keywords(struct wanted *w);
/* Those that a value may begin with. */
void from_openers(struct wanted *w);
void from_forms(struct wanted *w);
void from_magnitudes(struct wanted *w);
/* Names of formulas and examples; `tail` is what follows one: "" or "(". */
void from_formulas(struct wanted *w, const char *tail, bool space);
void from_labs(struct wanted *w);
/* As an expression has them: lab.queue( */
void from_lab_calls(struct wanted *w);
void from_settings(struct wanted *w);
void from_values(struct wanted *w, struct str setting);
void from_topics(struct wanted *w);
/* Paths of files whose names end with `suffix`, and of folders; any files if there is no such one and `any`. */
void from_files(struct wanted *w, const char *suffix, bool any);

/* All units; `like` NULL, or a unit whose dimensions they must have. */
void from_units(struct wanted *w, const struct units *like);

/* Parameters of a formula, "rps="; not those whose name is in front of a `=` in `given`. */
void from_params(struct wanted *w, struct str formula, struct str given);
/* What a formula works out, or a lab measures. */
void from_results(struct wanted *w, struct str formula);
/* What may follow `param=`: its default, or, a number being typed before `typed`, units. */
void from_param_value(struct wanted *w, struct str formula, struct str param, bool number);

#endif
