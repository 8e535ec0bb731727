/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_text.h - measured numbers as people read them. */
#ifndef BOTE_BENCH_TEXT_H
#define BOTE_BENCH_TEXT_H

#include "base/buf.h"
#include "store/measured.h"

/* Three digits and a unit: "57.1 ns", "4.2 GB/s", "1.3 M/s". */
void bench_text_time(struct buf *out, double seconds);
/* A cell in its unit. */
void bench_text_cell(struct buf *out, double value, enum measured_unit unit);

/* A result as a line of the table, with a newline. */
void bench_text_result(struct buf *out, const struct measurement *m);
/* What its passes and samples were like, as a line below it. */
void bench_text_samples(struct buf *out, const struct measurement *m);
/* A service asked at a rate: requests a second, and seconds from when one was due to its answer; 0: too few to tell. */
struct bench_paced {
	const char *op;
	double rate, reached, p50, p99, p999, most;
	bool behind;
};
void bench_text_paced(struct buf *out, const struct bench_paced *p);
/* "hash\n", with an empty line before it unless it is the first. */
void bench_text_group(struct buf *out, struct str group, bool first);

#endif
