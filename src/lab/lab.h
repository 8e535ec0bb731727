/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab.h - mechanisms that run, small and fast, and are counted. A lab knows no unit, no syntax and no formula: numbers
 * in base units (s, B, 1/s) come in, numbers go out. What its parameters and results mean is in its sheet,
 * formulas/lab/NAME.bote.
 */
#ifndef BOTE_LAB_H
#define BOTE_LAB_H

#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "diag/diag.h"
#include "lab/draw.h"
#include "lab/events.h"
#include "lab/figure.h"
#include "lab/tally.h"
#include "lab/trace.h"

/* ---- what a lab declares: its row ---- */

enum lab_kind {
	LAB_COUNT,   /* uint64_t */
	LAB_NUMBER,  /* double */
	LAB_RATE,    /* double, a second: of what comes at random, so at most LAB_RATE_MOST */
	LAB_SECONDS, /* double: the mean of times that are drawn, so 0, or no less than 1 / LAB_RATE_MOST */
	LAB_TIME,    /* uint64_t, nanoseconds */
	LAB_CHOICE,  /* int, index into `choices` */
	LAB_YES,     /* bool */
	LAB_LIST,    /* struct lab_list */
	LAB_TEXT,    /* const char *; NULL: it is no single text */
	LAB_TEXTS    /* struct lab_texts */
};

#define LAB_NEVER UINT64_MAX
/* The clock counts nanoseconds: of times that are shorter the mean would be another. */
#define LAB_RATE_MOST 1e8

/* Those that are doubles in their structs. */
static inline bool lab_is_double(enum lab_kind kind)
{
	return kind == LAB_NUMBER || kind == LAB_RATE || kind == LAB_SECONDS;
}

struct lab_list {
	const double *v;
	uint32_t count;
};

struct lab_texts {
	const char *const *v;
	uint32_t count;
};

/* One parameter, as the code reads it. Its unit, default and limits are the sheet's business. The last has no name. */
struct lab_in {
	const char *name;
	enum lab_kind kind;
	size_t at; /* where in the lab's own struct */
	const char *const *choices;
};

/* How one result comes from its runs. */
enum lab_how {
	LAB_MEAN,     /* the mean of the runs' numbers, with its error */
	LAB_QUANTILE, /* the quantile q of the runs' joint histogram `of`, in s; its error by leaving out one run at a time
	               */
	LAB_ONCE,     /* a plain number: that of the first run */
	LAB_MOST,     /* the largest of the runs */
	LAB_SUM,      /* of the runs; a count of rare things, whose error is that of a Poisson number */
	LAB_EACH      /* a list: means of the first numbers of series[of], as many as counts[of] says */
};

/* The last has no name. */
struct lab_out {
	const char *name;
	enum lab_how how;
	double q;
	unsigned of;
};

enum { LAB_OUTS = 24, LAB_TALLIES = 2, LAB_RUNS = 20, LAB_SERIES = 3, LAB_POINTS = 512 };

struct lab_cost {
	double bytes, steps;
	const char *param; /* that is to blame where it is too much */
};

/* For cost(): it makes no sense, because of that parameter, or the first one of several ("which nodes") that was given.
 * False. */
#define lab_refuse(c, who, d, kind, ...) ((c)->param = (who), diag_fail(d, kind, (struct span){0, 0}, __VA_ARGS__))

struct lab_run;
struct lab_result;

/* What is made, or read from a file, before the runs, once; all of them see it. */
struct lab_file {
	const char *(*name)(const void *params); /* of the file; NULL: none under these parameters */
	/* False with `d` filled, also when *stop is set meanwhile. */
	bool (*open)(const void *params, void **opened, const volatile int *stop, struct diag *d);
	void (*close)(void *opened);
};

struct lab {
	const char *name; /* "queue": formulas/lab/queue.bote */
	size_t params;    /* size of its struct */
	const struct lab_in *in;
	const struct lab_out *out;
	/* Nothing random under these parameters: one run, no error. NULL: always random. */
	bool (*exact)(const void *params);
	/*
	 * Memory and steps that all runs take, before anything is allocated; false with the reason in `d` when it makes no
	 * sense.
	 */
	bool (*cost)(const void *params, struct lab_cost *c, struct diag *d);
	/* One run. It draws from streams of its own, puts its results, and says what happens if run->trace is there. */
	void (*run)(const void *params, struct lab_run *run);
	/* The picture; may be NULL. */
	void (*figure)(const void *params, const struct lab_result *r, struct lab_figure *f);
	/* "20 runs of 20,000 requests, the first 2,000 of each dropped": how it was run; NULL: nothing to say. */
	void (*told)(const void *params, struct buf *out);
	const struct lab_file *reads; /* NULL: nothing */
};

