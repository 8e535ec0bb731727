/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.h - which assumption moves an answer most. */
#ifndef BOTE_SENSITIVITY_H
#define BOTE_SENSITIVITY_H

#include "whatif/ask.h"

/* One assumption. */
struct sensitivity_input {
	struct str name;
	struct cell
		*cell; /* it is all of this cell; NULL: a literal within a longer expression, or a figure from elsewhere */
	struct type type;
	double low, high; /* where it goes: an uncertain one from its P5 to its P95, a certain one 20 % down and up */
	double at_low, middle, at_high; /* the answer there, the rest at their medians; a poison where it is not defined */
	double share;                   /* of the spread of the answer, 0 to 1; below 0: it is certain */
};

struct sensitivity {
	struct value answer;
	double middle;      /* all inputs at their medians */
	bool logarithmic;   /* shares are of the spread on a log scale */
	uint32_t uncertain; /* how many inputs are */
	bool labs;          /* inputs of labs were not tried: each try would take a run */
	struct sensitivity_input
		*one; /* the one that moves the answer most first; certain ones that do not move it are left out */
	uint32_t count;
	struct cell **still; /* those left out, and ranges of which only prob() and its kin see anything; the nearest to the
	                        answer first */
	uint32_t still_count;
	bool hidden; /* there is such a range */
};

/*
 * What moves an answer. Without `shares` nothing is sampled. Of a sheet so large that trying all certain inputs would
 * take long, those nearest to the answer are tried. False with `d` filled on failure.
 */
bool sensitivity_inputs(struct ask *q, const struct asked *e, bool shares, struct sensitivity *out);

/* The two that matter most, in a sentence; by what they are where `words`, else by their names. */
struct str sensitivity_most(struct ask *q, const struct sensitivity *x, struct str name, bool words);
/* What goes together in the sheet is moved apart here, which its readers should know; empty when there is no such. */
struct str sensitivity_correlated(struct ask *q, const struct sensitivity *x);
/* How many move the answer as far as the one that moves it most. */
uint32_t sensitivity_count_alike(const struct sensitivity *x);
/* Is one of them not worth a line of its own? */
bool sensitivity_is_small(const struct sensitivity *x, uint32_t i);

/* The same as a table: a row for each assumption, with its share of the spread. NULL with `d` filled on failure. */
struct doc_table *sensitivity(struct ask *q, struct str text);

#endif
