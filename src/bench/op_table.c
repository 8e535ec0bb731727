/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_table.c - gets and puts in a table with open addressing. */
#include "base/gcd.h"
#include "bench/ops.h"

#ifdef HAVE_CK

#include <stdlib.h>
#include <string.h>

#include "algo/random.h"
#include "algo/hash_table.h"
#include "bench/bench.h"

/* Positions drawn beforehand: a generator must not be timed, and a prefetcher must not guess. */
enum { DRAWS = 1 << 20, FEW = 100000, MANY = 10000000, FEWEST = 1 << 16 };

/* A table and what is in it. */
struct filled {
	struct table table;
	bool made;
	uint32_t keys;
	uint32_t stride; /* value of key i is (i + stride) mod keys: a walk through all keys */
	unsigned users;
};

/* The large one: filled once, though two operations read it. Set up and given back by the main thread alone. */
static struct filled many;

struct tabled {
	struct filled own; /* the small one, or empty */
	struct filled *in;
	bool shares; /* the large one */
	uint32_t *draws;
	uint32_t at;   /* next draw */
	uint32_t turn; /* added to draws: each round through them asks for other keys */
	uint32_t walk; /* where the dependent walk is */
};

/* Any two are different: multiplying by an odd number loses nothing. Never 0 and, for 32-bit i, never all ones. */
static inline uint64_t table_key_of(uint32_t i)
{
	return ((uint64_t)i + 1) * 0x9E3779B97F4A7C15u;
}

static inline uint32_t wrap(uint32_t i, uint32_t keys)
{
	return i >= keys ? i - keys : i;
}

/* About the golden section of the keys, with nothing in common with them, so that the walk passes through all. */
static uint32_t stride_for(uint32_t keys)
{
	uint32_t s = (uint32_t)(0.618 * keys);

	while (gcd(s, keys) != 1)
		s++;
	return s;
}

static const struct bench *toucher;

static void op_table_touch(void *p, size_t size)
{
	bench_touch(toucher, p, size);
}

static bool table_make(struct run *r, struct filled *f)
{
	toucher = r->bench;
	table_touch = op_table_touch;
	f->made = table_init(&f->table, f->keys);
	table_touch = NULL;
	return f->made ? true : run_skip(r, "no memory");
}

static bool table_fill(struct run *r, struct filled *f, uint32_t keys)
{
	f->keys = keys;
	f->stride = stride_for(keys);
	if (!table_make(r, f))
		return false;
	for (uint32_t i = 0; i < keys; i++) {
		if (!table_put(&f->table, table_key_of(i), wrap(i + f->stride, keys)))
			return run_fail(r, "a key could not be put");
		if (i % 65536 == 0 && bench_stop)
			return run_skip(r, "stopped");
	}
	return true;
}

static void table_empty(struct filled *f)
{
	if (f->made)
		table_release(&f->table);
	f->made = false;
}

static bool table_draw(struct run *r, struct tabled *t)
{
	struct random random = {3};

	t->draws = malloc(DRAWS * sizeof(*t->draws));
	if (!t->draws)
		return run_skip(r, "no memory");
	for (uint32_t i = 0; i < DRAWS; i++)
		t->draws[i] = random_below(&random, t->in->keys);
	return true;
}

static struct tabled *table_begin(struct run *r)
{
	struct tabled *t = calloc(1, sizeof(*t));

	r->state = t;
	if (!t)
		run_skip(r, "no memory");
	return t;
}

/* One more thread: it has its own draws, and reads the table of the first. */
static bool table_join(struct run *r)
{
	const struct tabled *first = r->first->state;
	struct tabled *t = table_begin(r);

	if (!t)
		return false;
	t->in = first->in;
	t->turn = wrap(first->turn + t->in->stride / (2 + r->cpu % 16), t->in->keys);
	return table_draw(r, t);
}

/* What is told with the result. */
static bool table_told(struct run *r, const struct filled *f)
{
	run_param(r, "keys", f->keys);
	run_param(r, "working_set", (double)table_bytes(&f->table));
	run_extra(r, "bytes_entry", (double)table_bytes(&f->table) / f->keys);
	return true;
}

static bool few_setup(struct run *r)
{
	struct tabled *t;

	if (r->first)
		return table_join(r);
	t = table_begin(r);
	if (!t)
		return false;
	t->in = &t->own;
	return table_fill(r, t->in, FEW) && table_draw(r, t) && table_told(r, t->in);
}

/* Ten million, or what fits in a quarter of the memory. */
static bool fill_many(struct run *r)
{
	uint64_t most = r->bench->host.memory / 4;
	uint32_t keys = MANY;

	while (keys > FEWEST && table_bytes_for(keys) > most)
		keys /= 2;
	if (table_bytes_for(keys) > most)
		return run_skip(r, "needs %zu MB of memory, a quarter of what is free is less", table_bytes_for(keys) >> 20);
	if (!table_fill(r, &many, keys)) {
		table_empty(&many);
		return false;
	}
	r->memory = table_bytes(&many.table);
	return true;
}

