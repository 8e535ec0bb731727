/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_load_text.h - rows and result of a load test as people read them. */
#ifndef BOTE_BENCH_LOAD_TEXT_H
#define BOTE_BENCH_LOAD_TEXT_H

#include <jansson.h>

#include "base/buf.h"
#include "command/bench_load_chart.h"

struct load_text {
	struct buf out;
	struct buf name;  /* of the numbers */
	struct buf cells; /* "measured.shop_max_rate, shop_p50" */
	bool verbose, head;
	bool judged;             /* of one rate: by an objective that was given */
	struct load_chart chart; /* width and marks are set by the caller */
};
void load_text_release(struct load_text *t);

/* Events of bote-bench, in their order. */
void load_text_title(struct load_text *t, const json_t *e);
void load_text_step(struct load_text *t, const json_t *e);
void load_text_once(struct load_text *t, const json_t *e);
void load_text_result(struct load_text *t, const json_t *e);
/* "stored as measured.shop_max_rate, shop_p50, shop_p99" */
void load_text_stored(const struct load_text *t, struct buf *out);

#endif
