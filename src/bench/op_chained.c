/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_chained.c - gets in a table with chains. */
#include "bench/ops.h"

#ifdef HAVE_UTHASH

#include <stdlib.h>

#include "algo/chained.h"
#include "algo/random.h"
#include "bench/bench.h"

enum { DRAWS = 1 << 20, KEYS = 1000000, BYTES_KEY = 128 };

struct chained_run {
	struct chained table;
	bool made;
	uint32_t *draws;
	uint32_t at;
};

static uint64_t chained_key_of(uint32_t i)
{
	return ((uint64_t)i + 1) * 0x9E3779B97F4A7C15u;
}

static bool chained_setup(struct run *r)
{
	struct chained_run *c = calloc(1, sizeof(*c));
	struct random random = {4};
	uint32_t *order, keys = KEYS;

	r->state = c;
	while ((uint64_t)keys * BYTES_KEY > r->bench->host.memory / 4)
		keys /= 2;
	order = malloc(keys * sizeof(*order));
	c->draws = malloc(DRAWS * sizeof(*c->draws));
	c->made = chained_init(&c->table, keys);
	if (!c->made || !c->draws || !order) {
		free(order);
		return run_skip(r, "no memory");
	}
	/* Put in a random order, so that neighbours in memory are not neighbours in the table. */
	random_order(&random, order, keys);
	for (uint32_t i = 0; i < keys; i++)
		chained_put(&c->table, chained_key_of(order[i]), order[i]);
	free(order);
	for (uint32_t i = 0; i < DRAWS; i++)
		c->draws[i] = random_below(&random, keys);
	r->memory = chained_bytes(&c->table);
	run_param(r, "keys", keys);
	run_param(r, "working_set", (double)chained_bytes(&c->table));
	run_extra(r, "bytes_entry", (double)chained_bytes(&c->table) / keys);
	return true;
}

static void chained_stop(struct run *r)
{
	struct chained_run *c = r->state;

	if (!c)
		return;
	if (c->made)
		chained_release(&c->table);
	free(c->draws);
	free(c);
}

static bool chained_check(struct run *r)
{
	struct chained_run *c = r->state;
	uint64_t value;

	for (uint32_t i = 0; i < 1000; i++) {
		if (!chained_get(&c->table, chained_key_of(c->draws[i]), &value) || value != c->draws[i])
			return run_fail(r, "a key has not the value that was put");
		if (chained_get(&c->table, 2 * i, &value) && chained_key_of((uint32_t)value) != 2 * i)
			return run_fail(r, "a key that was never put was found");
	}
	return true;
}

static void op_chained_get(struct run *r, uint64_t n)
{
	struct chained_run *c = r->state;
	uint32_t at = c->at;
	uint64_t value = 0;

	for (uint64_t i = 0; i < n; i++) {
		chained_get(&c->table, chained_key_of(c->draws[at]), &value);
		BENCH_KEEP(value);
		at = (at + 1) % DRAWS;
	}
	c->at = at;
}

const struct work work_ht_chained_get = {chained_setup, NULL, op_chained_get, chained_check, chained_stop};

#endif
