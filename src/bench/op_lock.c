/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_lock.c - a mutex and an atomic counter, alone and with another thread at them. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "bench/ops.h"
#include "bench/pair.h"

struct counter {
	struct pair pair;
	_Alignas(64) pthread_mutex_t lock;
	uint64_t under_lock;
	_Alignas(64) _Atomic uint64_t number;
};

static bool lock_begin(struct run *r, void (*other)(void *state, uint64_t n))
{
	struct counter *c = aligned_alloc(64, sizeof(*c));

	r->state = c;
	if (!c)
		return run_skip(r, "no memory");
	*c = (struct counter){.number = 0};
	pthread_mutex_init(&c->lock, NULL);
	return !other || pair_start(&c->pair, r, other, c);
}

static void lock_stop(struct run *r)
{
	struct counter *c = r->state;

	if (!c)
		return;
	pair_stop(&c->pair);
	pthread_mutex_destroy(&c->lock);
	free(c);
}

static double lock_partner_time(struct run *r)
{
	struct counter *c = r->state;

	return pair_time(&c->pair);
}

static void lock_ready(struct run *r, uint64_t n)
{
	struct counter *c = r->state;

	c->under_lock = 0;
	atomic_store(&c->number, 0);
	pair_ready(&c->pair, n);
}

static void count_locked(void *state, uint64_t n)
{
	struct counter *c = state;

	for (uint64_t i = 0; i < n; i++) {
		pthread_mutex_lock(&c->lock);
		c->under_lock++;
		pthread_mutex_unlock(&c->lock);
	}
}

static void count_atomic(void *state, uint64_t n)
{
	struct counter *c = state;

	for (uint64_t i = 0; i < n; i++)
		atomic_fetch_add(&c->number, 1);
}

/* Alone. */

static bool alone_setup(struct run *r)
{
	return lock_begin(r, NULL);
}

static void mutex_run(struct run *r, uint64_t n)
{
	count_locked(r->state, n);
}

static void atomic_run(struct run *r, uint64_t n)
{
	count_atomic(r->state, n);
}

static bool alone_check(struct run *r)
{
	struct counter *c = r->state;

	c->under_lock = 0;
	atomic_store(&c->number, 0);
	r->op->work->run(r, 1000);
	return c->under_lock + atomic_load(&c->number) == 1000 ? true : run_fail(r, "the count is wrong");
}

const struct work work_mutex = {alone_setup, NULL, mutex_run, alone_check, lock_stop};
const struct work work_atomic_add = {alone_setup, NULL, atomic_run, alone_check, lock_stop};

/* With a partner that does as much. */

static bool both(struct run *r, uint64_t n, void (*count)(void *state, uint64_t n))
{
	struct counter *c = r->state;

	pair_go(&c->pair);
	count(c, n);
	pair_join(&c->pair);
	return c->under_lock + atomic_load(&c->number) == 2 * n ? true : run_fail(r, "the count is wrong");
}

static void mutex_both(struct run *r, uint64_t n)
{
	both(r, n, count_locked);
}

static void atomic_both(struct run *r, uint64_t n)
{
	both(r, n, count_atomic);
}

static bool mutex_setup(struct run *r)
{
	return lock_begin(r, count_locked);
}

static bool atomic_setup(struct run *r)
{
	r->partner_time = lock_partner_time;
	return lock_begin(r, count_atomic);
}

static bool both_check(struct run *r)
{
	lock_ready(r, 1000);
	r->op->work->run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_mutex_contended = {mutex_setup, lock_ready, mutex_both, both_check, lock_stop};
const struct work work_atomic_add_contended = {atomic_setup, lock_ready, atomic_both, both_check, lock_stop};
