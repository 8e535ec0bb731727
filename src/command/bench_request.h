/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.h - what the files of the command `bench` share. */
#ifndef BOTE_BENCH_REQUEST_H
#define BOTE_BENCH_REQUEST_H

#include "measured/bench_run.h"
#include "session/session.h"

/* The words after `bench`, taken apart. */
struct bench_request {
	struct session *session;
	struct outcome *o;
	bool list, check, keep, quick, careful, verbose, json, against;
	bool paced;  /* --rate: nothing is stored */
	double rate; /* its value */
	struct str rate_text;
	bool slo, urls, zipf;              /* these options were given */
	bool load;                         /* an option of load tests was given */
	const char *own, *search;          /* an option that only operations have; that only a search has; or NULL */
	const char *url, *as;              /* of a load test, or NULL */
	const char *compare, *state, *dir; /* or NULL */
	struct str *names;
	size_t name_count;
	const char **argv; /* of bote-bench: argv[0] is free, options with values follow */
	size_t argc;
};

/* Where bote-bench is; false with the outcome filled when this build lacks it. */
bool bench_program(struct bench_request *r);
/* An option of bote-bench with its value. */
void bench_pass(struct bench_request *r, const char *option, struct str value);
/* The line without its brace and its first field, "event":"result", which is between us and bote-bench. */
struct str bench_stored_line(struct str line);
/* Flags and names, and the NULL at the end. */
void bench_finish_words(struct bench_request *r);
/* What its end means for the outcome. False for an error. */
bool bench_ended(struct bench_request *r, const struct bench_end *end);
/* No operation has that name, one perhaps has `near`: wrong input, as for a formula or lab. Always false. */
bool bench_unknown(struct outcome *o, struct str word, struct str near);

/* Measure, show, store (bench_measure.c). */
bool bench_measure(struct bench_request *r);
/*
 * The value of an option, an expression, in requests a second, which may be 0 or less; false with the outcome filled
 * when it is no rate (bench_rate.c).
 */
bool bench_rate(struct bench_request *r, const char *option, struct str text, double *rate);
/* Says that it is no rate to ask at. Always false. */
bool bench_rate_refuse(struct bench_request *r, const char *option, struct str text);
/*
 * The same for any power of time: 1 a time in seconds, 0 a bare number. False with the outcome filled when it is no
 * expression, and with it empty when it is one of something else.
 */
bool bench_number(struct bench_request *r, const char *option, struct str text, int power, double *number);

/*
 * An option that only a load test has, or that a URL gives another meaning; as bench_request wants it. False: it is
 * none.
 */
bool bench_load_flag(struct bench_request *r, struct str word);
bool bench_load_valued(struct bench_request *r, struct str word, struct str value, bool *fine);
/* Do the words fit each other, once all are read? False with the outcome filled. */
bool bench_load_words(struct bench_request *r);
/* "p99 < 50 ms, errors < 0.1 %" as bote-bench takes it; a NULL text with the outcome filled (bench_slo.c). */
struct str bench_slo(struct bench_request *r, struct str text);
/* Load a server, show, store (bench_load.c). */
bool bench_load(struct bench_request *r);
/* Stored results beside published ones, or those of another machine (bench_compare.c). */
bool bench_compare(struct bench_request *r);

#endif
