/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_options.h - what a load test was asked for, and whether it may be done. */
#ifndef BOTE_LOAD_OPTIONS_H
#define BOTE_LOAD_OPTIONS_H

#include "base/arena.h"
#include "bench/load_http.h"

enum { LOAD_HEADERS = 64, LOAD_URLS = 100000, LOAD_NAMED_PIDS = 16 };

/* Rates in requests/s, times in seconds; 0 or NULL: not given. */
struct load_options {
	struct arena arena;
	const char *url, *urls, *slo, *as, *typed, *unix_path, *cacert, *method, *data;
	bool even, insecure, fresh, writes, curve, quick, careful;
	double rate, from, to, step, limit, timeout, zipf;
	double most;
	unsigned connections, http;
	const char *headers[LOAD_HEADERS];
	unsigned header_count;
	int pids[LOAD_NAMED_PIDS];
	unsigned pid_count;
	/* From `urls`. */
	const char **url_list;
	unsigned url_count;
	struct buf body;
};

/* Words as `bote` hands them on: no unit is left in them. False with the refusal filled. */
bool load_options_read(struct load_options *o, int argc, char **argv, struct load_refusal *no);
void load_options_release(struct load_options *o);

/* The target with its address, or the refusal: not this machine, several hosts, a method that writes. */
bool load_options_target(struct load_options *o, struct load_target *t, struct load_refusal *no);
/*
 * What was not given; another machine is asked for less. Fewer connections where the process may not have so many:
 * then true.
 */
bool load_options_fill(struct load_options *o, const struct load_target *t);
/* The search ends at the rate where it begins, or above: false with the refusal filled. */
bool load_options_upward(const struct load_options *o, struct load_refusal *no);
/* p99.9 needs 10,000 requests in a step, p99 a hundred times fewer: false with what would do. */
bool load_options_enough(const struct load_options *o, const struct load_slo *slo, struct load_refusal *no);

#endif