/* All labs, by what they are about; the last group has no title. */
struct lab_group {
	const char *title;
	const struct lab *labs[12]; /* NULL after the last */
};
extern const struct lab_group lab_groups[];
/* NULL for no lab of that name. */
const struct lab *lab_find(struct str name);

/* ---- for the lab: one run ---- */

struct lab_run {
	uint64_t seed;
	const struct lab *lab;
	const void *opened;   /* what the lab's open() made; NULL without */
	uint32_t index, of;   /* which run, of how many share the work */
	struct events events; /* empty at the start */
	struct tally *tally[LAB_TALLIES];
	double scale[LAB_TALLIES]; /* what a second of it stands for, alike in all runs; 0: itself */
	double out[LAB_OUTS];
	bool has[LAB_OUTS];
	uint64_t trials[LAB_OUTS]; /* of what is a share of so many; 0: it is none */
	double worth[LAB_OUTS];    /* of what rare things add up to: what one of them adds; 0: it is none */
	double series[LAB_SERIES][LAB_POINTS];
	uint32_t counts[LAB_SERIES]; /* of those that are results: how many numbers, alike in all runs */
	struct lab_trace *trace;
	struct buf *words; /* of the first run: what a lab keeps for its picture, or NULL */
	const volatile int *stop;
	uint64_t steps, most; /* done, and how many it may be: whatever the lab expected, it ends there */
	atomic_bool *endless; /* one of the runs came to its `most` */
	uint64_t told;        /* steps when it was last looked at */
	void (*tell)(void *ctx, uint64_t steps); /* so many more are done; may be NULL */
	void *tell_ctx;
	bool stopped, beyond; /* beyond: its time came to its end */
};

struct stream lab_stream(const struct lab_run *r, enum purpose purpose);
/* Its part of a number of things to be done by all runs together. */
uint64_t lab_part(const struct lab_run *r, uint64_t all);

/* What is no number, or beyond them, is not there. */
static inline void lab_put(struct lab_run *r, unsigned out, double x)
{
	r->out[out] = x;
	r->has[out] = x - x == 0;
}

/*
 * What comes of things that may be too rare to be seen, each of which adds about `worth`: of those that differ at
 * random the mean of their squares over their mean.
 */
static inline void lab_put_rare(struct lab_run *r, unsigned out, double x, double worth)
{
	lab_put(r, out, x);
	r->worth[out] = worth;
}

/* A share of `all`, each of which is one thing or the other by chance. */
static inline void lab_put_share(struct lab_run *r, unsigned out, uint64_t part, uint64_t all)
{
	lab_put(r, out, (double)part / (double)all);
	r->trials[out] = all;
}

static inline void lab_time(struct lab_run *r, unsigned tally, uint64_t ns)
{
	r->beyond = r->beyond || ns >= (uint64_t)1.6e19; /* as draw_ns() ends */
	tally_add(r->tally[tally], ns);
}

bool lab_look(struct lab_run *r);
/* To be called at each step: false when the run is to end now. */
static inline bool lab_tick(struct lab_run *r)
{
	return (++r->steps & 0xFFFF) != 0 || lab_look(r);
}

/* Many steps at once: for loops that no one looks into. */
static inline bool lab_ticks(struct lab_run *r, uint64_t steps)
{
	uint64_t before = r->steps;

	r->steps += steps;
	return before >> 16 == r->steps >> 16 || lab_look(r);
}

/* What takes long to be made, and ends early with the run: false then, and nothing is made. */
bool lab_zipf(struct lab_run *r, struct draw_alias *a, uint64_t n, double alpha);
bool lab_order(struct lab_run *r, struct stream *s, uint32_t *order, uint64_t n);

