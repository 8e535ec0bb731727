/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random orders, Zipf, rings, caches, tables, queues. */
#include <stdlib.h>

#include "algo/cache.h"
#include "algo/chained.h"
#include "algo/hash.h"
#include "algo/hash_key.h"
#include "algo/lru.h"
#include "algo/queue.h"
#include "algo/random.h"
#include "algo/ring.h"
#include "algo/hash_table.h"
#include "algo/zipf.h"
#include "rows.h"

Test(random, vectors)
{
	struct random r = {1234567};

	cr_expect_eq(random_next(&r), 6457827717110365317u, "splitmix64, by its author's test");
	cr_expect_eq(random_next(&r), 3203168211198807973u);
}

Test(random, cycle_is_one)
{
	struct random r = {1};
	uint32_t next[1000], at = 0, steps = 0;

	random_cycle(&r, next, 1000);
	do {
		at = next[at];
		steps++;
	} while (at && steps < 2000);
	cr_expect_eq(steps, 1000u);
}

Test(random, order_has_all)
{
	struct random r = {2};
	uint32_t order[1000];
	uint64_t sum = 0;

	random_order(&r, order, 1000);
	for (int i = 0; i < 1000; i++)
		sum += order[i];
	cr_expect_eq(sum, 499500u);
}

Test(zipf, shares)
{
	struct zipf z;
	struct random r = {3};
	unsigned first = 0, tenth = 0, n = 400000;

	zipf_init(&z, 1000, 0.99);
	for (unsigned i = 0; i < n; i++) {
		uint32_t k = zipf_draw(&z, &r);

		cr_assert(k < 1000);
		first += k == 0;
		tenth += k == 9;
	}
	/* 1 / the sum of k^-0.99 over 1000 ranks, which is 7.729 */
	cr_expect(close_to((double)first / n, 0.1294, 0.004), "%g", (double)first / n);
	cr_expect(close_to((double)first / tenth, 9.77, 0.5), "10^0.99: %g", (double)first / tenth);
}

Test(zipf, lru_hits)
{
	cr_expect(close_to(zipf_lru_hits(1000000, 0.99, 100000), 0.766, 0.002), "Che's approximation of the study");
	cr_expect(close_to(zipf_lru_hits(100, 0.99, 100), 1, 1e-12), "all fit");
	cr_expect(zipf_lru_hits(1000, 0.5, 10) < zipf_lru_hits(1000, 1.2, 10));
}

Test(ring, moves_few_and_evenly)
{
	struct ring a, b;
	unsigned moved = 0, load[10] = {0};

	cr_assert(ring_init(&a, 10, 160) && ring_init(&b, 11, 160));
	for (uint64_t i = 0; i < 50000; i++) {
		struct random r = {i};
		uint64_t hash = random_next(&r);
		uint32_t x = ring_find(&a, hash), y = ring_find(&b, hash);

		cr_assert(x < 10 && y < 11);
		cr_assert(x == y || y == 10, "keys only move to the new node");
		moved += x != y;
		load[x]++;
	}
	cr_expect(moved > 50000 / 11 * 0.7 && moved < 50000 / 11 * 1.3, "%u", moved);
	for (int i = 0; i < 10; i++)
		cr_expect(load[i] > 3500 && load[i] < 6500, "node %d has %u", i, load[i]);
	cr_expect_eq(ring_find(&a, UINT64_MAX), a.points[0].at == UINT64_MAX ? 0 : ring_find(&a, 0), "round the end");
	ring_release(&a);
	ring_release(&b);
}

Test(ring, jump)
{
	cr_expect_eq(ring_jump(1, 1), 0u, "vectors of the guava library");
	cr_expect_eq(ring_jump(42, 57), 43u);
	cr_expect_eq(ring_jump(0xDEAD10CC, 1), 0u);
	cr_expect_eq(ring_jump(0xDEAD10CC, 666), 361u);
	cr_expect_eq(ring_jump(256, 1024), 520u);
}

Test(cache, small)
{
	struct cache *fifo = cache_new(CACHE_FIFO, 10, 2), *clock = cache_new(CACHE_CLOCK, 10, 2),
				 *sieve = cache_new(CACHE_SIEVE, 10, 2);
	struct cache *any = cache_new(CACHE_RANDOM, 10, 2);

	for (uint32_t k = 1; k <= 2; k++) {
		cr_expect(!cache_ask(fifo, k) && !cache_ask(clock, k) && !cache_ask(sieve, k) && !cache_ask(any, k));
	}
	/* 1 is asked for again: CLOCK and SIEVE spare it, FIFO does not. */
	cr_expect(cache_ask(fifo, 1) && cache_ask(clock, 1) && cache_ask(sieve, 1) && cache_ask(any, 1));
	cr_expect(!cache_ask(fifo, 3) && !cache_ask(clock, 3) && !cache_ask(sieve, 3) && !cache_ask(any, 3));
	cr_expect(!cache_ask(fifo, 1));
	cr_expect(cache_ask(clock, 1));
	cr_expect(cache_ask(sieve, 1));
	cr_expect(cache_ask(any, 3));
	cache_free(fifo);
	cache_free(clock);
	cache_free(sieve);
	cache_free(any);
}

