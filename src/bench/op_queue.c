/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_queue.c - items from one thread to another, on two CPUs. */
#include <stdatomic.h>
#include <stdlib.h>

#include "algo/queue.h"
#include "bench/bench.h"
#include "bench/ops.h"
#include "bench/pair.h"

enum { SLOTS = 1024 };

/* The sum of items 1 to n that came out is n (n + 1) / 2. */
struct queued {
	struct pair pair;
	struct run *run;
	uint64_t sum; /* of what was popped, by the partner */
	union {
#ifdef HAVE_CK
		struct queue ring;
#endif
		struct lockq lock;
	};
	bool made, locked;
};

static double queue_partner_time(struct run *r)
{
	struct queued *q = r->state;

	return pair_time(&q->pair);
}

static void queue_ready(struct run *r, uint64_t n)
{
	struct queued *q = r->state;

	pair_ready(&q->pair, n);
}

/* What all have in common. */
static struct queued *queue_begin(struct run *r)
{
	struct queued *q = aligned_alloc(64, (sizeof(*q) + 63) / 64 * 64);

	r->state = q;
	if (!q) {
		run_skip(r, "no memory");
		return NULL;
	}
	*q = (struct queued){.run = r};
	run_param(r, "slots", SLOTS);
	return q;
}

static bool queue_start(struct run *r, void (*pop)(void *state, uint64_t n))
{
	struct queued *q = r->state;

	if (!q->made)
		return run_skip(r, "no memory");
	if (!pair_start(&q->pair, r, pop, q))
		return false;
	r->partner_time = queue_partner_time;
	return true;
}

static void queue_finish(struct run *r, uint64_t n)
{
	struct queued *q = r->state;

	pair_join(&q->pair);
	if (q->sum != n * (n + 1) / 2)
		run_fail(r, "the items that came out are not those that went in");
}

static bool queue_check(struct run *r)
{
	queue_ready(r, 1000);
	r->op->work->run(r, 1000);
	return r->status == RUN_FINE;
}

static void queue_stop(struct run *r)
{
	struct queued *q = r->state;

	if (!q)
		return;
	pair_stop(&q->pair);
	if (q->made && q->locked)
		lockq_release(&q->lock);
#ifdef HAVE_CK
	else if (q->made)
		queue_release(&q->ring);
#endif
	free(q);
}

#ifdef HAVE_CK

static bool setup_ring(struct run *r, void (*pop)(void *state, uint64_t n))
{
	struct queued *q = queue_begin(r);

	if (!q)
		return false;
	q->made = queue_init(&q->ring, SLOTS);
	return queue_start(r, pop);
}

