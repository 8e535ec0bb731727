/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_cache.c - caches under Zipf traffic: LRU with its table, and other policies on the same keys. */
#include "bench/ops.h"

#include <math.h>
#include <stdlib.h>

#include "algo/cache.h"
#include "algo/lru.h"
#include "algo/zipf.h"
#include "bench/bench.h"

enum { DRAWS = 1 << 20, KEYS = 1000000, CAPACITY = 100000, BYTES = 512 };
#define ZIPF 0.99

/* The requests of a cache: ranks drawn beforehand. */
struct traffic {
	uint32_t *draws;
	uint32_t at, turn;
	uint32_t keys, capacity;
	uint64_t asked, hits;
};

static bool cache_draw(struct run *r, struct traffic *t)
{
	struct random random = {5};
	struct zipf z;

	t->keys = KEYS;
	while ((uint64_t)t->keys * BYTES / 10 > r->bench->host.memory / 4)
		t->keys /= 2;
	t->capacity = t->keys / (KEYS / CAPACITY);
	t->draws = malloc(DRAWS * sizeof(*t->draws));
	if (!t->draws)
		return run_skip(r, "no memory");
	zipf_init(&z, t->keys, ZIPF);
	for (uint32_t i = 0; i < DRAWS; i++)
		t->draws[i] = zipf_draw(&z, &random);
	run_param(r, "keys", t->keys);
	run_param(r, "capacity", t->capacity);
	run_param(r, "zipf", ZIPF);
	return true;
}

static inline uint32_t cache_next(struct traffic *t)
{
	uint32_t key = t->draws[t->at];

	t->at = (t->at + 1) % DRAWS;
	return key;
}

/* The share of hits over the second half of so many requests. */
static double hits_of(struct traffic *t, void (*ask)(void *ctx, uint64_t n), void *ctx)
{
	ask(ctx, DRAWS / 2);
	t->asked = t->hits = 0;
	ask(ctx, DRAWS);
	return (double)t->hits / (double)t->asked;
}

#ifdef HAVE_UTHASH

struct lru_run {
	struct traffic traffic;
	struct lru *cache;
};

static void lru_ask(void *ctx, uint64_t n)
{
	struct lru_run *l = ctx;
	struct traffic *t = &l->traffic;
	uint64_t value, hits = 0;

	for (uint64_t i = 0; i < n; i++) {
		uint32_t key = cache_next(t);

		if (lru_get(l->cache, key, &value)) {
			BENCH_KEEP(value);
			hits++;
		} else
			lru_put(l->cache, key, key ^ 0x5555);
	}
	t->asked += n;
	t->hits += hits;
}

static bool lru_setup(struct run *r)
{
	struct lru_run *l = calloc(1, sizeof(*l));

	r->state = l;
	if (!l)
		return run_skip(r, "no memory");
	if (!cache_draw(r, &l->traffic))
		return false;
	l->cache = lru_new(l->traffic.capacity);
	if (!l->cache)
		return run_skip(r, "no memory");
	run_extra(r, "hit_ratio", hits_of(&l->traffic, lru_ask, l));
	run_extra(r, "bytes_entry", (double)lru_bytes(l->cache) / l->traffic.capacity);
	run_param(r, "working_set", (double)lru_bytes(l->cache));
	return true;
}

static void lru_stop(struct run *r)
{
	struct lru_run *l = r->state;

	if (!l)
		return;
	lru_free(l->cache);
	free(l->traffic.draws);
	free(l);
}

static void lru_run(struct run *r, uint64_t n)
{
	lru_ask(r->state, n);
}

/* Values are those that were put, and hits as many as Che's approximation has, to a point. */
static bool lru_check(struct run *r)
{
	struct lru_run *l = r->state;
	const struct traffic *t = &l->traffic;
	double want = zipf_lru_hits(t->keys, ZIPF, t->capacity), got = (double)t->hits / (double)t->asked;
	uint64_t value;

	for (uint32_t i = 0; i < 1000; i++)
		if (lru_get(l->cache, t->draws[i], &value) && value != (t->draws[i] ^ 0x5555))
			return run_fail(r, "a key has not the value that was put");
	return fabs(got - want) < 0.01 ? true : run_fail(r, "%.1f %% hits, expected %.1f %%", got * 100, want * 100);
}

const struct work work_lru_get = {lru_setup, NULL, lru_run, lru_check, lru_stop};

#endif

/* ---- other policies: keys alone, found by an array ---- */

struct policy_run {
	struct traffic traffic;
	struct cache *cache;
};

static void policy_ask(void *ctx, uint64_t n)
{
	struct policy_run *p = ctx;
	uint64_t hits = 0;

	for (uint64_t i = 0; i < n; i++)
		hits += cache_ask(p->cache, cache_next(&p->traffic));
	p->traffic.asked += n;
	p->traffic.hits += hits;
}

static bool policy_setup(struct run *r, enum cache_policy policy)
{
	struct policy_run *p = calloc(1, sizeof(*p));

	r->state = p;
	if (!p)
		return run_skip(r, "no memory");
	if (!cache_draw(r, &p->traffic))
		return false;
	p->cache = cache_new(policy, p->traffic.keys, p->traffic.capacity);
	if (!p->cache)
		return run_skip(r, "no memory");
	run_extra(r, "hit_ratio", hits_of(&p->traffic, policy_ask, p));
	run_param(r, "working_set", (double)cache_bytes(p->cache));
	return true;
}

static void policy_stop(struct run *r)
{
	struct policy_run *p = r->state;

	if (!p)
		return;
	cache_free(p->cache);
	free(p->traffic.draws);
	free(p);
}

static void policy_run(struct run *r, uint64_t n)
{
	policy_ask(r->state, n);
}

/* No policy that does not know the future beats keeping the most wanted keys; and each keeps a good part of that. */
static bool policy_check(struct run *r)
{
	const struct policy_run *p = r->state;
	double lru = zipf_lru_hits(p->traffic.keys, ZIPF, p->traffic.capacity);
	double got = (double)p->traffic.hits / (double)p->traffic.asked;

	return got > lru - 0.10 && got < lru + 0.08
	           ? true
	           : run_fail(r, "%.1f %% hits where LRU has %.1f %%", got * 100, lru * 100);
}

#define POLICY(name, policy) \
	static bool setup_##name(struct run *r) \
	{ \
		return policy_setup(r, policy); \
	} \
\
	const struct work work_cache_##name = {setup_##name, NULL, policy_run, policy_check, policy_stop};

POLICY(fifo, CACHE_FIFO)
POLICY(clock, CACHE_CLOCK)
POLICY(sieve, CACHE_SIEVE)
POLICY(random, CACHE_RANDOM)
