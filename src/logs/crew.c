/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crew.c - a ring of blocks: handed over at its head, taken by whoever is free, collected at its tail. */
#include "logs/crew.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"

struct crew {
	const struct log_profile *profile;
	pthread_mutex_t lock;
	pthread_cond_t handed, done;
	struct crew_block *blocks;
	unsigned size, head, taken, tail; /* counted on, modulo `size` a place */
	bool over;
	pthread_t *threads;
	unsigned thread_count;
};

/* ---- one block ---- */

static void crew_take(struct crew_block *b, const struct log_profile *p, struct str line)
{
	struct crew_line *x;
	struct log_entry e;
	enum log_bad bad;

	b->all++;
	if (!line.len || (line.len == 1 && *line.p == '\r'))
		return;
	bad = line.len > CREW_LONGEST ? LOG_TOO_LONG : log_read(&b->format, line, &e);
	if (bad == LOG_COMMENT)
		return;
	b->lines = xgrow(b->lines, b->count, &b->cap, sizeof(*b->lines));
	x = &b->lines[b->count++];
	x->number = b->all;
	x->bad = bad;
	if (bad)
		x->text = bad == LOG_TOO_LONG ? S("") : line;
	else
		log_mark_make(p, &e, &x->mark);
}

static void crew_read_block(struct crew_block *b, const struct log_profile *p)
{
	const char *at = b->bytes, *end = b->bytes + b->len, *q;

	b->count = b->all = 0;
	for (; at < end && (q = memchr(at, '\n', (size_t)(end - at))); at = q + 1)
		crew_take(b, p, (struct str){at, (size_t)(q - at)});
}

static void *crew_work(void *ctx)
{
	struct crew *c = ctx;

	pthread_mutex_lock(&c->lock);
	for (;;) {
		struct crew_block *b;

		while (c->taken == c->head && !c->over)
			pthread_cond_wait(&c->handed, &c->lock);
		if (c->taken == c->head)
			break;
		b = &c->blocks[c->taken++ % c->size];
		pthread_mutex_unlock(&c->lock);
		crew_read_block(b, c->profile);
		pthread_mutex_lock(&c->lock);
		b->ready = true;
		pthread_cond_signal(&c->done);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

/* ---- the crew ---- */

struct crew *crew_new(unsigned threads, const struct log_profile *profile)
{
	struct crew *c = xcalloc(1, sizeof(*c));

	c->profile = profile;
	c->size = threads + 2;
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->handed, NULL);
	pthread_cond_init(&c->done, NULL);
	c->blocks = xcalloc(c->size, sizeof(*c->blocks));
	for (unsigned i = 0; i < c->size; i++)
		c->blocks[i].bytes = xmalloc(CREW_BLOCK);
	c->threads = xcalloc(threads, sizeof(*c->threads));
	while (c->thread_count < threads && pthread_create(&c->threads[c->thread_count], NULL, crew_work, c) == 0)
		c->thread_count++;
	if (c->thread_count)
		return c;
	crew_free(c);
	return NULL;
}

void crew_free(struct crew *c)
{
	if (!c)
		return;
	pthread_mutex_lock(&c->lock);
	c->over = true;
	pthread_cond_broadcast(&c->handed);
	pthread_mutex_unlock(&c->lock);
	for (unsigned i = 0; i < c->thread_count; i++)
		pthread_join(c->threads[i], NULL);
	for (unsigned i = 0; i < c->size; i++) {
		free(c->blocks[i].bytes);
		free(c->blocks[i].lines);
	}
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->handed);
	pthread_cond_destroy(&c->done);
	free(c->blocks);
	free(c->threads);
	free(c);
}

/* Only the thread that hands over and collects changes head and tail. */
bool crew_full(const struct crew *c)
{
	return c->head - c->tail == c->size;
}

bool crew_idle(const struct crew *c)
{
	return c->head == c->tail;
}

void crew_hand(struct crew *c, const struct log_format *f, char **bytes, size_t len)
{
	struct crew_block *b = &c->blocks[c->head % c->size];
	char *other = b->bytes;

	b->bytes = *bytes;
	*bytes = other;
	b->len = len;
	b->format = *f;
	b->ready = false;
	pthread_mutex_lock(&c->lock);
	c->head++;
	pthread_cond_signal(&c->handed);
	pthread_mutex_unlock(&c->lock);
}

struct crew_block *crew_collect(struct crew *c)
{
	struct crew_block *b = &c->blocks[c->tail % c->size];

	pthread_mutex_lock(&c->lock);
	while (!b->ready)
		pthread_cond_wait(&c->done, &c->lock);
	pthread_mutex_unlock(&c->lock);
	c->tail++;
	return b;
}
