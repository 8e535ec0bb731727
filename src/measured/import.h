/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import.h - results of other tools: which tool wrote a text, the numbers in it in s, B and 1/s, how far each may be
 * off, and the line that keeps them. What a tool prints of itself is read as its documentation and its real output
 * have it.
 */
#ifndef BOTE_IMPORT_H
#define BOTE_IMPORT_H

#include "diag/diag.h"
#include "store/measured.h"

/* Who decided when the next request goes: the answer to the one before, a schedule, a schedule with equal gaps. */
enum import_loop { IMPORT_LOOP_NONE, IMPORT_LOOP_CLOSED, IMPORT_LOOP_OPEN, IMPORT_LOOP_EVEN };

struct import_number {
	struct str ending;       /* "rate", "p99", "set_p99"; empty: the name alone */
	double value, low, high; /* of `unit` */
	double half;             /* of the last digit printed; 0: not known */
	const char *unit;        /* "s", "B", "B/s", "1", "requests/s" */
	bool under;              /* a 0 was printed: it is below 2 * value */
	bool own;                /* low and high are of runs that the file holds */
};

enum { IMPORT_NUMBERS = 512, IMPORT_NOTES = 64 };

/* What one file says, or several of the same test. Texts live in the arena that was given. */
struct import {
	const char *tool;        /* "ab" */
	struct str version, day; /* "2026-11-29"; may be empty */
	enum import_loop loop;
	double requests, failed; /* 0: not said */
	double connections;      /* under way at most, 0: not said */
	struct import_number numbers[IMPORT_NUMBERS];
	unsigned count;
	unsigned files, runs;            /* what the ranges come from */
	struct str notes[IMPORT_NOTES];  /* what a person should know: "5 answers were errors" */
	unsigned note_count, notes_lost; /* those for which there was no room */
	bool doubtful;                   /* a note makes it poor */
	struct str verdict, seen;
};

/*
 * Read what a tool wrote. `tool` is its name, or empty: it is found by what the text holds. False with `d` filled (at
 * offsets of the text) when no tool or two fit, or no number is left.
 */
bool import_read(struct str text, struct str tool, struct arena *a, struct import *out, struct diag *d);

/*
 * Several runs of one test become one: numbers that all have, value the median, range the t interval of the runs (of
 * their logarithms, so that it stays above 0). `runs` is changed. One run is left as it is.
 */
void import_join(struct import *runs, unsigned count, struct import *out, struct arena *a);
/*
 * Ranges where there are none (one run: an assumed share; at least half the last digit), Little's law, errors,
 * verdict. False when more than half of the answers were errors; `d` says so, and the numbers may yet be kept.
 */
bool import_judge(struct import *m, struct arena *a, struct diag *d);

/* Is it a date YYYY-MM-DD, and one that exists? */
bool import_is_day(struct str day);

/* What belongs to it that no file says. */
struct import_origin {
	struct str name, file;   /* "web"; "ab.txt" */
	struct str day, machine; /* as a person gave them, or of the file; may be empty; the day is one by import_is_day */
	int64_t now;             /* seconds since 1970 */
};
/* The line for the store, with its newline. */
void import_line(const struct import *m, const struct import_origin *origin, struct arena *a, struct buf *out);

/* A name of letters, digits and "_", in lower case, of at most 40 characters: "MSET (10 keys)" is mset_10_keys. */
struct str import_name(struct arena *a, struct str text);

#endif
