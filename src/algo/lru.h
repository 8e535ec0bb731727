/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lru.h - a cache that throws out what was not used longest: uthash and a list. */
#ifndef BOTE_LRU_H
#define BOTE_LRU_H

#ifdef HAVE_UTHASH

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lru;

/* At most `capacity` entries, at least one. NULL when there is no memory. */
struct lru *lru_new(size_t capacity);
void lru_free(struct lru *c);
/* Is the key in it? It is the most recent one then, and *value is its value. */
bool lru_get(struct lru *c, uint64_t key, uint64_t *value);
/* Put a key that is not in it; the least recent one leaves when the cache is full. */
void lru_put(struct lru *c, uint64_t key, uint64_t value);
/* Bytes of entries and buckets. */
size_t lru_bytes(const struct lru *c);

#endif
#endif