/* `ns` from `now` on; where that is beyond the end of time, in 500 years, it is the end: see lab_clock(). */
static inline uint64_t lab_after(uint64_t now, uint64_t ns)
{
	return ns < LAB_NEVER - now ? now + ns : LAB_NEVER;
}

/* The clock of a run that keeps its time by itself, at its end. Those that use r->events need not. */
static inline void lab_clock(struct lab_run *r, uint64_t now)
{
	r->beyond = r->beyond || now == LAB_NEVER;
}

/* Nodes have lanes, named A, B, C or 1, 2, 3; times may be numbers of rounds. For labs whose nodes send messages. */
void lab_lanes(struct lab_run *r, uint64_t nodes, bool letters, bool rounds);
/* A message from one to another; it arrives LAB_NEVER when it is lost. */
void lab_message(struct lab_run *r, uint64_t sent, uint64_t arrives, uint32_t from, uint32_t to, const char *fmt, ...)
	PRINTF_LIKE(6, 7);
#define lab_send(r, ...) ((r)->trace && (r)->trace->messages ? lab_message(r, __VA_ARGS__) : (void)0)
/* One line of the trace: when, who (a lane's name, or anything), what. Costs a branch where nobody listens. */
void lab_line(struct lab_run *r, uint64_t ns, const char *who, const char *fmt, ...) PRINTF_LIKE(4, 5);
#define lab_say(r, ns, who, ...) ((r)->trace ? lab_line(r, ns, who, __VA_ARGS__) : (void)0)

/* ---- for the caller: all runs ---- */

struct lab_plan {
	uint64_t seed;
	uint32_t first;                            /* streams from this run on: LAB_RUNS for fresh ones */
	unsigned threads;                          /* 0: as many as there are processors */
	uint64_t given;                            /* bit i: the parameter in[i] was given, and is blamed first */
	const volatile int *stop;                  /* Ctrl-C; may be NULL */
	void (*progress)(void *ctx, double share); /* now and then, on one thread at a time; may be NULL */
	void *ctx;
	struct lab_trace *trace; /* one run only, in words; may be NULL */
};

struct lab_value {
	bool there;
	double value, error; /* one standard error; 0 for what has none. Of a list those of its first */
	uint64_t trials;     /* of all runs together, where it is a share of so many; else 0 */
	double worth;        /* where it is what rare things add up to: what one of them adds to it; else 0 */
	uint32_t count;      /* of a list; 0: one number */
	unsigned of;         /* its series */
};

struct lab_result {
	uint32_t runs; /* that came to an end */
	bool exact, stopped;
	uint64_t steps; /* of those runs: times that lab_tick() was called */
	struct lab_value out[LAB_OUTS];
	struct tally *tally[LAB_TALLIES];      /* of all runs, or NULL */
	double series[LAB_SERIES][LAB_POINTS]; /* means over the runs */
	double errors[LAB_SERIES][LAB_POINTS]; /* of those that are results: one standard error each */
	struct buf words;                      /* of the first run */
	const char *blame;                     /* where it was refused: the parameter, or some */
};

/* False with `d` filled when it would take too much, or makes no sense. To be released either way. */
bool lab_run(const struct lab *lab, const void *params, const struct lab_plan *plan, struct lab_result *r,
             struct diag *d);
void lab_result_release(struct lab_result *r);
const struct lab_value *lab_result_of(const struct lab *lab, const struct lab_result *r, struct str name);

/* One of a list; of a single number that. */
struct lab_value lab_result_each(const struct lab_result *r, const struct lab_value *v, uint32_t i);

/* Half the width of the 90 % interval, of a standard error over LAB_RUNS runs: Student's t, 19 degrees of freedom. */
#define LAB_T90 1.729132812

enum lab_against { LAB_NOTHING, LAB_EXACT, LAB_WITHIN, LAB_ABOVE, LAB_BELOW };
/*
 * The error to judge a result by: of a share that was the same in all runs that of the share that was predicted; of
 * what rare things add up to at least that of as many of them as it is off, since those that were seen, if any, do not
 * tell.
 */
double lab_error(const struct lab_value *v, double predicted);
/* How many errors the measured number is off what was predicted, or beyond its bound; 0 for what is within. */
double lab_off(enum lab_against kind, double measured, double error, double predicted, double within);

#endif
