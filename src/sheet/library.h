/* SPDX-License-Identifier: GPL-3.0-or-later */
/* library.h - the formulas and examples there are: found by name, read only when named. */
#ifndef BOTE_LIBRARY_H
#define BOTE_LIBRARY_H

#include <stdbool.h>

#include "diag/diag.h"
#include "eval/eval.h"
#include "lang/parse.h"

struct library;

/*
 * Search order: the folder of the sheet that asks, ./, the folders of `path` (colon-separated: BOTE_PATH), the user's
 * own formulas, those that ship with the program (compiled in), its examples.
 */
struct library *library_new(struct str path, const struct engine *e, const struct vocabulary *v);
void library_free(struct library *l);
const struct vocabulary *library_vocabulary(const struct library *l);

/* One file, unread but for its head. */
struct listing {
	struct str name;        /* "resource_estimate" */
	struct str topic;       /* its folder: "estimation", "examples"; "own" for the user's */
	struct str topic_title; /* "Back-of-the-envelope estimation" */
	struct str path;        /* of a file, or of an embedded text */
	struct str title;       /* first heading */
	struct str purpose;     /* first prose line */
	struct str text;
	unsigned rank; /* of the topic */
};

/*
 * All formulas and examples in the order of topics, names sorted within; made when first asked for by reading the head
 * of each text. *count of them.
 */
const struct listing *library_list(struct library *l, unsigned *count);
const struct listing *library_listing(struct library *l, struct str name);
/* Title and purpose from a text: its first heading and its first prose line, which are at the head. */
void listing_read_head(struct listing *x, struct str text);
/* One of the estimates of whole systems that ship, and no formula? NULL, what does not ship, is none. */
bool listing_is_example(const struct listing *l);
/*
 * The next parameter's name in a listing's text, without parsing it: begin with *rest = text. False when there is none.
 */
bool listing_param(struct str *rest, struct str *name);

/*
 * The text of a sheet by name ("twitter"), or by path where `name` holds a slash or ends in ".bote". `near` is the
 * folder of the sheet that asks, or empty. Returns false when there is none (d untouched) or when it cannot be read (d
 * filled).
 */
struct text_found {
	struct str path, folder, text; /* folder: empty for what ships with the program */
};
bool library_text(struct library *l, struct str name, struct str near, struct diag *d, struct text_found *out);

/*
 * The same, parsed and kept: a template is read once. A path has to end in ".bote". NULL when there is none or (with
 * `d` filled) it is faulty.
 */
const struct template *library_template(struct library *l, struct str name, struct str near, struct diag *d);

/* What labs came to; made by measure_run. */
struct measures;
struct measures **library_measures(struct library *l);

/* Names near `word`, `max` (at most NEAR_MOST) of them. */
unsigned library_nearest(struct library *l, struct str word, struct str *out, unsigned max);
/* The error for a name that is not a sheet; returns false. */
bool library_unknown(struct library *l, struct str name, struct span at, struct diag *d);

#endif
