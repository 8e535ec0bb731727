/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lru.c - entries are in a table and in a list, most recent first. */
#include "algo/lru.h"

#ifdef HAVE_UTHASH

#include <stdlib.h>
#include <sys/queue.h>
#include <uthash.h>

struct entry {
	uint64_t key, value;
	TAILQ_ENTRY(entry) link;
	UT_hash_handle hh;
};

struct lru {
	struct entry *table;
	TAILQ_HEAD(order, entry) order;
	struct entry *entries; /* the room, used from the front */
	size_t count, capacity;
};

struct lru *lru_new(size_t capacity)
{
	struct lru *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->capacity = capacity;
	TAILQ_INIT(&c->order);
	c->entries = malloc(capacity * sizeof(*c->entries));
	if (!c->entries) {
		free(c);
		return NULL;
	}
	return c;
}

void lru_free(struct lru *c)
{
	if (!c)
		return;
	HASH_CLEAR(hh, c->table);
	free(c->entries);
	free(c);
}

bool lru_get(struct lru *c, uint64_t key, uint64_t *value)
{
	struct entry *e;

	HASH_FIND(hh, c->table, &key, sizeof(key), e);
	if (!e)
		return false;
	if (e != TAILQ_FIRST(&c->order)) {
		TAILQ_REMOVE(&c->order, e, link);
		TAILQ_INSERT_HEAD(&c->order, e, link);
	}
	*value = e->value;
	return true;
}

/* Room for one entry: fresh, or that of the least recent. */
static struct entry *lru_room(struct lru *c)
{
	struct entry *e;

	if (c->count < c->capacity)
		return &c->entries[c->count++];
	e = TAILQ_LAST(&c->order, order);
	TAILQ_REMOVE(&c->order, e, link);
	HASH_DEL(c->table, e);
	return e;
}

void lru_put(struct lru *c, uint64_t key, uint64_t value)
{
	struct entry *e = lru_room(c);

	e->key = key;
	e->value = value;
	HASH_ADD(hh, c->table, key, sizeof(e->key), e);
	TAILQ_INSERT_HEAD(&c->order, e, link);
}

size_t lru_bytes(const struct lru *c)
{
	return sizeof(*c) + c->capacity * sizeof(*c->entries) + HASH_OVERHEAD(hh, c->table) -
	       (c->table ? c->count * sizeof(UT_hash_handle) : 0);
}

#endif
