/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chained.h - a hash table with chains, as most C programs have it: uthash, 64-bit keys and values. */
#ifndef BOTE_CHAINED_H
#define BOTE_CHAINED_H

#ifdef HAVE_UTHASH

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chained_entry;

struct chained {
	struct chained_entry *head;
	struct chained_entry *entries; /* one piece of memory for all */
	size_t count, room;
};

/* Room for `most` entries. False when there is no memory. */
bool chained_init(struct chained *c, size_t most);
void chained_release(struct chained *c);
/* The key must be new. False when the room is used up. */
bool chained_put(struct chained *c, uint64_t key, uint64_t value);
bool chained_get(const struct chained *c, uint64_t key, uint64_t *value);
/* Bytes of entries and buckets. */
size_t chained_bytes(const struct chained *c);

#endif
#endif
