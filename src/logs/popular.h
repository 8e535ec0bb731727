/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * popular.h - how often each object was asked for: exact up to a million objects, then Space-Saving in batches
 * (Metwally et al. 2005): the rarest are forgotten, and what comes new may have been asked for `floor` times before.
 */
#ifndef BOTE_POPULAR_H
#define BOTE_POPULAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One object; key and count lie in one line of the cache. */
struct popular_slot {
	uint64_t key; /* its hash, 0: free */
	uint32_t count;
	uint32_t seen; /* twice the last day on which it was asked for, and 1 if it was on the day before, too */
};

struct popular {
	struct popular_slot *slot;
	size_t slots, used, limit;
	uint32_t floor; /* 0: all counts are exact */
};

/* At most `limit` objects; memory grows as they come. */
void popular_init(struct popular *p, size_t limit);
void popular_release(struct popular *p);
void popular_add(struct popular *p, uint64_t hash, uint32_t times);
/*
 * Once more, on a day since 1970: is that the first time on this day? A slot knows of its last day and of that before
 * it, so that lines which are late by a day are counted right; of older ones, and once objects are forgotten, nobody
 * knows.
 */
enum popular_first { POPULAR_FIRST, POPULAR_AGAIN, POPULAR_UNSURE };
enum popular_first popular_add_on(struct popular *p, uint64_t hash, uint32_t day);
static inline void popular_prefetch(const struct popular *p, uint64_t hash)
{
	__builtin_prefetch(&p->slot[hash & (p->slots - 1)], 1);
}
/* All counts, the largest first, in memory of the caller's to free; *n of them. */
uint32_t *popular_counts(const struct popular *p, size_t *n);

#endif
