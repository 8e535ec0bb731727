/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_ring.c - which node has a key: a ring with hashed points, and jump hash. */
#include "bench/ops.h"

#include <math.h>
#include <stdlib.h>

#include "algo/hash_key.h"
#include "algo/ring.h"
#include "bench/bench.h"

enum { NODES = 100, POINTS = 160, MOVED = 20000 };

/* Buckets are 100 as well; the key is a counter, spread by the hash itself. */
static void jump(struct run *r, uint64_t n)
{
	(void)r;
	for (uint64_t i = 0; i < n; i++) {
		uint32_t bucket = ring_jump(i * 0x9E3779B97F4A7C15u, NODES);

		BENCH_KEEP(bucket);
	}
}

static bool jump_setup(struct run *r)
{
	run_param(r, "buckets", NODES);
	return true;
}

static void jump_stop(struct run *r)
{
	(void)r;
}

/* About 1 in N + 1 of the keys moves when one is added, and all of those to the new one. */
static bool moved_right(struct run *r, unsigned moved, bool astray, unsigned nodes)
{
	double share = (double)moved / MOVED, want = 1.0 / nodes;

	if (astray)
		return run_fail(r, "adding a node moved a key between old ones");
	return fabs(share / want - 1) < 0.35
	           ? true
	           : run_fail(r, "adding a node moved %.2f %% of the keys, not about %.2f %%", share * 100, want * 100);
}

static bool jump_check(struct run *r)
{
	unsigned moved = 0;
	bool astray = false;

	for (uint64_t i = 0; i < MOVED; i++) {
		uint64_t key = i * 0x9E3779B97F4A7C15u;
		uint32_t a = ring_jump(key, NODES), b = ring_jump(key, NODES + 1);

		moved += a != b;
		astray |= a != b && b != NODES;
	}
	return moved_right(r, moved, astray, NODES + 1);
}

const struct work work_jump_hash = {jump_setup, NULL, jump, jump_check, jump_stop};

#ifdef HAVE_XXHASH

struct ringed {
	struct ring ring;
	bool made;
};

static bool ring_setup(struct run *r)
{
	struct ringed *g = calloc(1, sizeof(*g));

	r->state = g;
	if (!g)
		return run_skip(r, "no memory");
	g->made = ring_init(&g->ring, NODES, POINTS);
	run_param(r, "nodes", NODES);
	run_param(r, "points", POINTS);
	run_param(r, "working_set", (double)(g->ring.count * sizeof(struct ring_point)));
	return g->made ? true : run_skip(r, "no memory");
}

static void ring_stop(struct run *r)
{
	struct ringed *g = r->state;

	if (g && g->made)
		ring_release(&g->ring);
	free(g);
}

static inline uint64_t ring_hashed(uint64_t i)
{
	uint64_t key = i * 0x9E3779B97F4A7C15u;

	return hash_key(&key, sizeof(key), 0);
}

static void lookup(struct run *r, uint64_t n)
{
	const struct ringed *g = r->state;

	for (uint64_t i = 0; i < n; i++) {
		uint32_t node = ring_find(&g->ring, ring_hashed(i));

		BENCH_KEEP(node);
	}
}

static bool ring_check(struct run *r)
{
	const struct ringed *g = r->state;
	struct ring more;
	unsigned moved = 0;
	bool astray = false;

	if (!ring_init(&more, NODES + 1, POINTS))
		return run_skip(r, "no memory");
	for (uint64_t i = 0; i < MOVED; i++) {
		uint32_t a = ring_find(&g->ring, ring_hashed(i)), b = ring_find(&more, ring_hashed(i));

		moved += a != b;
		astray |= a != b && b != NODES;
	}
	ring_release(&more);
	return moved_right(r, moved, astray, NODES + 1);
}

const struct work work_ring_lookup = {ring_setup, NULL, lookup, ring_check, ring_stop};

#endif