static bool many_setup(struct run *r)
{
	struct tabled *t;

	if (r->first)
		return table_join(r);
	t = table_begin(r);
	if (!t || (!many.users && !fill_many(r)))
		return false;
	many.users++;
	t->shares = true;
	t->in = &many;
	return table_draw(r, t) && table_told(r, t->in);
}

static void table_stop(struct run *r)
{
	struct tabled *t = r->state;

	if (!t)
		return;
	if (t->shares && !--many.users)
		table_empty(&many);
	table_empty(&t->own);
	free(t->draws);
	free(t);
}

static bool table_check(struct run *r)
{
	struct tabled *t = r->state;
	struct filled *f = t->in;

	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t k = t->draws[i];
		uint64_t value;

		if (!table_get(&f->table, table_key_of(k), &value) || value != wrap(k + f->stride, f->keys))
			return run_fail(r, "a key has not the value that was put");
		if (table_get(&f->table, table_key_of(k + f->keys), &value))
			return run_fail(r, "a key that was never put was found");
	}
	return true;
}

static void op_table_get(struct run *r, uint64_t n)
{
	struct tabled *t = r->state;
	struct table *table = &t->in->table;
	uint32_t at = t->at, turn = t->turn, keys = t->in->keys, stride = t->in->stride;
	uint64_t value = 0;

	for (uint64_t i = 0; i < n; i++) {
		table_get(table, table_key_of(wrap(t->draws[at] + turn, keys)), &value);
		BENCH_KEEP(value);
		if (++at == DRAWS) {
			at = 0;
			turn = wrap(turn + stride, keys);
		}
	}
	t->at = at;
	t->turn = turn;
}

static void get_dependent(struct run *r, uint64_t n)
{
	struct tabled *t = r->state;
	struct table *table = &t->in->table;
	uint64_t at = t->walk;

	for (uint64_t i = 0; i < n; i++)
		table_get(table, table_key_of((uint32_t)at), &at);
	t->walk = (uint32_t)at;
}

/* ---- puts ---- */

/*
 * Tables that are filled one after the other, and emptied between samples: to empty one takes as long as thousands of
 * puts. Those that a sample will need are empty when it begins.
 */
enum { TABLES = 4 };

struct puts {
	struct table tables[TABLES];
	unsigned made;
	unsigned in; /* which is being filled */
	uint32_t at; /* next key */
};

static bool put_setup(struct run *r)
{
	struct puts *p = calloc(1, sizeof(*p));

	r->state = p;
	if (!p)
		return run_skip(r, "no memory");
	while (p->made < TABLES && table_init(&p->tables[p->made], FEW))
		p->made++;
	run_param(r, "keys", FEW);
	run_param(r, "working_set", p->made ? (double)table_bytes(&p->tables[0]) : 0);
	return p->made == TABLES ? true : run_skip(r, "no memory");
}

static void put_stop(struct run *r)
{
	struct puts *p = r->state;

	while (p && p->made)
		table_release(&p->tables[--p->made]);
	free(p);
}

/* All that were used are emptied. */
static void start_over(struct puts *p)
{
	for (unsigned i = 0; i < TABLES && (i < p->in || (i == p->in && p->at)); i++)
		table_clear(&p->tables[i]);
	p->in = p->at = 0;
}

static void put_ready(struct run *r, uint64_t n)
{
	(void)n;
	start_over(r->state);
}

/* A sample that is longer than all tables empties them itself. */
static void op_table_put(struct run *r, uint64_t n)
{
	struct puts *p = r->state;

	while (n) {
		struct table *t = &p->tables[p->in];
		uint32_t i;

		for (i = p->at; i < FEW && n; i++, n--)
			table_put(t, table_key_of(i), i);
		p->at = i;
		if (i < FEW)
			continue;
		p->at = 0;
		if (++p->in == TABLES)
			start_over(p);
	}
}

static bool put_check(struct run *r)
{
	struct puts *p = r->state;
	uint64_t value;

	put_ready(r, 1000);
	op_table_put(r, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		if (!table_get(&p->tables[0], table_key_of(i), &value) || value != i)
			return run_fail(r, "a key has not the value that was put");
	return !table_get(&p->tables[0], table_key_of(1000), &value) ? true
	                                                             : run_fail(r, "a key that was never put was found");
}

const struct work work_ht_get_l2 = {few_setup, NULL, op_table_get, table_check, table_stop};
const struct work work_ht_get = {many_setup, NULL, op_table_get, table_check, table_stop};
const struct work work_ht_get_dep = {many_setup, NULL, get_dependent, table_check, table_stop};
const struct work work_ht_put = {put_setup, put_ready, op_table_put, put_check, put_stop};

#endif
