/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cache: Che, Gelenbe, the bound, times to live, writes; and every policy against a naive list. */
#include "lab.h"
#include "lab/recent.h"

#define SIZE(objects, cached, alpha, policy) \
	"objects = " objects "; cached = " cached "; alpha = " alpha "; policy = " policy

Test(lab_cache, hit_ratios)
{
	static const struct lab_test_row rows[] = {
		{SIZE("10k", "1000", "0.6", "lru"), "hit", 0.2432, 0.012, 0},
		{SIZE("10k", "1000", "0.6", "fifo"), "hit", 0.2200, 0.012, 0},
		{SIZE("10k", "1000", "0.6", "random"), "hit", 0.2200, 0.012, 0},
		{SIZE("10k", "1000", "0.6", "clock"), "hit", 0.2534, 0, 0.0005},
		{SIZE("10k", "1000", "0.6", "lfu"), "hit", 0.3861, 0, 0.00005},
		{SIZE("10k", "100", "0.8", "lru"), "hit", 0.1566, 0.012, 0},
		{SIZE("10k", "100", "0.8", "fifo"), "hit", 0.1336, 0.012, 0},
		{SIZE("10k", "100", "0.8", "clock"), "hit", 0.1663, 0, 0.0005},
		{SIZE("10k", "1000", "0.8", "lru"), "hit", 0.4367, 0.007, 0},
		{SIZE("10k", "1000", "0.8", "lru"), "fill", 1472, 0.02, 0},
		{SIZE("10k", "1000", "0.8", "fifo"), "hit", 0.3942, 0.007, 0},
		{SIZE("10k", "1000", "0.8", "random"), "hit", 0.3942, 0.007, 0},
		{SIZE("10k", "1000", "0.8", "clock"), "hit", 0.4497, 0, 0.0005},
		{SIZE("10k", "1000", "0.8", "sieve"), "hit", 0.518, 0.003, 0.0005},
		{SIZE("10k", "1000", "0.8", "lfu"), "hit", 0.5706, 0, 0.00005},
		{SIZE("10k", "1000", "1", "lru"), "hit", 0.6756, 0.005, 0},
		{SIZE("10k", "1000", "1", "fifo"), "hit", 0.6309, 0.005, 0},
		{SIZE("10k", "1000", "1", "clock"), "hit", 0.6859, 0, 0.0005},
		{SIZE("10k", "1000", "1.2", "lru"), "hit", 0.8614, 0.004, 0},
		{SIZE("10k", "1000", "1.2", "fifo"), "hit", 0.8318, 0.004, 0},
		{SIZE("1000", "10", "0.8", "lru"), "hit", 0.0816, 0.04, 0},
		{SIZE("1000", "10", "0.8", "lfu"), "hit", 0.2305, 0, 0.00005},
	};

	lab_rows("cache", rows, COUNT(rows));
}

Test(lab_cache, times_to_live_and_writes)
{
	static const struct lab_test_row rows[] = {
		{"objects = 1; cached = 1; arrivals = 2 requests/h; ttl = 24 h", "hit", 0.9796, 0, 0.00005},
		{"objects = 1; cached = 1; arrivals = 2 requests/h; ttl = 1 h", "hit", 0.66667, 0, 0},
		{"objects = 1000; cached = 1000; arrivals = 12.5 requests/s; ttl = 10 min", "hit", 0.89516, 0, 0.000005},
		{"objects = 1; cached = 1; arrivals = 1 request/s; ttl = 10 s; writes = 0.1 writes/s", "stale", 0.3344, 0,
	     0.00005},
		{"objects = 1; cached = 1; arrivals = 1 request/s; ttl = 10 s; writes = 0.1 writes/s; on_write = through",
	     "stale", 0, 0, 0},
		{"objects = 1; cached = 1; arrivals = 100 requests/s; ttl = 10 s", "herd", 81, 0, 0},
		{"objects = 1; cached = 1; arrivals = 100 requests/s; ttl = 10 s; single = yes", "herd", 1, 0, 0},
	};

	lab_rows("cache", rows, COUNT(rows));
}

enum { KEYS = 8, ROOM = 3 };

/* The newest first. */
struct list {
	uint32_t key[ROOM], count;
};

static bool list_asks(struct list *l, uint32_t key)
{
	uint32_t at = 0;
	bool hit;

	while (at < l->count && l->key[at] != key)
		at++;
	hit = at < l->count;
	if (!hit && l->count < ROOM)
		at = l->count++;
	else if (!hit)
		at = ROOM - 1;
	memmove(&l->key[1], &l->key[0], at * sizeof l->key[0]);
	l->key[0] = key;
	return hit;
}

Test(lab_cache, lru_is_a_list)
{
	struct stream s = {9};
	struct list l = {.count = 0};
	struct recent r;

	recent_init(&r, KEYS, ROOM);
	for (int i = 0; i < 100000; i++) {
		uint32_t key = stream_below(&s, KEYS);
		bool hit = recent_has(&r, key);

		cr_assert(hit == list_asks(&l, key), "request %d", i);
		if (hit)
			recent_touch(&r, key);
		else
			recent_put(&r, key);
		cr_assert(l.count < ROOM || recent_last(&r) == l.key[ROOM - 1]);
	}
	recent_release(&r);
}

Test(lab_cache, refuses)
{
	lab_refuses("cache", "cached = 0", "room for one");
	lab_refuses("cache", "alpha = -1", "popularity");
	lab_refuses("cache", "policy = lrv", "is no policy");
	lab_refuses("cache", "objects = 1 billion", "1 GiB");
}
