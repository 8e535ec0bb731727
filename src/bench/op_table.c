/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_table.c - gets and puts in a table with open addressing. */
#include "bench/ops.h"

#ifdef HAVE_CK

#include <stdlib.h>
#include <string.h>

#include "algo/random.h"
#include "algo/table.h"
#include "bench/bench.h"

/* Positions drawn beforehand: a generator must not be timed, and a prefetcher must not guess. */
enum { DRAWS = 1 << 20, FEW = 100000, MANY = 10000000, FEWEST = 1 << 16 };

struct tabled {
	struct table table;
	bool made;
	uint32_t keys;
	uint32_t stride;  /* value of key i is (i + stride) mod keys: a walk through all keys */
	uint32_t *draws;
	uint32_t at;      /* next draw */
	uint32_t turn;    /* added to draws: each round through them asks for other keys */
	uint32_t walk;    /* where the dependent walk is */
	uint64_t next_key; /* for puts */
};

/* Any two are different: multiplying by an odd number loses nothing. Never 0 and, for 32-bit i, never all ones. */
static inline uint64_t key_of(uint32_t i)
{
	return ((uint64_t)i + 1) * 0x9E3779B97F4A7C15u;
}

static inline uint32_t wrap(uint32_t i, uint32_t keys)
{
	return i >= keys ? i - keys : i;
}

static uint32_t common(uint32_t a, uint32_t b)
{
	return b ? common(b, a % b) : a;
}

/* About the golden section of the keys, with nothing in common with them, so that the walk passes through all. */
static uint32_t stride_for(uint32_t keys)
{
	uint32_t s = (uint32_t)(0.618 * keys);

	while (common(s, keys) != 1)
		s++;
	return s;
}

static bool fill(struct run *r, struct tabled *t)
{
	for (uint32_t i = 0; i < t->keys; i++) {
		if (!table_put(&t->table, key_of(i), wrap(i + t->stride, t->keys)))
			return run_fail(r, "a key could not be put");
		if (i % 65536 == 0 && bench_stop)
			return run_skip(r, "stopped");
	}
	return true;
}

static bool draw(struct run *r, struct tabled *t)
{
	struct random random = { 3 };

	t->draws = malloc(DRAWS * sizeof(*t->draws));
	if (!t->draws)
		return run_skip(r, "no memory");
	for (uint32_t i = 0; i < DRAWS; i++)
		t->draws[i] = random_below(&random, t->keys);
	return true;
}

/* One more thread: it has its own draws, and reads the table of the first. */
static bool join(struct run *r)
{
	const struct tabled *first = r->first->state;
	struct tabled *t = calloc(1, sizeof(*t));

	r->state = t;
	if (!t)
		return run_skip(r, "no memory");
	*t = *first;
	t->made = false;
	t->draws = NULL;
	t->turn = wrap(t->turn + t->stride / (2 + r->cpu % 16), t->keys);
	return draw(r, t);
}

static bool setup(struct run *r, uint32_t keys)
{
	struct tabled *t;

	if (r->first)
		return join(r);
	t = calloc(1, sizeof(*t));
	r->state = t;
	if (!t)
		return run_skip(r, "no memory");
	t->keys = keys;
	t->stride = stride_for(keys);
	t->made = table_init(&t->table, keys);
	if (!t->made)
		return run_skip(r, "no memory");
	if (!draw(r, t) || !fill(r, t))
		return false;
	r->memory = table_bytes(&t->table) + DRAWS * sizeof(*t->draws);
	run_param(r, "keys", keys);
	run_param(r, "working_set", (double)table_bytes(&t->table));
	run_extra(r, "bytes_entry", (double)table_bytes(&t->table) / keys);
	return true;
}

static bool few_setup(struct run *r)
{
	return setup(r, FEW);
}

/* Ten million, or what fits in a quarter of the memory. */
static bool many_setup(struct run *r)
{
	uint64_t most = r->bench->host.memory / 4;
	uint32_t keys = MANY;

	while (keys > FEWEST && table_bytes_for(keys) > most)
		keys /= 2;
	if (table_bytes_for(keys) > most)
		return run_skip(r, "needs %zu MB of memory, a quarter of what is free is less", table_bytes_for(keys) >> 20);
	return setup(r, keys);
}

static void stop(struct run *r)
{
	struct tabled *t = r->state;

	if (!t)
		return;
	if (t->made)
		table_release(&t->table);
	free(t->draws);
	free(t);
}

static bool check(struct run *r)
{
	struct tabled *t = r->state;

	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t k = t->draws[i];
		uint64_t value;

		if (!table_get(&t->table, key_of(k), &value) || value != wrap(k + t->stride, t->keys))
			return run_fail(r, "a key has not the value that was put");
		if (table_get(&t->table, ~key_of(k), &value) && ~key_of(k) != key_of(k))
			return run_fail(r, "a key that was never put was found");
	}
	return true;
}

static void get(struct run *r, uint64_t n)
{
	struct tabled *t = r->state;
	uint32_t at = t->at, turn = t->turn, keys = t->keys;
	uint64_t value = 0;

	for (uint64_t i = 0; i < n; i++) {
		table_get(&t->table, key_of(wrap(t->draws[at] + turn, keys)), &value);
		BENCH_KEEP(value);
		if (++at == DRAWS) {
			at = 0;
			turn = wrap(turn + t->stride, keys);
		}
	}
	t->at = at;
	t->turn = turn;
}

static void get_dependent(struct run *r, uint64_t n)
{
	struct tabled *t = r->state;
	uint64_t at = t->walk;

	for (uint64_t i = 0; i < n; i++)
		table_get(&t->table, key_of((uint32_t)at), &at);
	t->walk = (uint32_t)at;
}

/* ---- puts ---- */

/* A table that is filled again and again: emptied, untimed, when a sample would find it full. */
static bool put_setup(struct run *r)
{
	struct tabled *t = calloc(1, sizeof(*t));

	r->state = t;
	if (!t)
		return run_skip(r, "no memory");
	t->keys = FEW;
	t->made = table_init(&t->table, FEW);
	run_param(r, "keys", FEW);
	return t->made ? true : run_skip(r, "no memory");
}

static void put(struct run *r, uint64_t n)
{
	struct tabled *t = r->state;

	while (n) {
		uint32_t i;

		for (i = t->at; i < FEW && n; i++, n--)
			table_put(&t->table, key_of(i), i);
		t->at = i;
		if (t->at == FEW) {
			table_clear(&t->table);
			t->at = 0;
		}
	}
}

static bool put_check(struct run *r)
{
	struct tabled *t = r->state;
	uint64_t value;

	table_clear(&t->table);
	t->at = 0;
	put(r, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		if (!table_get(&t->table, key_of(i), &value) || value != i)
			return run_fail(r, "a key has not the value that was put");
	return true;
}

const struct work work_ht_get_l2 = { few_setup, NULL, get, check, stop };
const struct work work_ht_get = { many_setup, NULL, get, check, stop };
const struct work work_ht_get_dep = { many_setup, NULL, get_dependent, check, stop };
const struct work work_ht_put = { put_setup, NULL, put, put_check, stop };

#endif
