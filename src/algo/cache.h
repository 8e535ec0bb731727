/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cache.h - what other ways of throwing out would keep: FIFO, CLOCK, SIEVE, at random. Keys alone, no values. */
#ifndef BOTE_CACHE_H
#define BOTE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cache_policy { CACHE_FIFO, CACHE_CLOCK, CACHE_SIEVE, CACHE_RANDOM };

/* Keys are numbers below `keys`, so the index is an array and the time is that of the policy. */
struct cache;

struct cache *cache_new(enum cache_policy policy, uint32_t keys, uint32_t capacity);
void cache_free(struct cache *c);
/* Bytes of its index and its slots. */
size_t cache_bytes(const struct cache *c);
/* Ask for a key: was it there? If not it is put in, and another one leaves when the cache is full. */
bool cache_ask(struct cache *c, uint32_t key);

#endif
