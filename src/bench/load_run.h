/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load_run.h - the open loop: requests are handed over when they are due, whether or not earlier ones are answered,
 * and each time counts from when a request was due. What carries them, and the clock, is lent: libcurl, or a server
 * made up in a test.
 */
#ifndef BOTE_LOAD_RUN_H
#define BOTE_LOAD_RUN_H

#include "bench/load_arrivals.h"
#include "bench/load_step.h"

struct load_answer {
	unsigned slot;
	double at; /* when its last byte was there */
	enum load_fate fate;
	unsigned status; /* of HTTP, or 0 */
	double bytes;    /* of the body */
	bool wait;       /* it said when to come again */
};

enum { LOAD_BATCH = 64 };

struct load_transport {
	void *ctx;
	double (*now)(void *ctx);
	/* Begin the request of a slot that is free. What fails at once is an answer like another. */
	void (*send)(void *ctx, unsigned slot);
	/* Until something ends, the time is up or bench_stop is set: how many ended, at most LOAD_BATCH. */
	unsigned (*wait)(void *ctx, double until, struct load_answer *answers);
	/* Since any point in time: what this program had of the machine (`wall` is left alone). */
	void (*effort)(void *ctx, struct load_effort *e);
	/* CPU seconds of the server since any point in time; below 0: not known. */
	double (*server_cpu)(void *ctx);
};

/* Why nothing more is asked. */
enum load_stop { LOAD_GOES_ON, LOAD_SIGNAL, LOAD_MOST, LOAD_LIMIT, LOAD_GONE, LOAD_FLOODED, LOAD_ALONE, LOAD_HANGS };

struct load_slot {
	double due, sent;
	unsigned part;
	bool busy;
};

/* What waits for a connection. */
struct load_due {
	double due;
	unsigned part;
	bool was_free; /* a connection was free when it was due */
};

struct load_run {
	const struct load_transport *t;
	struct load_slot *slots;
	unsigned *free, slot_count, free_count;
	struct load_due *queue; /* a ring */
	size_t queue_cap, queue_from, queue_len;
	bool even;
	bool gentle;    /* another's server: errors end the test, not only the step */
	double timeout; /* seconds; what waits longer is an error */
	uint64_t most;  /* requests that are left */
	double until;   /* when all is to be over */
	struct random random;
	enum load_stop stop;
	unsigned refused; /* connections in a row */
	/* Called every half second of a step, for progress; may be NULL. */
	void (*tick)(void *ctx, const struct load_step *s, double left);
	void *tick_ctx;
};

void load_run_init(struct load_run *r, const struct load_transport *t, unsigned connections, uint64_t seed);
void load_run_release(struct load_run *r);

/*
 * Ask at `rate` for `seconds`, and up to `doublings` times until twice as long while `slo` is undecided. Where
 * slo->low is not known it is what this step finds. With slo NULL nothing is judged. When it returns nothing is under
 * way; false when nothing more is to be asked (r->stop).
 */
bool load_run_step(struct load_run *r, double rate, double seconds, unsigned doublings, struct load_slo *slo,
                   struct load_step *s);
/* Let so many seconds go by. */
void load_run_pause(struct load_run *r, double seconds);

#endif
