/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op.h - what an operation is: a row of the table in ops.c, and the functions that do it. */
#ifndef BOTE_OP_H
#define BOTE_OP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "bench/verdict.h"

struct bench;
struct run;

/* Where its threads run; part of the name of whatever wakes another thread. */
enum op_place {
	PLACE_ONE,  /* one thread */
	PLACE_SAME, /* two, on one CPU */
	PLACE_TWO   /* two, on two CPUs */
};

/* How single operations are timed for percentiles. */
enum op_latency {
	LATENCY_NONE,
	LATENCY_CLOCK, /* by the clock: at least ten times what asking it costs */
	LATENCY_TICKS  /* by the time stamp counter */
};

/* The functions of an operation. Each thread has a run of its own. */
struct work {
	/*
	 * Make ready, untimed. On failure false, after run_skip or run_fail. Called once; big things are kept between
	 * passes.
	 */
	bool (*setup)(struct run *r);
	/* Just before n operations are timed; may be NULL. */
	void (*ready)(struct run *r, uint64_t n);
	/* n operations, in a loop of its own. */
	void (*run)(struct run *r, uint64_t n);
	/* Is the answer the known one? Untimed, after setup; false after run_fail. */
	bool (*check)(struct run *r);
	/* Give everything back; also after a setup that failed half-way. */
	void (*teardown)(struct run *r);
};

struct operation {
	const char *name; /* an identifier of the language */
	const char *group;
	enum op_class class;
	enum op_place place;
	bool all; /* measured on all CPUs at once as well */
	bool big; /* its setup takes a second and uses nothing that another big one does: it may be done beside others */
	bool foreign;        /* the server is the user's: its CPU time cannot be told from that of others */
	unsigned least_cpus; /* that it needs, if more than its place says */
	bool spins;          /* both threads spin */
	bool heats;          /* leaves the core with fewer ports for a while, so that the probes after it read low */
	enum op_latency latency;
	unsigned rev;                 /* counts changes of what is measured */
	const char *needs;            /* "libck": what it is made with; NULL for the C library and the kernel */
	const char *(*version)(void); /* of that, when the program runs; NULL when it has none */
	const struct work *work;      /* NULL: not built */
	double doubt_under;           /* seconds: what is faster is told with `doubt`; 0: none */
	const char *doubt;
	const char *what; /* one line: what one operation is */
};

extern const struct operation ops[];
extern const unsigned op_count;
const struct operation *op_find(struct str name);
bool op_is_group(struct str name);

/* A named number that goes with a result: how large it was, or what else was seen. */
struct figure {
	char name[24];
	double value;
};

enum run_status { RUN_FINE, RUN_SKIPPED, RUN_FAILED };

/* One thread's share of an operation under way. */
struct run {
	const struct operation *op;
	struct bench *bench;
	void *state;             /* the operation's own */
	const struct run *first; /* among threads that run at once: the one whose read-only data may be shared; else NULL */
	unsigned cpu, partner;   /* of the thread, and of its partner */
	double bytes;            /* moved by one operation; 0 when it is not about bytes */
	uint64_t memory;         /* held by the state, when it is much */
	double (*partner_time)(struct run *r); /* CPU seconds of the partner; NULL without one */
	struct figure params[6], extra[6];
	unsigned param_count, extra_count;
	char note[160]; /* to be told with the result, as a text: how it was done */
	enum run_status status;
	char why[200];
};

/* Not possible here, which is not a fault; or gone wrong. Both return false, and the first one said counts. */
bool run_skip(struct run *r, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool run_fail(struct run *r, const char *fmt, ...) PRINTF_LIKE(2, 3);
void run_param(struct run *r, const char *name, double value);
/* 0 when there is none of that name. */
double run_param_value(const struct run *r, const char *name);
/* A name said again replaces its value. */
void run_extra(struct run *r, const char *name, double value);
void run_note(struct run *r, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The compiler must have the value, and may not know what it is afterwards. */
#define BENCH_KEEP(x) __asm__ volatile("" : "+r"(x))
/* Memory may have been looked at. */
#define BENCH_CLOBBER() __asm__ volatile("" ::: "memory")
/* Polite waiting in a spinning loop. */
static inline void bench_pause(void)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("yield");
#endif
}

#endif
