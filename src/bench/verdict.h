/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verdict.h - is a number worth having? From the spread of its passes, and from what was seen beside it. */
#ifndef BOTE_VERDICT_H
#define BOTE_VERDICT_H

#include <stdbool.h>

#include "base/buf.h"
#include "store/trust.h"

/* A loop in a core, two threads that wake each other, and a disk do not repeat alike. */
enum op_class { CLASS_CORE, CLASS_PAIR, CLASS_DEVICE };

/* What was seen. Shares are of 1; what was not looked at is 0, `cpu_wall` 1. */
struct evidence {
	enum op_class class;
	bool spins;         /* two threads that spin: worthless unless both had their CPU to themselves */
	unsigned passes;    /* done */
	double gap;         /* seconds between the starts of two passes, the least */
	double spread;      /* stats_result.spread */
	double cpu_wall;    /* CPU time by wall time of the worst half of the passes */
	double switched;    /* share of samples with an involuntary switch */
	double others;      /* share of the time that others had these CPUs */
	double steal;       /* share of the time that the host kept */
	double contended;   /* share of samples under a weak width probe */
	double ghz_moved;   /* range of the clock rate between passes */
	const char *shared; /* the host shares it out among guests, so that its speed drifts: in words; NULL: it does not */
	bool throttled;     /* the cgroup ran out of its share of a CPU */
	double ratio;       /* to what earlier runs found; 0: there were none */
	struct str earlier; /* their date */
};

/* What was seen is added to `why` in words, if anything was: "another process had the CPU for 41 % of the time". */
enum verdict verdict_of(const struct evidence *e, struct buf *why);
/*
 * Did the passes agree (good or fair), whatever else there is to doubt? Then another operation may be held against it.
 */
bool verdict_steady(const struct evidence *e);
const char *class_name(enum op_class c);

#endif
