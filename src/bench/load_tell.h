/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_tell.h - what a load test says: progress, rows and its result, as events. */
#ifndef BOTE_LOAD_TELL_H
#define BOTE_LOAD_TELL_H

#include "bench/load_options.h"
#include "bench/load_plan.h"
#include "store/machine.h"

struct load_tale {
	const struct load_options *options;
	const struct load_target *target;
	const struct machine *machine;
	const char *protocol;
	struct buf slo;     /* in words */
	struct buf cpu_why; /* why the server's CPU time is not known; empty: it is */
	double rate;        /* of the step that is under way */
	struct buf last;    /* the last row, for progress */
	double warm_body;   /* bytes */
	bool shorter;       /* said that answers became so */
};
void load_tale_release(struct load_tale *t);

/* "Not Found" for 404, "" for one without a name here. */
const char *load_status_text(unsigned status);

/* {"event":"load","text":"GET http://... open loop, ..."} */
void load_tell_title(const struct load_tale *t);
void load_tell_begin(struct load_tale *t, double rate);
void load_tell_progress(const struct load_tale *t, const struct load_step *s, double left);
/* {"event":"step", ...} */
void load_tell_row(struct load_tale *t, const struct load_row *r);
/* The one row of --rate: {"event":"once", ...}, and why it is void if it is. */
void load_tell_once(const struct load_tale *t, const struct load_plan *p);
/* Has nothing been found? Then why, and what would help. */
bool load_tell_nothing(const struct load_tale *t, const struct load_plan *p, struct buf *why, struct buf *hint);
/* {"event":"result", ...}: the line of the store, and what is to be said with it. */
void load_tell_result(const struct load_tale *t, const struct load_plan *p);

#endif