#define RING_OPERATION(kind) \
	static void pop_##kind(void *state, uint64_t n) \
	{ \
		struct queued *q = state; \
		uint64_t item, sum = 0; \
\
		for (uint64_t i = 0; i < n; i++) { \
			while (!queue_pop_##kind(&q->ring, &item)) \
				bench_pause(); \
			sum += item; \
		} \
		q->sum = sum; \
	} \
\
	static bool setup_##kind(struct run *r) \
	{ \
		return setup_ring(r, pop_##kind); \
	} \
\
	static void push_##kind(struct run *r, uint64_t n) \
	{ \
		struct queued *q = r->state; \
\
		pair_go(&q->pair); \
		for (uint64_t i = 1; i <= n; i++) \
			while (!queue_push_##kind(&q->ring, i)) \
				bench_pause(); \
		queue_finish(r, n); \
	}

RING_OPERATION(spsc)
RING_OPERATION(mpmc)

const struct work work_spsc_push_pop = {setup_spsc, queue_ready, push_spsc, queue_check, queue_stop};
const struct work work_mpmc_push_pop = {setup_mpmc, queue_ready, push_mpmc, queue_check, queue_stop};

#endif

#ifdef HAVE_CK

/* ---- many threads: half of them push, half of them pop ---- */

enum { MOST_HANDS = 64 };

struct crowd;

/* One of the threads, with its share of the items. The first one pushes, and is the main thread. */
struct hand {
	struct pair pair;
	struct crowd *crowd;
	uint64_t sum; /* of what it popped */
	unsigned seat;
};

struct crowd {
	struct queue ring;
	bool made;
	unsigned hands; /* an even number */
	struct hand hand[MOST_HANDS];
};

/* How many of n items are those of one of `parts`. */
static uint64_t queue_share_of(uint64_t n, unsigned part, unsigned parts)
{
	return n / parts + (part < n % parts);
}

static void push_share(struct crowd *c, unsigned part, uint64_t n)
{
	unsigned parts = c->hands / 2;

	for (uint64_t i = 0, item = part + 1; i < queue_share_of(n, part, parts); i++, item += parts)
		while (!queue_push_mpmc(&c->ring, item))
			bench_pause();
}

static void pop_share(struct hand *h, unsigned part, uint64_t n)
{
	uint64_t item, sum = 0;

	for (uint64_t i = 0; i < queue_share_of(n, part, h->crowd->hands / 2); i++) {
		while (!queue_pop_mpmc(&h->crowd->ring, &item))
			bench_pause();
		sum += item;
	}
	h->sum = sum;
}

/* Seats take turns, so that each pusher has a popper on the next CPU. */
static void work_share(void *state, uint64_t n)
{
	struct hand *h = state;

	if (h->seat % 2)
		pop_share(h, h->seat / 2, n);
	else
		push_share(h->crowd, h->seat / 2, n);
}

static double crowd_time(struct run *r)
{
	struct crowd *c = r->state;
	double least = pair_time(&c->hand[1].pair);

	for (unsigned i = 2; i < c->hands; i++) {
		double t = pair_time(&c->hand[i].pair);

		least = t < least ? t : least;
	}
	return least;
}

static bool crowd_setup(struct run *r)
{
	const struct host *h = &r->bench->host;
	struct crowd *c = aligned_alloc(64, (sizeof(*c) + 63) / 64 * 64);
	unsigned threads = host_threads(h) / 2 * 2;

	r->state = c;
	if (!c)
		return run_skip(r, "no memory");
	*c = (struct crowd){.hands = threads < MOST_HANDS ? threads : MOST_HANDS};
	c->made = queue_init(&c->ring, SLOTS);
	if (!c->made)
		return run_skip(r, "no memory");
	run_param(r, "slots", SLOTS);
	run_param(r, "threads", c->hands);
	for (unsigned i = 1; i < c->hands; i++) {
		struct run seat = *r;

		seat.partner = h->cpu[i];
		c->hand[i].crowd = c;
		c->hand[i].seat = i;
		if (!pair_start(&c->hand[i].pair, &seat, work_share, &c->hand[i]))
			return run_fail(r, "%s", seat.why);
	}
	r->partner_time = crowd_time;
	return true;
}

static void crowd_stop(struct run *r)
{
	struct crowd *c = r->state;

	if (!c)
		return;
	for (unsigned i = 1; i < c->hands; i++)
		pair_stop(&c->hand[i].pair);
	if (c->made)
		queue_release(&c->ring);
	free(c);
}

static void crowd_ready(struct run *r, uint64_t n)
{
	struct crowd *c = r->state;

	for (unsigned i = 1; i < c->hands; i++)
		pair_ready(&c->hand[i].pair, n);
}

static void crowd_run(struct run *r, uint64_t n)
{
	struct crowd *c = r->state;
	uint64_t sum = 0;

	for (unsigned i = 1; i < c->hands; i++)
		pair_go(&c->hand[i].pair);
	push_share(c, 0, n);
	for (unsigned i = 1; i < c->hands; i++) {
		pair_join(&c->hand[i].pair);
		sum += c->hand[i].sum;
	}
	if (sum != n * (n + 1) / 2)
		run_fail(r, "the items that came out are not those that went in");
}

static bool crowd_check(struct run *r)
{
	crowd_ready(r, 1000);
	crowd_run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_mpmc_push_pop_n = {crowd_setup, crowd_ready, crowd_run, crowd_check, crowd_stop};

#endif

/* ---- with a lock ---- */

static void pop_locked(void *state, uint64_t n)
{
	struct queued *q = state;
	uint64_t sum = 0;

	for (uint64_t i = 0; i < n; i++)
		sum += lockq_pop(&q->lock);
	q->sum = sum;
}

static bool setup_locked(struct run *r)
{
	struct queued *q = queue_begin(r);

	if (!q)
		return false;
	q->locked = true;
	q->made = lockq_init(&q->lock, SLOTS);
	return queue_start(r, pop_locked);
}

static void push_locked(struct run *r, uint64_t n)
{
	struct queued *q = r->state;

	pair_go(&q->pair);
	for (uint64_t i = 1; i <= n; i++)
		lockq_push(&q->lock, i);
	queue_finish(r, n);
}

const struct work work_lockq_push_pop = {setup_locked, queue_ready, push_locked, queue_check, queue_stop};

/* ---- one cache line to and fro ---- */

struct ball {
	struct pair pair;
	_Alignas(64) _Atomic uint64_t turn;
};

static void queue_answer(void *state, uint64_t n)
{
	struct ball *b = state;

	for (uint64_t i = 0; i < n; i++) {
		while (atomic_load_explicit(&b->turn, memory_order_acquire) != 2 * i + 1)
			;
		atomic_store_explicit(&b->turn, 2 * i + 2, memory_order_release);
	}
}

static double ball_time(struct run *r)
{
	struct ball *b = r->state;

	return pair_time(&b->pair);
}

static bool ball_setup(struct run *r)
{
	struct ball *b = aligned_alloc(64, sizeof(*b));

	r->state = b;
	if (!b)
		return run_skip(r, "no memory");
	*b = (struct ball){.turn = 0};
	if (!pair_start(&b->pair, r, queue_answer, b))
		return false;
	r->partner_time = ball_time;
	return true;
}

static void ball_ready(struct run *r, uint64_t n)
{
	struct ball *b = r->state;

	atomic_store_explicit(&b->turn, 0, memory_order_relaxed);
	pair_ready(&b->pair, n);
}

static void ball_run(struct run *r, uint64_t n)
{
	struct ball *b = r->state;

	pair_go(&b->pair);
	for (uint64_t i = 0; i < n; i++) {
		atomic_store_explicit(&b->turn, 2 * i + 1, memory_order_release);
		while (atomic_load_explicit(&b->turn, memory_order_acquire) != 2 * i + 2)
			;
	}
	pair_join(&b->pair);
}

static bool ball_check(struct run *r)
{
	struct ball *b = r->state;

	ball_ready(r, 1000);
	ball_run(r, 1000);
	return atomic_load(&b->turn) == 2000 ? true : run_fail(r, "the line did not come back as often as it went");
}

static void ball_stop(struct run *r)
{
	struct ball *b = r->state;

	if (b)
		pair_stop(&b->pair);
	free(b);
}

const struct work work_queue_rtt = {ball_setup, ball_ready, ball_run, ball_check, ball_stop};