Test(queue, locked_in_order)
{
	struct lockq q;

	cr_assert(lockq_init(&q, 4));
	for (uint64_t round = 0; round < 3; round++) {
		for (uint64_t i = 1; i <= 4; i++)
			lockq_push(&q, i);
		for (uint64_t i = 1; i <= 4; i++)
			cr_expect_eq(lockq_pop(&q), i);
	}
	lockq_release(&q);
}

#ifdef HAVE_UTHASH
Test(lru, throws_out_the_oldest)
{
	struct lru *c = lru_new(2);
	uint64_t v;

	lru_put(c, 1, 10);
	lru_put(c, 2, 20);
	cr_expect(lru_get(c, 1, &v) && v == 10);
	lru_put(c, 3, 30);
	cr_expect(!lru_get(c, 2, &v));
	cr_expect(lru_get(c, 1, &v) && v == 10);
	cr_expect(lru_get(c, 3, &v) && v == 30);
	cr_expect(lru_bytes(c) > 2 * 16);
	lru_free(c);
}

Test(chained, put_and_get)
{
	struct chained c;
	uint64_t v;

	cr_assert(chained_init(&c, 1000));
	for (uint64_t i = 0; i < 1000; i++)
		cr_expect(chained_put(&c, i * 7919, i));
	cr_expect(!chained_put(&c, 1, 1), "full");
	for (uint64_t i = 0; i < 1000; i++)
		cr_expect(chained_get(&c, i * 7919, &v) && v == i);
	cr_expect(!chained_get(&c, 5, &v));
	chained_release(&c);
}
#endif

#ifdef HAVE_CK
Test(table, put_get_clear)
{
	struct table t;
	uint64_t v;

	cr_assert(table_init(&t, 1000));
	for (uint64_t i = 1; i <= 1000; i++)
		cr_expect(table_put(&t, i * 0x9E3779B97F4A7C15u, i << 40));
	cr_expect(!table_put(&t, 0x9E3779B97F4A7C15u, 5), "there already");
	for (uint64_t i = 1; i <= 1000; i++)
		cr_expect(table_get(&t, i * 0x9E3779B97F4A7C15u, &v) && v == i << 40, "all 64 bits come back");
	cr_expect(!table_get(&t, 12345, &v));
	cr_expect_eq(table_bytes(&t), table_bytes_for(1000), "it did not grow");
	table_clear(&t);
	cr_expect(!table_get(&t, 0x9E3779B97F4A7C15u, &v));
	table_release(&t);
}

Test(queue, rings)
{
	struct queue q;
	uint64_t v = 0;

	cr_assert(queue_init(&q, 8));
	cr_expect(!queue_pop_spsc(&q, &v));
	for (uint64_t i = 1; i <= 7; i++)
		cr_expect(queue_push_spsc(&q, i));
	cr_expect(!queue_push_spsc(&q, 8), "full: one slot stays free");
	for (uint64_t i = 1; i <= 7; i++)
		cr_expect(queue_pop_spsc(&q, &v) && v == i);
	queue_release(&q);
	cr_assert(queue_init(&q, 8));
	cr_expect(queue_push_mpmc(&q, 5) && queue_pop_mpmc(&q, &v) && v == 5 && !queue_pop_mpmc(&q, &v));
	queue_release(&q);
}
#endif

#ifdef HAVE_XXHASH
Test(hash, xxh3)
{
	unsigned char zero[4096] = {0};

	cr_expect_eq(hash_key("", 0, 0), 0x2D06800538D394C2u, "of nothing, as published");
	for (size_t n = 0; n <= sizeof(zero); n += 61)
		cr_expect_eq(hash_bulk(zero, n), hash_key(zero, n, 0), "%zu B: %s", n, hash_bulk_path());
	cr_expect(strlen(hash_xxhash_version()) >= 5);
}
#endif

#ifdef HAVE_ZLIB
Test(hash, crc32)
{
	cr_expect_eq(hash_crc32(0, "123456789", 9), 0xCBF43926u);
	cr_expect_eq(hash_crc32(hash_crc32(0, "12345", 5), "6789", 4), 0xCBF43926u, "in two parts");
}
#endif

#ifdef HAVE_LIBCRYPTO
Test(hash, sha256)
{
	struct hash_sha256 *h = hash_sha256_new();
	unsigned char out[HASH_SHA256_SIZE];

	cr_assert(h != NULL);
	for (int i = 0; i < 2; i++) {
		cr_expect(hash_sha256(h, "abc", 3, out));
		cr_expect(out[0] == 0xba && out[31] == 0xad, "and again");
	}
	cr_expect(hash_sha256(h, "", 0, out) && out[0] == 0xe3 && out[31] == 0x55);
	hash_sha256_free(h);
}
#endif
