/* SPDX-License-Identifier: GPL-3.0-or-later */
/* queue.h - bounded queues of 64-bit items between threads: without locks, and with one. */
#ifndef BOTE_QUEUE_H
#define BOTE_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef HAVE_CK
#include <ck_ring.h>

/*
 * Concurrency Kit's ring. Pushing and popping never wait: they return false when it is full or empty. The spsc calls
 * are for one pushing and one popping thread, the mpmc calls for any number; do not mix them.
 */
struct queue {
	ck_ring_t ring;
	ck_ring_buffer_t *items;
};

/* `size` is a power of two; one slot stays free. False when there is no memory. */
bool queue_init(struct queue *q, unsigned size);
void queue_release(struct queue *q);

static inline bool queue_push_spsc(struct queue *q, uint64_t item)
{
	return ck_ring_enqueue_spsc(&q->ring, q->items, (void *)(uintptr_t)item);
}

static inline bool queue_pop_spsc(struct queue *q, uint64_t *item)
{
	void *p;

	if (!ck_ring_dequeue_spsc(&q->ring, q->items, &p))
		return false;
	*item = (uintptr_t)p;
	return true;
}

static inline bool queue_push_mpmc(struct queue *q, uint64_t item)
{
	return ck_ring_enqueue_mpmc(&q->ring, q->items, (void *)(uintptr_t)item);
}

static inline bool queue_pop_mpmc(struct queue *q, uint64_t *item)
{
	void *p;

	if (!ck_ring_dequeue_mpmc(&q->ring, q->items, &p))
		return false;
	*item = (uintptr_t)p;
	return true;
}
#endif

/* A queue with a mutex and two conditions, as textbooks have it: push waits for room, pop for an item. */
struct lockq {
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied;
	uint64_t *items;
	unsigned head, count, size;
};

bool lockq_init(struct lockq *q, unsigned size);
void lockq_release(struct lockq *q);
void lockq_push(struct lockq *q, uint64_t item);
uint64_t lockq_pop(struct lockq *q);

#endif
