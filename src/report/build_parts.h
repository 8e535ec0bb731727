/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_parts.h - what the files that build a document share. Nobody else includes it. */
#ifndef BOTE_BUILD_PARTS_H
#define BOTE_BUILD_PARTS_H

#include "report/build.h"
#include "report/fleet_view.h"
#include "report/sanity.h"
#include "sheet/behind.h"
#include "whatif/ask.h"

struct build {
	struct sheet *sheet;
	const struct report_options *options;
	struct format format;
	struct arena *a;
	struct diag *d;
	struct doc *doc;
	struct space *own;   /* where the sheet's own names are, not those of sheets that it uses */
	struct str *prose;   /* for each entry that is prose: its text, placeholders filled in */
	bool *needed;        /* for each cell: something of the report rests on it */
	bool *taken;         /* likewise, and not by a branch that was not taken alone */
	struct cell **roots; /* cells that are needed themselves: see build_need */
	uint32_t root_count, root_cap;
	struct fleet_view *fleets; /* that the sheet uses, with their choices */
	uint32_t fleet_count;
	struct doc_check *checks;
	uint32_t check_count;
	const struct doc_table *check_table; /* their rows; NULL when they are not wanted */
	bool headlines;                      /* the sheet says which answers are large */
	uint32_t sentence;                   /* the prose that is the sentence of the summary, or UINT32_MAX */
	uint32_t title;                      /* the entry of the heading that is the title, or UINT32_MAX */
};

/* The entry is the sheet's own. */
static inline bool build_is_own(const struct build *b, const struct entry *e)
{
	return e->is.space == b->own;
}
/* A number, text or truth as typed, with nothing to work out. */
bool build_is_literal(const struct node *n);
/* What was typed, or NULL when the cell has no value. */
const struct node *build_expression(const struct cell *c);
/* "resource_estimate", the sheet that a cell of another one is from. */
struct str build_sheet_name(const struct cell *c);
/* A cell is needed, with all that it rests on. */
void build_root(struct build *b, struct cell *c);
/* The cells that an expression reads are needed, with all that they rest on. */
void build_need(struct build *b, const struct definition *at, const struct node *n);
/* Figures and formulas that the line is worked out by, if the report needs it. */
void build_look(struct build *b, struct behind *behind, const struct entry *e);
/* A text of the sheet's, made clean. */
struct str build_text(struct build *b, struct str s);
/* The same of what describes a number on page 1: only the beginning of what would fill it. */
struct str build_label(struct build *b, struct str s);
/* A value as it is now: later questions give its cell others for a while. */
const struct value *build_copy_value(struct build *b, const struct value *v);
/* A value as a report says it: that ranges are of 90 % is said once. */
struct doc_value build_value(struct build *b, const struct value *v);
/* An expression as one would write it. */
struct str build_written(struct build *b, const struct source *src, const struct node *n);
/* What was typed, its digits as elsewhere: "86_400" as "86,400"; 10^1000 and 2e9999 stay as they are. */
struct str build_dressed(struct build *b, struct str text);
/* An amount and its unit alike: "KB/page" as "kB/page", "60" and "USD/month" as "$60" and "/month". */
void build_dress_amount(struct build *b, struct str *value, struct str *unit);

/*
 * build_sum.c: the summands from left to right, `to UNIT` behind the sum aside; 1 when it is none, 0 when there are
 * more than `most`.
 */
uint32_t build_summands(const struct node *n, const struct node **out, uint32_t most);
/* A sum or difference? And its terms, counted as summands are, those taken off too, which have `minus`. */
bool build_is_sum(const struct node *n);
uint32_t build_terms(const struct node *n, const struct node **out, bool *minus, uint32_t most);

/* build_prose.c: fills b->prose. */
bool build_prose(struct build *b);
/* build_answer.c */
bool build_answers(struct build *b);
/*
 * build_list.c: lists of one length that are shown together are a table: build_lists marks them, build_list_tables adds
 * it.
 */
