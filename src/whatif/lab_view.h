/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_view.h - a lab that was run, as it is to be shown: what was measured beside what was predicted, with a verdict.
 */
#ifndef BOTE_LAB_VIEW_H
#define BOTE_LAB_VIEW_H

#include "show/chart.h"
#include "eval/measure.h"
#include "whatif/ask.h"

enum lab_verdict { LAB_SILENT, LAB_AGREES, LAB_BOUND, LAB_OFF };

struct lab_row {
	struct str name, text;    /* "wait_p99", "99 of 100 wait less" */
	struct str value, margin; /* "18 ms", "± 1 ms" or empty; "–" for what was not there */
	struct str brief;         /* the margin without its unit, which is that of the value: "± 1" */
	struct str predicted;     /* "18.6 ms", "> 19.5 ms"; empty: nothing predicts it */
	struct str verdict;       /* "agrees", "OFF by 9 errors", "above, as it must", or empty */
	enum lab_verdict kind;
	const struct statement *statement;
	const struct prediction *by; /* of the statement; NULL: nothing predicts it */
	const struct value *cell;    /* NULL when there is no value */
	bool there, has_prediction;
	/* In base units. */
	double measured, error, expected, off; /* of a list those of the one that is furthest off */
	const struct lab_value *result;        /* NULL when there is none */
	struct str unit;
};

struct lab_param {
	struct str name, value;
	bool given;
	const struct value *cell;
};

struct lab_view {
	struct str name, title;
	const struct measured *run;
	struct lab_param *params;
	uint32_t param_count;
	struct lab_row *rows;
	uint32_t count;
	struct str *notes;
	uint32_t note_count;
	struct str told; /* how it was run */
	struct str see;  /* "mmc_erlang_c, littles_law" */
	struct lab_figure figure;
	struct chart *chart; /* of the figure; NULL where there is none, or where it is words */
	bool off;            /* a result is off */
};

/*
 * The lab whose cells begin with `prefix` ("pool.", or empty: the sheet is the lab's). All is computed. What is off is
 * run again, with numbers that no one has seen, before it is said. False with q->d filled.
 */
bool lab_view(struct ask *q, struct str prefix, struct lab_view *v);
/*
 * The messages of one run, as a chart: the first of them, or NULL where there are none. A lab that sends some is run
 * once more.
 */
struct chart *lab_messages(struct ask *q, const struct lab_view *v);
struct chart *lab_messages_chart(const struct lab_trace *t, struct arena *a);
/* ---- lab_chart.c ---- */
/* NULL for a picture of words, or of next to nothing. */
struct chart *lab_chart(const struct lab_figure *f, struct arena *a);

/* ---- lab_notes.c: the sentences of its sheet, whose first statement is `first`, and why there is no prediction ----
 */
void lab_notes(struct ask *q, struct lab_view *v, struct str prefix, const struct statement *first,
               const struct source *src);
/*
 * The prose at `e`, of a lab's own sheet, with the numbers of the run in it; a condition in braces writes nothing.
 * False for what is not to be said: a number of it has no value now, or its condition does not hold.
 */
bool lab_note(struct ask *q, const struct entry *e, struct buf *out);
/* A value without its interval; `digits` 0: as many as usual. */
struct str lab_write_value(const struct ask *q, const struct value *v, unsigned digits);

/* Is the used sheet of that name a lab, or with an empty one the sheet itself? */
bool lab_is(struct sheet *s, struct str prefix);

#endif
