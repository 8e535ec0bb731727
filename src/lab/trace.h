/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.h - what happens in a run, step by step: lines of words, and messages from node to node. */
#ifndef BOTE_TRACE_H
#define BOTE_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { TRACE_LANES = 26, TRACE_NOBODY = 255 };

/* A line, or a message. */
struct trace_step {
	uint64_t at, arrives;  /* ns; LAB_NEVER: no time, or it is lost */
	uint32_t text, length; /* of the words */
	uint8_t from, to;      /* lanes; TRACE_NOBODY: of no lane, and no message */
};

struct lab_trace {
	uint32_t left;  /* steps that may still be told */
	bool messages;  /* are they wanted? */
	bool cut;       /* there was more */
	uint32_t lanes; /* nodes that have a lane; 0: this lab sends no messages */
	bool letters;   /* they are A, B, C; else 1, 2, 3 */
	bool rounds;    /* times are numbers of rounds */
	struct trace_step *step;
	uint32_t count;
	size_t cap;
	struct buf words;
};

void trace_release(struct lab_trace *t);
/* Add one; the words are copied. Nothing once no more may be told. */
void trace_add(struct lab_trace *t, struct trace_step step, struct str words);
/* In the order of time; steps of one time stay as they are. */
void trace_sort(struct lab_trace *t);
struct str trace_words(const struct lab_trace *t, const struct trace_step *s);
/* "B", "2" */
struct str trace_lane(const struct lab_trace *t, uint32_t lane, char room[12]);

/* A line a step: when, who, what. */
void trace_write(const struct lab_trace *t, struct buf *out);
/* When, in a fixed width; nothing for LAB_NEVER. */
void trace_time(const struct lab_trace *t, uint64_t at, struct buf *out);

#endif
