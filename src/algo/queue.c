/* SPDX-License-Identifier: GPL-3.0-or-later */
/* queue.c - queues between threads. */
#include "algo/queue.h"

#include <stdlib.h>

#ifdef HAVE_CK

bool queue_init(struct queue *q, unsigned size)
{
	q->items = aligned_alloc(64, size * sizeof(*q->items));
	if (!q->items)
		return false;
	ck_ring_init(&q->ring, size);
	return true;
}

void queue_release(struct queue *q)
{
	free(q->items);
}

#endif

bool lockq_init(struct lockq *q, unsigned size)
{
	*q = (struct lockq){.size = size};
	q->items = malloc(size * sizeof(*q->items));
	if (!q->items)
		return false;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->filled, NULL);
	pthread_cond_init(&q->emptied, NULL);
	return true;
}

void lockq_release(struct lockq *q)
{
	pthread_cond_destroy(&q->emptied);
	pthread_cond_destroy(&q->filled);
	pthread_mutex_destroy(&q->lock);
	free(q->items);
}

void lockq_push(struct lockq *q, uint64_t item)
{
	pthread_mutex_lock(&q->lock);
	while (q->count == q->size)
		pthread_cond_wait(&q->emptied, &q->lock);
	q->items[(q->head + q->count++) % q->size] = item;
	pthread_cond_signal(&q->filled);
	pthread_mutex_unlock(&q->lock);
}

uint64_t lockq_pop(struct lockq *q)
{
	uint64_t item;

	pthread_mutex_lock(&q->lock);
	while (!q->count)
		pthread_cond_wait(&q->filled, &q->lock);
	item = q->items[q->head];
	q->head = (q->head + 1) % q->size;
	q->count--;
	pthread_cond_signal(&q->emptied);
	pthread_mutex_unlock(&q->lock);
	return item;
}
