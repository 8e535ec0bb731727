/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cache.c - FIFO, CLOCK, SIEVE and random replacement over slots in an array. */
#include "algo/cache.h"

#include <stdlib.h>

#include "algo/random.h"

#define NONE UINT32_MAX

struct slot {
	uint32_t key;
	uint32_t newer, older; /* SIEVE: its place in the order of coming */
	bool asked;            /* since the hand passed */
};

struct cache {
	enum cache_policy policy;
	uint32_t keys, capacity, count;
	uint32_t *where; /* slot of a key, or NONE */
	struct slot *slots;
	uint32_t hand;           /* next slot to look at */
	uint32_t newest, oldest; /* SIEVE */
	struct random random;
};

struct cache *cache_new(enum cache_policy policy, uint32_t keys, uint32_t capacity)
{
	struct cache *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->policy = policy;
	c->keys = keys;
	c->capacity = capacity;
	c->where = malloc(keys * sizeof(*c->where));
	c->slots = calloc(capacity, sizeof(*c->slots));
	if (!c->where || !c->slots) {
		cache_free(c);
		return NULL;
	}
	for (uint32_t i = 0; i < keys; i++)
		c->where[i] = NONE;
	c->newest = c->oldest = NONE;
	c->hand = policy == CACHE_SIEVE ? NONE : 0;
	return c;
}

void cache_free(struct cache *c)
{
	if (!c)
		return;
	free(c->where);
	free(c->slots);
	free(c);
}

size_t cache_bytes(const struct cache *c)
{
	return c->keys * sizeof(*c->where) + c->capacity * sizeof(*c->slots);
}

/* The slot after the hand, round the array. */
static uint32_t cache_step(struct cache *c)
{
	uint32_t at = c->hand;

	c->hand = at + 1 == c->capacity ? 0 : at + 1;
	return at;
}

static uint32_t clock_victim(struct cache *c)
{
	for (;;) {
		uint32_t at = cache_step(c);

		if (!c->slots[at].asked)
			return at;
		c->slots[at].asked = false;
	}
}

/* ---- SIEVE (Zhang and others 2024): the hand goes from old to new, and survivors keep their place ---- */

static void sieve_unlink(struct cache *c, uint32_t at)
{
	struct slot *s = &c->slots[at];

	if (s->newer == NONE)
		c->newest = s->older;
	else
		c->slots[s->newer].older = s->older;
	if (s->older == NONE)
		c->oldest = s->newer;
	else
		c->slots[s->older].newer = s->newer;
}

static void sieve_link(struct cache *c, uint32_t at)
{
	c->slots[at].newer = NONE;
	c->slots[at].older = c->newest;
	if (c->newest == NONE)
		c->oldest = at;
	else
		c->slots[c->newest].newer = at;
	c->newest = at;
}

static uint32_t sieve_victim(struct cache *c)
{
	uint32_t at = c->hand == NONE ? c->oldest : c->hand;

	while (c->slots[at].asked) {
		c->slots[at].asked = false;
		at = c->slots[at].newer == NONE ? c->oldest : c->slots[at].newer;
	}
	c->hand = c->slots[at].newer;
	sieve_unlink(c, at);
	return at;
}

static uint32_t victim(struct cache *c)
{
	switch (c->policy) {
	case CACHE_CLOCK: return clock_victim(c);
	case CACHE_SIEVE: return sieve_victim(c);
	case CACHE_RANDOM: return random_below(&c->random, c->capacity);
	case CACHE_FIFO: break;
	}
	return cache_step(c);
}

bool cache_ask(struct cache *c, uint32_t key)
{
	uint32_t at = c->where[key];

	if (at != NONE) {
		c->slots[at].asked = true;
		return true;
	}
	if (c->count < c->capacity)
		at = c->count++;
	else {
		at = victim(c);
		c->where[c->slots[at].key] = NONE;
	}
	c->slots[at].key = key;
	c->slots[at].asked = false;
	c->where[key] = at;
	if (c->policy == CACHE_SIEVE)
		sieve_link(c, at);
	return false;
}
