/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trail.h - the references to a sample of the objects, with their times: what has to travel so that the hit ratios of
 * several logs can be found as if they were one.
 */
#ifndef BOTE_TRAIL_H
#define BOTE_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct trail_step {
	uint64_t hash;
	int64_t time;
	uint64_t bytes;
};

enum { TRAIL_MOST = 1 << 20 };

/* Steps of objects whose hash is at most `threshold`, which falls as they come to be too many. */
struct trail {
	struct trail_step *steps;
	size_t count, cap;
	uint64_t threshold;
};

void trail_init(struct trail *t);
void trail_release(struct trail *t);
void trail_add(struct trail *t, uint64_t hash, int64_t time, uint64_t bytes);
/* Both, in the order of time. */
void trail_merge(struct trail *into, const struct trail *from);

#endif
