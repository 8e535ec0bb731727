/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.h - the picture of a lab, whatever it is to be drawn as: bars, lines, or words with their columns. */
#ifndef BOTE_FIGURE_H
#define BOTE_FIGURE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

enum lab_figure_kind {
	LAB_FIGURE_NONE,
	LAB_FIGURE_BARS,  /* items */
	LAB_FIGURE_LINES, /* y over x */
	LAB_FIGURE_WORDS, /* lines of text with columns, as a table of owners */
	LAB_FIGURE_RING   /* places round a ring, and words below */
};

struct lab_bar {
	struct str label, text;
	double value;
};

/* A point of a node, or a key, at a place from 0 to 1. */
struct lab_place {
	struct str label;
	double at;
	uint32_t owner; /* the number of the node */
	bool node;
};

struct lab_line {
	struct str label;
	const double *x, *y;
	uint32_t count;
};

struct lab_figure {
	struct arena *a;
	enum lab_figure_kind kind;
	struct str title, x_title, y_title; /* the title says what is drawn, and in which unit */
	struct lab_bar *bars;
	struct lab_line *lines;
	struct lab_place *places;
	uint32_t count, cap;
	struct str words;
};

/* Texts are copied. */
void figure_bar(struct lab_figure *f, struct str label, double value, struct str text);
void figure_line(struct lab_figure *f, struct str label, const double *x, const double *y, uint32_t count);
/* In any order: they are sorted. */
void figure_place(struct lab_figure *f, struct str label, double at, uint32_t owner, bool node);
void figure_words(struct lab_figure *f, struct str text);
/* The bars of a histogram of times: `bounds` in ns, none at the last; shares in percent. */
struct tally;
void figure_tally(struct lab_figure *f, const struct tally *t, const uint64_t *bounds, uint32_t count);
/* "5 ms": a time of so many ns, short. */
struct str figure_time(struct arena *a, double ns);
/* "1,234", "12.3", "0.00123": so many digits that count; for words within pictures and traces. */
/* "1 request", "20,000 requests". */
struct str figure_count(struct arena *a, double n, const char *one);
struct str figure_number(struct arena *a, double x, int digits);

#endif