void build_lists(struct build *b);
void build_list_tables(struct build *b);
/* build_assume.c: heading and table, or nothing. */
void build_assumptions(struct build *b);
/* The table alone, its rows by section; NULL when there is nothing to list. */
struct doc_table *build_assumption_table(struct build *b);
/* How one of them reads: "20M … 60M users", and where it is from. False when the cell is none. */
bool build_assumption(struct build *b, const struct cell *c, struct str *value, struct str *from);
/*
 * build_step.c: the sections from entry `from` on. `assumed`: each begins with its rows of these assumptions; or NULL.
 */
void build_sections(struct build *b, uint32_t from, const struct doc_table *assumed);
/*
 * build_interview.c: what each sub-problem has to say under each of the four headings, and which it lacks; or nothing.
 */
void build_overview(struct build *b);
/* build_finance.c: what the money goes to, unit costs and prices; or nothing. */
void build_costs(struct build *b);
/*
 * build_convert.c: into the step of a cell, which is of expression `n`, the conversions of units that its numbers need,
 * and whether medians add up.
 */
void build_convert(struct build *b, const struct cell *c, const struct node *n, struct doc_step *step);
/* build_zero.c: the expressions of the cells that are needed without terms that are 0. */
struct build_zeros;
const struct build_zeros *build_zeros(struct build *b);
/* What is left of the expression of a cell. */
const struct node *build_zeros_left(const struct build_zeros *z, const struct cell *c);
/* Does something that is left need it? */
bool build_zeros_tell(const struct build_zeros *z, const struct cell *c);
/* Is it 0, in each scenario too? */
bool build_zeros_nothing(const struct build_zeros *z, const struct cell *c);
/* build_record.c: heading and tables, or nothing. */
void build_records(struct build *b);
/* build_measured.c: heading and table, or nothing. */
void build_measured(struct build *b);
/* build_lab.c: the results of labs, heading and tables, or nothing. False with b->d filled. */
bool build_labs(struct build *b);
/* build_fleet.c: fills b->fleets. False with b->d filled. */
bool build_fleets(struct build *b);
/* A limit of a fleet that is asked for nothing of that kind: how full disks may be, where no data is. */
bool build_fleet_idle(struct build *b, const struct build_zeros *z, const struct cell *c);
/* The machines that the sheet's fleets choose, or nothing. */
void build_machines(struct build *b);
/* A price that the chosen fleets rest on, each once: begin with *at = 0. False when there are no more. */
struct build_price {
	struct str name, what, value, unit, from, date;
};
bool build_next_price(const struct build *b, uint32_t *at, struct build_price *out);
/* How old the prices are, beside what is usual: those that are too old, or one that is not. *count of them. */
struct sanity_finding *build_ages(struct build *b, uint32_t *count);
/*
 * build_picture.c: the sheet's boxes and flows as a figure, or nothing. False with b->d filled when a value of it
 * cannot be had.
 */
bool build_picture(struct build *b);
/* build_chart.c: false with b->d filled when the sheet asks for one that cannot be drawn. */
bool build_charts(struct build *b);
/* build_whatif.c: false with b->d filled when a scenario cannot be worked out. */
bool build_scenarios(struct build *b);
/*
 * build_check.c: finds the verdict, and how far each check holds. False with b->d filled when one cannot be worked out.
 */
bool build_checks(struct build *b);
/* Heading and table, or nothing. */
void build_check_table(struct build *b, struct str heading);
/*
 * build_summary.c: what is to be read in a minute. False with b->d filled when the sensitivity cannot be worked out for
 * want of time.
 */
bool build_summary(struct build *b);
/* What was too much for it. */
void build_later_answers(struct build *b);
/* The verdict stays in the status alone. */
void build_without_summary(struct build *b);
/* What of the report is wanted. */
bool build_wanted(const struct build *b, enum report_section section);
/* What questions of the report start from; their errors go to `d`. */
struct ask build_ask(struct build *b, struct diag *d);

/* build_sanity.c: heading and sentences, or nothing. False with b->d filled when the rules cannot be read. */
bool build_sanity(struct build *b);

#endif
