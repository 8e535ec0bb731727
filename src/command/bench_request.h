/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.h - what the files behind the command `bench` share. */
#ifndef BOTE_SESSION_BENCH_H
#define BOTE_SESSION_BENCH_H

#include "measured/bench_run.h"
#include "session/session.h"

/* The words behind `bench`, taken apart. */
struct bench_request {
	struct session *session;
	struct outcome *o;
	bool list, check, keep, quick, careful, verbose, json, against;
	bool paced;                        /* --rate: nothing is stored */
	const char *compare, *state, *dir; /* or NULL */
	struct str *names;
	size_t name_count;
	const char **argv; /* of bote-bench: argv[0] is free, options with values follow */
	size_t argc;
};

/* Where bote-bench is; false with the outcome filled when this build lacks it. */
bool bench_program(struct bench_request *r);
/* Flags and names, and the NULL at the end. */
void bench_finish_words(struct bench_request *r);
/* What its end means for the outcome. False for an error. */
bool bench_ended(struct bench_request *r, const struct bench_end *end);
bool bench_unknown(struct outcome *o, struct str word, struct str near);
bool bench_lacks(struct outcome *o, const char *text);

/* Measure, show, store (bench_measure.c). */
bool bench_measure(struct bench_request *r);
/* The value of --rate, an expression, in requests a second; 0 with the outcome filled when it is none (bench_rate.c). */
double bench_rate(struct bench_request *r, struct str text);
/* Stored results beside published ones, or those of another machine (bench_compare.c). */
bool bench_compare(struct bench_request *r);

#endif
