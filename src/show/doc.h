/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doc.h - a report as a document, whatever it is to be written as. All texts are clean: see doc_text. */
#ifndef BOTE_DOC_H
#define BOTE_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "show/table.h"
#include "value/format.h"

/* A value, written once: whoever shows it shows the same digits. */
struct doc_value {
	struct str text;   /* "1 billion tweets/day" */
	struct str second; /* another reading of it: "≈ 11,570 tweets/s"; may be empty */
	struct str
		range;  /* of an uncertain one: "20 … 60 million users", between which nine of ten cases lie; else empty */
	bool exact; /* the digits are the number; else ≈ belongs in front */
	const struct value *raw; /* for programs */
};

/* What the sheet shows. */
struct doc_answer {
	struct str name, label; /* the cell or expression; what it is, or empty */
	struct doc_value value;
	bool headline;    /* a large number of the first page; these come first */
	bool later;       /* it comes after the summary, where that is full */
	struct str limit; /* what a check allows it: "limit 300 ms"; may be empty */
	bool listed;      /* it is a column of a table at the start of the body, and not to be shown by itself */
};

/* One condition that the design must meet. */
struct doc_check {
	struct str label;       /* what the sheet says it is, or the condition itself */
	struct str left;        /* its left side as written: "writes"; empty when it is not a comparison */
	struct str condition;   /* "writes < 20k tweets/s" */
	struct doc_value value; /* its left side, in the unit of the right one; text is empty when it is not a comparison */
	struct str must;        /* "< 20k tweets/s"; empty likewise */
	struct str now, limit;  /* what it is and what it must be, for people: "11,570 tweets/s", "yes"; never empty */
	struct str used;        /* how much of a limit is used up: "58 %"; may be empty */
	struct str odds;        /* of an uncertain one: in how many of 100 cases it holds, "97 %"; else empty */
	bool holds;
	struct str breaks;      /* the name of the assumption that breaks it, or empty */
	double factor;          /*   by which it has to grow for that, or to shrink */
	const struct value *at; /*   the last number of it at which the check holds */
};

/* How one number comes about: lines to be below each other. */
struct doc_step {
	struct str name, label;
	struct doc_line {
		struct str sign, text; /* "=" or "≈"; "100M users × 10 tweets/user/day" */
	} * lines;
	uint32_t count;
};

struct chart;
struct picture;

enum doc_kind { DOC_HEADING, DOC_PROSE, DOC_TABLE, DOC_STEPS, DOC_FIGURE, DOC_CHECKS, DOC_LIST };

/* One piece of the body; `kind` says which of the members are set. */
struct doc_block {
	enum doc_kind kind;
	struct str text;               /* HEADING, PROSE; FIGURE: its caption */
	struct str note;               /* FIGURE: how to read it; may be empty */
	unsigned level;                /* HEADING: 2 to 6 */
	bool page;                     /* it begins a new page, on paper */
	const struct doc_table *table; /* TABLE, CHECKS */
	const struct doc_step *steps;
	const struct doc_check *checks;
	struct str *items;
	uint32_t count;                /* of steps, checks or items */
	const struct chart *chart;     /* FIGURE: this, */
	const struct picture *picture; /* or this */
	struct doc_block *next;
};

/* Where it all came from; each may be empty. */
struct doc_origin {
	struct str version; /* "0.1.0" */
	struct str command; /* the command line that makes it again */
	struct str file;
	struct str hash;     /* of the text of the file, as sha256sum prints it */
	struct str sampling; /* "65,536 samples, seed 0"; empty when nothing is uncertain */
	struct str date;     /* "2026-03-01" */
};

struct doc {
	struct arena *arena;
	struct str title;
	struct str provenance; /* where it is from and how to read it, in one line: "plan.bote 7b681d68 · 2026-03-01"; may
	                          be empty */
	struct str lead;       /* how ranges are read, in a sentence, for programs; may be empty */
	struct str sentence;   /* what it comes to, in words; may be empty */
	struct doc_answer *answers;
	uint32_t answer_count;
	uint32_t shown_count;    /* of them by themselves: those that are not listed */
	uint32_t headline_count; /* the first ones, in large type */
	struct str verdict;      /* "All 3 checks hold."; empty without checks */
	bool failed;             /* a check failed */
	bool broken;             /* one that holds does not in some scenario */
	bool one_page;           /* on paper, what comes before a block that begins a page is to be on one */
	struct doc_block *first, *last;
	struct doc_origin origin;
	const struct texts *texts;
};

struct doc *doc_new(struct arena *a, const struct texts *texts);
struct doc_block *doc_add(struct doc *d, enum doc_kind kind);
void doc_heading(struct doc *d, unsigned level, struct str text);
/* A paragraph; or an item of a list, when it begins with "- ". */
void doc_prose(struct doc *d, struct str text);
void doc_item(struct doc *d, struct str text);
/* The picture of a system; nothing for NULL. */
void doc_picture(struct doc *d, const struct picture *p);

/*
 * A copy fit for every format: valid UTF-8 (a bad byte becomes U+FFFD), a single blank for each stretch of white space
 * and control characters, none at the ends.
 */
struct str doc_text(struct arena *a, struct str s);
/* The same of what was composed, which is released. */
struct str doc_take(struct arena *a, struct buf *text);
/* The same without ", 90 %" after its ranges. */
struct str doc_ranges(struct arena *a, struct str text);
/* "20 million … 60 million users" with the word once: "20 … 60 million users". */
struct str doc_once(struct arena *a, struct str text);
struct doc_value doc_value(struct arena *a, const struct value *v, const struct format *f);
/* The same with its sign, "≈ 11,570 tweets/s", or without one when it is exact; no second reading. */
struct str doc_value_signed(struct arena *a, const struct doc_value *v);

/* Programs find the rows of a table by its id: this one, or machines2, machines3 where the document has it. */
const char *doc_free_id(const struct doc *d, const char *id);
/* Does a new section begin with the row? */
bool doc_begins_section(const struct doc_table *t, uint32_t row);
/* The row that people see after this one: those between are joined to it, and their names stand in its own. */
uint32_t doc_next_row(const struct doc_table *t, uint32_t row);
/* How many they see. */
uint32_t doc_seen_rows(const struct doc_table *t);

#endif
