/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.h - standard output and standard error: composed in memory, written in large pieces, failures noticed. */
#ifndef BOTE_OUTPUT_H
#define BOTE_OUTPUT_H

#include <stdbool.h>

#include "base/buf.h"

struct output {
	struct buf out, err_own;
	struct buf *err; /* &out when both streams are the same file: their order is kept */
	int failed;      /* errno of the first write to standard output that failed, or 0 */
};

void output_init(struct output *o);
void output_release(struct output *o);
/* Write what has come together. False when standard output has failed, now or before. */
bool output_flush(struct output *o);
/* The same, but only when there is much of it. */
bool output_drain(struct output *o);

#endif
