/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recent.h - which of many keys were asked for last: LRU in three numbers an entry, keys index an array. */
#ifndef BOTE_RECENT_H
#define BOTE_RECENT_H

#include <stdbool.h>
#include <stdint.h>

struct recent_entry {
	uint32_t key, newer, older;
};

/* Entry 0 is both ends: its `older` is the newest, its `newer` the oldest. */
struct recent {
	struct recent_entry *entry;
	uint32_t *where; /* entry of a key; 0: not here */
	uint32_t count, room, keys;
};

void recent_init(struct recent *r, uint32_t keys, uint32_t room);
void recent_release(struct recent *r);

static inline void recent_out(struct recent *r, uint32_t e)
{
	struct recent_entry *x = &r->entry[e];

	r->entry[x->newer].older = x->older;
	r->entry[x->older].newer = x->newer;
}

static inline void recent_front(struct recent *r, uint32_t e)
{
	struct recent_entry *x = &r->entry[e], *ends = r->entry;

	x->newer = 0;
	x->older = ends->older;
	r->entry[ends->older].newer = e;
	ends->older = e;
}

static inline bool recent_has(const struct recent *r, uint32_t key)
{
	return r->where[key] != 0;
}

/* It was asked for: the newest now. It has to be here. */
static inline void recent_touch(struct recent *r, uint32_t key)
{
	uint32_t e = r->where[key];

	recent_out(r, e);
	recent_front(r, e);
}

/* The key that would go; the cache is not empty. */
static inline uint32_t recent_last(const struct recent *r)
{
	return r->entry[r->entry[0].newer].key;
}

/* Put a key in that is not here; the oldest leaves when there is no room. */
static inline void recent_put(struct recent *r, uint32_t key)
{
	uint32_t e;

	if (r->count < r->room) {
		e = ++r->count;
	} else {
		e = r->entry[0].newer;
		recent_out(r, e);
		r->where[r->entry[e].key] = 0;
	}
	r->entry[e].key = key;
	r->where[key] = e;
	recent_front(r, e);
}

#endif
